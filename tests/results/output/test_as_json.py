from __future__ import annotations

import json

import pytest

from cmcompliance.results.output.as_json import json_array, json_lines

ROWS = [("é\u2028", 1), (None, 2)]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_an_array_holds_an_object_for_each_row(count: int) -> None:
    made = json.loads("".join(json_array(["a", "b"], ROWS[:count])))
    assert made == [{"a": a, "b": b} for a, b in ROWS[:count]]


def test_each_row_is_one_line() -> None:
    text = "".join(json_lines(["a", "b"], ROWS))
    assert [json.loads(line)["b"] for line in text.removesuffix("\n").split("\n")] == [1, 2]
