"""Occurrences: the concepts and entities of a draft's parsed fields, with their place and scope."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc

from cmcompliance.facts.fact import Evidence
from cmcompliance.parse import ParsedField

SCOPES = ("negated", "conditional", "question", "quoted", "past", "third_party")
Range = tuple[int, int]


class FieldView:
    """One parsed field with the stretches (token ranges) that occurrences are located in."""

    def __init__(self, parsed: ParsedField) -> None:
        self.field = parsed.field
        self.kind = parsed.kind
        self.doc: Doc = parsed.doc
        self.text: str = parsed.doc.text

    @cached_property
    def sentences(self) -> list[Range]:
        return self._ranges("sentences")

    @cached_property
    def clauses(self) -> list[Range]:
        return self._ranges("clauses")

    @cached_property
    def lines(self) -> list[Range]:
        return self._ranges("lines")

    @cached_property
    def scopes(self) -> dict[str, list[Range]]:
        return {scope: self._ranges(scope) for scope in SCOPES}

    @cached_property
    def hashtag_blocks(self) -> list[Range]:
        return self._ranges("hashtag_block")

    def stretches(self, within: str) -> list[Range]:
        """Return the token ranges of all sentences, clauses or lines."""
        return {"sentence": self.sentences, "clause": self.clauses, "line": self.lines}[within]

    def stretch_at(self, within: str, token: int) -> Range:
        """Return the sentence, clause or line that holds a token; the whole field if none does."""
        ranges = self.stretches(within)
        index = bisect_right(ranges, token, key=lambda item: item[0]) - 1
        if index >= 0 and token < ranges[index][1]:
            return ranges[index]
        return (0, len(self.doc))

    def _ranges(self, group: str) -> list[Range]:
        spans = self.doc.spans.get(group)
        return sorted((span.start, span.end) for span in spans) if spans is not None else []


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One concept or entity at one place: tokens [start, end), code points [char_start, char_end)."""

    label: str
    view: FieldView
    start: int
    end: int
    char_start: int
    char_end: int

    def in_scope(self, scope: str) -> bool:
        """Whether it stands in a stretch of this scope."""
        return covers(self.view.scopes[scope], self.start)

    def evidence(self) -> Evidence:
        """Return its place in the author's own text."""
        text = self.view.text[self.char_start : self.char_end]
        return Evidence(self.view.field, self.char_start, self.char_end, text)


Occurrences = Mapping[str, Sequence[Occurrence]]
"""All occurrences by label; entities are labelled in angle brackets (`<money>`)."""


def collect(views: Sequence[FieldView]) -> dict[str, list[Occurrence]]:
    """Return the concepts and entities of all fields by label, in reading order."""
    found: dict[str, list[Occurrence]] = defaultdict(list)
    for view in views:
        for group, mark in (("concepts", "{}"), ("entities", "<{}>")):
            spans = view.doc.spans.get(group)
            if spans is None:
                continue
            for span in sorted(spans, key=lambda item: (item.start, item.end)):
                label = mark.format(span.label_)
                found[label].append(
                    Occurrence(label, view, span.start, span.end, span.start_char, span.end_char)
                )
    return found


def covers(ranges: Sequence[Range], token: int) -> bool:
    """Whether one of the ranges holds the token."""
    return any(start <= token < end for start, end in ranges)
