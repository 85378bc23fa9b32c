"""Whether a log still holds what was written to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from cmcompliance.decisions.chain import Link
from cmcompliance.decisions.ledger import Ledger, Pruning
from cmcompliance.decisions.row import Row, faults, is_of

FaultKind = Literal[
    "removed",
    "changed",
    "column",
    "end",
    "rewritten",
    "settings_changed",
    "settings_removed",
    "drafts_changed",
    "draft_removed",
]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it was written; `about`: of which entries, or under which digest."""

    kind: FaultKind
    about: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What was seen; `faults` is empty where nothing was changed or removed."""

    entries: int
    head: Link
    prunings: tuple[Pruning, ...]
    faults: tuple[Fault, ...]


def verify(ledger: Ledger, passes: Link | None = None) -> Verified:
    """Go through the whole chain.

    `passes`: a place of the chain that was noted elsewhere earlier. Without it a person who may write the
    database and knows this code could have made a new chain; with it, only of what came after. Raises
    LogUnavailable.
    """
    with ledger.snapshot().read():
        prunings = tuple(ledger.prunings())
        head = ledger.head()
        at = max(
            (one.through for one in prunings if one.what == "entries"),
            key=lambda link: link.seq,
            default=Link(),
        )
        # What was pruned since can no longer be looked at: there the anchor has to do.
        met, count = passes is None or passes.seq < at.seq or passes == at, 0
        found: list[Fault] = []
        for row in ledger.rows():
            count += 1
            found += _row_faults(at, row)
            at = Link(row.seq, row.hash)
            met = met or passes == at
        found += _end_faults(at, head)
        if passes is not None and not met:
            found.append(Fault("rewritten", f"{passes.seq}:{passes.hash}"))
        found += _apart_faults(ledger)
    return Verified(count, head, prunings, tuple(found))


def _row_faults(before: Link, row: Row) -> Iterator[Fault]:
    following = before.after(row.body)
    if row.seq != following.seq:
        yield Fault("removed", _range(following.seq, row.seq - 1))
    elif row.hash != following.hash:
        yield Fault("changed", str(row.seq))
    for name in faults(row):
        yield Fault("column", f"{row.seq} ({name})")


def _end_faults(at: Link, head: Link) -> Iterator[Fault]:
    if head.seq > at.seq:
        yield Fault("removed", _range(at.seq + 1, head.seq))
    elif head != at:
        yield Fault("end", str(head.seq))


def _apart_faults(ledger: Ledger) -> Iterator[Fault]:
    for named, body in ledger.kept_apart("settings"):
        if not is_of(body, named):
            yield Fault("settings_changed", named)
    for named in ledger.missing_settings():
        yield Fault("settings_removed", named)
    for named, body in ledger.kept_apart("drafts"):
        if not is_of(body, named):
            yield Fault("drafts_changed", named)
    for seq in ledger.missing_drafts():
        yield Fault("draft_removed", str(seq))


def _range(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"
