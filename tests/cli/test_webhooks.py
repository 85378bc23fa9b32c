from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from cmcompliance.webhooks.signature import key_of
from cmcompliance.webhooks.spool import Spool

Run = Callable[..., Result]


@pytest.fixture
def queue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Spool:
    """One message that waits and one that was given up, in the user's own queue."""
    monkeypatch.setenv("CMCOMPLIANCE_STATE", str(tmp_path / "state"))
    spool = Spool(tmp_path / "state" / "webhooks.sqlite")
    spool.add([(event, "https://a.example/token", b"{}") for event in ("msg_1", "msg_2")])
    taken = spool.take("https://a.example/token")
    assert taken is not None
    spool.failed(taken.number, "HTTP 500\x1b[31m", None)
    return spool


def test_a_secret_is_one(run: Run) -> None:
    assert len(key_of(run("webhooks", "secret").stdout.strip())) == 32


def test_messages_are_listed_without_what_a_url_may_hide(run: Run, queue: Spool) -> None:
    first, second = run("webhooks", "list").stdout.splitlines()
    assert first.startswith("msg_1")
    assert "a.example  given up, 1 tries  HTTP 500" in first
    assert "waits, 0 tries" in second
    assert "token" not in first + second
    assert "\x1b" not in first


def test_what_was_given_up_is_queued_again(run: Run, queue: Spool) -> None:
    assert run("webhooks", "retry", "msg_2").exit_code == 2
    assert "queued again: 1" in run("webhooks", "retry").stderr
    assert [one.dead for one in queue.all()] == [False, False]


def test_a_queue_that_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    ended = run("webhooks", "list", "--queue", str(tmp_path / "none"))
    assert ended.exit_code == 2
    assert "there is no queue" in ended.stderr
