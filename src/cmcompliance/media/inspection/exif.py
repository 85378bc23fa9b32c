"""EXIF: the directories of tags, as Pillow reads them, and what they say."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Mapping
from math import isfinite
from typing import Any, BinaryIO

from PIL import Image

from cmcompliance.media.evidence import What
from cmcompliance.media.inspection.gathering import Damaged, Gathering

_EXIF_DIRECTORY, _GPS_DIRECTORY = 0x8769, 0x8825
_MAKE, _MODEL = 0x010F, 0x0110

_MAIN: dict[int, tuple[What, str]] = {
    0x010D: ("title", "DocumentName"),
    0x010E: ("description", "ImageDescription"),
    0x0131: ("tool", "Software"),
    0x013B: ("creator", "Artist"),
    0x8298: ("copyright", "Copyright"),
}
_WINDOWS: dict[int, tuple[What, str]] = {
    0x9C9B: ("title", "XPTitle"),
    0x9C9C: ("comment", "XPComment"),
    0x9C9D: ("creator", "XPAuthor"),
    0x9C9E: ("keyword", "XPKeywords"),
    0x9C9F: ("headline", "XPSubject"),
}
_DETAILS: dict[int, tuple[What, str]] = {
    0xA430: ("owner", "CameraOwnerName"),
    0xA431: ("device_serial", "BodySerialNumber"),
    0xA435: ("device_serial", "LensSerialNumber"),
    0xA436: ("title", "ImageTitle"),
    0xA437: ("creator", "Photographer"),
    0xA43B: ("tool", "ImageEditingSoftware"),
    0xA43C: ("tool", "MetadataEditingSoftware"),
}
_TAKEN, _TAKEN_OFFSET, _COMMENT = 0x9003, 0x9011, 0x9286
_MARK = b"Exif\0\0"
_HARMLESS = "Metadata Warning"
"""How Pillow's complaint about a tag that has more values than usual begins."""
_GENERATION = re.compile(r"\bSteps: \d+, Sampler: ")
"""What programs around image models write where there is no better place."""
_COMMENT_CODES = {b"ASCII\0\0\0": "ascii", b"UNICODE\0": "utf-16", b"JIS\0\0\0\0\0": "iso2022_jp"}


def read_exif(data: bytes, found: Gathering) -> None:
    """Read a block of EXIF: a TIFF header and its directories."""
    read_directories(io.BytesIO(data.removeprefix(_MARK)), found)


def read_directories(file: BinaryIO, found: Gathering) -> Mapping[int, Any]:
    """Read the directories of a TIFF file and return the tags of the first."""
    with warnings.catch_warnings(record=True) as complaints:
        warnings.simplefilter("always")
        tags = Image.Exif()
        try:
            tags.load_from_fp(file)
        except SyntaxError:  # as Pillow says that it is no TIFF
            raise Damaged("EXIF") from None
        main = dict(tags)
        details = {**main, **tags.get_ifd(_EXIF_DIRECTORY)}
        place = tags.get_ifd(_GPS_DIRECTORY)
    if any(not str(complaint.message).startswith(_HARMLESS) for complaint in complaints):
        found.trouble("damaged", "EXIF")
    _say_main(main, found)
    _say_details(details, tags.endian, found)
    _say_place(place, found)
    return main


def _say_main(tags: Mapping[int, Any], found: Gathering) -> None:
    device = " ".join(_text(tags[tag]) for tag in (_MAKE, _MODEL) if tag in tags)
    found.say("device", device, "EXIF 0x010F Make, 0x0110 Model")
    _say_all(tags, _MAIN, found)
    for tag, (what, name) in _WINDOWS.items():
        if isinstance(tags.get(tag), bytes):
            found.say(what, tags[tag].decode("utf-16-le", "replace").rstrip("\0"), f"EXIF 0x{tag:04X} {name}")


def _say_details(tags: Mapping[int, Any], endian: str | None, found: Gathering) -> None:
    _say_all(tags, _DETAILS, found)
    if _TAKEN in tags:
        found.say(
            "taken_at",
            _moment(_text(tags[_TAKEN]), _text(tags.get(_TAKEN_OFFSET, ""))),
            "EXIF 0x9003 DateTimeOriginal",
        )
    if isinstance(tags.get(_COMMENT), bytes):
        comment = _comment(tags[_COMMENT], endian)
        what: What = "ai_prompt" if _GENERATION.search(comment) else "comment"
        found.say(what, comment, "EXIF 0x9286 UserComment")


def _say_all(tags: Mapping[int, Any], wanted: Mapping[int, tuple[What, str]], found: Gathering) -> None:
    for tag, (what, name) in wanted.items():
        if tag in tags:
            found.say(what, _text(tags[tag]), f"EXIF 0x{tag:04X} {name}")


def _say_place(tags: Mapping[int, Any], found: Gathering) -> None:
    north, east = _degrees(tags.get(2)), _degrees(tags.get(4))
    if north is None or east is None:
        return
    north *= -1 if _text(tags.get(1, "")).upper().startswith("S") else 1
    east *= -1 if _text(tags.get(3, "")).upper().startswith("W") else 1
    if abs(north) <= 90 and abs(east) <= 180:
        found.say("place", f"{north:.6f},{east:.6f}", "EXIF GPSLatitude, GPSLongitude")


def _degrees(value: Any) -> float | None:
    """Return degrees, minutes and seconds as degrees; a divisor of nought makes none."""
    if not isinstance(value, tuple) or not 1 <= len(value) <= 3:
        return None
    try:
        degrees = sum(float(part) / 60**power for power, part in enumerate(value))
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    return degrees if isfinite(degrees) else None


def _text(value: Any) -> str:
    """Return the text of a tag: UTF-8 where it is, whatever the standard says, else Latin-1."""
    if isinstance(value, tuple):
        return ", ".join(_text(part) for part in value[:10])
    if isinstance(value, bytes):
        value = value.decode("latin-1")
    if not isinstance(value, str):
        return str(value)
    text = value.strip("\0").replace("\0", "; ")
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _moment(value: str, offset: str) -> str:
    """Return `2026:05:04 12:00:00` as ISO 8601; anything else, nought for unknown too, as it stands."""
    day, _, time = value.partition(" ")
    if len(day) == 10 and day[4] == day[7] == ":" and not day.startswith("0000"):
        return f"{day.replace(':', '-')}T{time}{offset}" if time else day.replace(":", "-")
    return "" if not value.strip(" 0:") else value


def _comment(value: bytes, endian: str | None) -> str:
    code = _COMMENT_CODES.get(value[:8])
    if code is None:
        text = value[8:] if value[:8] == bytes(8) else value
        return text.decode("utf-8", "replace").strip("\0 ")
    if code == "utf-16" and value[8:10] not in (b"\xff\xfe", b"\xfe\xff"):
        # The order should be that of the tags and often is not: the noughts of Latin letters tell.
        first, second = value[8::2].count(0), value[9::2].count(0)
        little = second > first if first != second else endian == "<"
        code = "utf-16-le" if little else "utf-16-be"
    return value[8:].decode(code, "replace").strip("\0 ")
