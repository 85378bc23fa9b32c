from __future__ import annotations

import json
from typing import Literal

import pytest

from cmcompliance.service.pool import Answer
from service.http.doubles import (
    FakeHooks,
    FakeKey,
    FakeKeys,
    FakeLog,
    FakePool,
    asked,
    batch,
    kind,
    post,
    record,
    service,
)

DRAFT = {"text": "Bonjour"}


def pool(verdict: Literal["pass", "block"] = "block") -> FakePool:
    return FakePool(Answer(True, b'{"verdict":"block"}', verdict, record()))


def test_a_decision_is_kept_before_it_is_given_with_who_asked_for_it() -> None:
    log, keys = FakeLog(), FakeKeys({"s3cret": FakeKey("k1", "la rédaction")})
    headers = {"X-Request-Id": "mine", "Authorization": "Bearer s3cret"}
    answer = post(service(pool(), decisions=log, keys=keys), "/v1/check", DRAFT, headers=headers)
    (entry,) = log.entries
    assert answer.headers["x-decision-id"] == entry.id
    assert (entry.request_id, entry.key_id, entry.key_name, entry.command) == (
        "mine",
        "k1",
        "la rédaction",
        "check",
    )


def test_a_mended_draft_is_a_decision_too_and_an_explanation_or_a_preview_is_none() -> None:
    log, workers = FakeLog(), pool()
    app = service(workers, decisions=log)
    for url in ("/v1/fix", "/v1/explain", "/v1/check?purpose=preview", "/v1/fix?purpose=preview"):
        assert "secret" not in post(app, url, DRAFT).text
    assert [entry.command for entry in log.entries] == ["fix"]
    assert [job.record for job in workers.jobs] == [True, False, False, False]


def test_a_decision_that_cannot_be_kept_is_not_given() -> None:
    answer = post(service(pool("pass"), decisions=FakeLog(broken=True)), "/v1/check", DRAFT)
    assert (answer.status_code, kind(answer)) == (503, "not-recorded")
    assert "verdict" not in answer.text
    assert "secret" not in answer.text


def test_a_record_that_a_worker_owes_is_missed_loudly() -> None:
    answer = post(service(FakePool(Answer(True, b"{}", "pass")), decisions=FakeLog()), "/v1/check", DRAFT)
    assert (answer.status_code, kind(answer)) == (500, "fault")


def test_each_line_of_a_batch_is_a_decision_of_its_own() -> None:
    log = FakeLog()
    lines = batch(service(pool(), decisions=log), b'{"text":"a"}\n{"text":"b"}\n').text.splitlines()
    assert [json.loads(line)["decision"] for line in lines] == [entry.id for entry in log.entries]
    assert len({entry.id for entry in log.entries}) == 2


def test_lines_of_a_batch_that_cannot_be_kept_are_not_given() -> None:
    answer = batch(service(pool(), decisions=FakeLog(broken=True)), b'{"text":"a"}\n')
    assert json.loads(answer.text)["problem"]["type"] == "urn:cmcompliance:problem:not-recorded"
    assert "report" not in json.loads(answer.text)


@pytest.mark.parametrize(
    ("url", "told"), [("/v1/check", 1), ("/v1/fix", 1), ("/v1/check?purpose=preview", 0)]
)
def test_webhooks_are_told_of_decisions_and_not_of_previews(url: str, told: int) -> None:
    hooks = FakeHooks()
    app = service(pool(), webhooks=hooks)
    answer = post(app, url, DRAFT)
    assert answer.status_code == 200
    assert len(hooks.told) == told


def test_nothing_is_told_of_a_decision_that_was_not_kept() -> None:
    hooks = FakeHooks()
    post(service(pool(), decisions=FakeLog(broken=True), webhooks=hooks), "/v1/check", DRAFT)
    assert hooks.told == []


def test_how_the_webhooks_do_is_among_the_numbers() -> None:
    told = asked(service(pool(), webhooks=FakeHooks()), "GET", "/metrics").text
    assert "cmcompliance_webhooks_waiting 1.0" in told
    assert "cmcompliance_webhooks_lost_total 5.0" in told
    assert "webhooks" not in asked(service(pool()), "GET", "/metrics").text
