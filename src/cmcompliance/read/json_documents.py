"""JSON: one draft, a list of drafts, or one draft a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from cmcompliance.draft import DraftError, parse_draft
from cmcompliance.read.decoding import DecodingError, decode
from cmcompliance.read.item import Origin, Problem, ReadDraft, ReadError, ReadItem, failure

LARGEST_DOCUMENT = 1 << 28
"""Bytes of a JSON document, which is held in memory; JSONL is not."""
LONGEST_LINE = 1 << 22
"""Bytes of a line of JSONL."""
_BLANK = re.compile(r"[ \t\r\n]*")


def read_json(data: bytes, file: str) -> Iterator[ReadItem]:
    """Yield the drafts of a JSON document: an object is one draft, a list holds one an item.

    Where the JSON itself is broken, the drafts before that place are yielded, then the error.
    """
    if len(data) > LARGEST_DOCUMENT:
        yield failure(file, "larger than 256 MiB: give such amounts as JSONL, one draft a line")
        return
    try:
        text = decode(data)
    except DecodingError as error:
        yield failure(file, error.message, error.line)
        return
    position = _skip_blanks(text, 0)
    if position == len(text):
        yield failure(file, "is empty: no draft in it")
    elif text[position] == "[":
        yield from _list(text, position + 1, file)
    else:
        yield from _single(text, position, file)


def read_json_lines(lines: Iterable[bytes], file: str) -> Iterator[ReadItem]:
    """Yield a draft or an error for each line that is not blank, holding one line at a time."""
    number, empty = 0, True
    for number, raw in enumerate(lines, 1):
        if not raw.strip():
            continue
        empty = False
        yield _line(raw, number, file)
    if empty:
        yield failure(file, "is empty: no draft in it")


def bounded_lines(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of a stream; of one that is longer than LONGEST_LINE, only that much and one byte."""
    while line := stream.readline(LONGEST_LINE + 1):
        yield line
        while len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            line = stream.readline(LONGEST_LINE + 1)
            if not line:
                return


def _line(raw: bytes, number: int, file: str) -> ReadItem:
    if len(raw) > LONGEST_LINE:
        return failure(file, "this line is longer than 4 MiB", number)
    try:
        value = _DECODER.decode(decode(raw))
    except json.JSONDecodeError as error:
        return failure(file, f"not JSON: {error.msg}, column {error.colno}", number)
    except DecodingError as error:
        return failure(file, error.message, number)
    except (ValueError, RecursionError) as error:
        return failure(file, _reason(error), number)
    return _item(value, file, number)


def _single(text: str, position: int, file: str) -> Iterator[ReadItem]:
    try:
        value, end = _DECODER.raw_decode(text, position)
        after = _skip_blanks(text, end)
        if after < len(text):
            yield failure(
                file, "something follows the draft: give several as a list, or as JSONL", _at(text, after)
            )
            return
    except (ValueError, RecursionError) as error:
        yield _broken(error, text, position, file)
        return
    yield _item(value, file, _at(text, position))


def _list(text: str, position: int, file: str) -> Iterator[ReadItem]:
    position, line, counted = _skip_blanks(text, position), 1, 0
    if text[position : position + 1] == "]":
        yield failure(file, "is an empty list: no draft in it")
        position += 1
    else:
        separator = ","
        while separator == ",":
            position = _skip_blanks(text, position)
            line, counted = line + text.count("\n", counted, position), position
            try:
                value, position = _DECODER.raw_decode(text, position)
            except (ValueError, RecursionError) as error:
                yield _broken(error, text, position, file)
                return
            yield _item(value, file, line)
            position = _skip_blanks(text, position)
            separator, position = text[position : position + 1], position + 1
        if separator != "]":
            yield failure(file, "not JSON: expected `,` or `]` after a draft", _at(text, position - 1))
            return
    if _skip_blanks(text, position) < len(text):
        yield failure(file, "something follows the list of drafts", _at(text, _skip_blanks(text, position)))


def _item(value: Any, file: str, line: int) -> ReadItem:
    if not isinstance(value, dict):
        return failure(file, f'a draft is an object such as {{"text": "…"}}, this is {_kind(value)}', line)
    try:
        return ReadDraft(parse_draft(value), Origin(file, line))
    except DraftError as error:
        problems = tuple(Problem(message, line) for message in error.problems)
        given = value.get("id")
        return ReadError(file, problems, line, str(given) if isinstance(given, str | int) else None)


def _kind(value: Any) -> str:
    names = {list: "a list", str: "a text", bool: "true or false", int: "a number", float: "a number"}
    return names.get(type(value), "null")


def _broken(error: Exception, text: str, position: int, file: str) -> ReadError:
    if isinstance(error, json.JSONDecodeError):
        return failure(file, f"not JSON: {error.msg}, column {error.colno}", error.lineno)
    return failure(file, _reason(error), _at(text, position))


def _reason(error: Exception) -> str:
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)


def _skip_blanks(text: str, position: int) -> int:
    match = _BLANK.match(text, position)
    return match.end() if match else position


def _at(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object of JSON. Raises ValueError where a name stands twice in it."""
    result = dict(pairs)
    if len(result) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"`{twice}` stands twice in one object")
    return result


_DECODER = json.JSONDecoder(object_pairs_hook=without_twins)
