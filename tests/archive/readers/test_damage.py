"""Whatever becomes of an export on its way, reading it ends, and in nothing but items.

A new reader adds a line to FIXTURES; a test sees to it. The long form: `make damage` (CMCOMPLIANCE_DAMAGE=N).
"""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.archive.exports import folder, zipped
from tests.archive.readers import network_exports, owned_exports, site_exports, table_exports, warc_exports

from cmcompliance.archive import Archived, ArchiveFault, Item, Unreadable, open_source, read_archive
from cmcompliance.archive.registry import ArchiveReader, shipped_readers

Files = Mapping[str, bytes | str]
FIXTURES: Mapping[str, Callable[[], Files]] = {
    "blogger": site_exports.whole_blogger,
    "bluesky": network_exports.whole_bluesky,
    "drafts": owned_exports.whole_drafts,
    "facebook": owned_exports.whole_facebook,
    "feed": site_exports.whole_feed,
    "ghost": site_exports.whole_ghost,
    "instagram": owned_exports.whole_instagram,
    "linkedin": table_exports.whole_linkedin,
    "mastodon": network_exports.whole_mastodon,
    "pinterest": table_exports.whole_pinterest,
    "tables": table_exports.whole_tables,
    "telegram": table_exports.whole_telegram,
    "tiktok": table_exports.whole_tiktok,
    "warc": warc_exports.whole_warc,
    "wordpress": site_exports.whole_wordpress,
    "x": owned_exports.whole_x,
    "youtube": table_exports.whole_youtube,
}
"""Makers of exports by their reader's name: names of files and what is in them."""
FEW = 200
LONG = 60
"""Seconds of the processor after which reading a few kilobytes is no slowness any more."""
MANY = int(os.environ.get("CMCOMPLIANCE_DAMAGE", "10000"))


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Return bytes of which some have become others, were lost, or stand there twice."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(changed) or 1)
        length = min(chance.choice((1, 1, 1, 2, 8, 100)), len(changed) - place)
        match chance.randrange(5):
            case 0:
                changed[place : place + length] = chance.randbytes(length)
            case 1:
                del changed[place : place + length]
            case 2:
                changed[place:place] = changed[place : place + length]
            case 3:
                changed[place:place] = chance.choice(
                    (b"<", b">", b"&", b'"', b"{", b"[", b"\0", b"\xff", b"9" * 40)
                )
            case _:
                if chance.random() < 0.1:
                    del changed[place:]
    return bytes(changed)


def read_damaged(root: Path, reader: ArchiveReader, files: Files, times: int) -> None:
    chance = random.Random(reader.name)
    whole = {name: data.encode() if isinstance(data, str) else data for name, data in files.items()}
    folder(root, whole)
    for time in range(times):
        name = chance.choice([*whole])
        (root / name).write_bytes(damaged(whole[name], chance))
        with noticed_if_endless(f"{name}, damage {time}"), open_source(root) as source:
            items = list(read_archive(source, [reader]))
        (root / name).write_bytes(whole[name])
        assert not faults(items), f"{name}, damage {time}"


def faults(items: list[Item]) -> list[str]:
    """Return what went wrong in readers, not in what they read."""
    return [one.problem for one in items if isinstance(one, Unreadable) and "failed after" in one.problem]


@contextmanager
def noticed_if_endless(what: str) -> Iterator[None]:
    def notice(*_: object) -> None:
        raise Endless(what)

    before = signal.signal(signal.SIGPROF, notice)
    signal.setitimer(signal.ITIMER_PROF, LONG)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


class Endless(BaseException):
    """No reader takes it for a fault of an archive."""


@pytest.fixture
def readers() -> Mapping[str, ArchiveReader]:
    return {reader.name: reader for reader in shipped_readers()}


def test_no_reader_is_left_out(readers: Mapping[str, ArchiveReader]) -> None:
    assert FIXTURES.keys() == readers.keys()


@pytest.mark.parametrize("name", FIXTURES)
def test_an_export_that_is_whole_is_read_without_a_fault(
    tmp_path: Path, readers: Mapping[str, ArchiveReader], name: str
) -> None:
    with open_source(folder(tmp_path, FIXTURES[name]())) as source:
        items = list(read_archive(source, [readers[name]]))
        again = list(read_archive(source, [readers[name]]))
    assert any(isinstance(item, Archived) for item in items)
    assert not [item for item in items if isinstance(item, Unreadable)]
    assert items == again


@pytest.mark.parametrize("name", FIXTURES)
def test_no_damage_is_more_than_an_item(
    tmp_path: Path, readers: Mapping[str, ArchiveReader], name: str
) -> None:
    read_damaged(tmp_path, readers[name], FIXTURES[name](), FEW)


@pytest.mark.slow
@pytest.mark.parametrize("name", FIXTURES)
def test_much_damage_is_no_more_than_items(
    tmp_path: Path, readers: Mapping[str, ArchiveReader], name: str
) -> None:
    read_damaged(tmp_path, readers[name], FIXTURES[name](), MANY)


@pytest.mark.slow
def test_much_damage_to_a_zip_of_all_exports_is_no_more_than_items(
    tmp_path: Path, readers: Mapping[str, ArchiveReader]
) -> None:
    files = {f"{name}/{member}": data for name, make in FIXTURES.items() for member, data in make().items()}
    path, chance = tmp_path / "all.zip", random.Random("zip")
    whole = zipped(path, files).read_bytes()
    for time in range(MANY):
        path.write_bytes(damaged(whole, chance))
        with noticed_if_endless(f"damage {time}"):
            try:
                with open_source(path) as source:
                    items = list(read_archive(source, [*readers.values()]))
            except ArchiveFault:
                continue
        assert not faults(items), f"damage {time}"
