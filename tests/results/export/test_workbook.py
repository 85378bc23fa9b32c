from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cmcompliance.results.export.cells import shortened
from cmcompliance.results.export.sheets import Column, Sheet
from cmcompliance.results.export.table import Exported
from cmcompliance.results.export.workbook import write_workbook

CUT = " […] {} more"
COLUMNS = (Column("a", "a", 20, "link"), Column("b", "b", 8))


def book(rows: Sequence[list[Any]], most_rows: int = 1000) -> Any:
    made = Exported(Sheet("posts", COLUMNS, ""), "Posts", ("Post", "Text"), iter(rows))
    stream = io.BytesIO()
    summary = [("title", ["Checked"]), ("plain", ["posts", 2]), ("header", ["Year", "=1+1"])]
    write_workbook(stream, ("Summary", summary), [made], CUT, most_rows=most_rows)  # type: ignore[arg-type]
    return openpyxl.load_workbook(stream)


def test_a_sheet_has_a_header_that_stays_a_filter_and_widths() -> None:
    sheet = book([["1", "x"], ["2", "y"]])["Posts"]
    assert [cell.value for cell in sheet[1]] == ["Post", "Text"]
    assert sheet["A1"].font.bold
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", "A1:B3")
    assert (sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width) == (20, 8)


def test_the_summary_stands_first() -> None:
    made = book([])
    assert made.sheetnames == ["Summary", "Posts"]
    assert list(made["Summary"].values) == [("Checked", None), ("posts", 2), ("Year", "=1+1")]
    assert made["Summary"]["B3"].data_type == "s"


def test_values_keep_their_kind() -> None:
    sheet = book([[date(2024, 5, 1), 12], [date(1830, 5, 1), -1.5], [None, ["a", "b"]]])["Posts"]
    assert sheet["A2"].is_date
    assert sheet["A2"].value.date() == date(2024, 5, 1)
    assert [cell.value for cell in sheet["B"]] == ["Text", 12, -1.5, '["a", "b"]']
    assert sheet["A3"].value == "1830-05-01"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("https://x.example")', "＝1"])
def test_no_text_is_a_formula_now_or_when_somebody_edits_it(text: str) -> None:
    cell = book([["1", text]])["Posts"]["B2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_addresses_of_the_web_can_be_followed_and_nothing_else_can() -> None:
    rows = [["https://law.example/a?b=1", "https://x.example"], ["javascript:alert(1)", "x"]]
    sheet = book([*rows, ["file:///etc/passwd", ""], ["https://a.example " + "x" * 9, ""]])["Posts"]
    assert sheet["A2"].hyperlink.target == "https://law.example/a?b=1"
    assert [sheet[place].hyperlink for place in ("B2", "A3", "A4", "A5")] == [None] * 4


def test_a_sheet_that_is_too_long_goes_on_on_the_next() -> None:
    made = book([[str(number), "x"] for number in range(5)], most_rows=3)
    assert made.sheetnames == ["Summary", "Posts", "Posts 2", "Posts 3"]
    told = [row[0] for name in made.sheetnames[1:] for row in made[name].iter_rows(2, values_only=True)]
    assert told == ["0", "1", "2", "3", "4"]
    assert [made[name]["A1"].value for name in made.sheetnames[1:]] == ["Post"] * 3
    assert made["Posts 3"].auto_filter.ref == "A1:B2"


def test_a_text_that_is_longer_than_a_cell_says_how_much_is_cut() -> None:
    text = "é" * 40_000
    value = book([["1", text]])["Posts"]["B2"].value
    assert 32_760 < len(value) <= 32_767
    kept, _, left = value.partition(" […] ")
    assert len(kept) + int(left.removesuffix(" more")) == 40_000


@given(st.integers(30_000, 36_000), st.sampled_from(["a", "é", "🎁"]), st.text(max_size=5))
def test_a_cut_text_fits_and_says_what_is_missing(size: int, letter: str, end: str) -> None:
    text = letter * size + end
    made = shortened(text, CUT)
    assert len(made.encode("utf-16-le")) // 2 <= 32_767
    kept, mark, left = made.rpartition(" […] ")
    assert made == text or (mark and text.startswith(kept) and len(kept) + int(left.split()[0]) == len(text))


@settings(max_examples=25)
@given(st.lists(st.text(min_size=1), min_size=1, max_size=8))
def test_whatever_a_post_says_the_workbook_opens(texts: list[str]) -> None:
    sheet = book([[str(number), text] for number, text in enumerate(texts)])["Posts"]
    cells = [row[1] for row in sheet.iter_rows(2)]
    assert [cell.data_type for cell in cells] == ["s"] * len(texts)
    assert all(len(cell.value) <= len(text) for cell, text in zip(cells, texts, strict=True))
