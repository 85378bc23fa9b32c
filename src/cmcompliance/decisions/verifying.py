"""Whether a log still holds what was written to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cmcompliance.decisions.chain import Link
from cmcompliance.decisions.ledger import Ledger, Pruning
from cmcompliance.decisions.row import faults, is_of


@dataclass(frozen=True, slots=True)
class Verified:
    """What was seen; `problems` is empty where nothing was changed or removed."""

    entries: int
    head: Link
    prunings: tuple[Pruning, ...]
    problems: tuple[str, ...]


def verify(ledger: Ledger, expected: Link | None = None) -> Verified:
    """Go through the whole chain.

    `expected`: a place of the chain that was noted elsewhere earlier. Without it a person who may write the
    database and knows this code could have made a new chain; with it, only of what came after. Raises
    LogUnavailable.
    """
    with ledger.snapshot().read():
        prunings = tuple(ledger.prunings())
        head = ledger.head()
        anchors = [one.through for one in prunings if one.what == "entries"]
        at = max(anchors, key=lambda link: link.seq, default=Link())
        problems: list[str] = []
        met, count = expected is None or expected.seq < at.seq, 0
        met = met or expected == at
        for row in ledger.rows():
            count += 1
            following = at.after(row.body)
            if row.seq != following.seq:
                problems.append(_missing(following.seq, row.seq - 1))
            elif row.hash != following.hash:
                problems.append(f"entry {row.seq}: it, or the one before it, was changed")
            problems += [f"entry {row.seq}: column {name} was changed" for name in faults(row)]
            at = Link(row.seq, row.hash)
            met = met or expected == at
        problems += _end_problems(at, head)
        if not met and expected is not None:
            problems.append(
                f"the chain does not pass through {expected.seq}:{expected.hash}: it was rewritten"
            )
        problems += _apart_problems(ledger)
    return Verified(count, head, prunings, tuple(problems))


def _missing(first: int, last: int) -> str:
    return f"entry {first}: removed" if first == last else f"entries {first} to {last}: removed"


def _end_problems(at: Link, head: Link) -> Iterator[str]:
    if head.seq > at.seq:
        yield _missing(at.seq + 1, head.seq)
    elif head != at:
        yield f"the chain does not end as was noted after entry {head.seq}: entries were added or changed"


def _apart_problems(ledger: Ledger) -> Iterator[str]:
    for table in ("settings", "drafts"):
        for named, body in ledger.kept_apart(table):
            if not is_of(body, named):
                yield f"{table} {named[:12]}…: changed"
    for named in ledger.missing_settings():
        yield f"settings {named[:12]}…: removed"
    for seq in ledger.missing_drafts():
        yield f"entry {seq}: its draft was removed"
