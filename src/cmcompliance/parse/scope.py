"""Scope: which stretches of a post are denied, conditional, asked, quoted, past, or about somebody
else's doings.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from cmcompliance.parse.cues import Cues
from cmcompliance.parse.quotes import quotations
from cmcompliance.parse.ranges import Covers
from cmcompliance.parse.reading import SCOPES, Range, Segments, Tokens

_DENIALS: Final = frozenset(
    {"non", "no", "nope", "nan", "aucun", "aucune", "neant", "none", "jamais", "never", "zero"}
)
_LONGEST_NEGATION: Final = 10
_LONGEST_LACK: Final = 6
_LACKS: Final = frozenset({"sans", "aucun", "aucune", "zero", "without", "no"})
_ARTICLES: Final = frozenset(
    {"le", "la", "les", "l", "un", "une", "the", "a", "an", "mon", "ma", "mes", "my"}
)
_PEOPLE: Final = frozenset(
    {"lui", "elle", "eux", "elles", "him", "her", "them", "etude", "sondage", "experts", "study", "survey"}
)


def scopes_of(tokens: Tokens, segments: Segments, cues: Cues) -> dict[str, list[Range]]:
    """Return the stretches of each scope, in reading order."""
    texts, folded = tokens.texts, tokens.folded
    sentences, clauses = segments.sentences, segments.clauses
    ranges = {
        scope: _ranges(scope, cues[scope], sentences, clauses, tokens) if scope in cues else []
        for scope in SCOPES
    }
    ranges["negated"] += _denials(texts, folded, sentences)
    ranges["question"] += [one for one in sentences if _asks(texts, *one)]
    ranges["quoted"] = quotations(texts, tokens.kinds, folded)
    return {scope: sorted(set(found)) for scope, found in ranges.items()}


def _ranges(
    scope: str,
    cues: Mapping[str, Sequence[Range]],
    sentences: Sequence[Range],
    clauses: Sequence[Range],
    tokens: Tokens,
) -> list[Range]:
    pseudo = cues.get("pseudo", ())
    ends = sorted(start for start, _ in cues.get("end", ()))
    found: list[Range] = []
    for start, end in _outside(cues.get("after", ()), pseudo):
        clause_end = _holding(clauses, end - 1)[1]
        closing = bisect_right(ends, end)
        stop = min(clause_end, ends[closing]) if closing < len(ends) else clause_end
        if scope == "negated":
            stop = min(stop, end + (_LONGEST_LACK if tokens.folded[start] in _LACKS else _LONGEST_NEGATION))
        # What is past is said before its verb as much as after it.
        first = _holding(clauses, start)[0] if scope == "past" else end
        if first < stop:
            found.append((first, stop))
    for start, end in _outside(cues.get("before", ()), pseudo):
        first = _holding(sentences, start)[0]
        found.append((max(first, start - _LONGEST_NEGATION), end))
    named = [one for one in cues.get("named", ()) if _names(tokens.texts, one[1])]
    for start, _ in _outside([*cues.get("sentence", ()), *named], pseudo):
        found.append(_holding(sentences, start))
    return found


def _outside(cues: Iterable[Range], pseudo: Iterable[Range]) -> list[Range]:
    covers = Covers(pseudo)
    return [(start, end) for start, end in cues if covers.reach(start) <= start]


def _holding(ranges: Sequence[Range], token: int) -> Range:
    """Return the range that holds a token (ranges are sorted; a token between two belongs to the one
    before).
    """
    if not ranges:
        return token, token + 1
    start, end = ranges[max(0, bisect_right(ranges, (token, 1 << 60)) - 1)]
    return start, max(end, token + 1)


def _names(texts: Sequence[str], start: int) -> bool:
    """Tell whether what follows is a name or a source, as in "selon Le Monde", not "selon vos envies"."""
    for text in texts[start : start + 3]:
        word = text.lower().rstrip("'’")
        if text[0] == "@" or text[0].isupper() or word in _PEOPLE:
            return True
        if word not in _ARTICLES:
            return False
    return False


def _asks(texts: Sequence[str], start: int, end: int) -> bool:
    for i in range(end - 1, start - 1, -1):
        if texts[i][0] in "?⁇⁈⁉":
            return True
        if texts[i].isalnum():
            return False
    return False


def _denials(texts: Sequence[str], folded: Sequence[str], sentences: Sequence[Range]) -> list[Range]:
    """Return what is denied after it was said: "Sponsorisé ? Non." and "Publicité : aucune"."""
    found: list[Range] = []
    for number, (start, end) in enumerate(sentences):
        words = [(i, folded[i]) for i in range(start, end) if folded[i]]
        if not words or words[-1][1] not in _DENIALS:
            continue
        last = words[-1][0]
        if len(words) <= 2 and number and words[0][1] in _DENIALS and _asks(texts, *sentences[number - 1]):
            found.append(sentences[number - 1])
        elif last > start + 1 and texts[last - 1] in {":", "="}:
            found.append((start, last))
    return found
