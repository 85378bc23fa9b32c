"""Messages about decisions, put into a queue at once and delivered by threads of their own."""

from __future__ import annotations

import json
import logging
import os
import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Final, Literal

from cmcompliance.decisions.record import Entry
from cmcompliance.webhooks.event import event_of
from cmcompliance.webhooks.post import Reply, post
from cmcompliance.webhooks.schedule import GIVE_UP, LONGEST_PAUSE, delay
from cmcompliance.webhooks.spool import Delivery, Spool, spool_file
from cmcompliance.webhooks.state import WebhookState
from cmcompliance.webhooks.target import Target, WebhookError, secrets_from, target_of

When = Literal["block", "review", "all"]
_TOLD: Mapping[When, frozenset[str]] = {
    "block": frozenset({"block"}),
    "review": frozenset({"block", "review"}),
    "all": frozenset({"block", "review", "pass"}),
}
_LOG = logging.getLogger("cmcompliance.webhooks")
_MOST_IN_MEMORY: Final = 10_000
_SENDERS: Final = 2
"""Threads for each receiver."""
_LOOK: Final = 5.0
"""Seconds after which the queue is looked at even if nothing was announced: a try may be due."""
_AT_ONCE: Final = 500

Post = Callable[[Target, str, bytes, int], Reply]


class Webhooks:
    """Tells receivers. Nothing here makes a caller wait, and what is not delivered is logged and kept."""

    def __init__(
        self,
        targets: Sequence[Target],
        spool: Spool,
        *,
        on: When = "block",
        with_draft: bool = False,
        send: Post = post,
    ) -> None:
        """`on`: which decisions are told; `with_draft`: with the draft, where the record has it."""
        self._targets = tuple(targets)
        self._spool = spool
        self._told = _TOLD[on]
        self._with_draft = with_draft
        self._send = send
        self._changed = threading.Condition()
        self._announced: deque[bytes] = deque()
        self._closing = False
        self._delivered = self._failed = self._lost = 0
        self._counts = (0, 0)
        self._stored = 0
        self._paused: dict[str, float] = {}
        self._refused: set[str] = set()
        self._look_back()
        self._threads = [threading.Thread(target=self._store, name="webhooks-queue", daemon=True)]
        self._threads += [
            threading.Thread(target=self._deliver, args=(target,), name="webhooks-sender", daemon=True)
            for target in self._targets
            for _ in range(_SENDERS)
        ]
        for thread in self._threads:
            thread.start()

    @property
    def hosts(self) -> list[str]:
        """Whom it tells, without what their URLs may hide."""
        return [_host(target.url) for target in self._targets]

    def decided(self, entry: Entry) -> None:
        """Announce a decision, if it is of those that are told."""
        if entry.verdict in self._told:
            self.announce(event_of(entry, with_draft=self._with_draft))

    def announce(self, event: bytes) -> None:
        """Queue an event, JSON with an `id`, for all receivers; it never waits and never raises."""
        with self._changed:
            if self._closing or len(self._announced) >= _MOST_IN_MEMORY:
                self._lost += len(self._targets)
                _lost(event, "the service stops" if self._closing else "too many wait already")
                return
            self._announced.append(event)
            self._changed.notify_all()

    def state(self) -> WebhookState:
        """Return how it did a few seconds ago: the queue is not looked at for it."""
        with self._changed:
            waiting, dead = self._counts
            waiting += len(self._announced) * len(self._targets)
            return WebhookState(waiting, dead, self._delivered, self._failed, self._lost)

    def close(self, seconds: float = 5.0) -> None:
        """Put what was announced into the queue, let tries that run come to an end within a time, and stop.

        What is in the queue is delivered after the next start.
        """
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        end = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, end - time.monotonic()))
        for event in self._announced:
            _lost(event, "the queue could not be written")
        if not any(thread.is_alive() for thread in self._threads):
            self._spool.close()

    def _store(self) -> None:
        """Move what was announced into the file, many at a time, until it stops."""
        complained = False
        while True:
            with self._changed:
                while not self._announced and not self._closing:
                    self._changed.wait()
                some = list(islice(self._announced, _AT_ONCE))
                if not some:
                    return
            try:
                self._queue(some)
                counts = self._spool.counts()
                complained = False
            except sqlite3.Error as error:
                if not complained:
                    _LOG.error("the queue of webhooks %s: %s; events wait in memory", self._spool.path, error)
                    complained = True
                with self._changed:
                    if self._closing:
                        return
                    self._changed.wait(1.0)
                continue
            with self._changed:
                for _ in some:
                    self._announced.popleft()
                self._counts = counts
                self._stored += 1
                self._changed.notify_all()

    def _queue(self, events: Sequence[bytes]) -> None:
        messages = [(_id(event), target.url, event) for event in events for target in self._targets]
        room = self._spool.add(messages)
        with self._changed:
            self._lost += len(messages) - room
        for event, url, _ in messages[room:]:
            _LOG.error("webhook %s to %s is LOST: the queue is full", event, _host(url))

    def _deliver(self, target: Target) -> None:
        while True:
            with self._changed:
                if self._closing or target.url in self._refused:
                    return
                pause = self._paused.get(target.url, 0.0) - time.monotonic()
                stored = self._stored
            counts = None
            try:
                taken = self._spool.take(target.url) if pause <= 0 else None
                if taken is not None:
                    self._try(target, taken)
                    continue
                counts = self._spool.counts()
            except sqlite3.Error as error:
                _LOG.error("the queue of webhooks %s: %s", self._spool.path, error)
            except Exception:
                _LOG.exception("a webhook to %s failed; it is tried again", target.host)
            with self._changed:
                self._counts = counts or self._counts
                if not self._closing and (pause > 0 or stored == self._stored):
                    self._changed.wait(min(pause, _LOOK) if pause > 0 else _LOOK)

    def _try(self, target: Target, one: Delivery) -> None:
        late = time.time() - one.queued > GIVE_UP
        reply = self._send(target, one.event, one.body, int(time.time()))
        if reply.is_delivered:
            self._spool.delivered(one.number)
            with self._changed:
                self._delivered += 1
                self._paused.pop(target.url, None)
            return
        wait = None if late or reply.is_gone else delay(one.failures + 1, reply.wish)
        self._spool.failed(one.number, reply.reason, wait)
        with self._changed:
            self._failed += 1
            if reply.is_down and wait is not None:
                self._paused[target.url] = time.monotonic() + min(wait, LONGEST_PAUSE)
        if wait is None:
            _LOG.error(
                "webhook %s to %s is given up after %d tries: %s (`cmcompliance webhooks retry` tries anew)",
                one.event,
                target.host,
                one.failures + 1,
                reply.reason,
            )
        else:
            _LOG.warning(
                "webhook %s to %s failed: %s; the next try is in %.0f s",
                one.event,
                target.host,
                reply.reason,
                wait,
            )
        if reply.is_gone:
            self._stop(target)
        elif late and reply.is_down:
            self._give_up_old(reply.reason, target.url)

    def _stop(self, target: Target) -> None:
        """Send no more to a receiver that said that it is gone, until the service starts again."""
        with self._changed:
            self._refused.add(target.url)
        _LOG.error("%s wants no more webhooks (410): none is sent to it until the next start", target.host)

    def _give_up_old(self, reason: str, url: str | None = None) -> None:
        for event in self._spool.give_up(time.time() - GIVE_UP, reason, url):
            _LOG.error("webhook %s is given up: %s", event, reason)

    def _look_back(self) -> None:
        """Say what is left of earlier runs."""
        known = {target.url for target in self._targets}
        with suppress(sqlite3.Error):
            self._give_up_old("it waited too long")
            for url in self._spool.receivers():
                if url in known:
                    continue
                _LOG.warning("webhooks wait for %s, which is none of the receivers any more", _host(url))


def webhooks_to(
    urls: Sequence[str],
    *,
    on: When = "block",
    with_draft: bool = False,
    secret_file: Path | None = None,
    spool: Path | None = None,
    environment: Mapping[str, str] = os.environ,
) -> Webhooks:
    """Return webhooks to these URLs; `spool`: the file of the queue, else the user's own.

    Secrets come from the file, else from CMCOMPLIANCE_WEBHOOK_SECRET. Raises WebhookError.
    """
    secrets = secrets_from(secret_file, environment)
    targets = [target_of(url, secrets.keys_for(url)) for url in dict.fromkeys(urls)]
    try:
        path = spool or spool_file()
    except RuntimeError as error:
        raise WebhookError(str(error)) from None
    return Webhooks(targets, Spool(path), on=on, with_draft=with_draft)


def _id(event: bytes) -> str:
    try:
        return str(json.loads(event)["id"])
    except (ValueError, KeyError, TypeError):
        return f"msg_{time.time_ns():x}"


def _lost(event: bytes, reason: str) -> None:
    _LOG.error("webhook %s is LOST: %s", _id(event), reason)


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0]
