"""MP3, FLAC, Ogg and Opus: their tags and lengths, as tinytag reads them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from math import isfinite
from typing import BinaryIO

from tinytag import TinyTag, TinyTagException
from tinytag.tinytag import Image

from cmcompliance.media.evidence import What
from cmcompliance.media.inspection.gathering import MANIFEST_STORE, Damaged, Gathering

_WHAT: Mapping[str, What] = {
    "title": "title",
    "artist": "artist",
    "performer": "artist",
    "album": "album",
    "albumartist": "album_artist",
    "composer": "composer",
    "lyricist": "composer",
    "genre": "genre",
    "year": "year",
    "comment": "comment",
    "isrc": "isrc",
    "copyright": "copyright",
    "contact": "contact",
    "organization": "label",
    "publisher": "label",
    "label": "label",
    "barcode": "barcode",
    "encoded_by": "encoder",
    "encoder": "encoder",
    "encoder_settings": "encoder",
    "url": "rights_url",
}
_ID3 = {
    "title": "TIT2",
    "artist": "TPE1",
    "album": "TALB",
    "albumartist": "TPE2",
    "composer": "TCOM",
    "lyricist": "TEXT",
    "genre": "TCON",
    "year": "TDRC",
    "comment": "COMM",
    "isrc": "TSRC",
    "copyright": "TCOP",
    "publisher": "TPUB",
    "encoded_by": "TENC",
    "encoder_settings": "TSSE",
    "url": "WOAR",
}
_VORBIS = {
    "year": "DATE",
    "encoded_by": "ENCODED-BY",
    "encoder_settings": "ENCODERSETTINGS",
    "url": "WEBSITE",
}
_SEARCHED = 4 * 1024 * 1024


def read_sound(file: BinaryIO, size: int, found: Gathering) -> None:
    """Find the tags and the length of a sound."""
    file.seek(0)
    found.has_manifest = MANIFEST_STORE in file.read(_SEARCHED)
    seconds = say_tags(file, found)
    behind = _behind_id3(file)
    if behind.startswith(b"fLaC"):
        found.format = "flac"
        seconds = say_tags(io.BytesIO(behind), found)
    if seconds is not None and isfinite(seconds) and seconds > 0:
        found.seconds = round(seconds, 3)


def _behind_id3(file: BinaryIO) -> bytes:
    """Return the start of what comes after an ID3 tag: C2PA puts one before a FLAC."""
    file.seek(0)
    head = file.read(10)
    if len(head) < 10 or head[:3] != b"ID3":
        return b""
    file.seek(10 + sum((byte & 0x7F) << shift for byte, shift in zip(head[6:], (21, 14, 7, 0), strict=True)))
    return file.read(_SEARCHED)


def say_tags(file: BinaryIO, found: Gathering) -> float | None:
    """Keep what tags say; return the seconds that the sound lasts, as far as they are known."""
    file.seek(0)
    start = file.read(4)
    file.seek(0)
    try:
        tags = TinyTag.get(file_obj=file, image=True)
    except TinyTagException:
        raise Damaged(found.format or "") from None
    for key, value in _fields(tags):
        if key == "license":
            address = "://" in value
            where = "WCOP" if address else "TXXX LICENSE"
            found.say("licence_url" if address else "usage_terms", value, _where(key, where, start))
        elif key in _WHAT:
            found.say(_WHAT[key], value, _where(key, _ID3.get(key, f"TXXX {key.upper()}"), start))
    cover = tags.images.any
    if isinstance(cover, Image):
        found.say("cover", (cover.mime_type or "picture").rpartition("/")[2], _where("cover", "APIC", start))
    return tags.duration


def _fields(tags: TinyTag) -> Iterator[tuple[str, str]]:
    for key, value in tags.as_dict().items():
        for one in value if isinstance(value, list) else ():
            yield key, one


def _where(key: str, frame: str, start: bytes) -> str:
    if start[:3] == b"ID3":
        return f"ID3 {frame}"
    if start in (b"fLaC", b"OggS"):
        return f"Vorbis {_VORBIS.get(key, key.upper())}"
    return f"ID3v1 {key}"
