from __future__ import annotations

from base64 import b64decode
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.results.opening import opened
from cmcompliance.results.report.axes import lay_axes
from cmcompliance.results.report.cube import ORDER, cube_of, packed


def unpacked(text: str) -> list[tuple[int, int]]:
    numbers, value, shift = [], 0, 0
    for byte in b64decode(text):
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            numbers.append(value)
            value = shift = 0
    cells, place = [], 0
    for step, count in zip(numbers[::2], numbers[1::2], strict=True):
        place += step
        cells.append((place, count))
    return cells


@given(st.dictionaries(st.integers(0, 2**45), st.integers(1, 2**40), max_size=40))
def test_what_is_packed_can_be_read_again(cells: dict[int, int]) -> None:
    assert unpacked(packed(sorted(cells.items()))) == sorted(cells.items())


def test_each_finding_that_nobody_waived_is_in_one_cell(results: Path) -> None:
    with opened(results) as base:
        axes = lay_axes(base, "2026-03-01")
        cube = cube_of(base, axes)
        expected = base.execute(
            "SELECT obligation, platform, handle, severity, count(*) FROM findings f "
            "JOIN (SELECT draft_id, coalesce(platform, '') AS platform, coalesce(handle, '') AS handle "
            "FROM drafts) USING (draft_id) WHERE waived IS NULL GROUP BY ALL".replace(
                "platform, handle, severity", "d.platform, d.handle, severity"
            ).replace("FROM drafts) USING", "FROM drafts) d USING")
        ).fetchall()
    assert cube is not None
    found: dict[tuple[str, ...], int] = {}
    for number, count in unpacked(cube):
        codes, rest = {}, number
        for name in reversed(ORDER):
            rest, codes[name] = divmod(rest, len(axes[name].keys))
        assert rest == 0
        key = tuple(axes[name].keys[codes[name]] for name in ("obligation", "platform", "author", "severity"))
        found[key] = found.get(key, 0) + count
    assert found == {tuple(row[:4]): row[4] for row in expected}


def test_too_many_cells_make_no_cube(results: Path) -> None:
    with opened(results) as base:
        axes = lay_axes(base, "2026-03-01")
        assert cube_of(base, axes, most=3) is None
