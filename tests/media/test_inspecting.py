from __future__ import annotations

import hashlib
import os
import signal
import struct
import sys
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from tests.media.pictures import AI, FORMATS, picture, picture_bytes, xmp_packet

from cmcompliance.media import Inspector, Limits, inspect, inspect_many

SMALL = Limits(largest_file=10_000_000)


@pytest.fixture(scope="module")
def inspector() -> Iterator[Inspector]:
    with Inspector(SMALL) as one:
        yield one


@pytest.mark.parametrize(("suffix", "format_"), FORMATS.items())
def test_a_picture_is_known_with_its_size_and_digest(
    tmp_path: Path, inspector: Inspector, suffix: str, format_: str
) -> None:
    path = picture(tmp_path / f"a.{suffix}")
    found = inspector.inspect(path)
    assert (found.kind, found.format, found.width, found.height) == ("image", format_, 64, 48)
    assert found.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (found.size, found.said, found.problems) == (path.stat().st_size, (), ())
    assert found.fully_read


def test_one_file_can_be_asked_about(tmp_path: Path) -> None:
    path = picture(
        tmp_path / "a.jpg", xmp=xmp_packet(f'<Iptc4xmpExt:DigitalSourceType rdf:resource="{AI}"/>')
    )
    assert inspect(path).values("digital_source_type") == ("trainedAlgorithmicMedia",)


def test_a_name_of_any_bytes_is_a_path(tmp_path: Path, inspector: Inspector) -> None:
    path = os.fsencode(tmp_path) + b"/\xff\xfe.png"
    with open(path, "wb") as file:  # noqa: PTH123 (bytes)
        file.write(picture(tmp_path / "a.png").read_bytes())
    found = inspector.inspect(path)
    assert (found.format, os.fsencode(found.path)) == ("png", path)


def test_an_open_file_without_a_path_is_read_wherever_it_stands(inspector: Inspector) -> None:
    data = picture_bytes("png")
    with tempfile.TemporaryFile() as file:
        file.write(data)
        found = inspector.inspect_open(file, "upload.gif")
    assert (found.path, found.format, found.width) == ("upload.gif", "png", 64)
    assert found.sha256 == hashlib.sha256(data).hexdigest()
    assert [one.code for one in found.problems] == ["mislabelled"]
    with tempfile.TemporaryFile() as empty:
        assert inspector.inspect_open(empty, "a.png").has_problem("empty")


def test_a_name_that_lies_is_told(tmp_path: Path, inspector: Inspector) -> None:
    path = picture(tmp_path / "a.png").rename(tmp_path / "a.jpg")
    found = inspector.inspect(path)
    assert [(one.code, one.detail) for one in found.problems] == [("mislabelled", "jpg")]
    assert found.fully_read


def test_each_file_has_its_answer_in_order(tmp_path: Path) -> None:
    good = picture(tmp_path / "a.png")
    (tmp_path / "text").write_text("words")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(good)
    paths = [tmp_path / "pipe", good, tmp_path / "link", tmp_path / "none", tmp_path / "text", good]
    answers = list(inspect_many(paths))
    assert [one.path for one in answers] == [str(path) for path in paths]
    assert [one.problems[0].code if one.problems else None for one in answers] == [
        "not_a_file",
        None,
        "link",
        "missing",
        "unknown_format",
        None,
    ]


def test_a_picture_that_claims_billions_of_pixels_is_told_and_not_decoded(
    tmp_path: Path, inspector: Inspector
) -> None:
    size = struct.pack(">IIBBBBB", 2**31 - 1, 2**31 - 1, 8, 6, 0, 0, 0)
    chunks = [(b"IHDR", size), (b"IDAT", zlib.compress(bytes(10**6), 9)), (b"IEND", b"")]
    data = b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )
    (tmp_path / "bomb.png").write_bytes(b"\x89PNG\r\n\x1a\n" + data)
    found = inspector.inspect(tmp_path / "bomb.png")
    assert (found.width, [one.code for one in found.problems]) == (2**31 - 1, ["too_many_pixels"])


def test_two_gibibytes_of_nothing_are_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "sparse.jpg").open("wb") as file:
        file.write(b"\xff\xd8\xff\xe0")
        file.truncate(2 * 1024**3 + 1)
    found = inspect(tmp_path / "sparse.jpg")
    assert [(one.code, one.detail) for one in found.problems] == [("too_large", str(2 * 1024**3 + 1))]
    assert (found.sha256, found.size) == (None, 2 * 1024**3 + 1)


def test_a_file_that_never_ends_is_as_long_as_it_was(tmp_path: Path, inspector: Inspector) -> None:
    # Endless, and of size nought as the system sees it.
    found = inspector.inspect("/proc/self/environ")
    assert [one.code for one in found.problems] == ["empty"]


def test_only_the_first_files_of_a_process_are_read_by_it(tmp_path: Path) -> None:
    path = picture(tmp_path / "a.png")
    with Inspector(Limits(files_per_process=2)) as inspector:
        assert [inspector.inspect(path).format for _ in range(5)] == ["png"] * 5


def readers() -> list[psutil.Process]:
    return [one for one in psutil.Process().children() if "inspection.child" in " ".join(one.cmdline())]


def test_a_process_that_died_is_replaced_and_the_file_read_by_another(tmp_path: Path) -> None:
    path = picture(tmp_path / "a.png")
    with Inspector() as inspector:
        inspector.inspect(path)
        for one in readers():
            one.kill()
            one.wait()
        assert inspector.inspect(path).problems == ()
    assert not readers()


def test_a_file_that_takes_too_much_of_the_processor_is_told_and_the_next_one_read(tmp_path: Path) -> None:
    start = picture(tmp_path / "a.gif").read_bytes()[:13]
    (tmp_path / "slow.gif").write_bytes(start[:10] + b"\0" * 3 + b"\x21\xf9" + b"\1\0" * 8_000_000)
    with Inspector(Limits(cpu_seconds=0)) as inspector:
        slow, good = (inspector.inspect(tmp_path / name) for name in ("slow.gif", "a.gif"))
    assert [one.code for one in slow.problems] == ["timed_out"]
    assert (slow.kind, slow.format, slow.fully_read) == ("image", "gif", False)
    assert slow.sha256 is not None
    assert good.problems == ()


def test_a_file_that_takes_too_long_is_told_and_the_next_one_read(tmp_path: Path) -> None:
    path = picture(tmp_path / "a.png")
    with Inspector(Limits(wall_seconds=0.2)) as inspector:
        inspector.inspect(path)
        for one in readers():
            one.send_signal(signal.SIGSTOP)
        assert [one.code for one in inspector.inspect(path).problems] == ["timed_out"]
        assert inspector.inspect(path).problems == ()


def test_a_process_that_cannot_be_started_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    found = inspect(picture(tmp_path / "a.png"))
    assert [one.code for one in found.problems] == ["no_reader"]
    assert found.sha256 is not None


def test_without_memory_nothing_is_read_and_that_is_told(tmp_path: Path) -> None:
    exif = b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0"
    found = inspect(picture(tmp_path / "a.png", exif=exif), Limits(memory=1))
    assert found.has_problem("no_reader", "crashed")
    assert not found.fully_read
