"""The keys that hold now, as a server asks for them."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable
from datetime import date
from hmac import compare_digest
from pathlib import Path

from cmcompliance.keys.file import KeyFileError, parsed_keys, read_private
from cmcompliance.keys.key import Key
from cmcompliance.keys.model import StoredKey, today
from cmcompliance.keys.secret import secret_digest

_LOG = logging.getLogger("cmcompliance.keys")
_State = tuple[int, int, int, int, int, int, int]


class KeyRing:
    """Looks at the file at each request: what is created or revoked holds from the next one on.

    A file that is gone, damaged or open to others has no key that holds; that is logged once for each of its
    states, and `problem` says it. Threads may share a ring.
    """

    def __init__(self, path: Path, day: Callable[[], date] = today) -> None:
        """`day`: the one by which keys expire."""
        self.path = path
        self._day = day
        self._lock = threading.Lock()
        self._state: _State | None = None
        self._keys: tuple[StoredKey, ...] = ()
        self._problem: str | None = None
        self._refresh()

    @property
    def problem(self) -> str | None:
        """Why no key holds, None where the file can be used."""
        self._refresh()
        return self._problem

    def count(self) -> int:
        """Return how many keys hold now."""
        day = self._day()
        return sum(key.holds(day) for key in self._refresh())

    def owner_of(self, secret: str) -> Key | None:
        """Return the key with this secret, None if none holds. It takes the same time whichever it is."""
        keys, day, digest = self._refresh(), self._day(), secret_digest(secret)
        found: StoredKey | None = None
        for key in keys:
            if compare_digest(key.digest, digest):
                found = key
        return Key(found.id, found.name, found.rate) if found and found.holds(day) else None

    def _refresh(self) -> tuple[StoredKey, ...]:
        with self._lock:
            try:
                state = _state_of(self.path)
            except OSError as error:
                self._refuse(f"{self.path} cannot be read: {error.strerror or error}", None)
                return self._keys
            if state != self._state:
                try:
                    data, seen = read_private(self.path)
                    self._keys = parsed_keys(self.path, data).keys
                    self._state, self._problem = _as_state(seen), None
                except (KeyFileError, OSError) as error:
                    self._refuse(str(error), state)
            return self._keys

    def _refuse(self, problem: str, state: _State | None) -> None:
        self._keys, self._state = (), state
        if problem != self._problem:
            _LOG.error("no key is accepted: %s", problem)
        self._problem = problem


def _state_of(path: Path) -> _State:
    return _as_state(path.stat())


def _as_state(seen: os.stat_result) -> _State:
    return (
        seen.st_dev,
        seen.st_ino,
        seen.st_size,
        seen.st_mtime_ns,
        seen.st_ctime_ns,
        seen.st_mode,
        seen.st_uid,
    )
