from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.ledger import read_ledger
from cmcompliance.ledger.auditing import Remark, audit

GIF = b"GIF89a" + bytes(40)
DIGEST = hashlib.sha256(GIF).hexdigest()
DAY = date(2026, 11, 30)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos/a.gif").write_bytes(GIF)
    (tmp_path / "notes.txt").write_text("no medium")
    (tmp_path / ".hidden.gif").write_bytes(GIF)
    return tmp_path


def told(folder: Path, text: str, soon: int = 30) -> list[tuple[str, str, str]]:
    (folder / "rights.toml").write_text(text)
    remarks = audit(read_ledger(folder / "rights.toml"), DAY, soon)
    return [(one.code, one.place, one.asset) for one in remarks]


def entry(*keys: str, path: str = "photos/a.gif") -> str:
    return "\n".join(["[[asset]]", f'path = "{path}"', 'licence = "x"', *keys, ""])


def test_a_ledger_that_is_as_it_should_be_gives_nothing(folder: Path) -> None:
    assert told(folder, entry(f'sha256 = "{DIGEST}"')) == []


@pytest.mark.parametrize(
    ("key", "codes"),
    [
        ("until = 2026-11-29", ["expired"]),
        ("until = 2026-11-30", ["expires"]),
        ("until = 2026-12-30", ["expires"]),
        ("until = 2026-12-31", []),
        ('people = [{name = "Léa", consent = true, until = 2026-11-01}]', ["consent_expired"]),
        ('people = [{name = "Léa", consent = true, until = 2026-12-01}]', ["consent_expires"]),
    ],
)
def test_what_has_ended_or_soon_will_is_told(folder: Path, key: str, codes: list[str]) -> None:
    assert [code for code, _, _ in told(folder, entry(key))] == codes


def test_a_file_without_an_entry_and_an_entry_without_a_file_are_told(folder: Path) -> None:
    assert told(folder, entry(path="gone.gif")) == [
        ("unused", "rights.toml:1", "gone.gif"),
        ("unlisted", "photos/a.gif", "photos/a.gif"),
    ]


def test_a_file_that_is_not_the_one_whose_digest_was_noted_is_told(folder: Path) -> None:
    assert told(folder, entry(f'sha256 = "{"0" * 64}"')) == [
        ("changed", "rights.toml:1", "photos/a.gif"),
        ("unlisted", "photos/a.gif", "photos/a.gif"),
    ]


def test_a_file_that_was_moved_is_still_one_with_an_entry(folder: Path) -> None:
    assert told(folder, entry(f'sha256 = "{DIGEST}"', path="before.gif")) == []


def test_an_entry_that_says_nothing_is_told(folder: Path) -> None:
    assert told(folder, '[[asset]]\npath = "photos/*"\n') == [("bare", "rights.toml:1", "photos/*")]


def test_a_folder_below_with_a_ledger_of_its_own_is_left_to_that(folder: Path) -> None:
    (folder / "photos/rights.csv").write_text("fichier;licence\na.gif;x\n")
    assert told(folder, "") == []


def test_a_link_is_no_file_of_the_ledger(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "b.gif").write_bytes(GIF)
    (folder / "b.gif").symlink_to(outside / "b.gif")
    (folder / "linked").symlink_to(outside)
    assert told(folder, entry()) == []


@pytest.mark.parametrize(
    ("one", "other", "field"),
    [
        ('source = "own"', 'source = "stock"', "source"),
        ("ai_generated = true", "ai_generated = false", "ai_generated"),
        (
            'people = [{name = "Léa", consent = true}]',
            'people = [{name = "LÉA", consent = false}]',
            "people.consent",
        ),
        (
            'music = {title = "Air", licence = "none"}',
            'music = {title = "air", licence = "commercial"}',
            "music.licence",
        ),
    ],
)
@pytest.mark.parametrize("path", ["photos/a.gif", "gone.gif"])
def test_entries_that_cannot_both_be_true_are_told_once(
    folder: Path, one: str, other: str, field: str, path: str
) -> None:
    (folder / "rights.toml").write_text(entry(one, path=path) + entry(other, path=path))
    remarks = audit(read_ledger(folder / "rights.toml"), DAY, 0)
    (found,) = [remark for remark in remarks if remark.code == "contradiction"]
    assert (found.place, found.other, found.detail) == ("rights.toml:1", "rights.toml:5", field)


def test_two_licences_for_one_file_do_not_contradict_each_other(folder: Path) -> None:
    assert told(folder, entry('uses = ["print"]') + entry('uses = ["social"]', "until = 2028-01-01")) == []


ENTRIES = st.lists(
    st.builds(
        lambda path, key: entry(*key, path=path),
        st.sampled_from(["photos/a.gif", "*.gif", "gone.gif"]),
        st.sampled_from([(), ("until = 2026-01-01",), ('source = "own"',), ('source = "web"',)]),
    ),
    max_size=5,
).flatmap(lambda some: st.tuples(st.just(some), st.permutations(some)))


@given(ENTRIES)
def test_the_order_of_entries_does_not_change_what_is_wrong(
    tmp_path_factory: pytest.TempPathFactory, both: tuple[list[str], list[str]]
) -> None:
    folder = tmp_path_factory.mktemp("order")
    (folder / "photos").mkdir()
    (folder / "photos/a.gif").write_bytes(GIF)

    def kinds(entries: list[str]) -> list[tuple[str, str]]:
        (folder / "rights.toml").write_text("".join(entries))
        remarks: list[Remark] = audit(read_ledger(folder / "rights.toml"), DAY, 0)
        return sorted({(one.code, one.asset) for one in remarks})

    assert kinds(both[0]) == kinds(both[1])
