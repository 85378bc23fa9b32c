"""Plain text and Markdown: the text is the draft's text, the front matter its metadata."""

from __future__ import annotations

from typing import Any

from cmcompliance.draft import DraftError, parse_draft
from cmcompliance.read.decoding import DecodingError, decode
from cmcompliance.read.front_matter import FrontMatter, read_front_matter
from cmcompliance.read.item import FrontMatterError, Origin, Problem, ReadDraft, ReadError, ReadItem, failure

LARGEST_TEXT_FILE = 1 << 20
"""Bytes: more than the longest text that a draft accepts."""


def read_text(data: bytes, file: str) -> ReadItem:
    """Return the draft in the bytes of a text file.

    Blank lines around the text are not part of it; inside, it stays as it is, line ends included.
    """
    if len(data) > LARGEST_TEXT_FILE:
        return failure(file, "larger than 1 MiB: give one post, article or set of rules a file")
    try:
        content = decode(data)
        matter = read_front_matter(content)
    except (DecodingError, FrontMatterError) as error:
        return failure(file, error.message, error.line)
    return _draft(content, matter, file)


def _draft(content: str, matter: FrontMatter, file: str) -> ReadItem:
    body = content[matter.body_start :]
    text = body.strip("\r\n")
    if not text.strip() and not matter.is_of_site and not {"title", "media"} & matter.fields.keys():
        return failure(file, "holds front matter but no text" if matter.fields else "is empty: no text in it")
    if "text" in matter.fields:
        message = "`text` has no place in the front matter: the text is what follows it"
        return failure(file, message, matter.line_of(("text",)))
    start = len(content) - len(body.lstrip("\r\n"))
    data: dict[str, Any] = {**matter.fields, "text": text}
    try:
        draft = parse_draft(data)
    except DraftError as error:
        return ReadError(file, _problems(error, matter))
    return ReadDraft(draft, Origin(file, None, count_lines(content, start) + 1, start), matter.notes)


def _problems(error: DraftError, matter: FrontMatter) -> tuple[Problem, ...]:
    pairs = zip(error.problems, error.paths, strict=True)
    return tuple(Problem(message + matter.advice(message), matter.line_of(path)) for message, path in pairs)


def count_lines(text: str, end: int) -> int:
    """Return how many lines end before the offset `end`; CR, LF and CRLF each end one."""
    head = text[:end]
    return head.count("\n") + head.count("\r") - head.count("\r\n")
