from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.results.output.as_csv import csv_lines


def test_the_header_follows_a_mark_unless_none_is_wanted() -> None:
    assert list(csv_lines(["a", "b"], [])) == ["\ufeffa,b\r\n"]
    assert list(csv_lines(["a"], [(1,)], marked=False)) == ["a\r\n", "1\r\n"]


def test_what_a_spreadsheet_would_take_for_a_formula_is_none_and_numbers_stay_numbers() -> None:
    row = ("=1+1", "-5", -5, -1.5, "@a", "plain", None, ["=x"])
    assert list(csv_lines(["c"] * len(row), [row]))[1] == '\'=1+1,\'-5,-5,-1.5,\'@a,plain,,"[""=x""]"\r\n'


@given(st.lists(st.tuples(st.text(), st.text()), max_size=5))
def test_every_text_is_read_back(rows: list[tuple[str, str]]) -> None:
    text = "".join(csv_lines(["a", "b"], rows, marked=False))
    read = list(csv.reader(io.StringIO(text, newline="")))[1:]
    for row, back in zip(rows, read, strict=True):
        for value, cell in zip(row, back, strict=True):
            assert cell.removeprefix("'") == value.replace("\0", "\ufffd").removeprefix("'")
            assert not cell.startswith(tuple("=+-@\t\r\n"))
