"""Reads an archive by the readers that know something in it; the rest of it is told, too."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from cmcompliance.archive.faults import ArchiveFault
from cmcompliance.archive.items import Item, Place, Skipped, Unreadable
from cmcompliance.archive.registry import ArchiveReader, Claim
from cmcompliance.archive.source import Source
from cmcompliance.archive.source.member import natural

_LOG = logging.getLogger("cmcompliance.archive")


def read_archive(
    source: Source,
    readers: Sequence[ArchiveReader],
    on_claims: Callable[[Sequence[Claim]], None] = lambda claims: None,
) -> Iterator[Item]:
    """Yield all that a source holds, the same in the same order whenever it is read.

    First what cannot be had at all, then what the readers make of their members, in the end what no reader
    knows, counted by kind. `on_claims`: told what will be read, before it is.
    """
    yield from source.faults
    claims, refused = settled_claims(source, readers)
    on_claims(claims)
    yield from refused
    by_name = {reader.name: reader for reader in readers}
    for claim in claims:
        yield from _read(source, claim, by_name[claim.reader])
    yield from _unknown(source, claims)


def settled_claims(source: Source, readers: Sequence[ArchiveReader]) -> tuple[list[Claim], list[Unreadable]]:
    """Return the claims after which each member belongs to one reader at most, and what went wrong.

    A claim that is sure wins over one that is likely; among equals the one on fewer members does.
    """
    found: list[Claim] = []
    refused: list[Unreadable] = []
    for reader in readers:
        try:
            found += [claim for claim in reader.claims(source) if claim.members]
        except Exception as error:  # a reader's fault is not the archive's end
            refused.append(_failed(Place(source.name), reader.name, error))
    taken: set[str] = set()
    settled: list[Claim] = []
    for claim in sorted(found, key=lambda one: (one.certainty != "sure", len(one.members), one.reader)):
        left = tuple(name for name in claim.members if name not in taken and name in source.members)
        if left:
            taken.update(left)
            settled.append(replace(claim, members=left))
    return sorted(settled, key=lambda claim: natural(claim.members[0])), refused


def _read(source: Source, claim: Claim, reader: ArchiveReader) -> Iterator[Item]:
    place = Place(source.name, claim.members[0])
    try:
        for item in reader.read(source, claim):
            place = item.place
            yield item
    except ArchiveFault as error:
        yield Unreadable(place, str(error))
    except Exception as error:  # what came before it is read, and the other claims will be
        _LOG.exception("the reader %s failed", reader.name)
        yield _failed(place, reader.name, error)


def _failed(place: Place, reader: str, error: Exception) -> Unreadable:
    return Unreadable(place, f"the reader {reader!r} failed after this: {type(error).__name__}: {error}")


def _unknown(source: Source, claims: Sequence[Claim]) -> Iterator[Skipped]:
    taken = {name for claim in claims for name in claim.members}
    kinds = Counter(
        PurePosixPath(name).suffix.lower() or "no suffix" for name in source.members if name not in taken
    )
    for kind, count in sorted(kinds.items()):
        yield Skipped(Place(source.name), f"files that no reader knows: {kind}", count)
