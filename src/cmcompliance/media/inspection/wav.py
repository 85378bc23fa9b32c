"""WAV: its length, and what it says as RIFF, as broadcasters, as ID3 and as XMP."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import BinaryIO

from cmcompliance.media.evidence import What
from cmcompliance.media.inspection.gathering import Gathering
from cmcompliance.media.inspection.reading import block
from cmcompliance.media.inspection.riff import chunks
from cmcompliance.media.inspection.sound import say_tags

_BROADCAST: tuple[tuple[slice, What, str], ...] = (
    (slice(0, 256), "description", "BWF bext Description"),
    (slice(256, 288), "creator", "BWF bext Originator"),
    (slice(320, 330), "taken_at", "BWF bext OriginationDate"),
)
_INFO: Mapping[bytes, What] = {
    b"INAM": "title",
    b"IART": "artist",
    b"IPRD": "album",
    b"IMUS": "composer",
    b"ICMS": "owner",
    b"ICOP": "copyright",
    b"ICRD": "year",
    b"IGNR": "genre",
    b"ICMT": "comment",
    b"IKEY": "keyword",
    b"ISBJ": "description",
    b"ISRC": "source",
    b"IPUB": "label",
    b"IENG": "creator",
    b"ITCH": "encoder",
    b"IENC": "encoder",
    b"ISFT": "encoder",
    b"IBSU": "rights_url",
}
_RECORDING = re.compile(r"[A-Z]{2}-?[A-Z0-9]{3}-?\d{2}-?\d{5}")


def read_wav(file: BinaryIO, size: int, found: Gathering) -> None:
    """Find the length and the tags of a WAV."""
    rate = 0
    for name, length in chunks(file, size, "WAV"):
        if name == b"fmt ":
            rate = int.from_bytes(block(file, length, "WAV fmt", found)[8:12], "little")
        elif name == b"data" and rate:
            found.seconds = round(length / rate, 3)
        elif name == b"bext":
            data = block(file, length, "WAV bext", found)
            for place, what, where in _BROADCAST:
                found.say(what, _text(data[place]), where)
        elif name == b"LIST":
            _info(block(file, length, "WAV LIST", found), found)
        elif name in (b"id3 ", b"ID3 "):
            say_tags(io.BytesIO(block(file, length, "WAV id3", found)), found)
        elif name == b"_PMX":
            found.xmp_blocks.append(block(file, length, "WAV _PMX", found))
        elif name == b"C2PA":
            found.has_manifest = True


def _info(data: bytes, found: Gathering) -> None:
    if data[:4] != b"INFO":
        return
    place = 4
    while place + 8 <= len(data):
        name, length = data[place : place + 4], int.from_bytes(data[place + 4 : place + 8], "little")
        if name in _INFO:
            text = _text(data[place + 8 : place + 8 + length])
            # `ISRC` is the source; many take it for the recording's code.
            what = "isrc" if name == b"ISRC" and _RECORDING.fullmatch(text) else _INFO[name]
            found.say(what, text, f"RIFF {name.decode()}")
        place += 8 + length + length % 2


def _text(data: bytes) -> str:
    text = data.partition(b"\0")[0]
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError:
        return text.decode("cp1252", "replace")
