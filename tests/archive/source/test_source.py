from __future__ import annotations

import gzip
import io
import os
import stat
import struct
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from tests.archive.exports import folder, zipped

from cmcompliance.archive import ArchiveFault, open_source
from cmcompliance.archive.source.member import natural, wrong_name

FILES = {"data/b10.txt": "ten", "data/b2.txt": "two", "a é.txt": "été"}


def contents(path: Path) -> dict[str, bytes]:
    with open_source(path) as source:
        found = {}
        for name, member in source.members.items():
            with member.open() as stream:
                found[name] = stream.read()
        return found


def faults(path: Path) -> dict[str, str]:
    with open_source(path) as source:
        return {fault.place.member: fault.problem for fault in source.faults}


def test_a_folder_and_a_zip_have_the_same_members_in_the_same_order(tmp_path: Path) -> None:
    there, packed = folder(tmp_path / "there", FILES), zipped(tmp_path / "there.zip", FILES)
    expected = {"a é.txt": "été".encode(), "data/b2.txt": b"two", "data/b10.txt": b"ten"}
    for path in (there, packed):
        assert list(contents(path).items()) == list(expected.items())


def test_a_file_is_an_archive_of_one_and_gzip_is_undone(tmp_path: Path) -> None:
    (tmp_path / "plain.json").write_bytes(b"[]")
    (tmp_path / "posts.jsonl.gz").write_bytes(gzip.compress(b"{}"))
    assert contents(tmp_path / "plain.json") == {"plain.json": b"[]"}
    assert contents(tmp_path / "posts.jsonl.gz") == {"posts.jsonl": b"{}"}


def test_what_is_not_there_or_no_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ArchiveFault, match="no such file"):
        open_source(tmp_path / "none")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ArchiveFault, match="neither a file nor a folder"):
        open_source(tmp_path / "pipe")


def test_links_and_pipes_in_a_folder_are_told_and_not_followed(tmp_path: Path) -> None:
    root = folder(tmp_path / "there", {"post.md": "Bonjour"})
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "key").write_text("s")
    (root / "file").symlink_to(tmp_path / "secret" / "key")
    (root / "loop").symlink_to(root)
    os.mkfifo(root / "pipe")
    assert contents(root) == {"post.md": b"Bonjour"}
    assert {name: problem.split(",")[0] for name, problem in faults(root).items()} == {
        "file": "is a link",
        "loop": "is a link",
        "pipe": "is no file",
    }


def test_a_file_that_became_a_link_since_it_was_listed_is_refused(tmp_path: Path) -> None:
    root = folder(tmp_path / "there", {"post.md": "Bonjour"})
    with open_source(root) as source:
        (root / "post.md").unlink()
        (root / "post.md").symlink_to("/etc/passwd")
        with pytest.raises(ArchiveFault, match="cannot be read"):
            source.members["post.md"].open()


@pytest.mark.parametrize(
    "name", ["../out.txt", "/etc/passwd", "a/../../b", "C:/x", "a\\..\\..\\b", "a//b", "\x1b[2J"]
)
def test_names_that_lead_elsewhere_are_left_out_of_a_zip(tmp_path: Path, name: str) -> None:
    path = zipped(tmp_path / "bad.zip", {name: "x", "good.txt": "y"})
    assert contents(path) == {"good.txt": b"y"}
    assert len(faults(path)) == 1


def test_of_two_members_of_one_name_the_first_is_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "twice.zip", "w") as archive:
        archive.writestr("a.txt", "first")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.txt", "second")
    assert contents(tmp_path / "twice.zip") == {"a.txt": b"first"}
    assert list(faults(tmp_path / "twice.zip")) == ["a.txt"]


def test_a_link_in_a_zip_is_left_out(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "link.zip", "w") as archive:
        link = zipfile.ZipInfo("link")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert contents(tmp_path / "link.zip") == {}
    assert "link" in faults(tmp_path / "link.zip")


def test_members_that_share_their_bytes_are_left_out(tmp_path: Path) -> None:
    """The second entry of the list is made to point at the first one's content."""
    path = zipped(tmp_path / "bomb.zip", {"a.txt": b"0" * 100_000, "b.txt": b"0" * 100_000, "c.txt": "fine"})
    data = bytearray(path.read_bytes())
    places = [place for place in range(len(data)) if data[place : place + 4] == b"PK\x01\x02"]
    struct.pack_into("<I", data, places[1] + 42, 0)
    path.write_bytes(data)
    assert contents(path) == {"c.txt": b"fine"}
    assert set(faults(path)) == {"a.txt", "b.txt"}


def test_a_zip_that_was_cut_off_is_told_as_that(tmp_path: Path) -> None:
    path = zipped(tmp_path / "cut.zip", {"a.txt": "x" * 1000})
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(ArchiveFault, match="cut off"):
        open_source(path)


def test_a_member_without_a_name_is_left_out(tmp_path: Path) -> None:
    path = zipped(tmp_path / "nameless.zip", {"a.txt": "x", "b.txt": "fine"})
    path.write_bytes(path.read_bytes().replace(b"a.txt", b"\0.txt"))  # a name ends there
    assert contents(path) == {"b.txt": b"fine"}
    assert "no name" in " ".join(faults(path).values())


def test_damage_within_a_member_is_found_while_it_is_read(tmp_path: Path) -> None:
    path = zipped(tmp_path / "damaged.zip", {"a.txt": os.urandom(5_000).hex()})
    data = bytearray(path.read_bytes())
    data[400:420] = b"\xff" * 20
    path.write_bytes(data)
    with pytest.raises(ArchiveFault, match="is damaged"):
        contents(path)
    (tmp_path / "cut.gz").write_bytes(gzip.compress(b"x" * 100_000)[:-20])
    with pytest.raises(ArchiveFault, match="is damaged"):
        contents(tmp_path / "cut.gz")


def test_an_encrypted_member_is_told(tmp_path: Path) -> None:
    path = zipped(tmp_path / "secret.zip", {"a.txt": "x"})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert "password" in faults(path)["a.txt"]


def test_no_damage_to_a_zip_is_more_than_a_fault(tmp_path: Path) -> None:
    whole = zipped(tmp_path / "whole.zip", {**FILES, "c.bin": bytes(range(256)) * 40}).read_bytes()
    path = tmp_path / "damaged.zip"
    for place in range(0, len(whole), 3):
        data = bytearray(whole)
        data[place] ^= 0xFF
        path.write_bytes(data)
        with suppress(ArchiveFault):
            contents(path)


def test_heads_are_read_once_and_of_what_cannot_be_read_there_is_none(tmp_path: Path) -> None:
    root = folder(tmp_path / "there", {"a": b"0123456789" * 10_000, "b": b""})
    with open_source(root) as source:
        assert source.head("a", 4) == b"0123"
        (root / "a").unlink()
        assert source.head("a", 2) == b"01"
        (root / "b").unlink()
        assert source.head("b") == b""


def test_a_member_may_be_read_in_pieces(tmp_path: Path) -> None:
    with (
        open_source(zipped(tmp_path / "a.zip", {"a": b"one\ntwo\n"})) as source,
        source.members["a"].open() as stream,
    ):
        assert stream.readline() == b"one\n"
        assert io.TextIOWrapper(stream).read() == "two\n"


def test_parts_are_sorted_by_their_numbers() -> None:
    names = ["tweets-part10.js", "tweets-part2.js", "tweets.js", "10", "9a", "é"]
    assert sorted(names, key=natural) == ["9a", "10", "tweets-part2.js", "tweets-part10.js", "tweets.js", "é"]


@pytest.mark.parametrize("name", ["a.txt", "a b/é.txt", "..a/b..", "…"])
def test_ordinary_names_are_fine(name: str) -> None:
    assert wrong_name(name) is None
