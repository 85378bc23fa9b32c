from __future__ import annotations

from datetime import date

import pytest

from cmcompliance.service.pool import Answer, Job
from service.http.doubles import REPORT, FakePool, asked, kind, post, service

DRAFT = '{"text": "Déjà ✨"}'.encode()


@pytest.mark.parametrize(
    ("url", "job"),
    [
        ("/v1/check", Job("check", DRAFT, record=False)),
        (
            "/v1/check?lang=fr&as_of=2024-02-29&format=text",
            Job("check", DRAFT, "fr", date(2024, 2, 29), form="text", record=False),
        ),
        ("/v1/fix", Job("fix", DRAFT, record=False)),
        ("/v1/fix?unsafe=true&lang=en", Job("fix", DRAFT, "en", unsafe=True, record=False)),
        ("/v1/explain?rule=fr%2Fcontest", Job("explain", DRAFT, rule="fr/contest", record=False)),
        ("/v1/contest-rules?lang=en", Job("template", DRAFT, "en", record=False)),
    ],
)
def test_a_body_goes_to_the_workers_as_it_came_with_what_the_address_asks(url: str, job: Job) -> None:
    pool = FakePool()
    assert post(service(pool), url, DRAFT).status_code == 200
    assert pool.jobs == [job]


@pytest.mark.parametrize(
    ("url", "job"),
    [
        ("/v1/rules", Job("find", b"{}", record=False)),
        (
            "/v1/rules?words=jeu%20concours&jurisdiction=FR&platform=x&obligation=contest&lang=fr",
            Job(
                "find",
                b'{"words":"jeu concours","jurisdiction":"FR","platform":"x","obligation":"contest"}',
                "fr",
                record=False,
            ),
        ),
        ("/v1/rules?words=", Job("find", b'{"words":""}', record=False)),
        ("/v1/vocabulary?lang=en", Job("vocabulary", b"", "en", record=False)),
    ],
)
def test_questions_without_a_draft(url: str, job: Job) -> None:
    pool = FakePool(Answer(True, b"{}"))
    assert asked(service(pool), "GET", url).status_code == 200
    assert pool.jobs == [job]


@pytest.mark.parametrize(
    ("form", "media_type"),
    [
        ("json", "application/json"),
        ("html", "text/html; charset=utf-8"),
        ("markdown", "text/markdown; charset=utf-8"),
        ("text", "text/plain; charset=utf-8"),
    ],
)
def test_a_report_comes_in_the_form_that_was_asked_for(form: str, media_type: str) -> None:
    answer = post(service(FakePool()), f"/v1/check?format={form}", DRAFT)
    assert answer.headers["content-type"] == media_type
    assert answer.content == REPORT.body


def test_a_report_as_a_page_may_do_nothing_but_look_well() -> None:
    policy = post(service(FakePool()), "/v1/check?format=html", DRAFT).headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "script" not in policy


@pytest.mark.parametrize(
    "query",
    [
        "lang=de",
        "lang=",
        "lang=fr&lang=fr",
        "langue=fr",
        "as_of=2024-02-30",
        "as_of=20240229",
        "as_of=٢٠٢٤-٠٢-٢٩",
        "format=pdf",
        "purpose=maybe",
        "lang=%ff",
        "&".join(f"a{number}=1" for number in range(40)),
    ],
)
def test_a_parameter_that_is_unknown_or_wrong_is_refused_before_any_work(query: str) -> None:
    pool = FakePool()
    answer = post(service(pool), f"/v1/check?{query}", DRAFT)
    assert (answer.status_code, kind(answer)) == (400, "wrong-parameter")
    assert pool.jobs == []


def test_words_that_are_too_long_are_refused() -> None:
    assert kind(asked(service(FakePool()), "GET", f"/v1/rules?words={'x' * 201}")) == "wrong-parameter"
