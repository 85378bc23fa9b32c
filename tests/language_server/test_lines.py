from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import Position

from cmcompliance.language_server.lines import Lines

ENCODINGS = ("utf-8", "utf-16", "utf-32")
TEXTS = st.text(st.sampled_from("aé€😭👩‍🍳\n\r\u2028\u0085\x0c \ufeff\ud83d"), max_size=40)


@given(TEXTS, st.sampled_from(ENCODINGS), st.data())
def test_an_offset_that_is_shown_as_a_place_comes_back(text: str, encoding: str, data: st.DataObject) -> None:
    lines = Lines(text, encoding)
    offset = data.draw(st.integers(0, len(text)))
    place = lines.position(offset)
    inside_line_end = offset > 0 and text[offset - 1 : offset + 1] == "\r\n"
    if not inside_line_end and "\ud83d" not in text:
        assert lines.offset(place) == offset
    assert 0 <= place.line < len(lines)


@given(TEXTS, st.sampled_from(ENCODINGS), st.integers(0, 50), st.integers(0, 200))
def test_any_place_is_taken_for_one_in_the_text(text: str, encoding: str, line: int, character: int) -> None:
    assert 0 <= Lines(text, encoding).offset(Position(line, character)) <= len(text)


@pytest.mark.parametrize(("encoding", "column"), [("utf-8", 5), ("utf-16", 3), ("utf-32", 2)])
def test_columns_count_the_units_that_were_agreed_on(encoding: str, column: int) -> None:
    assert Lines("a\n😭é!", encoding).position(3) == Position(
        1, {"utf-8": 4, "utf-16": 2, "utf-32": 1}[encoding]
    )
    assert Lines("x😭", encoding).position(2).character == column


def test_only_carriage_returns_and_line_feeds_end_lines() -> None:
    assert len(Lines("a\u2028b\x0cc\u0085d\r\ne\rf\ng")) == 4
