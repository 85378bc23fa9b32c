from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.archive.exports import folder

from cmcompliance.archive import (
    Archived,
    ArchiveFault,
    Claim,
    Item,
    Place,
    Skipped,
    Source,
    Unreadable,
    open_source,
    read_archive,
)
from cmcompliance.archive.readers.drafts import DraftsReader
from cmcompliance.archive.registry import all_readers
from cmcompliance.draft import Draft


class Lines:
    """Reads the first line of each member that it is told to claim."""

    def __init__(self, name: str, claims: Sequence[Claim], fails_after: int = 99) -> None:
        self.name = name
        self._claims = claims
        self._fails_after = fails_after

    def claims(self, source: Source) -> Sequence[Claim]:
        return self._claims

    def read(self, source: Source, claim: Claim) -> Iterator[Item]:
        for number, member in enumerate(claim.members):
            if number == self._fails_after:
                raise LookupError("no idea")
            with source.members[member].open() as stream:
                place = Place(source.name, member, 1)
                yield Archived(Draft(text=stream.readline().decode(), id=f"{self.name}:{member}"), place)


def read(path: Path, *readers: Lines) -> list[Item]:
    with open_source(path) as source:
        return list(read_archive(source, readers))


def ids(items: list[Item]) -> list[str | None]:
    return [item.draft.id for item in items if isinstance(item, Archived)]


def test_a_member_has_one_reader_the_surer_one_and_then_the_narrower(tmp_path: Path) -> None:
    root = folder(tmp_path, {"a": "a", "b": "b", "c": "c"})
    likely = Lines("likely", [Claim("likely", ("a", "b", "c"), "likely")])
    wide = Lines("wide", [Claim("wide", ("a", "b"))])
    narrow = Lines("narrow", [Claim("narrow", ("b",))])
    assert ids(read(root, likely, wide, narrow)) == ["wide:a", "narrow:b", "likely:c"]


def test_what_no_reader_knows_is_counted_by_kind(tmp_path: Path) -> None:
    root = folder(tmp_path, {"a.JPG": "", "b/c.jpg": "", "README": ""})
    assert {(item.reason, item.count) for item in read(root) if isinstance(item, Skipped)} == {
        ("files that no reader knows: .jpg", 2),
        ("files that no reader knows: no suffix", 1),
    }


def test_a_reader_that_fails_is_told_and_the_others_go_on(tmp_path: Path) -> None:
    root = folder(tmp_path, {"a": "a", "b": "b", "c": "c"})
    items = read(root, Lines("bad", [Claim("bad", ("a", "b"))], 1), Lines("good", [Claim("good", ("c",))]))
    assert ids(items) == ["bad:a", "good:c"]
    assert [item.problem for item in items if isinstance(item, Unreadable)] == [
        "the reader 'bad' failed after this: LookupError: no idea"
    ]


def test_a_reader_whose_claims_fail_is_told(tmp_path: Path) -> None:
    class Broken(Lines):
        def claims(self, source: Source) -> Sequence[Claim]:
            raise ArchiveFault("is odd")

    items = read(folder(tmp_path, {"a": "a"}), Broken("broken", []))
    assert any(isinstance(item, Unreadable) and "broken" in item.problem for item in items)


def test_drafts_of_this_project_are_read_from_pages_and_json(tmp_path: Path) -> None:
    root = folder(
        tmp_path,
        {
            "posts/one.md": "---\nplatform: x\n---\nBonjour",
            "all.jsonl": '{"id": "7", "text": "un"}\n{"text": "deux"}\n{"txt": 3}\n',
            "other.json": '{"version": 3}',
            "long.json": '{"text": "' + "é" * 20_000 + '"}',
        },
    )
    with open_source(root) as source:
        items = list(read_archive(source, [DraftsReader()]))
    assert ids(items) == ["7", "all.jsonl#2", "long.json#1", "posts/one.md#1"]
    assert [str(item.place) for item in items if isinstance(item, Unreadable)] == [f"{root}!all.jsonl#3"]
    assert [item.reason for item in items if isinstance(item, Skipped)] == [
        "files that no reader knows: .json"
    ]


def test_readers_have_names_of_their_own() -> None:
    names = [reader.name for reader in all_readers()]
    assert len(set(names)) == len(names)
