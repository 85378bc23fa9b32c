from __future__ import annotations

from collections.abc import Callable

import pytest

from cmcompliance.draft import Draft, parse_draft
from cmcompliance.render import Source, Style
from cmcompliance.render.source import excerpt, lines_of, locate, position
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


@pytest.mark.parametrize(
    ("text", "words", "width", "shown"),
    [
        ("Un jeu ici", "jeu", 40, "Un >>jeu<< ici"),
        ("avant\nUn jeu ici\naprès", "jeu", 40, "Un >>jeu<< ici"),
        ("Un jeu\nsur deux lignes", "jeu\nsur", 40, "Un >>jeu…<<"),
        ("mot " * 30 + "jeu" + " mot" * 30, "jeu", 40, "…mot mot mot >>jeu<< mot mot mot mot…"),
        ("x" * 100 + "jeu", "jeu", 40, "…" + "x" * 32 + ">>jeu<<"),
        ("jeu" * 40, "jeu" * 40, 20, ">>jeujeujeujeujeu…<<"),
    ],
)
def test_the_line_around_the_words_is_cut_to_the_width(
    span: Callable[..., TextSpan], text: str, words: str, width: int, shown: str
) -> None:
    assert excerpt(Source(Draft(text=text), "p"), [span(text, words)], Style(width), width) == shown


def test_a_very_long_line_is_cut_at_once(span: Callable[..., TextSpan]) -> None:
    text = "a " * 90_000 + "jeu" + " b" * 9_000
    assert ">>jeu<<" in excerpt(Source(Draft(text=text), "p"), [span(text, "jeu")], Style(80), 80)


def test_all_the_words_of_a_line_are_marked_in_it(span: Callable[..., TextSpan]) -> None:
    text = "Un grand jeu concours\nTirage ici"
    source = Source(Draft(text=text), "p")
    spans = [span(text, word) for word in ("concours", "grand jeu", "jeu", "Tirage")]
    lines = lines_of(source, spans)
    assert [[member.text for member in line] for line in lines] == [["grand jeu", "concours"], ["Tirage"]]
    assert excerpt(source, lines[0], Style(80), 80) == "Un >>grand jeu<< >>concours<<"


def test_words_that_do_not_fit_are_cut_off_unmarked(span: Callable[..., TextSpan]) -> None:
    text = "jeu " + "x " * 20 + "concours"
    shown = excerpt(Source(Draft(text=text), "p"), [span(text, "jeu"), span(text, "concours")], Style(30), 30)
    assert shown == ">>jeu<< x x x x x x x x x x…"
