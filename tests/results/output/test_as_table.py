from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from cmcompliance.results.output.as_table import table_lines

WORDS = st.text(max_size=12) | st.integers() | st.none()


def test_words_stand_left_and_numbers_right() -> None:
    assert list(table_lines(["verdict", "n"], [("block", 7), ("pass", 1200)], 40)) == [
        "verdict     n",
        "───────  ────",
        "block       7",
        "pass     1200",
    ]


def test_the_widest_columns_are_cut_first_and_visibly() -> None:
    lines = list(table_lines(["id", "text"], [("post-1", "Un sérum  pour\nla vie entière")], 24))
    assert lines == ["id      text", "──────  ────────────────", "post-1  Un sérum pour l…"]


def test_rows_stand_one_below_the_other_where_no_column_would_be_readable() -> None:
    names = [f"column{number}" for number in range(9)]
    lines = list(table_lines(names, [range(9), range(9)], 40))
    assert lines[0] == "── 1 " + "─" * 35
    assert lines[1] == "column0  0"
    assert len(lines) == 20


def test_what_acts_on_a_terminal_does_not_get_there() -> None:
    assert "\x1b" not in "".join(table_lines(["a\x1b[2J"], [("\x1b[31mred\u202e",)], 60))


@given(
    st.integers(1, 8).flatmap(lambda n: st.lists(st.tuples(*[WORDS] * n), min_size=1, max_size=4)),
    st.integers(40, 120),
)
def test_no_line_is_wider_than_asked(rows: list[tuple[object, ...]], width: int) -> None:
    names = [f"column{number}" for number in range(len(rows[0]))]
    assert all(cell_len(line) <= width for line in table_lines(names, rows, width))
