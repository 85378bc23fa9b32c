from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from cmcompliance.keys import KeyRing

Run = Callable[..., Result]


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CMCOMPLIANCE_STATE", str(tmp_path / "state"))
    return tmp_path / "state" / "keys.json"


def test_a_secret_alone_is_on_standard_output_and_works(run: Run, file: Path) -> None:
    made = run("keys", "create", "blog", "--rate", "60/min", "--expires", "2999-01-01")
    assert made.exit_code == 0
    owner = KeyRing(file).owner_of(made.stdout.strip())
    assert owner is not None
    assert (owner.name, owner.rate) == ("blog", 60)


def test_a_list_shows_all_keys_and_no_secret(run: Run, file: Path) -> None:
    secret = run("keys", "create", "blog").stdout.strip()
    run("keys", "create", "crm", "--expires", "2999-01-01")
    run("keys", "revoke", "blog")
    listed = run("keys", "list").stdout
    assert "revoked" in listed
    assert "until 2999-01-01" in listed
    shown = json.loads(run("keys", "list", "--format", "json").stdout)
    assert [one["name"] for one in shown] == ["blog", "crm"]
    assert not any("digest" in one or secret in str(one) for one in shown)


def test_a_file_may_be_named(run: Run, file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    assert run("keys", "create", "blog", "--file", str(other)).exit_code == 0
    assert other.exists()
    assert not file.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("create", "blog", "--rate", "0"), "60/min"),
        (("create", "blog", "--rate", "5/s"), "60/min"),
        (("create", " "), "printable"),
        (("create", "blog", "--expires", "2020-01-01"), "would open nothing"),
        (("revoke", "blog"), "no key has"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_line(
    run: Run, file: Path, arguments: tuple[str, ...], said: str
) -> None:
    ended = run("keys", *arguments)
    assert ended.exit_code == 2
    assert said in ended.stderr
    assert len(ended.stderr.strip().splitlines()) == 1
