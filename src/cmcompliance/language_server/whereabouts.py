"""Where the fields of a draft stand in the text that an editor has open."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cmcompliance.answering.place import path_of
from cmcompliance.draft.errors import FieldPath
from cmcompliance.language_server.document import Document
from cmcompliance.language_server.json_places import (
    Stretch,
    drafts_in_document,
    drafts_in_lines,
    field_stretch,
    letters_of,
)
from cmcompliance.read import ReadDraft
from cmcompliance.read.front_matter import FrontMatter, read_front_matter
from cmcompliance.read.item import FrontMatterError
from cmcompliance.read.reader import format_of
from cmcompliance.report import TextSpan

_TEXT = "text"
_NAME = f'"{_TEXT}"'
_SHOWN = 40


class Whereabouts:
    """The places of one draft's fields; offsets are those of the document's text."""

    def __init__(self, document: Document, begins: int) -> None:
        self._document = document
        self._lines = document.lines
        self.begins = begins
        """Where the draft begins."""

    def of_span(self, span: TextSpan) -> Stretch:
        """Return where a span stands; without a place of its own, its field or the head of the draft."""
        return self.of(span.field, span.start, span.end, span.text)

    def of(self, field: str, start: int, end: int, text: str) -> Stretch:
        """Return where the words `text`, from `start` to `end` of a field, stand."""
        raise NotImplementedError

    def of_field(self, path: FieldPath) -> Stretch:
        """Return where a field stands, or the nearest that holds it, else the head of the draft."""
        raise NotImplementedError

    def head(self) -> Stretch:
        """Return the stretch that stands for the draft as a whole."""
        line = self._lines.line_at(self.begins)
        return self._lines.words_of(line)


class TextWhereabouts(Whereabouts):
    """Of a draft that is a file of text, with its fields in the front matter."""

    def __init__(self, document: Document, read: ReadDraft | None) -> None:
        super().__init__(document, document.mark)
        self._text_offset = document.mark + (read.origin.text_offset or 0) if read else None
        self._matter = _matter_of(document)

    def of(self, field: str, start: int, end: int, text: str) -> Stretch:
        """Return the words in the text, or those on the lines of the field in the front matter."""
        if field == "text" and self._text_offset is not None:
            return self._text_offset + start, self._text_offset + end
        line = self._matter.line_of(path_of(field)) if self._matter else None
        if line is None or self._matter is None:
            return self.head()
        begin, stop = self._lines.words_of(line - 1)
        found = self._document.text.find(text, begin, self._matter.body_start + self._document.mark)
        return (found, found + len(text)) if text.strip() and found >= 0 else (begin, stop)

    def of_field(self, path: FieldPath) -> Stretch:
        """Return the line of the field in the front matter."""
        line = self._matter.line_of(path) if self._matter else None
        return self.head() if line is None else self._lines.words_of(line - 1)

    def head(self) -> Stretch:
        """Return the first line of the front matter, else that of the text."""
        if self._matter is not None and self._matter.body_start:
            return super().head()
        line = self._lines.line_at(self._text_offset if self._text_offset is not None else self.begins)
        return self._lines.words_of(line)


class JsonWhereabouts(Whereabouts):
    """Of a draft that is an object of JSON."""

    def __init__(self, document: Document, begins: int) -> None:
        super().__init__(document, begins)
        self._strings: dict[str, tuple[Stretch, Sequence[int] | None] | None] = {}

    def of(self, field: str, start: int, end: int, text: str) -> Stretch:
        """Return the words in the string that has them."""
        if field not in self._strings:
            self._strings[field] = self._string(field)
        found = self._strings[field]
        if found is None:
            return self.head()
        string, letters = found
        if letters is None or end >= len(letters):
            return string
        return letters[start], letters[end]

    def head(self) -> Stretch:
        """Return where the name of the text stands, which every draft has, else how its first line begins."""
        source = self._document.text
        text = field_stretch(source, self.begins, (_TEXT,))
        name = source.rfind(_NAME, self.begins, text[0]) if text else -1
        if name >= 0:
            return name, name + len(_NAME)
        begin, stop = super().head()
        return begin, min(stop, begin + _SHOWN)

    def of_field(self, path: FieldPath) -> Stretch:
        """Return the value of the field, or of the nearest that holds it."""
        source = self._document.text
        for length in range(len(path), 0, -1):
            found = field_stretch(source, self.begins, path[:length])
            if found is not None:
                line_end = self._lines.stretch(self._lines.line_at(found[0]))[1]
                return found[0], min(found[1], line_end)
        return self.head()

    def _string(self, field: str) -> tuple[Stretch, Sequence[int] | None] | None:
        source = self._document.text
        string = field_stretch(source, self.begins, path_of(field))
        return None if string is None else (string, letters_of(source, string))


def whereabouts_of(document: Document, reads: Sequence[ReadDraft | None]) -> list[Whereabouts]:
    """Return those of the drafts that were read in a document, in order; None: one that could not be."""
    match format_of(Path(document.read_name)):
        case "text":
            return [TextWhereabouts(document, read) for read in reads]
        case "json":
            starts = list(drafts_in_document(document.text, document.mark))
        case "lines":
            starts = list(drafts_in_lines(document.text, document.mark))
    starts += [document.mark] * (len(reads) - len(starts))
    return [JsonWhereabouts(document, starts[number]) for number in range(len(reads))]


def _matter_of(document: Document) -> FrontMatter | None:
    try:
        return read_front_matter(document.text[document.mark :])
    except FrontMatterError:
        return None
