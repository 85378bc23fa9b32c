"""The matcher against an oracle that follows a phrase's tree word by word."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from cmcompliance.parse.lexicon import Lexicon, compile_lexicon
from cmcompliance.parse.matching import PhraseMatcher
from cmcompliance.parse.view import marked_view, plain_view
from cmcompliance.rulebook.phrase import (
    Choice,
    Ending,
    Entity,
    Gap,
    Part,
    Sequence,
    Space,
    Text,
    parse_phrase,
)

WORDS = ("jeu", "jeux", "gagne", "gagnez", "un", "lot", "concours")
STOP, SOFT = ".", "/"
KINDS = {"money": "500", "emoji": "🎁"}

words = st.sampled_from(WORDS)
simple = st.one_of(words, st.sampled_from(["gagn*", "jeu[x]", "gagn(e|ez)", "lot*"]))
entities = st.sampled_from(["<money>", "<emoji>", "🎁"])
gaps = st.sampled_from(["{0-1}", "{0-3}", "{1}", "{1-2}"])
choices = st.lists(simple, min_size=1, max_size=2).map(" ".join)
groups = st.lists(choices, min_size=2, max_size=3).map(lambda options: "(" + "|".join(options) + ")")
optional = choices.map(lambda text: f"[{text}]")
phrases = st.builds(
    lambda first, middle, last: " ".join([first, *middle, last]),
    st.one_of(simple, groups),
    st.lists(st.one_of(simple, groups, optional, gaps, entities), max_size=3),
    st.one_of(simple, groups, entities),
)
texts = st.lists(st.one_of(words, st.sampled_from([STOP, SOFT, "500", "🎁"])), max_size=14)


@settings(max_examples=400, deadline=None)
@given(st.lists(phrases, min_size=1, max_size=3), texts)
def test_the_matcher_finds_what_the_tree_says(sources: list[str], text: list[str]) -> None:
    tokens = [token for token in text if token not in {STOP, SOFT}]
    hard, soft = _breaks(text)
    kinds = [
        "emoji" if token == KINDS["emoji"] else "number" if token.isdigit() else "word" for token in tokens
    ]
    money = [(i, i + 1, "money") for i, token in enumerate(tokens) if token == KINDS["money"]]
    plain = plain_view(kinds, tokens, hard, soft)
    marked = marked_view(kinds, tokens, hard, soft, money)
    found = PhraseMatcher(compile_lexicon(list(enumerate(sources)))).find(kinds, tokens, plain, marked)
    for label, source in enumerate(sources):
        ends = _starts_and_ends(source, tokens, hard, soft)
        mine = {(start, end) for one, start, end in found if one == label}
        # The matcher reports the longest occurrences; each must be one, and each beginning must be covered.
        assert mine <= ends, (source, tokens)
        assert all(any(a <= start < b for a, b in mine) for start, _ in ends), (source, tokens, ends)


@settings(max_examples=150, deadline=None)
@given(st.lists(phrases, min_size=1, max_size=3), texts)
def test_anchors_change_nothing(sources: list[str], text: list[str]) -> None:
    tokens = [token for token in text if token not in {STOP, SOFT}]
    hard, soft = _breaks(text)
    kinds = ["emoji" if token == KINDS["emoji"] else "word" for token in tokens]
    views = plain_view(kinds, tokens, hard, soft), marked_view(kinds, tokens, hard, soft, [])
    lexicon = compile_lexicon(list(enumerate(sources)))
    always = Lexicon(
        lexicon.words,
        lexicon.signs,
        [(source, marked, labels, []) for source, marked, labels, _ in lexicon.patterns],
        lexicon.known,
        lexicon.stems,
    )
    assert sorted(PhraseMatcher(lexicon).find(kinds, tokens, *views)) == sorted(
        PhraseMatcher(always).find(kinds, tokens, *views)
    )


def _breaks(text: list[str]) -> tuple[frozenset[int], frozenset[int]]:
    hard, soft, last = set(), set(), -1
    for token in text:
        if token == STOP and last >= 0:
            hard.add(last)
        elif token == SOFT and last >= 0:
            soft.add(last)
        elif token not in {STOP, SOFT}:
            last += 1
    return frozenset(hard), frozenset(soft - hard)


class _Oracle:
    def __init__(self, tokens: list[str], hard: frozenset[int], soft: frozenset[int]) -> None:
        self.tokens = tokens
        self.hard = hard
        self.soft = soft

    def skipped(self, at: int) -> int:
        """Emoji between words are decoration, and no stop may be crossed."""
        while at < len(self.tokens) and self.tokens[at] == KINDS["emoji"] and at - 1 not in self.hard:
            at += 1
        return at

    def ends(self, sequence: Sequence, at: int, first: bool) -> Iterator[tuple[int, bool]]:
        """Yield (token after the last, nothing read yet) for each way to read the sequence from `at`."""
        yield from self.units(_units(sequence), at, first)

    def units(self, units: list[tuple[Part, ...]], at: int, first: bool) -> Iterator[tuple[int, bool]]:
        if not units:
            yield at, first
            return
        for end, still_first in set(self.unit(units[0], at, first)):
            yield from self.units(units[1:], end, still_first)

    def unit(self, unit: tuple[Part, ...], at: int, first: bool) -> Iterator[tuple[int, bool]]:
        match unit:
            case (Gap(least, most),):
                yield from self.gap(least, most, at, first)
            case (Choice(options),):
                for option in options:
                    yield from self.ends(option, at, first)
            case (Entity("emoji"),) | (Text("🎁"),):
                places = [at] if first else range(at, self.skipped(at))
                for i in places:
                    if i < len(self.tokens) and self.tokens[i] == KINDS["emoji"] and self.open(i, first):
                        yield i + 1, False
            case _:
                start = at if first else self.skipped(at)
                if (
                    start < len(self.tokens)
                    and self.open(start, first)
                    and self.tokens[start] in _readings(unit)
                ):
                    yield start + 1, False

    def gap(self, least: int, most: int, at: int, first: bool) -> Iterator[tuple[int, bool]]:
        if least == 0:
            yield at, first
        for count in range(1, most + 1):
            start = self.skipped(at)
            if start >= len(self.tokens) or not self.open(start, first) or start in self.soft:
                return
            # Between words of a gap, and after them, not even a line break may end a sentence.
            if any(i in self.soft for i in range(at, start)):
                return
            at, first = start + 1, False
            if count >= least:
                yield at, first

    def open(self, token: int, first: bool) -> bool:
        return first or token - 1 not in self.hard


def _readings(unit: tuple[Part, ...]) -> set[str]:
    texts = {""}
    for part in unit:
        if isinstance(part, Text):
            texts = {text + part.text for text in texts}
        elif isinstance(part, Ending):
            texts = {word for text in texts for word in (*WORDS, "500") if word.startswith(text)}
        elif isinstance(part, Choice):
            pieces = {
                "".join(one.text for one in option.parts if isinstance(one, Text)) for option in part.options
            }
            texts = {text + piece for text in texts for piece in pieces}
        elif isinstance(part, Entity):
            texts = {KINDS[part.kind]}
    return texts


def _units(sequence: Sequence) -> list[tuple[Part, ...]]:
    units: list[list[Part]] = [[]]
    for part in sequence.parts:
        if isinstance(part, Space):
            units.append([])
        else:
            units[-1].append(part)
    return [tuple(unit) for unit in units if unit]


def _starts_and_ends(
    source: str, tokens: list[str], hard: frozenset[int], soft: frozenset[int]
) -> set[tuple[int, int]]:
    oracle = _Oracle(tokens, hard, soft)
    body = parse_phrase(source).body
    return {
        (start, end)
        for start in range(len(tokens))
        for end, nothing in oracle.ends(body, start, True)
        if not nothing and end > start
    }
