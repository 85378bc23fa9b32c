"""What a file is, by its first bytes, never by its name; and whether its name says otherwise."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass

from cmcompliance.media.evidence import Kind

HEAD = 4096
"""How many bytes at the start are looked at."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind and a format: image and `jpeg`."""

    kind: Kind
    format: str | None


UNKNOWN = FileKind("unknown", None)

_STARTS: tuple[tuple[bytes, FileKind], ...] = (
    (b"\xff\xd8\xff", FileKind("image", "jpeg")),
    (b"\x89PNG\r\n\x1a\n", FileKind("image", "png")),
    (b"GIF87a", FileKind("image", "gif")),
    (b"GIF89a", FileKind("image", "gif")),
    (b"II*\0", FileKind("image", "tiff")),
    (b"MM\0*", FileKind("image", "tiff")),
    (b"II+\0", FileKind("image", "bigtiff")),
    (b"MM\0+", FileKind("image", "bigtiff")),
    (b"8BPS\0\1", FileKind("image", "psd")),
    (b"\xff\x0a", FileKind("image", "jxl")),
    (b"\0\0\0\x0cJXL \r\n\x87\n", FileKind("image", "jxl")),
    (b"\0\0\0\x0cjP  \r\n\x87\n", FileKind("image", "jp2")),
    (b"fLaC", FileKind("audio", "flac")),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\x00\xaa\x00\x62\xce\x6c", FileKind("video", "asf")),
    (b"FLV\1", FileKind("video", "flv")),
    (b"\0\0\1\xba", FileKind("video", "mpeg")),
    (b"\0\0\1\xb3", FileKind("video", "mpeg")),
)
_RIFF = {
    b"WEBP": FileKind("image", "webp"),
    b"WAVE": FileKind("audio", "wav"),
    b"AVI ": FileKind("video", "avi"),
}
_AUDIO_BRANDS = frozenset({b"M4A ", b"M4B ", b"M4P "})
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1", b"hevc", b"hevx"})
_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_BITMAP_HEADERS = frozenset(size.to_bytes(4, "little") for size in (12, 40, 52, 56, 64, 108, 124))
_OLD_QUICKTIME = frozenset({b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"})
_VIDEO_IN_OGG = (b"\x80theora", b"\x01video", b"BBCD\0")

_SUFFIXES: dict[str, frozenset[str]] = {
    **dict.fromkeys(("jpg", "jpeg", "jpe", "jfif"), frozenset({"jpeg"})),
    **dict.fromkeys(("tif", "tiff"), frozenset({"tiff", "bigtiff"})),
    **dict.fromkeys(("heic", "heif", "hif"), frozenset({"heic"})),
    **dict.fromkeys(("mp4", "m4v", "mov", "qt"), frozenset({"mp4", "mov", "m4a"})),
    **dict.fromkeys(("m4a", "m4b"), frozenset({"m4a", "mp4"})),
    **dict.fromkeys(("ogg", "oga", "ogv", "opus"), frozenset({"ogg", "opus"})),
    **dict.fromkeys(("webm", "mkv", "mka"), frozenset({"webm", "matroska"})),
    **dict.fromkeys(("mpg", "mpeg"), frozenset({"mpeg"})),
    **dict.fromkeys(("wma", "wmv", "asf"), frozenset({"asf"})),
    **dict.fromkeys(("aif", "aiff", "aifc"), frozenset({"aiff"})),
    **{name: frozenset({name}) for name in ("png", "gif", "webp", "avif", "psd", "jxl", "jp2", "bmp", "svg")},
    **{name: frozenset({name}) for name in ("mp3", "wav", "flac", "avi", "flv", "aac")},
}


def kind_of(head: bytes) -> FileKind:
    """Return what begins so; `head` is the first HEAD bytes, or all of a shorter file."""
    for start, kind in _STARTS:
        if head.startswith(start):
            return kind
    return next((found for ask in _QUESTIONS if (found := ask(head)) is not None), UNKNOWN)


def _riff(head: bytes) -> FileKind | None:
    return _RIFF.get(head[8:12]) if head[:4] == b"RIFF" else None


def _interchange(head: bytes) -> FileKind | None:
    sound = head[:4] == b"FORM" and head[8:12] in (b"AIFF", b"AIFC")
    return FileKind("audio", "aiff") if sound else None


def _bitmap(head: bytes) -> FileKind | None:
    bitmap = head[:2] == b"BM" and head[6:10] == bytes(4) and head[14:18] in _BITMAP_HEADERS
    return FileKind("image", "bmp") if bitmap else None


def _base_media(head: bytes) -> FileKind | None:
    """Tell apart what an ISO base media file holds, by its major brand, then by its compatible ones."""
    if head[4:8] != b"ftyp":
        return FileKind("video", "mov") if head[4:8] in _OLD_QUICKTIME else None
    length = min(int.from_bytes(head[:4], "big"), len(head))
    major = head[8:12]
    brands = [major, *(head[place : place + 4] for place in range(16, length - 3, 4))]
    if major == b"qt  ":
        return FileKind("video", "mov")
    if major in _AUDIO_BRANDS:
        return FileKind("audio", "m4a")
    if any(brand in _AVIF_BRANDS for brand in brands):
        return FileKind("image", "avif")
    if any(brand in _HEIC_BRANDS for brand in brands):
        return FileKind("image", "heic")
    return FileKind("video", "mp4")


def _matroska(head: bytes) -> FileKind | None:
    if head[:4] != b"\x1aE\xdf\xa3":
        return None
    # The document type is among the first elements: 4282, its length in some bytes, itself.
    _, _, rest = head.partition(b"\x42\x82")
    width = 9 - rest[0].bit_length() if rest else 0
    webm = rest[width : width + 4] == b"webm"
    return FileKind("video", "webm" if webm else "matroska")


def _ogg(head: bytes) -> FileKind | None:
    if head[:4] != b"OggS":
        return None
    if any(mark in head for mark in _VIDEO_IN_OGG):
        return FileKind("video", "ogg")
    return FileKind("audio", "opus" if b"OpusHead" in head[:64] else "ogg")


def _sound_without_a_start(head: bytes) -> FileKind | None:
    if head[:3] == b"ID3" and len(head) > 9 and head[3] < 0x10:
        return FileKind("audio", "mp3")
    if len(head) < 4 or head[0] != 0xFF:
        return None
    if head[1] & 0xF6 == 0xF0:
        return FileKind("audio", "aac")
    length = _frame_length(head)
    # Two bytes are not enough to tell: another frame follows the first.
    if length and (length + 2 > len(head) or (head[length] == 0xFF and head[length + 1] & 0xE0 == 0xE0)):
        return FileKind("audio", "mp3")
    return None


_BITRATES = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0),
}
_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


def _frame_length(head: bytes) -> int:
    """Return the length of the MPEG audio layer III frame that begins here, 0 where none does."""
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    rate = head[2] >> 2 & 3
    if head[1] & 0xE0 != 0xE0 or version == 1 or layer != 1 or rate == 3:
        return 0
    bitrate = _BITRATES[3 if version == 3 else 2][head[2] >> 4]
    return (144 if version == 3 else 72) * bitrate * 1000 // _RATES[version][rate] + (head[2] >> 1 & 1)


def _svg(head: bytes) -> FileKind | None:
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return FileKind("image", "svg") if text[:1] == b"<" and b"<svg" in text else None


_QUESTIONS: tuple[Callable[[bytes], FileKind | None], ...] = (
    _riff,
    _base_media,
    _matroska,
    _ogg,
    _interchange,
    _bitmap,
    _sound_without_a_start,
    _svg,
)


def misnamed(path: str, format_: str | None) -> str | None:
    """Return the suffix of a name that promises another format, None where it does not."""
    suffix = os.path.splitext(path)[1].removeprefix(".").lower()  # noqa: PTH122 (a path of any bytes)
    promised = _SUFFIXES.get(suffix)
    return suffix if promised is not None and format_ is not None and format_ not in promised else None
