"""Occurrences: the concepts and entities of a draft's parsed fields, with their place and scope."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from cmcompliance.facts.fact import Evidence
from cmcompliance.parse import ParsedField
from cmcompliance.parse.ranges import Covers
from cmcompliance.parse.reading import Range


class FieldView:
    """One parsed field with the stretches (token ranges) that occurrences are located in."""

    __slots__ = ("_blocks", "_scopes", "field", "kind", "length", "lines", "reading", "text")

    def __init__(self, parsed: ParsedField) -> None:
        reading = parsed.reading
        self.field = parsed.field
        self.kind = parsed.kind
        self.reading = reading
        self.text = reading.tokens.text
        self.length = len(reading.tokens.texts)
        self.lines = reading.segments.lines
        self._scopes: dict[str, Covers] = {}
        self._blocks: Covers | None = None

    def stretch_at(self, within: str, token: int) -> Range:
        """Return the sentence, clause or line that holds a token; the whole field if none does."""
        segments = self.reading.segments
        if within == "sentence":
            ranges = segments.sentences
        elif within == "clause":
            ranges = segments.clauses
        else:
            ranges = segments.lines
        index = bisect_right(ranges, (token, self.length)) - 1
        if index >= 0 and token < ranges[index][1]:
            return ranges[index]
        return (0, self.length)

    def line_number(self, token: int) -> int:
        """Return the number of the line that holds a token, counted from 0."""
        return max(bisect_right(self.lines, (token, self.length)) - 1, 0)

    def in_scope(self, scope: str, token: int) -> bool:
        """Whether a token stands in a stretch of a scope."""
        ranges = self.reading.scopes[scope]
        if not ranges:
            return False
        covers = self._scopes.get(scope)
        if covers is None:
            covers = self._scopes[scope] = Covers(ranges)
        return covers.reach(token) > token

    def in_hashtag_block(self, token: int) -> bool:
        """Whether a token stands in a block of hashtags."""
        if self._blocks is None:
            self._blocks = Covers(self.reading.segments.hashtag_blocks)
        return self._blocks.reach(token) > token


class Occurrence(NamedTuple):
    """One concept or entity at one place: tokens [start, end)."""

    label: str
    view: FieldView
    start: int
    end: int

    @property
    def char_start(self) -> int:
        """Where it begins, in code points."""
        return self.view.reading.tokens.starts[self.start]

    def in_scope(self, scope: str) -> bool:
        """Whether it stands in a stretch of this scope."""
        return self.view.in_scope(scope, self.start)

    def evidence(self) -> Evidence:
        """Return its place in the author's own text."""
        start, end = self.view.reading.characters(self.start, self.end)
        return Evidence(self.view.field, start, end, self.view.text[start:end])


Occurrences = Mapping[str, Sequence[Occurrence]]
"""All occurrences by label; entities are labelled in angle brackets (`<money>`)."""


def collect(views: Sequence[FieldView], labels: Collection[str] | None = None) -> dict[str, list[Occurrence]]:
    """Return the concepts and entities of all fields by label, in reading order.

    `labels`: those that are looked for; None: all.
    """
    found: dict[str, list[Occurrence]] = {}
    for view in views:
        for start, end, concept in view.reading.concepts:
            if labels is None or concept in labels:
                found.setdefault(concept, []).append(Occurrence(concept, view, start, end))
        for start, end, kind, _ in view.reading.entities:
            label = f"<{kind}>"
            if labels is None or label in labels:
                found.setdefault(label, []).append(Occurrence(label, view, start, end))
    return found
