"""What is to be mended in a ledger, beside the files that it is about."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from cmcompliance.draft.evidence import Grant
from cmcompliance.ledger.contents import Content, contents_of
from cmcompliance.ledger.entry import Entry, Ledger
from cmcompliance.ledger.state import state_of

RemarkCode = Literal[
    "expired",
    "consent_expired",
    "contradiction",
    "changed",
    "expires",
    "consent_expires",
    "bare",
    "unused",
    "unlisted",
]
BLOCKING: frozenset[RemarkCode] = frozenset({"expired", "consent_expired", "contradiction", "changed"})
"""What makes the ledger untrue today; the others are to be looked at."""


_OF_RIGHTS = ("source", "licence", "licensor", "territories", "uses", "starts", "until", "people", "music")
"""What an entry may say of rights; a credit or a model says nothing of them."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to mend. `place`: of the entry, or the file's path; `asset`: what it is about.

    `detail`: the person, or the field in which entries contradict each other; `other`: the place of the
    other entry.
    """

    code: RemarkCode
    place: str
    asset: str = ""
    detail: str = ""
    other: str = ""
    day: date | None = None


def audit(ledger: Ledger, day: date, soon: int) -> list[Remark]:
    """Return what is to be mended by a day, what ends in `soon` days at the latest included."""
    files = list(contents_of(ledger.folder, any(entry.sha256 for entry in ledger.entries)))
    remarks = [
        *(remark for entry in ledger.entries for remark in _of_entry(entry, day, soon)),
        *_of_files(ledger, files),
    ]
    return sorted(remarks, key=lambda remark: get_args(RemarkCode).index(remark.code))


def _of_entry(entry: Entry, day: date, soon: int) -> Iterator[Remark]:
    grant, name = entry.grant, name_of(entry)
    now = {(one.code, one.detail, one.day) for one in state_of(grant, day)}
    for one in state_of(grant, _after(day, soon + 1)):
        past = (one.code, one.detail, one.day) in now
        if one.code == "expired":
            yield Remark("expired" if past else "expires", grant.place, name, day=one.day)
        elif one.code == "consent_expired":
            code: RemarkCode = "consent_expired" if past else "consent_expires"
            yield Remark(code, grant.place, name, one.detail, day=one.day)
    if not any(getattr(grant, field) for field in _OF_RIGHTS):
        yield Remark("bare", grant.place, name)


def _of_files(ledger: Ledger, files: Iterable[Content]) -> Iterator[Remark]:
    used: set[int] = set()
    contradictions: dict[Remark, None] = {}
    last: list[Remark] = []
    for file in files:
        shown = file.path.relative_to(ledger.folder).as_posix()
        entries = ledger.entries_for(file.path, file.sha256)
        named = ledger.naming(file.path)
        used.update(id(entry) for entry in (*entries, *named))
        contradictions.update(dict.fromkeys(_contradictions(entries, shown)))
        for entry in named:
            if entry.sha256 not in {None, file.sha256} and file.sha256:
                last.append(Remark("changed", entry.grant.place, shown))
        if not entries:
            last.append(Remark("unlisted", shown, shown))
    yield from contradictions
    yield from _same_names(ledger, contradictions)
    yield from last
    for entry in ledger.entries:
        if id(entry) not in used:
            yield Remark("unused", entry.grant.place, name_of(entry))


def _same_names(ledger: Ledger, told: Iterable[Remark]) -> Iterator[Remark]:
    """Yield the contradictions of entries that name the same, whether or not it is there."""
    known = {(one.place, one.other, one.detail) for one in told}
    named: dict[str, list[Entry]] = {}
    for entry in ledger.entries:
        for name in (*entry.named, *filter(None, [entry.sha256])):
            named.setdefault(name, []).append(entry)
    for name, entries in named.items():
        digests = {entry.sha256 for entry in entries} - {None}
        for remark in _contradictions(entries, name) if len(digests) < 2 else ():
            key = (remark.place, remark.other, remark.detail)
            if key not in known:
                known.add(key)
                yield remark


def _contradictions(entries: Iterable[Entry], asset: str) -> Iterator[Remark]:
    """Yield each thing of which several entries about a file say what cannot be true together."""
    said: dict[Hashable, tuple[object, str]] = {}
    told: set[tuple[str, str, str]] = set()
    for entry in entries:
        for (field, about), value in _facts(entry.grant).items():
            before, place = said.setdefault((field, about), (value, entry.grant.place))
            key = (place, entry.grant.place, field)
            if before != value and key not in told:
                told.add(key)
                yield Remark("contradiction", place, asset, field, entry.grant.place)


def _facts(grant: Grant) -> Mapping[tuple[str, str], object]:
    """Return what can be only one of a file: its source, whether a model made it, whether somebody agreed."""
    facts: dict[tuple[str, str], object] = {
        ("source", ""): grant.source,
        ("ai_generated", ""): grant.ai_generated,
    }
    for person in grant.people or ():
        if person.name:
            name = " ".join(person.name.casefold().split())
            facts["people.consent", name] = person.consent
            facts["people.minor", name] = person.minor
    if grant.music is not None and grant.music.title:
        facts["music.licence", grant.music.title.casefold()] = grant.music.licence
    return {key: value for key, value in facts.items() if value is not None}


def name_of(entry: Entry) -> str:
    """Return what an entry is about, as it is written."""
    return ", ".join(entry.named) or f"sha256:{(entry.sha256 or '')[:12]}…"


def _after(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max
