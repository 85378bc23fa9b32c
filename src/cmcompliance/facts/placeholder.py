"""Find what is still to be filled in: the placeholders of the rule book, in their brackets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence

from cmcompliance.facts.occurrence import FieldView, Occurrence
from cmcompliance.facts.squash import squash
from cmcompliance.rulebook.book import RuleBook

LABEL = "<placeholder>"
# Followed by an address, brackets are a link: [text](address), [text][1], [text]: address.
_BRACKETS = re.compile(r"\[([^\[\]]{1,120})\](?!\(|\[|: ?https?:)")


def placeholders_of(book: RuleBook) -> frozenset[str]:
    """Return the words of all placeholders of a book, in all its languages, squashed."""
    return frozenset(squash(text) for words in book.placeholders.values() for text in words.values()) - {""}


def placeholder_occurrences(views: Sequence[FieldView], known: Collection[str]) -> list[Occurrence]:
    """Return where placeholders stand in the fields, whatever their case, accents and spaces."""
    return [one for view in views if "[" in view.text for one in _in_field(view, known)]


def _in_field(view: FieldView, known: Collection[str]) -> Iterator[Occurrence]:
    starts = view.reading.tokens.starts
    for match in _BRACKETS.finditer(view.text):
        if squash(match[1]) in known:
            first, last = (bisect_right(starts, at) for at in (match.start(), match.end() - 1))
            yield Occurrence(LABEL, view, first - 1, last)
