"""Choose the reader for a file or a stream. A further format is one more line in `_BY_SUFFIX`."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Literal

from cmcompliance.read.item import ReadItem, failure
from cmcompliance.read.json_documents import (
    LARGEST_DOCUMENT,
    LONGEST_LINE,
    bounded_lines,
    read_json,
    read_json_lines,
)
from cmcompliance.read.text import LARGEST_TEXT_FILE, read_text

StreamReader = Callable[[BinaryIO, str], Iterator[ReadItem]]
Form = Literal["json", "lines", "text"]


def read_drafts(source: Path | BinaryIO, name: str | None = None) -> Iterator[ReadItem]:
    """Yield the drafts of a file or a binary stream, one at a time, and an error for each that is unreadable.

    A file's format follows from its suffix: .json, .jsonl or .ndjson, else text with optional front matter.
    A stream whose `name` has a suffix is read as that file would be; another is JSON or JSONL if it begins
    with `{` or `[`, else text. `name`: what errors call the source.
    """
    if not isinstance(source, Path):
        suffix = Path(name or "").suffix.lower()
        as_named = _BY_SUFFIX.get(suffix, _text) if suffix else _sniffed
        yield from as_named(source, name or getattr(source, "name", None) or "<stream>")
        return
    file = name or str(source)
    reader = _BY_SUFFIX.get(source.suffix.lower(), _text)
    try:
        with source.open("rb") as stream:
            yield from (reader if source.is_file() else _sniffed)(stream, file)
    except FileNotFoundError:
        yield failure(file, "no such file")
    except IsADirectoryError:
        yield failure(file, "is a folder, and no draft in it was named or found")
    except OSError as error:
        yield failure(file, f"cannot be read: {error.strerror or error}")


def read_data(data: bytes, name: str) -> Iterator[ReadItem]:
    """Yield what `read_drafts` does of a file of that name with these bytes in it."""
    yield from _BY_SUFFIX.get(Path(name).suffix.lower(), _text)(io.BytesIO(data), name)


def format_of(path: Path) -> Form:
    """Return what a file of that name is read as."""
    reader = _BY_SUFFIX.get(path.suffix.lower(), _text)
    return "json" if reader is _json else "lines" if reader is _json_lines else "text"


def format_of_data(data: bytes) -> Form:
    """Return what a stream of these bytes is read as."""
    return _format_of_head(_head(io.BytesIO(data)))


def _text(stream: BinaryIO, file: str) -> Iterator[ReadItem]:
    yield read_text(stream.read(LARGEST_TEXT_FILE + 1), file)


def _json(stream: BinaryIO, file: str) -> Iterator[ReadItem]:
    yield from read_json(stream.read(LARGEST_DOCUMENT + 1), file)


def _json_lines(stream: BinaryIO, file: str) -> Iterator[ReadItem]:
    yield from read_json_lines(bounded_lines(stream), file)


def _refused(stream: BinaryIO, file: str) -> Iterator[ReadItem]:
    message = "{} files are not read; give text, Markdown, JSON or JSONL"
    yield failure(file, message.format(Path(file).suffix.lower()))


def _sniffed(stream: BinaryIO, file: str) -> Iterator[ReadItem]:
    head = _head(stream)
    match _format_of_head(head):
        case "text":
            yield read_text(head + stream.read(LARGEST_TEXT_FILE + 1), file)
        case "lines":
            yield from read_json_lines(chain(head.splitlines(keepends=True), bounded_lines(stream)), file)
        case "json":
            yield from read_json(head + stream.read(LARGEST_DOCUMENT + 1), file)


def _head(stream: BinaryIO) -> bytes:
    """Return the stream's lines up to the first that is not blank."""
    head = b""
    while not head.removeprefix(b"\xef\xbb\xbf").strip():
        line = stream.readline(LONGEST_LINE + 1)
        if not line:
            break
        head += line
    return head


def _format_of_head(head: bytes) -> Form:
    if not head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"{", b"[")):
        return "text"
    return "lines" if _is_object(head) else "json"


def _is_object(line: bytes) -> bool:
    """Whether a draft ends on the line that it begins on: then the others follow, one a line."""
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


_BY_SUFFIX: dict[str, StreamReader] = {
    ".json": _json,
    ".jsonl": _json_lines,
    ".ndjson": _json_lines,
    **dict.fromkeys(
        (".csv", ".tsv", ".xlsx", ".docx", ".odt", ".pdf", ".html", ".htm", ".yaml", ".yml"), _refused
    ),
}
