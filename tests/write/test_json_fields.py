from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.answering import Change
from cmcompliance.draft.errors import FieldPath
from cmcompliance.write.json_fields import items_of, with_fields


@pytest.mark.parametrize(
    ("text", "path", "value", "expected"),
    [
        ('{"text":"a","n":1}', ("platform",), "x", '{"text":"a","n":1,"platform":"x"}'),
        ('{"text": "a"}', ("author", "age"), 3, '{"text": "a", "author": {"age": 3}}'),
        ('{\n  "text": "a"\n}', ("platform",), "x", '{\n  "text": "a",\n  "platform": "x"\n}'),
        ('{"text": "a", "author": {}}', ("author", "age"), 3, '{"text": "a", "author": {"age": 3}}'),
        ('{"text": "a", "title": null}', ("title",), "é", '{"text": "a", "title": "é"}'),
        ('{"text": "\\u00e9"}', ("title",), "é", '{"text": "\\u00e9", "title": "\\u00e9"}'),
        ('{"media": [{"kind": "image"}]}', ("media", 0, "people", 0, "minor"), True,
         '{"media": [{"kind": "image", "people": [{"minor": true}]}]}'),
        ('{"media": [{"people": [{}, {}]}]}', ("media", 0, "people", 1, "minor"), False,
         '{"media": [{"people": [{}, {"minor": false}]}]}'),
        ('{"a": {"b": [1.50, 1e3]}}', ("a", "c"), date(2027, 3, 12),
         '{"a": {"b": [1.50, 1e3], "c": "2027-03-12"}}'),
    ],
)  # fmt: skip
def test_only_the_field_changes(text: str, path: FieldPath, value: Any, expected: str) -> None:
    assert with_fields(text, 0, [Change(path, value)]) == expected


def test_the_object_may_stand_anywhere() -> None:
    text = '[ {"text": "a"},\n  {"text": "b"} ]'
    second = items_of(text, 0)[1]
    assert with_fields(text, second, [Change(("n",), 1)]) == '[ {"text": "a"},\n  {"text": "b", "n": 1} ]'


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@given(
    data=st.dictionaries(st.text(max_size=3), VALUES, max_size=4),
    name=st.text(max_size=3),
    inner=st.text(max_size=3),
    value=VALUES,
    indent=st.sampled_from([None, 2, 4]),
    ascii_only=st.booleans(),
)
def test_the_rest_of_the_object_stays(
    data: dict[str, Any], name: str, inner: str, value: Any, indent: int | None, ascii_only: bool
) -> None:
    text = json.dumps(data, indent=indent, ensure_ascii=ascii_only)
    held = data.get(name)
    if isinstance(held, list):
        return
    after = json.loads(with_fields(text, 0, [Change((name, inner), value)]))
    holder = dict(held) if isinstance(held, dict) else {}
    assert after == {**data, name: {**holder, inner: value}}
