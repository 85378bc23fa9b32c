"""IPTC-IIM, and the Photoshop resources in which it travels."""

from __future__ import annotations

from cmcompliance.media.evidence import What
from cmcompliance.media.inspection.gathering import Damaged, Gathering

_DATASETS: dict[int, tuple[What, str]] = {
    5: ("title", "ObjectName"),
    25: ("keyword", "Keywords"),
    40: ("instructions", "SpecialInstructions"),
    55: ("taken_at", "DateCreated"),
    65: ("tool", "OriginatingProgram"),
    80: ("creator", "By-line"),
    90: ("place_name", "City"),
    92: ("place_name", "Sub-location"),
    95: ("place_name", "Province-State"),
    101: ("place_name", "Country-PrimaryLocationName"),
    105: ("headline", "Headline"),
    110: ("credit", "Credit"),
    115: ("source", "Source"),
    116: ("copyright", "CopyrightNotice"),
    118: ("contact", "Contact"),
    120: ("description", "Caption-Abstract"),
}
_UTF8 = b"\x1b%G"
_IPTC_RESOURCE, _URL_RESOURCE = 0x0404, 0x040B


def read_photoshop(data: bytes, found: Gathering) -> None:
    """Read the IPTC-IIM and the rights' address among Photoshop's resources."""
    place = 0
    while place + 12 <= len(data):
        if data[place : place + 4] not in (b"8BIM", b"PHUT", b"MeSa", b"AgHg", b"DCSR"):
            raise Damaged("Photoshop resources")
        number = int.from_bytes(data[place + 4 : place + 6], "big")
        name = data[place + 6] + 1
        place += 6 + name + name % 2
        length = int.from_bytes(data[place : place + 4], "big")
        place += 4
        value = data[place : place + length]
        if len(value) < length:
            raise Damaged("Photoshop resources")
        if number == _IPTC_RESOURCE:
            read_iptc(value, found)
        elif number == _URL_RESOURCE:
            found.say("rights_url", value.decode("utf-8", "replace"), "Photoshop 0x040B URL")
        place += length + length % 2


def read_iptc(data: bytes, found: Gathering) -> None:
    """Read the datasets of record 2."""
    place, utf8 = 0, False
    while place + 5 <= len(data) and data[place] == 0x1C:
        record, dataset = data[place + 1], data[place + 2]
        length = int.from_bytes(data[place + 3 : place + 5], "big")
        place += 5
        if length & 0x8000:  # the length of a length
            extent = length & 0x7FFF
            length = int.from_bytes(data[place : place + extent], "big") if extent <= 4 else len(data) + 1
            place += extent
        value = data[place : place + length]
        if len(value) < length:
            raise Damaged("IPTC")
        place += length
        if record == 1 and dataset == 90:
            utf8 = value == _UTF8
        elif record == 2 and dataset in _DATASETS:
            what, name = _DATASETS[dataset]
            found.say(what, _decoded(value, utf8), f"IPTC 2:{dataset:02d} {name}")
    if any(data[place:].strip(b"\0")):
        raise Damaged("IPTC")


def _decoded(value: bytes, utf8: bool) -> str:
    if not utf8:
        try:
            return value.decode("utf-8")
        except UnicodeDecodeError:
            return value.decode("cp1252", "replace")
    return value.decode("utf-8", "replace")
