from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from cmcompliance.service.http import Limits
from cmcompliance.service.http.request_log import log_to
from cmcompliance.service.pool import Answer, PoolState, WorkerCrashed
from service.http.doubles import (
    REPORT,
    FakeKey,
    FakeKeys,
    FakeLog,
    FakePool,
    asked,
    batch,
    post,
    record,
    service,
)

DRAFT = {"text": "Le secret du mois"}


class Lines:
    """What was logged, read back."""

    def __init__(self) -> None:
        self.stream = io.StringIO()

    @property
    def all(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.stream.getvalue().splitlines()]

    @property
    def requests(self) -> list[dict[str, Any]]:
        return [line for line in self.all if line["message"] == "request"]


@pytest.fixture
def lines() -> Iterator[Lines]:
    root, ours = logging.getLogger(), logging.getLogger("cmcompliance")
    before = root.handlers[:], root.level, ours.level
    found = Lines()
    log_to(found.stream)
    yield found
    root.handlers[:], root.level, ours.level = before[0], before[1], before[2]
    logging.captureWarnings(False)


def test_a_request_is_one_line_that_tells_who_what_and_how_it_ended(lines: Lines) -> None:
    app = service(FakePool(), keys=FakeKeys({"s3cret": FakeKey("k1")}))
    answer = post(app, "/v1/check?lang=fr", DRAFT, headers={"X-API-Key": "s3cret", "X-Request-Id": "mine"})
    (line,) = lines.requests
    assert {
        name: line[name] for name in ("request_id", "key", "method", "route", "status", "verdict", "level")
    } == {
        "request_id": "mine",
        "key": "k1",
        "method": "POST",
        "route": "/v1/check",
        "status": 200,
        "verdict": "block",
        "level": "info",
    }
    assert (line["bytes_in"], line["bytes_out"]) == (len(json.dumps(DRAFT)), len(answer.content))
    assert line["ms"] >= 0


def test_neither_text_nor_key_nor_query_stands_in_the_log(lines: Lines) -> None:
    app = service(FakePool(), keys=FakeKeys({"s3cret": FakeKey("k1")}))
    post(app, "/v1/check", DRAFT, headers={"X-API-Key": "s3cret"})
    post(app, "/v1/check", DRAFT, headers={"X-API-Key": "wr0ng"})
    asked(app, "GET", "/v1/rules?words=hush", headers={"X-API-Key": "s3cret"})
    asked(app, "GET", "/private/place", headers={"X-API-Key": "s3cret"})
    text = lines.stream.getvalue()
    assert not [word for word in ("secret du mois", "s3cret", "wr0ng", "hush", "private") if word in text]


def test_drafts_stand_in_the_log_where_that_is_asked_for(lines: Lines) -> None:
    crash = Answer(True, b"{}", "pass"), WorkerCrashed("x")
    app = service(FakePool(lambda job: crash[job.body == b"crash"]), log_drafts=True)
    post(app, "/v1/check", DRAFT)
    batch(app, b'{"text":"a"}\n{"text":"b"}')
    post(app, "/v1/check", b'{"text": "\xff"}')
    post(app, "/v1/check", b"crash")
    assert [line["drafts"] for line in lines.requests] == [
        [json.dumps(DRAFT)],
        ['{"text":"a"}', '{"text":"b"}'],
        ['{"text": "\\xff"}'],
        ["crash"],
    ]


def test_a_fault_is_logged_with_its_trace_under_the_id_that_the_client_got(lines: Lines) -> None:
    answer = post(service(FakePool(RuntimeError("the inside"))), "/v1/check", DRAFT)
    fault, request = lines.all
    assert fault["request_id"] == request["request_id"] == answer.json()["request_id"]
    assert "the inside" in fault["exception"]
    assert request["level"] == "error"


def test_a_line_feed_in_what_a_client_sends_makes_no_second_line(lines: Lines) -> None:
    asked(service(FakePool()), "GET", "/%0a%7b%22level%22")
    asked(service(FakePool()), "GET", "/x", headers={"X-Request-Id": "a\tb"})
    assert len(lines.all) == len(lines.requests) == 2


def numbers(app: Any) -> dict[str, float]:
    text = asked(app, "GET", "/metrics").text
    pairs = (line.rpartition(" ") for line in text.splitlines() if not line.startswith("#"))
    return {name: float(value) for name, _, value in pairs}


def test_requests_verdicts_and_refusals_are_counted() -> None:
    app = service(FakePool(), limits=Limits(rate=6), clock=lambda: 0.0)
    post(app, "/v1/check", DRAFT)
    post(app, "/v1/check", DRAFT)
    asked(app, "GET", "/nothing")
    counted = numbers(app)
    assert counted['cmcompliance_requests_total{method="POST",route="/v1/check",status="200"}'] == 1
    assert counted['cmcompliance_requests_total{method="POST",route="/v1/check",status="429"}'] == 1
    assert counted['cmcompliance_verdicts_total{verdict="block"}'] == 1
    assert counted['cmcompliance_limited_total{limit="too-many"}'] == 1
    assert counted['cmcompliance_request_seconds_count{route="/v1/check"}'] == 2


def test_a_decision_that_was_not_kept_is_counted() -> None:
    app = service(FakePool(Answer(True, b"{}", "pass", record())), decisions=FakeLog(broken=True))
    post(app, "/v1/check", DRAFT)
    batch(app, b"{}\n{}")
    assert numbers(app)["cmcompliance_unrecorded_decisions_total"] == 3


def test_whatever_clients_send_there_are_few_numbers() -> None:
    app = service(FakePool())
    before = len(numbers(app))
    for n in range(20):
        asked(app, f"X{n}", f"/nothing/{n}")
        asked(app, "GET", f"/v1/rules/{n}")
        asked(app, f"Y{n}", "/v1/check")
    assert len(numbers(app)) - before < 60


def test_the_state_of_the_pool_is_told_as_it_is_now() -> None:
    pool = FakePool()
    app = service(pool)
    pool.numbers = PoolState(size=4, ready=3, busy=2, queued=7, crashes=1, timeouts=5)
    counted = numbers(app)
    assert [
        counted[f"cmcompliance_{name}"] for name in ("workers", "workers_ready", "workers_busy", "queued")
    ] == [4, 3, 2, 7]
    assert (counted["cmcompliance_worker_crashes_total"], counted["cmcompliance_draft_timeouts_total"]) == (
        1,
        5,
    )


def test_it_is_ready_when_all_workers_are_there() -> None:
    pool = FakePool()
    app = service(pool)
    assert asked(app, "GET", "/readyz").json() == {"status": "ok", "workers": 2, "ready": 2}
    pool.numbers = PoolState(size=2, ready=1, busy=0, queued=0, crashes=1, timeouts=0)
    answer = asked(app, "GET", "/readyz")
    assert (answer.status_code, answer.json()["status"]) == (503, "not ready")
    assert asked(app, "GET", "/healthz").status_code == 200
    assert REPORT.body in post(app, "/v1/check", DRAFT).content
