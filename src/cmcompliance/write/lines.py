"""JSONL with some of its drafts changed: those lines are written anew, the others stay byte for byte."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from cmcompliance.answering.change import Change, changed
from cmcompliance.draft import Draft
from cmcompliance.read import ReadDraft
from cmcompliance.read.decoding import decode
from cmcompliance.read.json_documents import read_json_lines
from cmcompliance.write.errors import BY_HAND, CHANGED_MEANWHILE, WriteError
from cmcompliance.write.json_fields import with_fields

_BOM = b"\xef\xbb\xbf"


def changed_lines(
    lines: Iterable[bytes], changes: Mapping[int, tuple[Draft, Sequence[Change]]]
) -> Iterator[tuple[bytes, bytes]]:
    """Yield each line with what becomes of it, one at a time.

    `changes`: by the number of the line among those that are not blank, from 0, the draft that was read there
    and what changes in it. Raises WriteError where the line no longer holds that draft.
    """
    number, found = 0, 0
    for raw in lines:
        new = raw
        if raw.strip():
            if number in changes:
                new = _changed(raw, *changes[number])
                found += 1
            number += 1
        yield raw, new
    if found < len(changes):
        raise WriteError(CHANGED_MEANWHILE)


def _changed(raw: bytes, draft: Draft, changes: Sequence[Change]) -> bytes:
    if _draft_in(raw) != draft:
        raise WriteError(CHANGED_MEANWHILE)
    mark = _BOM if raw.startswith(_BOM) else b""
    line = decode(raw)
    new = mark + with_fields(line, len(line) - len(line.lstrip()), changes).encode()
    if _draft_in(new) != changed(draft, changes):
        raise WriteError(BY_HAND)
    return new


def _draft_in(raw: bytes) -> Draft | None:
    item = next(read_json_lines([raw], ""))
    return item.draft if isinstance(item, ReadDraft) else None
