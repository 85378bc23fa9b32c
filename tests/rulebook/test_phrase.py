from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.rulebook.phrase import (
    ENTITY_KINDS,
    Choice,
    Ending,
    Entity,
    Gap,
    Hashtag,
    Part,
    PhraseError,
    Sequence,
    Space,
    Text,
    parse_phrase,
)
from cmcompliance.rulebook.vocabulary import ENTITIES


def parts(text: str) -> tuple[Part, ...]:
    return parse_phrase(text).body.parts


def test_a_plain_phrase_is_words_and_spaces() -> None:
    assert parts("  tirage  au sort ") == (Text("tirage"), Space(), Text("au"), Space(), Text("sort"))


def test_every_part_of_the_syntax_is_read() -> None:
    assert parts("(a|b c) [d] gagn* {0-3} {2} <money> #tas") == (
        Choice((Sequence((Text("a"),)), Sequence((Text("b"), Space(), Text("c"))))),
        Space(),
        Choice((Sequence((Text("d"),)), Sequence(()))),
        Space(),
        Text("gagn"),
        Ending(),
        Space(),
        Gap(0, 3),
        Space(),
        Gap(2, 2),
        Space(),
        Entity("money"),
        Space(),
        Hashtag("tas"),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tirage au sort", {"tirage au sort"}),
        ("tir(é|ée) au sort", {"tiré au sort", "tirée au sort"}),
        ("[notre] règlement", {"notre règlement", "règlement"}),
        ("amie[s]", {"amie", "amies"}),
        ("(tague|(identifie|mentionne) vite) moi", {"tague moi", "identifie vite moi", "mentionne vite moi"}),
        ("[a|b] c", {"a c", "b c", "c"}),
        ("gagn* un lot", {"gagn* un lot"}),
        ("#tas", {"#tas"}),
        ("(a|) b", {"a b", "b"}),
    ],
)
def test_a_finite_phrase_is_expanded(text: str, expected: set[str]) -> None:
    assert set(parse_phrase(text).expand() or ()) == expected


@pytest.mark.parametrize("text", ["a {0-1} b", "le <date>", "[a][b][c][d][e][f][g][h] i"])
def test_what_is_not_finite_or_too_large_stays_a_pattern(text: str) -> None:
    assert parse_phrase(text).expand() is None


@pytest.mark.parametrize(
    ("text", "position", "expected"),
    [
        ("", 0, "at least one word"),
        ("[a]", 0, "at least one word"),
        ("...", 0, "at least one word"),
        ("tirage (au", 7, "')'"),
        ("tirage [au", 7, "']'"),
        ("tirage au) sort", 9, "bracket that opens"),
        ("a|b", 1, "bracket that opens"),
        ("a * b", 2, "{0-1} for any word"),
        ("ga*ner", 2, "end of the word"),
        ("le <dat>", 3, "<date>"),
        ("le<date>", 2, "spaces around it"),
        ("a {x} b", 2, "{least-most}"),
        ("a {3-1} b", 2, "least <= most"),
        ("a {0-99} b", 2, "least <= most"),
        ("# tas", 0, "#concours"),
        ("() a", 0, "a word"),
        ("[a|] b", 0, "a word"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_what_was_expected(
    text: str, position: int, expected: str
) -> None:
    with pytest.raises(PhraseError) as error:
        parse_phrase(text)
    assert error.value.position == position
    assert expected in error.value.expected
    assert f"character {position + 1}" in str(error.value)


def test_a_phrase_without_end_is_refused() -> None:
    with pytest.raises(PhraseError, match="longer"):
        parse_phrase("a" * 1000)


def test_deep_brackets_are_refused_rather_than_overflowing() -> None:
    with pytest.raises(PhraseError, match="nested"):
        parse_phrase("(" * 150 + "a" + ")" * 150)


@given(st.text(alphabet="ab é()[]|{}<>*#0-3🎲'", max_size=30))
def test_any_text_is_read_or_refused_with_a_place_inside_it(text: str) -> None:
    try:
        phrase = parse_phrase(text)
    except PhraseError as error:
        position, expanded = error.position, ("refused",)
    else:
        position, expanded = 0, phrase.expand() or ("a pattern",)
    assert 0 <= position <= len(text)
    assert all(one.strip() for one in expanded)


def test_phrases_know_the_entities_of_the_rule_language() -> None:
    assert {*ENTITIES} - {"brand", "placeholder"} == ENTITY_KINDS
