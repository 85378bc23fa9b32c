from __future__ import annotations

import json

import pytest

from cmcompliance.service.http.problem import Problem
from cmcompliance.service.http.problem_words import KINDS
from cmcompliance.service.pool import Answer, JobTimedOut, PoolFull, PoolStopped, WorkerCrashed
from service.http.doubles import FakePool, asked, kind, post, service

DRAFT = {"text": "Bonjour"}


@pytest.mark.parametrize(
    ("error", "status", "expected"),
    [
        (JobTimedOut("secret"), 504, "timed-out"),
        (WorkerCrashed("secret"), 500, "crashed"),
        (PoolFull("secret"), 503, "full"),
        (PoolStopped("secret"), 503, "stopping"),
        (RuntimeError("secret"), 500, "fault"),
    ],
)
def test_what_goes_wrong_behind_is_told_without_its_inside(
    error: Exception, status: int, expected: str
) -> None:
    answer = post(service(FakePool(error)), "/v1/check", DRAFT)
    assert (answer.status_code, kind(answer)) == (status, expected)
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text


def test_a_crash_says_that_nothing_else_is_lost_and_that_the_draft_is_not_lawful_for_it() -> None:
    detail = post(service(FakePool(WorkerCrashed())), "/v1/check", DRAFT).json()["detail"]
    assert "no other is lost" in detail
    assert "not take it for lawful" in detail


@pytest.mark.parametrize("error", [PoolFull(), PoolStopped()])
def test_who_comes_too_early_is_told_when_to_come_again(error: Exception) -> None:
    assert int(post(service(FakePool(error)), "/v1/check", DRAFT).headers["retry-after"]) > 0


def test_what_is_wrong_with_a_draft_comes_line_by_line() -> None:
    problems = ["missing field `text`", "unknown field `txt`"]
    answer = post(service(FakePool(Answer(False, json.dumps(problems).encode()))), "/v1/check", DRAFT)
    assert (answer.status_code, kind(answer)) == (422, "no-draft")
    assert answer.json()["problems"] == problems


@pytest.mark.parametrize(
    ("method", "url", "status", "expected"),
    [
        ("GET", "/nothing", 404, "not-found"),
        ("GET", "/v1/", 404, "not-found"),
        ("POST", "/v1/check/", 404, "not-found"),
        ("GET", "/docs", 404, "not-found"),
        ("GET", "/v1/check", 405, "method-not-allowed"),
        ("HEAD", "/v1/check", 405, "method-not-allowed"),
        ("DELETE", "/v1/rules", 405, "method-not-allowed"),
        ("TRACE", "/healthz", 405, "method-not-allowed"),
        ("POST", "/v1/check", 415, "wrong-type"),
    ],
)
def test_what_the_framework_refuses_is_a_problem_too(
    method: str, url: str, status: int, expected: str
) -> None:
    answer = asked(service(FakePool()), method, url)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    if method != "HEAD":
        assert kind(answer) == expected


def test_a_refused_method_comes_with_those_that_are_allowed() -> None:
    app = service(FakePool())
    assert asked(app, "GET", "/v1/check").headers["allow"] == "OPTIONS, POST"
    assert asked(app, "PUT", "/v1/rules").headers["allow"] == "GET, HEAD, OPTIONS"


def test_options_tells_the_methods_and_lets_no_other_site_in() -> None:
    answer = asked(service(FakePool()), "OPTIONS", "/v1/check")
    assert (answer.status_code, answer.headers["allow"]) == (204, "OPTIONS, POST")
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_head_is_answered_as_get_is() -> None:
    app = service(FakePool())
    assert (
        asked(app, "HEAD", "/healthz").headers["content-length"]
        == asked(app, "GET", "/healthz").headers["content-length"]
    )


@pytest.mark.parametrize(
    ("url", "accepted", "language"),
    [
        ("/nothing", "", "en"),
        ("/nothing", "fr", "fr"),
        ("/nothing", "fr-CA,fr;q=0.9,en;q=0.8", "fr"),
        ("/nothing", "de, en;q=0.3, fr;q=0.7", "fr"),
        ("/nothing", "fr;q=0, en;q=0.1", "en"),
        ("/nothing", "fr;q=nonsense", "en"),
        ("/nothing?lang=fr", "en", "fr"),
        ("/nothing?x=1&lang=en", "fr", "en"),
    ],
)
def test_a_problem_is_told_in_the_language_of_who_asks(url: str, accepted: str, language: str) -> None:
    answer = asked(service(FakePool()), "GET", url, headers={"Accept-Language": accepted})
    assert answer.headers["content-language"] == language
    assert answer.json()["title"] == {"fr": "Rien à cette adresse", "en": "Nothing here"}[language]


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ("abc-123_X.9", True),
        ("x" * 64, True),
        ("x" * 65, False),
        ("a b", False),
        ("é", False),
        ("", False),
        ("<x>", False),
    ],
)
def test_a_request_keeps_its_id_if_it_is_short_and_plain(given: str, taken: bool) -> None:
    answer = asked(service(FakePool()), "GET", "/nothing", headers={"X-Request-Id": given.encode()})
    assert (answer.headers["x-request-id"] == given) == taken
    assert answer.json()["request_id"] == answer.headers["x-request-id"]


def test_each_request_without_an_id_gets_one_of_its_own() -> None:
    app = service(FakePool())
    assert len({asked(app, "GET", "/healthz").headers["x-request-id"] for _ in range(5)}) == 5


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_kind_of_problem_has_words_that_fit_its_values(language: str) -> None:
    values = dict.fromkeys(
        ("why", "name", "value", "expected", "allowed", "most", "unit", "wanted", "count", "rate"), "x"
    )
    for name in KINDS:
        told = Problem(name, seconds=1.5, **values).as_data("fr" if language == "fr" else "en", "id")
        assert told["title"]
        assert "{" not in told["detail"]


def test_every_answer_is_kept_from_being_stored_sniffed_or_framed() -> None:
    app = service(FakePool())
    for answer in (
        post(app, "/v1/check", DRAFT),
        asked(app, "GET", "/nothing"),
        asked(app, "GET", "/healthz"),
    ):
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert "server" not in answer.headers
