"""Write what changed in drafts back to the file that they were read from."""

from __future__ import annotations

import io
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path

from cmcompliance.answering.change import Change, changed
from cmcompliance.draft import Draft
from cmcompliance.read import ReadDraft, ReadError, ReadItem
from cmcompliance.read.decoding import decode
from cmcompliance.read.item import FrontMatterError
from cmcompliance.read.json_documents import bounded_lines, read_json, read_json_lines
from cmcompliance.read.reader import Form, format_of
from cmcompliance.read.text import read_text
from cmcompliance.write.errors import BY_HAND, CHANGED_MEANWHILE, WriteError
from cmcompliance.write.replace import replace_file

__all__ = ["DraftChanges", "WriteError", "with_changes", "write_changes"]

_BOM = b"\xef\xbb\xbf"
DraftChanges = Mapping[int, tuple[Draft, Sequence[Change]]]
"""By the number of a draft among all that is read in a file, from 0: the draft as read, and what changes."""


def write_changes(path: Path, drafts: Iterable[tuple[ReadDraft, Sequence[Change]]]) -> None:
    """Set the fields that changed in drafts of one file, each of which is given as it was read there.

    The file is replaced only if it still holds these drafts, and only by one that reads back as the drafts
    with their changes. Raises WriteError, and OSError.
    """
    data, form = path.read_bytes(), format_of(path)
    there = _read(data, form)
    changes: dict[int, tuple[Draft, Sequence[Change]]] = {}
    for read, some in drafts:
        changes[_number_of(read, there, changes)] = read.draft, some
    replace_file(path, with_changes(data, form, changes), data)


def with_changes(data: bytes, form: Form, changes: DraftChanges) -> bytes:
    """Return the content of a file or stream with what changes in its drafts; all else stays as it is.

    It reads back as the drafts with their changes. Raises WriteError where it cannot, and where the drafts
    are no longer there.
    """
    before = _read(data, form)
    for number, (draft, _) in changes.items():
        item = before[number] if number < len(before) else None
        if not isinstance(item, ReadDraft) or item.draft != draft:
            raise WriteError(CHANGED_MEANWHILE)
    try:
        new = _with_changes(data, form, changes)
    except (json.JSONDecodeError, LookupError, RecursionError):
        # What is broken further on: the drafts before it could be read, the whole cannot be gone through.
        raise WriteError(BY_HAND) from None
    if not _reads_back(before, _read(new, form), changes):
        raise WriteError(BY_HAND)
    return new


def _read(data: bytes, form: Form) -> list[ReadItem]:
    match form:
        case "json":
            return list(read_json(data, ""))
        case "lines":
            return list(read_json_lines(bounded_lines(io.BytesIO(data)), ""))
        case "text":
            return [read_text(data, "")]


def _number_of(read: ReadDraft, there: Sequence[ReadItem], taken: Collection[int]) -> int:
    for number, item in enumerate(there):
        same = (
            isinstance(item, ReadDraft) and item.draft == read.draft and item.origin.line == read.origin.line
        )
        if same and number not in taken:
            return number
    raise WriteError(CHANGED_MEANWHILE)


def _with_changes(data: bytes, form: Form, changes: DraftChanges) -> bytes:
    if form == "lines":
        from cmcompliance.write.lines import changed_lines  # noqa: PLC0415

        return b"".join(new for _, new in changed_lines(io.BytesIO(data), changes))
    mark = _BOM if data.startswith(_BOM) else b""
    text = (_in_json if form == "json" else _in_text)(decode(data), changes)
    return mark + text.encode()


def _in_text(text: str, changes: DraftChanges) -> str:
    fields: list[Change] = []
    for change in changes[0][1] if changes else ():
        if change.path == ("text",):
            from cmcompliance.write.body import with_text  # noqa: PLC0415

            text = with_text(text, change.value)
        else:
            fields.append(change)
    if not fields:
        return text
    from cmcompliance.write.front_matter import with_fields  # noqa: PLC0415

    try:
        return with_fields(text, fields)
    except FrontMatterError as error:
        raise WriteError(error.message) from None


def _in_json(text: str, changes: DraftChanges) -> str:
    from cmcompliance.write.json_fields import items_of, with_fields  # noqa: PLC0415

    start = len(text) - len(text.lstrip(" \t\r\n"))
    starts = items_of(text, start) if text[start] == "[" else [start]
    for number in sorted(changes, reverse=True):
        text = with_fields(text, starts[number], changes[number][1])
    return text


def _reads_back(before: Iterable[ReadItem], after: Iterable[ReadItem], changes: DraftChanges) -> bool:
    for number, (old, new) in enumerate(zip_longest(before, after)):
        if isinstance(old, ReadDraft) and isinstance(new, ReadDraft):
            wanted = changed(old.draft, changes[number][1] if number in changes else ())
            # A text of one line that gets another takes its line ends from the file.
            if _with_plain_line_ends(new.draft) != _with_plain_line_ends(wanted):
                return False
        elif not isinstance(old, ReadError) or not isinstance(new, ReadError) or old.message != new.message:
            return False
    return True


def _with_plain_line_ends(draft: Draft) -> Draft:
    return draft.model_copy(update={"text": draft.text.replace("\r\n", "\n")})
