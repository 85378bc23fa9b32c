from __future__ import annotations

import logging
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest

from cmcompliance.keys import KeyRing
from cmcompliance.keys.changing import create_key, revoke_key
from cmcompliance.keys.file import KeyFileError, read_keys
from cmcompliance.keys.model import today
from cmcompliance.keys.secret import new_secret

pytestmark = pytest.mark.skipif(os.name == "nt", reason="permissions of Unix")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "keys.json"


def test_the_owner_of_a_secret_is_found_among_several(path: Path) -> None:
    made = [create_key(path, name, rate=rate) for name, rate in (("blog", None), ("crm", 60), ("app", None))]
    ring = KeyRing(path)
    for one in made:
        owner = ring.owner_of(one.secret)
        assert owner is not None
        assert (owner.id, owner.name, owner.rate) == (one.key.id, one.key.name, one.key.rate)


@pytest.mark.parametrize(
    "secret", ["", "cmck_", "é\udcff", new_secret()], ids=["none", "prefix", "odd", "another"]
)
def test_what_is_no_secret_of_the_file_has_no_owner(path: Path, secret: str) -> None:
    create_key(path, "blog")
    assert KeyRing(path).owner_of(secret) is None


def test_a_digest_opens_nothing(path: Path) -> None:
    made = create_key(path, "blog")
    assert KeyRing(path).owner_of(made.key.digest) is None


def test_a_ring_in_use_knows_what_is_created_and_revoked(path: Path) -> None:
    first = create_key(path, "blog")
    ring = KeyRing(path)
    second = create_key(path, "crm")
    assert ring.owner_of(second.secret) is not None
    revoke_key(path, "blog")
    assert ring.owner_of(first.secret) is None
    assert ring.count() == 1


def test_a_key_holds_on_its_last_day_and_no_longer(path: Path) -> None:
    last = today() + timedelta(days=3)
    made = create_key(path, "blog", expires=last)
    assert KeyRing(path, lambda: last).owner_of(made.secret) is not None
    assert KeyRing(path, lambda: last + timedelta(days=1)).owner_of(made.secret) is None


def test_the_file_holds_no_secret_and_is_its_owners_alone(path: Path) -> None:
    made = create_key(path, "blog")
    assert made.secret.removeprefix("cmck_")[:43] not in path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o602])
def test_a_file_open_to_others_opens_nothing_until_it_is_closed(
    path: Path, mode: int, caplog: pytest.LogCaptureFixture
) -> None:
    made = create_key(path, "blog")
    ring = KeyRing(path)
    path.chmod(mode)
    with caplog.at_level(logging.ERROR, logger="cmcompliance.keys"):
        assert ring.owner_of(made.secret) is None
        assert ring.owner_of(made.secret) is None
    assert len(caplog.records) == 1
    assert "chmod 600" in str(ring.problem)
    with pytest.raises(KeyFileError, match="others may read or write"):
        read_keys(path)
    path.chmod(0o600)
    assert ring.owner_of(made.secret) is not None
    assert ring.problem is None


@pytest.mark.parametrize("damage", [b"", b"{", b'{"version": 2}', b'{"keys": [{"id": "key_1"}]}', b"\xff"])
def test_a_damaged_file_opens_nothing_and_is_told(
    path: Path, damage: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    made = create_key(path, "blog")
    ring = KeyRing(path)
    path.write_bytes(damage)
    with caplog.at_level(logging.ERROR, logger="cmcompliance.keys"):
        assert ring.owner_of(made.secret) is None
    assert "is damaged" in caplog.text
    assert ring.count() == 0


def test_a_file_that_is_removed_opens_nothing(path: Path) -> None:
    made = create_key(path, "blog")
    ring = KeyRing(path)
    path.unlink()
    assert ring.owner_of(made.secret) is None
    assert "cannot be read" in str(ring.problem)


def test_a_damaged_file_is_not_written_over(path: Path) -> None:
    create_key(path, "blog")
    path.write_bytes(b"{")
    with pytest.raises(KeyFileError, match="is damaged"):
        create_key(path, "crm")
    assert path.read_bytes() == b"{"


def test_names_are_those_of_one_holding_key_each(path: Path) -> None:
    create_key(path, "blog")
    with pytest.raises(KeyFileError, match="already"):
        create_key(path, "blog")
    revoke_key(path, "blog")
    assert create_key(path, "blog").key.name == "blog"
    revoke_key(path, "blog")
    with pytest.raises(KeyFileError, match="revoked already"):
        revoke_key(path, "blog")
    with pytest.raises(KeyFileError, match="no key has"):
        revoke_key(path, "crm")


@pytest.mark.parametrize("name", ["", " blog", "a\nb", "x" * 65, "a\x00b", "a\udcff"])
def test_names_that_no_log_could_hold_are_refused(path: Path, name: str) -> None:
    with pytest.raises(KeyFileError):
        create_key(path, name)
    assert not path.exists()


def test_a_key_that_has_ended_is_not_created(path: Path) -> None:
    with pytest.raises(KeyFileError, match="would open nothing"):
        create_key(path, "blog", expires=date(2020, 1, 1))


def test_keys_that_are_created_at_once_are_all_there(path: Path) -> None:
    with ThreadPoolExecutor(8) as several:
        made = list(several.map(lambda number: create_key(path, f"key {number}"), range(16)))
    ring = KeyRing(path)
    assert ring.count() == 16
    assert all(ring.owner_of(one.secret) for one in made)
