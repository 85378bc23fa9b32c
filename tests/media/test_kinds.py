from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.media.pictures import FORMATS, picture_bytes

from cmcompliance.media.kinds import HEAD, UNKNOWN, FileKind, kind_of, misnamed


@pytest.mark.parametrize("format_", FORMATS.values())
def test_a_picture_that_pillow_writes_is_known_by_its_content(format_: str) -> None:
    assert kind_of(picture_bytes(format_)[:HEAD]) == FileKind("image", format_)


@pytest.mark.parametrize(
    ("head", "kind", "format_"),
    [
        (b"\0\0\0\x18ftypmp42\0\0\0\0isommp42", "video", "mp4"),
        (b"\0\0\0\x14ftypqt  \0\0\0\0qt  ", "video", "mov"),
        (b"\0\0\0\x08wide\0\0\0\0mdat", "video", "mov"),
        (b"\0\0\0\x18ftypM4A \0\0\0\0isomM4A ", "audio", "m4a"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "image", "heic"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif", "image", "avif"),
        (b"\x1aE\xdf\xa3\x9fB\x86\x81\1B\x82\x84webm", "video", "webm"),
        (b"\x1aE\xdf\xa3\x9fB\x86\x81\1B\x82\x88matroska", "video", "matroska"),
        (b"RIFF\0\0\0\0WAVEfmt ", "audio", "wav"),
        (b"RIFF\0\0\0\0AVI LIST", "video", "avi"),
        (b"OggS\0\2" + bytes(22) + b"\1\x1eOpusHead", "audio", "opus"),
        (b"OggS\0\2" + bytes(22) + b"\1\x1e\1vorbis", "audio", "ogg"),
        (b"OggS\0\2" + bytes(22) + b"\1\x2a\x80theora", "video", "ogg"),
        (b"fLaC\0\0\0\x22", "audio", "flac"),
        (b"ID3\4\0\0\0\0\0\0", "audio", "mp3"),
        (b"\xff\xfb\x90\0" + bytes(413) + b"\xff\xfb\x90\0", "audio", "mp3"),
        (b"\xff\xf1\x50\x80", "audio", "aac"),
        (b"<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg'/>", "image", "svg"),
    ],
)
def test_a_file_is_what_it_begins_like(head: bytes, kind: str, format_: str) -> None:
    assert kind_of(head) == FileKind(kind, format_)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "head", [b"", b"\xff\xfb", b"\xff\xfb\x90\0" + bytes(600), b"%PDF-1.7", b"RIFF1234XXXX", b"MZ", b"<html>"]
)
def test_what_is_no_medium_is_unknown(head: bytes) -> None:
    assert kind_of(head) == UNKNOWN


@given(st.binary(max_size=200))
def test_any_bytes_have_a_kind(head: bytes) -> None:
    assert kind_of(head).kind in ("image", "video", "audio", "unknown")


@pytest.mark.parametrize(
    ("path", "format_", "promised"),
    [
        ("a.jpg", "png", "jpg"),
        ("a.JPG", "jpeg", None),
        ("dir.png/a", "jpeg", None),
        ("a.mov", "mp4", None),
        ("a.mp3", "mp4", "mp3"),
        ("a.bin", "png", None),
        ("a.jpg", None, None),
        ("\udcff.gif", "webp", "gif"),
    ],
)
def test_a_name_that_promises_another_format_is_told(
    path: str, format_: str | None, promised: str | None
) -> None:
    assert misnamed(path, format_) == promised
