"""Occurrences: the concepts and entities of a draft's parsed fields, with their place and scope."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from cmcompliance.facts.fact import Evidence
from cmcompliance.parse import ParsedField
from cmcompliance.parse.ranges import Covers
from cmcompliance.parse.reading import SCOPES, Range, Reading


class FieldView:
    """One parsed field with the stretches (token ranges) that occurrences are located in."""

    __slots__ = ("_blocks", "_entities", "_scopes", "field", "kind", "length", "lines", "reading", "text")

    def __init__(self, parsed: ParsedField) -> None:
        reading = parsed.reading
        self.field = parsed.field
        self.kind = parsed.kind
        self.reading = reading
        self.text = reading.tokens.text
        self.length = len(reading.tokens.texts)
        self.lines = reading.segments.lines
        self._scopes: bytearray | None = None
        self._entities: dict[str, list[Range]] | None = None
        self._blocks: Covers | None = None

    @property
    def scopes(self) -> bytearray:
        """For each token, the bits of the scopes that it stands in."""
        if self._scopes is None:
            self._scopes = _scope_bits_of_tokens(self.reading)
        return self._scopes

    @property
    def entities(self) -> Mapping[str, Sequence[Range]]:
        """The places of entities, by their kind in angle brackets."""
        if self._entities is None:
            self._entities = {}
            for start, end, kind, _ in self.reading.entities:
                self._entities.setdefault(f"<{kind}>", []).append((start, end))
        return self._entities

    def places(self, label: str) -> Sequence[Range]:
        """Return where a concept or a kind of entity stands, in reading order."""
        return self.entities.get(label, ()) if label[0] == "<" else self.reading.concepts.of(label)

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

    def last_line(self) -> int:
        """Return the number of the last line that says something: hashtags or another script alone do not."""
        tokens = self.reading.tokens
        for number in range(len(self.lines) - 1, 0, -1):
            start, end = self.lines[number]
            said = zip(tokens.kinds[start:end], tokens.folded[start:end], strict=True)
            if any(kind in {"word", "number"} and folded.isascii() for kind, folded in said):
                return number
        return 0

    def in_hashtag_block(self, token: int) -> bool:
        """Whether a token stands in a block of hashtags."""
        if self._blocks is None:
            self._blocks = Covers(self.reading.segments.hashtag_blocks)
        return self._blocks.reach(token) > token


class Occurrence:
    """One concept or entity at one place: tokens [start, end). `scopes`: the bits of the scopes it is in."""

    __slots__ = ("_evidence", "end", "label", "scopes", "start", "view")

    def __init__(self, label: str, view: FieldView, start: int, end: int) -> None:
        self.label = label
        self.view = view
        self.start = start
        self.end = end
        self.scopes = view.scopes[start]
        self._evidence: Evidence | None = None

    @property
    def char_start(self) -> int:
        """Where it begins, in code points."""
        return self.view.reading.tokens.starts[self.start]

    def evidence(self) -> Evidence:
        """Return its place in the author's own text."""
        if self._evidence is None:
            start, end = self.view.reading.characters(self.start, self.end)
            self._evidence = Evidence(self.view.field, start, end, self.view.text[start:end])
        return self._evidence


class Column:
    """The occurrences of some labels in one field, in order."""

    __slots__ = ("_starts", "occurrences")

    def __init__(self, occurrences: list[Occurrence]) -> None:
        occurrences.sort(key=_start_of)
        self.occurrences = occurrences
        self._starts = [item.start for item in occurrences]

    def nearest(
        self, position: int, bounds: Range, accept: Callable[[Occurrence], bool]
    ) -> Occurrence | None:
        """Return the acceptable occurrence that starts nearest to a token, within the bounds."""
        right = bisect_left(self._starts, position)
        left = right - 1
        first, end = bounds
        while True:
            before = position - self._starts[left] if left >= 0 and self._starts[left] >= first else None
            at_right = right < len(self._starts) and self._starts[right] < end
            after = self._starts[right] - position if at_right else None
            if before is None and after is None:
                return None
            if after is None or (before is not None and before < after):
                candidate, left = self.occurrences[left], left - 1
            else:
                candidate, right = self.occurrences[right], right + 1
            if accept(candidate):
                return candidate

    def any_in(self, bounds: Range) -> bool:
        """Whether an occurrence starts within the bounds."""
        index = bisect_left(self._starts, bounds[0])
        return index < len(self._starts) and self._starts[index] < bounds[1]


Columns = Mapping[int, Column]
"""One column a field, by the identity of its view."""


class Occurrences:
    """The concepts and entities of a draft's fields by label; entities are labelled in angle brackets
    (`<money>`). `labels`: those that may have occurrences.
    """

    __slots__ = ("_by_label", "_columns", "_views", "labels")

    def __init__(self, views: Sequence[FieldView], special: Mapping[str, Sequence[Occurrence]]) -> None:
        """`special`: what stands in the fields beside concepts and entities."""
        self._views = views
        self._by_label: dict[str, Sequence[Occurrence]] = dict(special)
        self.labels = frozenset(special).union(
            *(view.entities.keys() | view.reading.concepts.names for view in views)
        )
        self._columns: dict[tuple[tuple[str, ...], Collection[str] | None], Columns] = {}

    def of(self, label: str) -> Sequence[Occurrence]:
        """Return the occurrences of a label in reading order."""
        known = self._by_label.get(label)
        if known is None:
            if label not in self.labels:
                return ()
            known = self._by_label[label] = [
                Occurrence(label, view, start, end)
                for view in self._views
                for start, end in view.places(label)
            ]
        return known

    def columns(self, labels: tuple[str, ...], fields: Collection[str] | None) -> Columns:
        """Return the occurrences of several labels, field by field. `fields`: kinds of field, None: all."""
        key = (labels, fields)
        found = self._columns.get(key)
        if found is None:
            by_view: dict[int, list[Occurrence]] = {}
            for label in labels:
                for one in self.of(label):
                    if fields is None or one.view.kind in fields:
                        by_view.setdefault(id(one.view), []).append(one)
            found = self._columns[key] = {view: Column(several) for view, several in by_view.items()}
        return found


def scope_bits(scopes: Iterable[str]) -> int:
    """Return the bits that stand for these scopes in `Occurrence.scopes`."""
    return sum(1 << SCOPES.index(scope) for scope in scopes)


def _scope_bits_of_tokens(reading: Reading) -> bytearray:
    bits = bytearray(len(reading.tokens.texts))
    for number, scope in enumerate(SCOPES):
        reach = 0
        for start, end in reading.scopes[scope]:
            for token in range(max(start, reach), end):
                bits[token] |= 1 << number
            reach = max(reach, end)
    return bits


def _start_of(occurrence: Occurrence) -> int:
    return occurrence.start
