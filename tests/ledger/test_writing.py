from __future__ import annotations

import tomllib
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.ledger import read_ledger
from cmcompliance.ledger.writing import NewEntry, NotAppendedError, appended

DIGEST = "ab" * 32
HEAD, REST = "# a ledger\n", "# source = ''\n"


def test_what_stands_in_a_ledger_stays_as_it_is() -> None:
    before = b"# mine\r\n[[asset]]\r\npath='a'  # why\r\n"
    after = appended(before, [NewEntry(PurePosixPath("b.jpg"), DIGEST)], HEAD, REST)
    assert after.startswith(before)
    assert b"\n" not in after.replace(b"\r\n", b"")
    assert [one["path"] for one in tomllib.loads(after.decode())["asset"]] == ["a", "/b.jpg"]


def test_a_new_ledger_begins_with_its_head() -> None:
    assert (
        appended(b"", [NewEntry(None, DIGEST)], HEAD, REST).decode().startswith("# a ledger\n\n[[asset]]\n")
    )


@pytest.mark.parametrize("before", ["asset = []\n", "[asset]\n", "not toml"])
def test_a_ledger_at_whose_end_nothing_can_be_put_is_left_alone(before: str) -> None:
    with pytest.raises(NotAppendedError):
        appended(before.encode(), [NewEntry(None, DIGEST)], HEAD, REST)


TEXT = st.text(max_size=30)
NAME = st.text(
    st.characters(exclude_characters="/\0", exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1
).filter(lambda name: name.strip(". ") and name == name.strip())


@given(NAME, TEXT, TEXT, st.booleans())
def test_whatever_a_file_is_called_and_says_its_entry_is_for_it_alone(
    tmp_path_factory: pytest.TempPathFactory, name: str, comment: str, credit: str, deep: bool
) -> None:
    folder = tmp_path_factory.getbasetemp()
    path = PurePosixPath("photos", name) if deep else PurePosixPath(name)
    ledger = folder / "written.toml"
    ledger.write_bytes(appended(b"", [NewEntry(path, DIGEST, (comment,), credit)], HEAD, REST))
    (entry,) = read_ledger(ledger).entries
    assert (entry.sha256, entry.grant.credit or "") == (DIGEST, credit)
    assert entry.names(folder / path)
    assert not entry.names(folder / Path("below") / path)
    assert not entry.names(folder / f"{path}x")
