"""Whatever becomes of a file on its way, its record is made, and no process dies of it.

The long form: `make damage`, or CMCOMPLIANCE_DAMAGE=N.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from mutagen import id3
from tests.archive.readers.test_damage import damaged
from tests.media import sounds
from tests.media.pictures import AI, picture_bytes, xmp_packet
from tests.media.signing import signed

from cmcompliance.media import Inspector

FEW = 200
MANY = int(os.environ.get("CMCOMPLIANCE_DAMAGE", "10000"))
XMP = xmp_packet(
    "<dc:creator><rdf:Seq><rdf:li>Zoé</rdf:li></rdf:Seq></dc:creator>"
    f'<Iptc4xmpExt:DigitalSourceType rdf:resource="{AI}"/>'
    '<plus:Licensor><rdf:Seq><rdf:li plus:LicensorName="Banque"/></rdf:Seq></plus:Licensor>'
)
EXIF = (
    b"II*\0\x08\0\0\0\x03\0"
    b"\x3b\x01\x02\0\x05\0\0\0\x32\0\0\0"
    b"\x69\x87\x04\0\x01\0\0\0\x40\0\0\0"
    b"\x25\x88\x04\0\x01\0\0\0\x60\0\0\0"
    b"\0\0\0\0"
    + b"Anna\0"
    + bytes(9)
    + b"\x01\0\x86\x92\x07\0\x0c\0\0\0\x50\0\0\0\0\0\0\0ASCII\0\0\0hello"
    + bytes(40)
)
IPTC = b"\x1c\x02\x74\0\x04\xc2\xa9 A\x1c\x02\x50\0\x04Anna"
PHOTOSHOP = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + len(IPTC).to_bytes(4, "big") + IPTC + bytes(len(IPTC) % 2)


def _jpeg(_folder: Path) -> bytes:
    data = picture_bytes("jpeg", xmp=XMP, exif=b"Exif\0\0" + EXIF, comment=b"words")
    segment = b"\xff\xed" + (len(PHOTOSHOP) + 2).to_bytes(2, "big") + PHOTOSHOP
    return data[:2] + segment + data[2:]


def _mp3(folder: Path) -> bytes:
    tags = id3.ID3()
    for frame in (
        id3.TIT2(text="Nuit"),
        id3.TSRC(text="FRZ012600001"),
        id3.APIC(mime="image/png", data=b"\x89PNG"),
    ):
        tags.add(frame)
    tags.save(sounds.mp3(folder / "x.mp3"))
    return (folder / "x.mp3").read_bytes()[:4000]


def _movie(folder: Path) -> bytes:
    data = sounds.box(b"data", b"\0\0\0\1\0\0\0\0", "© A".encode())
    items = sounds.box(b"ilst", sounds.box(b"cprt", data), sounds.box(b"covr", data))
    handler = sounds.box(b"hdlr", bytes(8), b"mdir", bytes(13))
    user_data = sounds.box(
        b"udta",
        sounds.box(b"meta", bytes(4), handler, items),
        sounds.box(b"\xa9xyz", b"\0\x12\x15\xc7+48.8583+002.2944/"),
        sounds.box(b"XMP_", XMP),
    )
    return sounds.mp4(folder / "x.mp4", user_data).read_bytes()


FIXTURES: Mapping[str, Callable[[Path], bytes]] = {
    "jpeg": _jpeg,
    "png": lambda _: picture_bytes("png", exif=b"Exif\0\0" + EXIF),
    "webp": lambda _: picture_bytes("webp", xmp=XMP, exif=EXIF),
    "gif": lambda _: picture_bytes("gif", comment=b"words"),
    "tiff": lambda _: picture_bytes("tiff", tiffinfo={315: "Anna", 700: XMP, 33723: IPTC}),
    "avif": lambda _: picture_bytes("avif", xmp=XMP, exif=EXIF),
    "mp4": _movie,
    "webm": lambda folder: sounds.webm(folder / "x.webm", {"COPYRIGHT": "© A"}, cover=True).read_bytes(),
    "mp3": _mp3,
    "wav": lambda folder: sounds.wav(folder / "x.wav").read_bytes(),
    "flac": lambda folder: sounds.flac(folder / "x.flac").read_bytes(),
    "opus": lambda folder: sounds.opus(folder / "x.opus").read_bytes(),
    "signed jpeg": lambda _: signed(picture_bytes("jpeg"), "image/jpeg", source_type=AI),
    "signed png": lambda _: signed(picture_bytes("png"), "image/png", source_type=AI),
}
"""Makers of a file of each format that is read, with something in each kind of block."""


@pytest.fixture(scope="module")
def inspector() -> Iterator[Inspector]:
    with Inspector() as one:
        yield one


def inspect_damaged(inspector: Inspector, folder: Path, name: str, times: int) -> None:
    chance = random.Random(name)
    whole = FIXTURES[name](folder)
    path = folder / "damaged"
    for _ in range(times):
        path.write_bytes(damaged(whole, chance))
        found = inspector.inspect(path)
        assert not found.has_problem("crashed", "timed_out"), path.read_bytes().hex()


@pytest.mark.parametrize("name", FIXTURES)
def test_a_whole_file_is_read_without_a_problem(inspector: Inspector, tmp_path: Path, name: str) -> None:
    (tmp_path / "whole").write_bytes(FIXTURES[name](tmp_path))
    found = inspector.inspect(tmp_path / "whole")
    assert (found.format, found.problems) == (name.rsplit(maxsplit=1)[-1], ())


@pytest.mark.parametrize("name", FIXTURES)
def test_no_damage_is_more_than_a_problem_of_its_file(
    inspector: Inspector, tmp_path: Path, name: str
) -> None:
    inspect_damaged(inspector, tmp_path, name, FEW)


@pytest.mark.slow
@pytest.mark.parametrize("name", FIXTURES)
def test_much_damage_is_no_more_than_that(inspector: Inspector, tmp_path: Path, name: str) -> None:
    inspect_damaged(inspector, tmp_path, name, MANY)
