"""What is done where a library of the extra is not installed, or a reader meets what nobody thought of."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.media import sounds
from tests.media.pictures import AI, picture, picture_bytes, xmp_packet
from tests.media.signing import signed

from cmcompliance.media.evidence import Contents
from cmcompliance.media.inspection import xmp_meaning
from cmcompliance.media.inspection.contents import contents_of
from cmcompliance.media.inspection.gathering import Bounds
from cmcompliance.media.inspection.wire import Request
from cmcompliance.media.kinds import kind_of

Read = Callable[[Path], Contents]


@pytest.fixture
def read() -> Read:
    def of(path: Path) -> Contents:
        data = path.read_bytes()
        kind = kind_of(data)
        descriptor = os.open(path, os.O_RDONLY)
        try:
            request = Request(kind.kind, kind.format, len(data), sidecar=False)
            return contents_of(request, [descriptor], Bounds(100, 100, 10**9))
        finally:
            os.close(descriptor)

    return of


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    def remove(library: str) -> None:
        for name in list(sys.modules):
            if name.startswith(("cmcompliance.media.inspection.", f"{library}.")):
                monkeypatch.delitem(sys.modules, name)
        monkeypatch.setitem(sys.modules, library, None)

    return remove


def test_a_picture_is_read_as_far_as_it_can_be_without_pillow(
    tmp_path: Path, read: Read, without: Callable[[str], None]
) -> None:
    exif = b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0"
    packet = xmp_packet("<dc:source>ici</dc:source>")
    path = picture(tmp_path / "a.jpg", exif=exif, xmp=packet)
    without("PIL")
    found = read(path)
    assert [(one.code, one.detail) for one in found.problems] == [("extra_missing", "PIL")]
    assert (found.width, [one.value for one in found.said]) == (64, ["ici"])


def test_a_sound_tells_that_its_library_is_missing(
    tmp_path: Path, read: Read, without: Callable[[str], None]
) -> None:
    path = sounds.mp3(tmp_path / "a.mp3")
    without("tinytag")
    assert [(one.code, one.detail) for one in read(path).problems] == [("extra_missing", "tinytag")]


def test_a_manifest_that_no_library_reads_is_told(
    tmp_path: Path, read: Read, without: Callable[[str], None]
) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(signed(picture_bytes("png"), "image/png", source_type=AI))
    without("c2pa")
    found = read(path)
    assert [one.code for one in found.problems] == ["provenance_not_read"]
    assert found.provenance is None


def test_a_fault_of_a_reader_is_a_problem_of_its_block(
    tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_of: object) -> str:
        raise ZeroDivisionError

    monkeypatch.setattr(xmp_meaning, "_say_face", fail)
    packet = xmp_packet("<dc:source>ici</dc:source>")
    found = read(picture(tmp_path / "a.jpg", xmp=packet, comment=b"words"))
    assert [(one.code, one.detail) for one in found.problems] == [("damaged", "XMP: ZeroDivisionError")]
    assert "words" in [one.value for one in found.said]
