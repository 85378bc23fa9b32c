from __future__ import annotations

import pytest

from cmcompliance.render import Style
from cmcompliance.render.style import clean, cut_left, cut_right, pad


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("un deux trois", 8, ["un deux", "trois"]),
        ("un\n\n deux", 20, ["un deux"]),
        ("anticonstitutionnellement oui", 10, ["anticonsti", "tutionnell", "ement oui"]),
        ("voir https://a.example/jeu ok", 12, ["voir", "https://a.", "example/jeu", "ok"]),
        ("当選者は 日曜", 8, ["当選者は", "日曜"]),
        ("il gagne : oui", 9, ["il", "gagne :", "oui"]),
        ("il dit « oui » !", 10, ["il dit", "« oui » !"]),
        ("", 10, [""]),
    ],
)
def test_lines_are_wrapped_by_cells_and_never_begin_with_a_french_mark(
    text: str, width: int, lines: list[str]
) -> None:
    assert list(Style(width).wrap(text)) == lines


def test_wrapped_lines_begin_as_asked() -> None:
    assert list(Style(9).wrap("un deux trois", "■ ", "  ")) == ["■ un deux", "  trois"]


@pytest.mark.parametrize(
    ("text", "width", "left", "right"),
    [
        ("un deux", 10, "un deux", "un deux"),
        ("un deux trois", 8, "…trois", "un…"),
        ("anticonstitution", 6, "…ution", "antic…"),
        ("日曜日曜日", 5, "…曜日", "日曜…"),
    ],
)
def test_cuts_keep_whole_words_where_they_can(text: str, width: int, left: str, right: str) -> None:
    assert cut_left(text, width) == left
    assert cut_right(text, width) == right


def test_padding_counts_cells() -> None:
    assert pad("日曜", 6) == "日曜  "


def test_emoji_sequences_and_accents_are_left_alone() -> None:
    assert clean("👩‍🍳 é\n\tñ") == "👩‍🍳 é\n\tñ"
