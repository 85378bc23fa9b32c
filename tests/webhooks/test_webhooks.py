from __future__ import annotations

import json
import logging
import random
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from cmcompliance.checking import Checker
from cmcompliance.checking.policy import NO_POLICY
from cmcompliance.decisions import Entry, entry_of, record_of
from cmcompliance.draft import parse_draft
from cmcompliance.webhooks import WebhookError, Webhooks, verify, webhooks_to
from cmcompliance.webhooks.post import Reply, post
from cmcompliance.webhooks.schedule import DELAYS, delay
from cmcompliance.webhooks.signature import key_of, new_secret
from cmcompliance.webhooks.spool import Spool
from cmcompliance.webhooks.target import Target, target_of

from .receiver import Came, Receiver, receiving

SECRET = new_secret()
KEYS = [key_of(SECRET)]
Start = Callable[..., Webhooks]


@pytest.fixture(scope="module")
def entry() -> Entry:
    draft = parse_draft({"text": "🎁 Concours ! Tague un ami pour gagner.", "id": "p1"})
    report = Checker().check(draft)
    record = record_of(draft, report, NO_POLICY, today=date.today(), keep_draft=True)
    made = entry_of(record, request_id="r1", asker=None, command="check")
    return made.model_copy(update={"verdict": "block"})


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving(Receiver()) as started:
        yield started


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start webhooks on one queue, which are stopped in the end."""
    started: list[Webhooks] = []

    def starting(*urls: str, **options: object) -> Webhooks:
        targets = [target_of(url, KEYS) for url in urls]
        spool = Spool(tmp_path / "queue.sqlite", most=options.pop("most", 1000))  # type: ignore[arg-type]
        started.append(Webhooks(targets, spool, **options))  # type: ignore[arg-type]
        return started[-1]

    yield starting
    for one in started:
        one.close()


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let tries follow at once."""
    monkeypatch.setattr("cmcompliance.webhooks.webhooks._LOOK", 0.02)
    monkeypatch.setattr("cmcompliance.webhooks.schedule.DELAYS", (0.01,) * 4)


def _event(number: int) -> bytes:
    return json.dumps({"id": f"msg_{number}", "type": "decision.block"}).encode()


def _until(holds: Callable[[], bool], seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_a_decision_that_blocks_is_told_signed_and_without_text(
    start: Start, receiver: Receiver, entry: Entry
) -> None:
    start(receiver.url).decided(entry)
    (came,) = receiver.wait_for(1)
    event = verify(SECRET, came.headers, came.body)
    assert came.path == "/hook?a=1"
    assert came.headers["content-type"] == "application/json"
    assert (event["id"], event["type"]) == (f"msg_{entry.id}", "decision.block")
    assert came.headers["webhook-id"] == event["id"]
    assert event["data"]["draft_digest"] == entry.draft_digest
    assert [one["rule"] for one in event["data"]["findings"]] == [one.rule for one in entry.findings]
    assert b"Tague" not in came.body


def test_the_draft_is_told_when_that_is_asked_for(start: Start, receiver: Receiver, entry: Entry) -> None:
    start(receiver.url, with_draft=True).decided(entry)
    (came,) = receiver.wait_for(1)
    assert verify(SECRET, came.headers, came.body)["data"]["draft"]["text"].startswith("🎁")


@pytest.mark.parametrize(
    ("on", "told"),
    [("block", ["block"]), ("review", ["review", "block"]), ("all", ["pass", "review", "block"])],
)
def test_only_those_verdicts_are_told_that_are_chosen(
    start: Start, receiver: Receiver, entry: Entry, on: str, told: list[str]
) -> None:
    webhooks = start(receiver.url, on=on)
    for verdict in ("pass", "review", "block"):
        webhooks.decided(entry.model_copy(update={"verdict": verdict}))
    receiver.wait_for(len(told))
    _until(lambda: webhooks.state().delivered == len(told))
    assert sorted(json.loads(came.body)["data"]["verdict"] for came in receiver.came) == sorted(told)


def test_each_receiver_is_told(start: Start, receiver: Receiver) -> None:
    with receiving(Receiver()) as other:
        webhooks = start(receiver.url, other.url)
        for number in range(5):
            webhooks.announce(_event(number))
        for one in (receiver, other):
            ids = {came.headers["webhook-id"] for came in one.wait_for(5)}
            assert ids == {f"msg_{number}" for number in range(5)}


@pytest.mark.usefixtures("soon")
@pytest.mark.parametrize("status", [500, 404, 302, 429, 503])
def test_what_fails_is_tried_again_under_the_same_id(start: Start, receiver: Receiver, status: int) -> None:
    receiver.answer = lambda came: (status if len(receiver.came) < 3 else 200, {"location": "/other"})
    webhooks = start(receiver.url)
    webhooks.announce(_event(1))
    came = receiver.wait_for(3)
    _until(lambda: webhooks.state().delivered == 1)
    assert {one.headers["webhook-id"] for one in came} == {"msg_1"}
    assert {one.path for one in came} == {"/hook?a=1"}
    assert webhooks.state().failed == 2


@pytest.mark.usefixtures("soon")
def test_what_fails_for_long_is_given_up_told_and_kept_for_a_retry(
    start: Start, receiver: Receiver, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    receiver.answer = lambda came: (500, {})
    webhooks = start(receiver.url)
    with caplog.at_level(logging.ERROR):
        webhooks.announce(_event(1))
        _until(lambda: webhooks.state().dead == 1)
    assert "msg_1" in caplog.text
    assert "given up" in caplog.text
    assert "/hook" not in caplog.text
    receiver.answer = lambda came: (200, {})
    queue = Spool(tmp_path / "queue.sqlite")
    assert [(one.dead, one.reason) for one in queue.all()] == [(True, "HTTP 500")]
    assert queue.retry("msg_1") == 1
    _until(lambda: webhooks.state().delivered == 1)
    assert queue.all() == []
    queue.close()


@pytest.mark.usefixtures("soon")
def test_a_receiver_that_is_gone_is_sent_no_more(
    start: Start, receiver: Receiver, caplog: pytest.LogCaptureFixture
) -> None:
    receiver.answer = lambda came: (410, {})
    webhooks = start(receiver.url)
    with caplog.at_level(logging.ERROR):
        webhooks.announce(_event(1))
        receiver.wait_for(1)
        _until(lambda: "wants no more webhooks" in caplog.text)


def test_a_restart_loses_nothing(start: Start, tmp_path: Path) -> None:
    url = "http://127.0.0.1:9/"
    first = start(url, send=lambda *message: Reply(None, "refused"))
    for number in range(50):
        first.announce(_event(number))
    first.close()
    sent: list[str] = []

    def send(to: Target, event: str, body: bytes, now: int) -> Reply:
        sent.append(event)
        return Reply(200, "")

    second = start(url, send=send)
    _until(lambda: len(sent) >= 48)  # one for each thread waits for its next try
    second.close()
    queue = Spool(tmp_path / "queue.sqlite")
    waiting = [one.event for one in queue.all()]
    queue.close()
    assert sorted([*sent, *waiting]) == sorted(f"msg_{number}" for number in range(50))


def test_a_receiver_that_does_not_answer_holds_up_neither_the_caller_nor_another_one(
    start: Start, receiver: Receiver
) -> None:
    free = threading.Event()

    def answer(came: Came) -> tuple[int, dict[str, str]]:
        free.wait()
        return 200, {}

    with receiving(Receiver(answer=answer)) as stuck:
        webhooks = start(stuck.url, receiver.url)
        for number in range(200):
            webhooks.announce(_event(number))
        receiver.wait_for(200)
        assert len(stuck.came) <= 2  # one for each thread
        free.set()
        stuck.wait_for(200)


def test_more_than_the_queue_holds_are_told_as_lost(
    start: Start, receiver: Receiver, caplog: pytest.LogCaptureFixture
) -> None:
    receiver.answer = lambda came: (500, {})
    with caplog.at_level(logging.ERROR):
        webhooks = start(receiver.url, most=3)
        for number in range(5):
            webhooks.announce(_event(number))
        _until(lambda: caplog.text.count("LOST") == 2)
    assert "msg_3" in caplog.text
    assert "msg_4" in caplog.text


def test_after_its_end_an_event_is_told_as_lost(
    start: Start, receiver: Receiver, caplog: pytest.LogCaptureFixture
) -> None:
    webhooks = start(receiver.url)
    webhooks.close()
    with caplog.at_level(logging.ERROR):
        webhooks.announce(_event(7))
        webhooks.announce(b"no event")
    assert "msg_7 is LOST" in caplog.text


def test_a_receiver_that_drips_is_cut_off(receiver: Receiver) -> None:
    receiver.drips = 1_000_000
    reply = post(target_of(receiver.url, KEYS), "msg_1", b"{}", int(time.time()), seconds=0.4)
    assert reply.status is None
    assert reply.is_down


def test_a_certificate_is_asked_for(receiver: Receiver) -> None:
    url = receiver.url.replace("http://", "https://")
    reply = post(target_of(url, KEYS), "msg_1", b"{}", int(time.time()))
    assert reply.is_down
    assert "SSL" in reply.reason
    assert receiver.came == []


def test_tries_come_ever_later_for_about_a_day() -> None:
    chance = random.Random(1)
    waits = [delay(failures, chance=chance) for failures in range(1, len(DELAYS) + 1)]
    assert all(wait is not None for wait in waits)
    assert 20 * 3600 < sum(wait or 0 for wait in waits) < 28 * 3600
    assert delay(len(DELAYS) + 1) is None
    assert len({delay(3) for _ in range(5)}) > 1
    assert delay(1, wish=60) == 60
    assert (delay(1, wish=10**9) or 0) <= 3600


def test_a_receiver_that_is_down_is_left_in_peace_for_a_while(start: Start) -> None:
    tried: list[float] = []

    def send(to: Target, event: str, body: bytes, now: int) -> Reply:
        tried.append(time.monotonic())
        return Reply(None, "refused")

    webhooks = start("http://127.0.0.1:9/", send=send)
    for number in range(100):
        webhooks.announce(_event(number))
    _until(lambda: webhooks.state().waiting == 100 and bool(tried))
    time.sleep(0.3)
    assert len(tried) <= 2  # one for each thread


def test_what_cannot_be_a_queue_is_told(tmp_path: Path) -> None:
    file = tmp_path / "queue"
    file.write_text("not a database, and longer than a page would begin with")
    with pytest.raises(WebhookError, match="queue of webhooks"):
        webhooks_to(["https://example.org/"], spool=file, environment={"CMCOMPLIANCE_WEBHOOK_SECRET": SECRET})
