from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.service.http.lines import Line, LineSplitter

PARTS = st.lists(st.binary(max_size=12) | st.sampled_from([b"\n", b"ab\n", b" \r\n", b"abcdef"]), max_size=12)


def lines_of(parts: list[bytes], longest: int) -> list[Line]:
    splitter = LineSplitter(longest)
    return [*(line for part in parts for line in splitter.feed(part)), *splitter.end()]


@given(PARTS, st.integers(0, 9))
def test_lines_are_the_same_however_the_bytes_come_in_parts(parts: list[bytes], longest: int) -> None:
    expected = [
        Line(number, data if len(data) <= longest else None)
        for number, data in enumerate(b"".join(parts).split(b"\n"), 1)
        if data.strip() or len(data) > longest
    ]
    assert lines_of(parts, longest) == expected


@given(PARTS)
def test_of_a_line_that_is_too_long_nothing_is_held(parts: list[bytes]) -> None:
    splitter = LineSplitter(4)
    for part in parts:
        list(splitter.feed(part))
        assert len(splitter._held) <= 4
