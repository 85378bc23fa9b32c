"""PNG: its chunks, those behind the picture too, without the picture."""

from __future__ import annotations

import re
import zlib
from typing import BinaryIO

from cmcompliance.media.evidence import What
from cmcompliance.media.inspection.gathering import Damaged, Gathering
from cmcompliance.media.inspection.reading import block, exactly, label

_LARGEST_TEXT = 4 * 1024 * 1024
_WHAT: dict[str, What] = {
    "Title": "title",
    "Author": "creator",
    "Description": "description",
    "Copyright": "copyright",
    "Software": "tool",
    "Source": "device",
    "Comment": "comment",
    "Disclaimer": "usage_terms",
    "Creation Time": "taken_at",
    # What the programs around image models write.
    "parameters": "ai_prompt",
    "prompt": "ai_prompt",
    "workflow": "ai_prompt",
    "Dream": "ai_prompt",
    "sd-metadata": "ai_prompt",
    "invokeai_metadata": "ai_prompt",
}
_PROFILE = re.compile(r"Raw profile type (exif|APP1|iptc|8bim|xmp)", re.IGNORECASE)


def read_png(file: BinaryIO, size: int, found: Gathering) -> None:
    """Find the size, the texts and the blocks of metadata of a PNG."""
    file.seek(8)
    place = 8
    while True:
        start = exactly(file, 8, "PNG")
        length, name = int.from_bytes(start[:4], "big"), start[4:]
        place += 12 + length
        if place > size:
            raise Damaged(f"PNG {label(name)}")
        if name == b"IEND":
            return
        if name == b"IHDR":
            data = block(file, length, "PNG IHDR", found)
            found.sized(int.from_bytes(data[:4], "big"), int.from_bytes(data[4:8], "big"))
        elif name == b"eXIf":
            found.exif_blocks.append(block(file, length, "PNG eXIf", found))
        elif name in (b"tEXt", b"zTXt", b"iTXt"):
            _text(name.decode(), block(file, length, "PNG text", found), found)
        elif name == b"caBX":
            found.has_manifest = True
        file.seek(place)


def _text(chunk: str, data: bytes, found: Gathering) -> None:
    key_bytes, _, rest = data.partition(b"\0")
    key = key_bytes.decode("latin-1")
    if chunk == "iTXt":
        packed, rest = rest[:1] == b"\1", rest[2:]
        _, _, rest = rest.partition(b"\0")
        _, _, rest = rest.partition(b"\0")
    else:
        packed, rest = chunk == "zTXt", rest[1:] if chunk == "zTXt" else rest
    value = _unpacked(rest, chunk) if packed else rest
    if key == "XML:com.adobe.xmp":
        found.xmp_blocks.append(value)
    elif profile := _PROFILE.fullmatch(key):
        _profile(profile[1].lower(), value, found)
    elif key in _WHAT:
        found.say(_WHAT[key], _decoded(value, chunk), f"PNG {chunk} {key}")


def _decoded(value: bytes, chunk: str) -> str:
    if chunk == "iTXt":
        return value.decode("utf-8", "replace")
    try:  # the standard says Latin-1; programs write UTF-8
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _unpacked(data: bytes, chunk: str) -> bytes:
    try:
        unpacker = zlib.decompressobj()
        value = unpacker.decompress(data, _LARGEST_TEXT)
    except zlib.error:
        raise Damaged(f"PNG {chunk}") from None
    if unpacker.unconsumed_tail:
        raise Damaged(f"PNG {chunk} > 4 MiB")
    return value


def _profile(name: str, value: bytes, found: Gathering) -> None:
    """Keep a profile as ImageMagick writes it: its name, its length, hexadecimal digits."""
    lines = value.strip().split(b"\n")
    try:
        data = bytes.fromhex(b"".join(lines[2:]).decode("ascii"))
    except ValueError:
        raise Damaged(f"PNG profile {name}") from None
    if name == "xmp":
        found.xmp_blocks.append(data)
    elif name in ("iptc", "8bim"):
        (found.photoshop_blocks if data[:4] == b"8BIM" else found.iptc_blocks).append(data)
    elif data.startswith(b"Exif\0\0"):
        found.exif_blocks.append(data[6:])
    elif data.startswith(b"http://ns.adobe.com/xap/1.0/\0"):
        found.xmp_blocks.append(data.partition(b"\0")[2])
