"""Which column is which field of a draft: as somebody says it, or by the columns' names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, cast

from cmcompliance.archive.faults import ArchiveFault
from cmcompliance.archive.readers.tables.knowledge import Knowledge, Order, Preset, plain

ColumnMapping = Mapping[str, str]
"""The column of each field; `#2` is the second one. `dates`: `day-first` or `month-first`."""

FIELDS: Final = {
    "text": "text",
    "title": "title",
    "hashtags": "hashtags",
    "published_at": "published_at",
    "time": "time",
    "platform": "platform",
    "kind": "kind",
    "id": "id",
    "url": "url",
    "links": "links",
    "author": "author_name",
    "author.name": "author_name",
    "author.handle": "author_handle",
    "author.followers": "author_followers",
    "language": "language",
    "jurisdictions": "jurisdictions",
    "relationship.kind": "paid",
    "relationship.platform_label": "platform_label",
    "relationship.brand": "brand",
    "media": "media",
    "media.alt": "media_alt",
    "media.transcript": "media_transcript",
}
"""The names that a mapping may use."""
ORDERS: Final = ("day-first", "month-first")
_BY_PLACE: Final = re.compile(r"#([1-9]\d{0,4})")
_SEVERAL: Final = ("text", "title")


@dataclass(frozen=True, slots=True)
class Columns:
    """The places of the columns of each field, and what is known of the table as a whole.

    `header`: the number of rows up to the header and with it.
    """

    places: Mapping[str, tuple[int, ...]]
    names: tuple[str, ...]
    header: int
    preset: Preset | None = None

    @property
    def order(self) -> Order | None:
        """Return how this tool writes its days, None where that is not known."""
        return self.preset.dates if self.preset else None


def parse_mapping(pairs: Sequence[str]) -> dict[str, str]:
    """Return the mapping that `field=Column` pairs make. Raises ArchiveFault."""
    mapping: dict[str, str] = {}
    for pair in pairs:
        field, sign, column = pair.partition("=")
        if not sign or not column.strip():
            raise ArchiveFault(f"the mapping {pair!r} is no field=Column, such as text=Message")
        mapping[field.strip()] = column.strip()
    return checked(mapping)


def checked(mapping: ColumnMapping) -> dict[str, str]:
    """Return a mapping that can be used as it is. Raises ArchiveFault."""
    for field, column in mapping.items():
        if field == "dates" and column not in ORDERS:
            raise ArchiveFault(f"the mapping dates={column} is neither {ORDERS[0]} nor {ORDERS[1]}")
        if field != "dates" and field not in FIELDS:
            raise ArchiveFault(f"a mapping has no field {field!r}; there are {', '.join([*FIELDS, 'dates'])}")
    return dict(mapping)


def columns_in(rows: Sequence[Sequence[str]], mapping: ColumnMapping, known: Knowledge) -> Columns | None:
    """Return the columns that the first rows of a table name, None where none is for the text."""
    said = {FIELDS[field]: column for field, column in mapping.items() if field != "dates"}
    if said and all(_BY_PLACE.fullmatch(column) for column in said.values()):
        return Columns({field: (int(column[1:]) - 1,) for field, column in said.items()}, (), 0)
    for number, row in enumerate(rows, 1):
        found = _columns(row, said, known, number)
        if found is not None:
            return found
    return None


def is_conversation(rows: Sequence[Sequence[str]], known: Knowledge) -> bool:
    """Return whether a table is one of messages from somebody to somebody."""
    return any(
        known.senders & names and known.recipients & names
        for names in ({plain(cell) for cell in row} for row in rows)
    )


def _columns(row: Sequence[str], said: Mapping[str, str], known: Knowledge, number: int) -> Columns | None:
    names = [plain(cell) for cell in row]
    if not any(names):
        return None
    preset = next((one for one in known.presets if one.header <= set(names)), None)
    places: dict[str, tuple[int, ...]] = {}
    taken: set[int] = set()
    for field, column in said.items():
        place = _place(column, row, names)
        if place is None and field == "text":
            return None
        if place is not None:
            places[field] = (place,)
            taken.add(place)
    for wanted in (preset.columns if preset else {}, known.fields):
        for field, columns in wanted.items():
            if field in places:
                continue
            free = [names.index(name) for name in columns if name in names]
            free = [place for place in free if place not in taken]
            if free:
                places[field] = tuple(free if field in _SEVERAL else free[:1])
                taken.update(places[field])
    return Columns(places, tuple(row), number, preset) if "text" in places else None


def _place(column: str, row: Sequence[str], names: Sequence[str]) -> int | None:
    by_place = _BY_PLACE.fullmatch(column)
    if by_place:
        return int(by_place[1]) - 1
    if column in row:
        return row.index(column)
    return names.index(plain(column)) if plain(column) in names else None


def order_said(mapping: ColumnMapping) -> Order | None:
    """Return the order of day and month that somebody gave."""
    return cast("Order | None", mapping.get("dates"))
