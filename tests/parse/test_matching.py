"""The matcher against an oracle that follows a phrase's tree word by word, and against RE2."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cmcompliance.parse import matching
from cmcompliance.parse.lexicon import Lexicon, compile_lexicon
from cmcompliance.parse.matches import Occurrences
from cmcompliance.parse.matching import PhraseMatcher
from cmcompliance.parse.rows import Rows
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
from parse.regular_expression import occurrences

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
plain_parts = st.one_of(simple, groups, optional, gaps)
plain_phrases = st.builds(
    lambda before, word, after: " ".join([*before, word, *after]),
    st.lists(plain_parts, max_size=3),
    st.one_of(simple, groups),
    st.lists(plain_parts, max_size=3),
)
broken_phrases = st.builds(lambda first, last: f"{first} // {last}", plain_phrases, plain_phrases)
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
    found = PhraseMatcher(compile_lexicon(enumerate(sources))).find(kinds, tokens, hard, soft, money).all()
    for label, source in enumerate(sources):
        ends = _starts_and_ends(source, tokens, hard, soft)
        mine = set(found.get(label, ()))
        # The matcher reports the longest occurrences; each must be one, and each beginning must be covered.
        assert mine <= ends, (source, tokens)
        assert all(any(a <= start < b for a, b in mine) for start, _ in ends), (source, tokens, ends)


@settings(max_examples=150, deadline=None)
@given(st.lists(phrases, min_size=1, max_size=3), texts)
def test_what_a_pattern_waits_for_changes_nothing(sources: list[str], text: list[str]) -> None:
    tokens = [token for token in text if token not in {STOP, SOFT}]
    hard, soft = _breaks(text)
    kinds = ["emoji" if token == KINDS["emoji"] else "word" for token in tokens]
    lexicon = compile_lexicon(enumerate(sources))
    always = dataclasses.replace(
        lexicon,
        needs=Rows.of(() for _ in lexicon.needs),
        waiting=Rows.of(() for _ in lexicon.waiting),
        always=Rows.of([range(len(lexicon.patterns))]),
    )
    assert _found(lexicon, kinds, tokens, hard, soft) == _found(always, kinds, tokens, hard, soft)


@settings(max_examples=150, deadline=None)
@given(st.lists(phrases, min_size=1, max_size=3), st.lists(texts, min_size=2, max_size=6), st.integers(1, 20))
def test_a_text_read_in_passages_is_one_text(sources: list[str], parts: list[list[str]], size: int) -> None:
    text = [token for part in parts for token in part]
    tokens = [token for token in text if token not in {STOP, SOFT}]
    hard, soft = _breaks(text)
    kinds = ["emoji" if token == KINDS["emoji"] else "word" for token in tokens]
    lexicon = compile_lexicon(enumerate(sources))
    whole = _found(lexicon, kinds, tokens, hard, soft)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matching, "_FEW", size)
        patch.setattr(matching, "_MANY", size + 3)
        assert _found(lexicon, kinds, tokens, hard, soft) == whole


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.one_of(plain_phrases, broken_phrases), min_size=1, max_size=3),
    st.lists(st.one_of(words, st.sampled_from([STOP, SOFT])), max_size=20),
)
def test_places_lead_where_a_regular_expression_would(sources: list[str], text: list[str]) -> None:
    tokens = [token for token in text if token not in {STOP, SOFT}]
    hard, soft = _breaks(text)
    found = _found(compile_lexicon(enumerate(sources)), ["word"] * len(tokens), tokens, hard, soft)
    for label, source in enumerate(sources):
        mine = {(start, end) for one, start, end in found if one == label}
        phrase = parse_phrase(source)
        if phrase.expand() is None:
            assert mine == occurrences(phrase, tokens, hard, soft), (source, tokens)


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("jusqu'(au|en) {0-1} midi", "jusqu au midi", [(0, 3)]),
        ("<number> {0-1} °", "8 °", [(0, 2)]),
        ("qualité {0-1} aaa", "qualite aaa", [(0, 2)]),
        ("(laisse|mets|donne)(|s|z|r|nt|ons|ez|ait|ais|aient)[e][s][x] {0-1} lot", "donnes lot", [(0, 2)]),
        ("un {0-2} (x|🎁) {0-2} (x|🎁)", "un x x", [(0, 3)]),
        ("gagn* {2-3} lot", "gagne un gros lot", [(0, 4)]),
        ("gagn* {2-3} lot", "gagne un lot", []),
    ],
)
def test_a_pattern_means_what_is_written(phrase: str, text: str, expected: list[tuple[int, int]]) -> None:
    tokens = text.split()
    kinds = ["number" if token.isdigit() else "word" for token in tokens]
    numbers = [(i, i + 1, "number") for i, kind in enumerate(kinds) if kind == "number"]
    found = PhraseMatcher(compile_lexicon([(0, phrase)])).find(kinds, tokens, (), (), numbers).all()
    assert found.get(0, []) == expected


def test_the_whole_entity_at_an_end_belongs_to_an_occurrence() -> None:
    found = PhraseMatcher(compile_lexicon([(0, "le <date>")])).find(
        ["word", "number", "word", "punct"], ["le", "18", "mai", ""], {3}, (), [(1, 4, "date")]
    )
    assert found.all() == {0: [(0, 4)]}


def test_two_entities_in_a_row_are_two_occurrences() -> None:
    found = PhraseMatcher(compile_lexicon([(0, "(<money>|<percent>)")])).find(
        ["number", "number"], ["5", "6"], (), (), [(0, 1, "money"), (1, 2, "percent")]
    )
    assert found.all() == {0: [(0, 1), (1, 2)]}


def _found(
    lexicon: Lexicon, kinds: list[str], tokens: list[str], hard: frozenset[int], soft: frozenset[int]
) -> list[tuple[int, int, int]]:
    return _flat(PhraseMatcher(lexicon).find(kinds, tokens, hard, soft, ()).all())


def _flat(found: Occurrences) -> list[tuple[int, int, int]]:
    return sorted({(label, start, end) for label, places in found.items() for start, end in places})


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
