"""Write what changed in drafts back to the file that they were read from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path

from cmcompliance.answering.change import Change, changed
from cmcompliance.read import ReadDraft, ReadError, ReadItem
from cmcompliance.read.decoding import decode
from cmcompliance.read.item import FrontMatterError
from cmcompliance.read.reader import format_of, read_data
from cmcompliance.write.replace import replace_file

_BOM = b"\xef\xbb\xbf"


class WriteError(ValueError):
    """Changes that could not be written; the file is as it was."""


def write_changes(path: Path, drafts: Iterable[tuple[ReadDraft, Sequence[Change]]]) -> None:
    """Set the fields that changed in drafts of one file, each of which is given as it was read there.

    The file is replaced only if it still holds these drafts, and only by one that reads back as the drafts
    with their changes. Raises WriteError, and OSError.
    """
    data = path.read_bytes()
    before = list(read_data(data, str(path)))
    changes: dict[int, Sequence[Change]] = {}
    for read, some in drafts:
        changes[_number_of(read, before, changes)] = some
    new = _with_changes(data, path, changes)
    if not _reads_back(before, list(read_data(new, str(path))), changes):
        raise WriteError("its metadata is written in a way that cannot be changed here; do it by hand")
    replace_file(path, new, data)


def _number_of(read: ReadDraft, there: Sequence[ReadItem], taken: Collection[int]) -> int:
    for number, item in enumerate(there):
        same = (
            isinstance(item, ReadDraft) and item.draft == read.draft and item.origin.line == read.origin.line
        )
        if same and number not in taken:
            return number
    raise WriteError("the file was changed meanwhile")


def _with_changes(data: bytes, path: Path, changes: Mapping[int, Sequence[Change]]) -> bytes:
    mark = _BOM if data.startswith(_BOM) else b""
    text = decode(data)
    match format_of(path):
        case "json":
            text = _in_json(text, changes)
        case "lines":
            text = _in_lines(text, changes)
        case _:
            text = _in_text(text, changes)
    return mark + text.encode()


def _in_text(text: str, changes: Mapping[int, Sequence[Change]]) -> str:
    from cmcompliance.write.front_matter import with_fields  # noqa: PLC0415

    try:
        return with_fields(text, changes[0])
    except FrontMatterError as error:
        raise WriteError(error.message) from None


def _in_json(text: str, changes: Mapping[int, Sequence[Change]]) -> str:
    from cmcompliance.write.json_fields import items_of, with_fields  # noqa: PLC0415

    start = len(text) - len(text.lstrip(" \t\r\n"))
    starts = items_of(text, start) if text[start] == "[" else [start]
    for number in sorted(changes, reverse=True):
        text = with_fields(text, starts[number], changes[number])
    return text


def _in_lines(text: str, changes: Mapping[int, Sequence[Change]]) -> str:
    from cmcompliance.write.json_fields import with_fields  # noqa: PLC0415

    lines = text.split("\n")
    filled = [number for number, line in enumerate(lines) if line.strip()]
    for number, some in changes.items():
        line = lines[filled[number]]
        lines[filled[number]] = with_fields(line, len(line) - len(line.lstrip()), some)
    return "\n".join(lines)


def _reads_back(
    before: Iterable[ReadItem], after: Iterable[ReadItem], changes: Mapping[int, Sequence[Change]]
) -> bool:
    for number, (old, new) in enumerate(zip_longest(before, after)):
        if isinstance(old, ReadDraft) and isinstance(new, ReadDraft):
            if new.draft != changed(old.draft, changes.get(number, ())):
                return False
        elif not isinstance(old, ReadError) or not isinstance(new, ReadError) or old.message != new.message:
            return False
    return True
