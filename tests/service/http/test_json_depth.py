from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.service.http.json_depth import is_deeper

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


def depth_of(value: object) -> int:
    if isinstance(value, dict):
        return 1 + max((depth_of(part) for part in value.values()), default=0)
    if isinstance(value, list):
        return 1 + max((depth_of(part) for part in value), default=0)
    return 0


@given(VALUES, st.integers(0, 6), st.booleans())
def test_depth_is_that_of_the_value_whatever_stands_in_its_strings(
    value: object, most: int, ascii_only: bool
) -> None:
    data = json.dumps(value, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass")
    assert is_deeper(data, most) == (depth_of(value) > most)


@given(st.binary(), st.integers(0, 4))
def test_any_bytes_can_be_looked_at(data: bytes, most: int) -> None:
    is_deeper(data, most)


@pytest.mark.parametrize(
    ("data", "deeper"),
    [
        (b"[" * 100, True),
        (b"]" * 100 + b"[" * 3, False),
        (b'{"a": ' * 100, True),
        (b'["' + b"[" * 100, False),
        (b'[{"a": [1, 2', False),
        (b'"' * 1_000_001 + b"[" * 9, False),
        (b'"' * 1_000_000 + b"[" * 9, True),
    ],
)
def test_broken_json_is_looked_at_as_far_as_it_goes(data: bytes, deeper: bool) -> None:
    assert is_deeper(data, 4) is deeper
