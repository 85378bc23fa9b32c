"""The items of a scan in numbered chunks: what a worker is given at once, and what is committed at once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal

from pydantic import BaseModel

from cmcompliance.archive import Archived, Item, Place, Skipped
from cmcompliance.draft import Draft
from cmcompliance.scan.ids import Ids
from cmcompliance.scan.request import Cut
from cmcompliance.scan.source_ends import SourceEnd

LONGEST_DRAFT: Final = 1 << 26
_BEFORE_DRAFT: Final = b',\t"draft":'
TroubleKind = Literal["unreadable", "skipped", "crashed", "timed_out", "failed"]


class Given(BaseModel):
    """A draft as a worker is given it, with its unique id and its place."""

    draft_id: str
    source: str
    member: str
    number: int
    draft: Draft


class Trouble(BaseModel):
    """A row of `errors`: something that was not checked, and why."""

    draft_id: str | None = None
    source: str
    member: str
    number: int
    kind: TroubleKind
    problem: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """A draft of a chunk; `line`: a `Given` as JSON, with a tab before the draft and nowhere else."""

    draft_id: str
    place: Place
    line: bytes


@dataclass(frozen=True, slots=True)
class Chunk:
    """`first` and `last`: the places of its ends; None: the archives hold nothing at all; `ids`: those of its
    entries, as `Ids.taken` writes them; `ends`: the archive that it is the last chunk of, None within one.
    """

    number: int
    entries: tuple[Entry, ...]
    troubles: tuple[Trouble, ...]
    first: Place | None
    last: Place | None
    ids: bytes = b""
    ends: SourceEnd | None = None

    def digest(self) -> str:
        """Return what stays the same while the archives do."""
        made = hashlib.sha256()
        for trouble in self.troubles:
            made.update(trouble.model_dump_json().encode() + b"\n")
        for entry in self.entries:
            made.update(entry.line + b"\n")
        return made.hexdigest()


@dataclass(slots=True)
class _Filling:
    entries: list[Entry] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    first: Place | None = None
    last: Place | None = None
    size: int = 0

    def chunk(self, number: int, ids: Ids) -> Chunk:
        return Chunk(number, tuple(self.entries), tuple(self.troubles), self.first, self.last, ids.taken())

    def add(self, made: Entry | Trouble, place: Place) -> None:
        if isinstance(made, Entry):
            self.entries.append(made)
            self.size += len(made.line)
        else:
            self.troubles.append(made)
            self.size += len(made.problem)
        self.first = self.first or place
        self.last = place

    def is_full(self, cut: Cut) -> bool:
        return len(self.entries) + len(self.troubles) >= cut.items or self.size >= cut.size


def chunks_of(
    items: Iterable[Item | SourceEnd],
    cut: Cut,
    ready: Callable[[Draft], Draft],
    *,
    after: int = 0,
    ids: Ids | None = None,
) -> Iterator[Chunk]:
    """Yield chunks, numbered from 1, of at least one; none goes beyond the end of an archive.

    `ready`: makes a draft what is to be checked; `after`: as many chunks are done and not in the items;
    `ids`: those that they gave out.
    """
    given, number, filling = ids or Ids(), after + 1, _Filling()
    full: Chunk | None = None  # held back, for it may be the last one of its archive
    for item in items:
        if isinstance(item, SourceEnd):
            if full is None and filling.first is not None:
                full, number, filling = filling.chunk(number, given), number + 1, _Filling()
            if full is not None:
                yield replace(full, ends=item)
                full = None
            continue
        if full is not None:
            yield full
            full = None
        filling.add(made_of(item, given, ready), item.place)
        if filling.is_full(cut):
            full, number, filling = filling.chunk(number, given), number + 1, _Filling()
    if full is not None:
        yield full
    elif filling.first is not None or number == 1:
        yield filling.chunk(number, given)


def trouble_at(
    place: Place, kind: TroubleKind, problem: str, count: int = 1, draft_id: str | None = None
) -> Trouble:
    """Return the row for what is wrong at a place."""
    return Trouble(
        draft_id=None if draft_id is None else sound(draft_id),
        source=place.source,
        member=sound(place.member),
        number=place.number,
        kind=kind,
        problem=sound(problem),
        count=count,
    )


def sound(text: str) -> str:
    """Return a text with question marks for letters that are none: names of files may have some."""
    return text.encode("utf-8", "replace").decode()


def made_of(item: Item, ids: Ids, ready: Callable[[Draft], Draft]) -> Entry | Trouble:
    """Return what a scan makes of an item; `ids`: those given out before."""
    place = item.place
    if not isinstance(item, Archived):
        if isinstance(item, Skipped):
            return trouble_at(place, "skipped", item.reason, item.count)
        return trouble_at(place, "unreadable", item.problem)
    draft = ready(item.draft)
    return kept(place, ids.unique(draft.id or sound(str(place))), draft)


def kept(place: Place, draft_id: str | None, draft: Draft) -> Entry | Trouble:
    """Return a draft under its unique id, or why it cannot be one of the scan."""
    own = draft_id or sound(str(place))
    where = {"draft_id": own, "source": place.source, "member": sound(place.member), "number": place.number}
    try:
        line = entry_line(where, draft)
    except ValueError as error:  # letters that are none
        return trouble_at(place, "unreadable", f"is no text that could be kept: {error}", draft_id=own)
    if len(line) > LONGEST_DRAFT:
        return trouble_at(place, "unreadable", f"is larger than {LONGEST_DRAFT >> 20} MiB", draft_id=own)
    return Entry(own, place, line)


def entry_line(where: Mapping[str, Any], draft: Draft) -> bytes:
    """Return the line of an entry; `where`: what `place_in` returns. Raises ValueError for no text."""
    head = json.dumps(where, ensure_ascii=False, separators=(",", ":"))[:-1]
    return b"".join([head.encode(), _BEFORE_DRAFT, draft.model_dump_json(exclude_unset=True).encode(), b"}"])


def place_in(line: bytes) -> dict[str, Any]:
    """Return all of an entry's `Given` but its draft."""
    found: dict[str, Any] = json.loads(line[: line.index(_BEFORE_DRAFT)] + b"}")
    return found


def given_digest(line: bytes) -> str:
    """Return the SHA-256 of an entry's draft as it was given, in hexadecimal digits."""
    return hashlib.sha256(line[line.index(_BEFORE_DRAFT) :]).hexdigest()
