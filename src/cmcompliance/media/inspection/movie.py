"""MP4, MOV and M4A: what the movie's boxes say, without its pictures and sounds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from cmcompliance.media.evidence import What
from cmcompliance.media.inspection.boxes import Box, boxes, content, keep_extension
from cmcompliance.media.inspection.gathering import Gathering

_LONGEST_VALUE = 256 * 1024
"""Bytes of a box whose value is read; what is longer is a picture or lyrics."""

_ITEMS: Mapping[bytes, What] = {
    b"\xa9nam": "title",
    b"\xa9ART": "artist",
    b"aART": "album_artist",
    b"\xa9alb": "album",
    b"\xa9wrt": "composer",
    b"\xa9day": "year",
    b"\xa9gen": "genre",
    b"cprt": "copyright",
    b"\xa9too": "encoder",
    b"\xa9enc": "encoder",
    b"\xa9cmt": "comment",
    b"desc": "description",
    b"ldes": "description",
    b"\xa9pub": "label",
    b"ownr": "owner",
    b"apID": "owner",
}
_FREE_ITEMS: Mapping[str, What] = {
    "ISRC": "isrc",
    "LABEL": "label",
    "PUBLISHER": "label",
    "BARCODE": "barcode",
    "LICENSE": "usage_terms",
    "COPYRIGHT": "copyright",
}
_KEYS: Mapping[str, What] = {
    "title": "title",
    "displayname": "title",
    "artist": "artist",
    "author": "creator",
    "director": "creator",
    "producer": "creator",
    "copyright": "copyright",
    "creationdate": "taken_at",
    "software": "tool",
    "description": "description",
    "comment": "comment",
    "keywords": "keyword",
    "album": "album",
    "publisher": "label",
    "information": "description",
}
_USER_DATA: Mapping[bytes, What] = {
    b"\xa9nam": "title",
    b"\xa9ART": "artist",
    b"\xa9aut": "creator",
    b"\xa9dir": "creator",
    b"\xa9prd": "creator",
    b"\xa9alb": "album",
    b"\xa9cpy": "copyright",
    b"\xa9cmt": "comment",
    b"\xa9des": "description",
    b"\xa9swr": "tool",
    b"\xa9too": "encoder",
    b"\xa9enc": "encoder",
    b"\xa9day": "taken_at",
    b"\xa9key": "keyword",
}
_MOBILE: Mapping[bytes, What] = {
    b"titl": "title",
    b"auth": "creator",
    b"perf": "artist",
    b"dscp": "description",
    b"albm": "album",
    b"cprt": "copyright",
}
_COVERS = {13: "jpeg", 14: "png", 27: "bmp"}
_PLACE = re.compile(r"([+-]\d+(?:\.\d+)?)([+-]\d+(?:\.\d+)?)")
_APPLE = "com.apple.quicktime."
_MAKES = (f"{_APPLE}make", "com.android.manufacturer")
_MODELS = (f"{_APPLE}model", "com.android.model")


def read_movie(file: BinaryIO, size: int, found: Gathering) -> None:
    """Find the length, the size and the tags of a movie or a sound."""
    for box in boxes(file, 0, size):
        if box.name == b"moov":
            _movie(file, box, found)
        elif box.name == b"meta":
            _metadata(file, box, found)
        elif box.name == b"uuid":
            keep_extension(file, box, found)


def _movie(file: BinaryIO, movie: Box, found: Gathering) -> None:
    handlers = set()
    for box in boxes(file, movie.start, movie.end):
        if box.name == b"mvhd":
            found.seconds = _seconds(content(file, box, found))
        elif box.name == b"trak":
            handlers.add(_track(file, box, found))
        elif box.name == b"udta":
            _user_data(file, box, found)
        elif box.name == b"meta":
            _metadata(file, box, found)
        elif box.name == b"uuid":
            keep_extension(file, box, found)
    if found.format == "mp4" and b"soun" in handlers and b"vide" not in handlers:
        found.kind, found.format = "audio", "m4a"


def _seconds(data: bytes) -> float | None:
    if data[0] == 1:
        scale, length = int.from_bytes(data[20:24], "big"), int.from_bytes(data[24:32], "big")
    else:
        scale, length = int.from_bytes(data[12:16], "big"), int.from_bytes(data[16:20], "big")
    return round(length / scale, 3) if scale else None


def _track(file: BinaryIO, track: Box, found: Gathering) -> bytes:
    """Keep the size of a track of pictures; return what kind of track it is."""
    handler, size = b"", (0, 0)
    for box in boxes(file, track.start, track.end):
        if box.name == b"tkhd":
            data = content(file, box, found)
            size = int.from_bytes(data[-8:-4], "big") >> 16, int.from_bytes(data[-4:], "big") >> 16
        elif box.name == b"mdia":
            for inner in boxes(file, box.start, box.end):
                if inner.name == b"hdlr":
                    handler = content(file, inner, found)[8:12]
    if handler == b"vide" and size[0] * size[1] > (found.width or 0) * (found.height or 0):
        found.sized(*size)
    return handler


def _user_data(file: BinaryIO, user_data: Box, found: Gathering) -> None:
    device: dict[bytes, str] = {}
    for box in boxes(file, user_data.start, user_data.end):
        if box.name == b"meta":
            _metadata(file, box, found)
        elif box.name == b"XMP_":
            found.xmp_blocks.append(content(file, box, found))
        elif box.length <= _LONGEST_VALUE:
            _user_value(box.name, content(file, box, found), device, found)
    found.say("device", " ".join(device[name] for name in sorted(device)), "QuickTime ©mak, ©mod")


def _user_value(name: bytes, data: bytes, device: dict[bytes, str], found: Gathering) -> None:
    """Keep a value: a length, a language and a text; or a language and a text in the manner of 3GPP."""
    if name[:1] == b"\xa9":
        text = data[4 : 4 + int.from_bytes(data[:2], "big")].decode("utf-8", "replace")
        if name in (b"\xa9mak", b"\xa9mod"):
            device[name] = text
        elif name == b"\xa9xyz":
            _say_place(text, "QuickTime ©xyz", found)
        elif name in _USER_DATA:
            found.say(_USER_DATA[name], text, f"QuickTime {name.decode('latin-1')}")
    elif name in _MOBILE:
        found.say(_MOBILE[name], _mobile_text(data[6:]), f"3GPP {name.decode()}")
    elif name == b"loci":
        # A language, a name, a role, then degrees as 16.16.
        _, _, rest = data[6:].partition(b"\0")
        if len(rest) >= 9:
            east, north = (int.from_bytes(rest[at : at + 4], "big", signed=True) / 65536 for at in (1, 5))
            found.say("place", f"{north:.6f},{east:.6f}", "3GPP loci")


def _mobile_text(data: bytes) -> str:
    if data[:2] in (b"\xfe\xff", b"\xff\xfe"):
        return data.decode("utf-16", "replace").partition("\0")[0]
    return data.partition(b"\0")[0].decode("utf-8", "replace")


def _metadata(file: BinaryIO, metadata: Box, found: Gathering) -> None:
    """Keep what iTunes or QuickTime wrote: items, named by letters or by their place in a list of keys."""
    file.seek(metadata.start)
    # In a MOV this box has no version.
    start = metadata.start + (0 if file.read(8)[4:] == b"hdlr" else 4)
    inner = {box.name: box for box in boxes(file, start, metadata.end)}
    if b"ilst" not in inner:
        return
    keys = _keys(content(file, inner[b"keys"], found)) if b"keys" in inner else []
    device: dict[str, str] = {}
    for item in boxes(file, inner[b"ilst"].start, inner[b"ilst"].end):
        number = int.from_bytes(item.name, "big")
        if item.name == b"covr":
            _cover(file, item, found)
        elif item.length > _LONGEST_VALUE:
            continue
        elif item.name == b"----":
            _free_item(file, item, found)
        elif keys and 1 <= number <= len(keys):
            _keyed_item(keys[number - 1], _text_of(file, item, found), device, found)
        elif item.name in _ITEMS:
            where = f"MP4 ilst {item.name.decode('latin-1')}"
            found.say(_ITEMS[item.name], _text_of(file, item, found), where)
        elif item.name == b"xid ":
            vendor = _text_of(file, item, found).split(":")
            if len(vendor) == 3 and vendor[1].lower() == "isrc":
                found.say("isrc", vendor[2], "MP4 ilst xid")
    named = [key for key in (*_MAKES, *_MODELS) if key in device]
    found.say("device", " ".join(device[key] for key in named), f"QuickTime {', '.join(named)}")


def _keys(data: bytes) -> list[str]:
    names, place = [], 8
    while place + 8 <= len(data):
        length = int.from_bytes(data[place : place + 4], "big")
        if length < 8:
            break
        names.append(data[place + 8 : place + length].decode("utf-8", "replace"))
        place += length
    return names


def _keyed_item(key: str, text: str, device: dict[str, str], found: Gathering) -> None:
    if key in _MAKES or key in _MODELS:
        device[key] = text
    elif key == f"{_APPLE}location.ISO6709":
        _say_place(text, f"QuickTime {key}", found)
    elif key.removeprefix(_APPLE) in _KEYS:
        found.say(_KEYS[key.removeprefix(_APPLE)], text, f"QuickTime {key}")
    elif key in _FREE_ITEMS:
        found.say(_FREE_ITEMS[key], text, f"QuickTime {key}")
    elif key == "encoder":
        found.say("encoder", text, f"QuickTime {key}")


def _free_item(file: BinaryIO, item: Box, found: Gathering) -> None:
    inner = {box.name: box for box in boxes(file, item.start, item.end)}
    if b"name" in inner:
        name = content(file, inner[b"name"], found)[4:].decode("utf-8", "replace").upper()
        if name in _FREE_ITEMS:
            found.say(_FREE_ITEMS[name], _text_of(file, item, found), f"MP4 ilst ---- {name}")


def _text_of(file: BinaryIO, item: Box, found: Gathering) -> str:
    return "; ".join(data[8:].decode("utf-8", "replace") for data in _values(file, item, found))


def _values(file: BinaryIO, item: Box, found: Gathering) -> Iterator[bytes]:
    for box in boxes(file, item.start, item.end):
        if box.name == b"data":
            yield content(file, box, found)


def _cover(file: BinaryIO, item: Box, found: Gathering) -> None:
    for box in boxes(file, item.start, item.end):
        if box.name == b"data":
            file.seek(box.start)
            found.say("cover", _COVERS.get(int.from_bytes(file.read(4), "big"), "picture"), "MP4 ilst covr")


def _say_place(text: str, where: str, found: Gathering) -> None:
    matched = _PLACE.match(text)
    if matched:
        found.say("place", f"{float(matched[1]):.6f},{float(matched[2]):.6f}", where)
