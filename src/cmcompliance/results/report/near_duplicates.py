"""Posts that say nearly the same, by MinHash: a post joins the first one that it resembles."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ALIKE: Final = 0.5
"""How much of their pairs of words two texts share at least that are nearly the same."""
MOST_TEXTS: Final = 100_000
"""So many texts that differ are kept in mind; a later one can still join one of them."""
MOST_POSTS: Final = 400_000
_LONGEST: Final = 5_000
_NUMBERS: Final = 60
_BANDS: Final = 20
_CANDIDATES: Final = 32
_SEED: Final = 42
_ROWS: Final = 2_000
_NOT_WORDS: Final = re.compile(r"https?://\S+|www\.\S+|\d+")
_WORD: Final = re.compile(r"\w+")


class Likeness:
    """Tells which of the texts seen so far one is nearly the same as."""

    def __init__(self, most: int = MOST_TEXTS) -> None:
        from rensa import RMinHash, RMinHashLSH  # noqa: PLC0415  # of the extra

        self._sketch = RMinHash
        self._index = RMinHashLSH(threshold=ALIKE, num_perm=_NUMBERS, num_bands=_BANDS)
        self._known: list[tuple[int, object]] = []
        self._most = most
        self.is_full = False

    def first_like(self, number: int, text: str) -> int:
        """Return the number of the first text that this one resembles: its own if there is none."""
        sketch = self._sketch(num_perm=_NUMBERS, seed=_SEED)
        sketch.update(_pairs(text))
        best: tuple[float, int] = (ALIKE, -1)
        for place in sorted(self._index.query(sketch))[:_CANDIDATES]:
            other, known = self._known[place]
            share = sketch.jaccard(known)
            if share > best[0] or (share == best[0] and best[1] < 0):
                best = (share, other)
        if best[1] >= 0:
            return best[1]
        if len(self._known) < self._most:
            self._index.insert(len(self._known), sketch)
            self._known.append((number, sketch))
        else:
            self.is_full = True
        return number


def group_near_duplicates(
    base: DuckDBPyConnection, *, most_posts: int = MOST_POSTS, most_texts: int = MOST_TEXTS
) -> bool:
    """Make the table `alike` of draft_id and team, for teams of two at least; return whether all were seen.

    Posts with findings come first, then those with questions that name no brand, hashtag or link.
    """
    likeness = Likeness(most_texts)
    names: list[str] = []
    first, complete = array("l"), True
    for query in (_WITH_FINDINGS, _WITH_QUESTIONS):
        for draft_id, text in _posts(base, query):
            if len(names) >= most_posts:
                complete = False
                break
            first.append(likeness.first_like(len(names), text))
            names.append(draft_id)
    sizes = array("l", bytes(first.itemsize * len(first)))
    for number in first:
        sizes[number] += 1
    base.execute("CREATE TABLE alike (draft_id VARCHAR, team INTEGER)")
    _fill(base, [(names[number], leader) for number, leader in enumerate(first) if sizes[leader] > 1])
    return complete and not likeness.is_full


_TEXT: Final = f"left(concat_ws(' ', title, text), {_LONGEST})"
_WITH_FINDINGS: Final = f"SELECT draft_id, {_TEXT} FROM drafts WHERE errors + warnings > 0"
_WITH_QUESTIONS: Final = (
    f"SELECT draft_id, {_TEXT} FROM drafts WHERE errors + warnings = 0 AND questions > 0 AND brand IS NULL "
    "AND NOT contains(text, '#') AND coalesce(len(links), 0) = 0"
)


def _posts(base: DuckDBPyConnection, query: str) -> Iterator[tuple[str, str]]:
    cursor = base.execute(query)
    while rows := cursor.fetchmany(_ROWS):
        yield from rows


def _fill(base: DuckDBPyConnection, rows: list[tuple[str, int]]) -> None:
    import pyarrow as pa  # noqa: PLC0415  # of the extra

    for begin in range(0, len(rows), 100_000):
        some = rows[begin : begin + 100_000]
        table = pa.table({"draft_id": [row[0] for row in some], "team": [row[1] for row in some]})
        base.register("more_alike", table)
        base.execute("INSERT INTO alike SELECT * FROM more_alike")
        base.unregister("more_alike")


def _pairs(text: str) -> list[str]:
    """Return the pairs of words of a text; addresses and numbers count for nothing."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    words: list[str] = _WORD.findall(_NOT_WORDS.sub(" ", folded))
    return [f"{one} {two}" for one, two in pairwise(words)] or words or [folded]
