from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from cmcompliance.draft import Draft, parse_draft
from cmcompliance.render import Source
from cmcompliance.render.source import Excerpt, excerpt, lines_of, locate, position
from cmcompliance.report import TextSpan

DRAFT = parse_draft(
    {
        "text": "un\ndeux trois",
        "title": "Titre",
        "links": ["https://a.example", "https://b.example"],
        "media": [{"overlay": "gratuit"}],
        "contest": {"rules_text": "Article 1\nArticle 2"},
    }
)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("text", "un\ndeux trois"),
        ("title", "Titre"),
        ("links[1]", "https://b.example"),
        ("media[0].overlay", "gratuit"),
        ("contest.rules_text", "Article 1\nArticle 2"),
        ("media[7].overlay", ""),
        ("media", ""),
    ],
)
def test_the_text_of_a_field_is_found_by_its_name(field: str, text: str) -> None:
    assert Source(DRAFT, "p").field(field) == text


@pytest.mark.parametrize(
    ("text", "offset", "place"),
    [
        ("abc", 0, (1, 1)),
        ("a\nb", 2, (2, 1)),
        ("a\r\nbc", 4, (2, 2)),
        ("a\rb", 2, (2, 1)),
        ("🎁a", 1, (1, 2)),
    ],
)
def test_lines_and_columns_count_from_one_whatever_the_line_ends(
    text: str, offset: int, place: tuple[int, int]
) -> None:
    assert locate(text, offset) == place


def test_places_in_the_text_are_lines_of_the_file(span: Callable[..., TextSpan]) -> None:
    assert position(Source(DRAFT, "post.md", 7), span(DRAFT.text, "trois")) == "post.md:8:6"


def test_places_elsewhere_name_the_field(span: Callable[..., TextSpan]) -> None:
    source = Source(DRAFT, "post.md", 7)
    assert position(source, span("Titre", "tre", "title")) == "title:1:3"
    assert position(Source(DRAFT, "d.jsonl:3"), span(DRAFT.text, "trois")) == "text:2:6"


def marked(line: Excerpt) -> str:
    return "".join(f"<{piece}>" if is_marked else piece for piece, is_marked in line.pieces)


@pytest.mark.parametrize(
    ("text", "words", "width", "shown"),
    [
        ("Un jeu ici", "jeu", 40, "Un <jeu> ici"),
        ("avant\nUn jeu ici\naprès", "jeu", 40, "Un <jeu> ici"),
        ("Un jeu\nsur deux lignes", "jeu\nsur", 40, "Un <jeu…>"),
        ("mot " * 30 + "jeu" + " mot" * 30, "jeu", 40, "…mot mot mot mot <jeu> mot mot mot mot…"),
        ("x" * 100 + "jeu", "jeu", 40, "…" + "x" * 36 + "<jeu>"),
        ("jeu" * 40, "jeu" * 40, 20, "<jeujeujeujeujeuje…>"),
    ],
)
def test_the_line_around_the_words_is_cut_to_the_width(
    span: Callable[..., TextSpan], text: str, words: str, width: int, shown: str
) -> None:
    assert marked(excerpt(Source(Draft(text=text), "p"), [span(text, words)], width)) == shown


def test_a_very_long_line_is_cut_at_once(span: Callable[..., TextSpan]) -> None:
    text = "a " * 90_000 + "jeu" + " b" * 9_000
    assert "<jeu>" in marked(excerpt(Source(Draft(text=text), "p"), [span(text, "jeu")], 80))


def test_all_the_words_of_a_line_are_marked_in_it(span: Callable[..., TextSpan]) -> None:
    text = "Un grand jeu concours\nTirage ici"
    source = Source(Draft(text=text), "p")
    spans = [span(text, word) for word in ("concours", "grand jeu", "jeu", "Tirage")]
    lines = lines_of(source, spans)
    assert [[member.text for member in line] for line in lines] == [["grand jeu", "concours"], ["Tirage"]]
    assert marked(excerpt(source, lines[0], 80)) == "Un <grand jeu> <concours>"


def test_of_words_that_do_not_fit_no_mark_is_left(span: Callable[..., TextSpan]) -> None:
    text = "jeu " + "x " * 20 + "concours"
    line = excerpt(Source(Draft(text=text), "p"), [span(text, "jeu"), span(text, "concours")], 30)
    assert marked(line) == "<jeu> x x x x x x x x x x x x…"


@pytest.mark.parametrize(
    ("text", "words", "underline"),
    [
        ("Un jeu ici", ["jeu"], "   ^^^"),
        ("🎁 Un jeu 家 ici", ["jeu", "ici"], "      ^^^    ^^^"),
        ("👩‍🍳❤️ a jeu", ["jeu"], "       ^^^"),
        ("e\u0301te\u0301 jeu", ["e\u0301te\u0301", "jeu"], "^^^ ^^^"),
        ("Un 🎁 ici", ["🎁"], "   ^^"),
        ("a\tb", ["b"], "  ^"),
    ],
)
def test_the_underline_stands_under_the_words_as_a_terminal_shows_them(
    span: Callable[..., TextSpan], text: str, words: list[str], underline: str
) -> None:
    line = excerpt(Source(Draft(text=text), "p"), [span(text, word) for word in words], 40)
    assert line.underline == underline


@settings(deadline=None)
@given(text=st.text(alphabet="ab 🎁家👩‍🍳é\t❤️🇫🇷", min_size=1, max_size=200), data=st.data())
def test_an_excerpt_and_its_underline_fit_and_hold_the_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    width = data.draw(st.integers(10, 60))
    line = excerpt(
        Source(Draft(text=text), "p"),
        [TextSpan(field="text", start=start, end=end, text=text[start:end])],
        width,
    )
    assert "".join(piece for piece, _ in line.pieces) == line.text
    assert max(cell_len(line.text), cell_len(line.underline)) <= width
    if text[start:end].strip():
        assert line.marks


@pytest.mark.parametrize("parted", range(1, 8))
def test_an_emoji_that_a_span_parts_makes_no_line_too_wide(parted: int) -> None:
    text = "aaa❤️🍳🍳🍳"
    span = TextSpan(field="text", start=parted, end=len(text), text=text[parted:])
    line = excerpt(Source(Draft(text=text), "p"), [span], 10)
    assert cell_len(line.text) <= 10
    assert line.marks
