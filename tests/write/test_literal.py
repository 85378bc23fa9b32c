import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.write.literal import rewritten


@pytest.mark.parametrize(
    ("literal", "value", "expected"),
    [
        ('"Bonjour"', "Pub\nBonjour", r'"Pub\nBonjour"'),
        (r'"\u00c9t\u00e9"', "Été : été", r'"\u00c9t\u00e9 : \u00e9t\u00e9"'),
        (r'"Été \/ \u00e9"', "Été / é 🎁", r'"Été \/ \u00e9 🎁"'),
        (r'"\ud83c\udf81 fin"', "🎁 ! fin", r'"\ud83c\udf81 ! fin"'),
        ('"aaa"', "aa", '"aa"'),
        ('"aa"', "aaa", '"aaa"'),
        ('"a"', "", '""'),
        ('""', 'dit "oui"', r'"dit \"oui\""'),
    ],
)
def test_what_stays_is_written_as_it_was(literal: str, value: str, expected: str) -> None:
    assert rewritten(literal, value) == expected


SIGNS = st.sampled_from(["a", "b", "é", "🎁", "/", '"', "\\", "\n", "\t", " "])
TEXTS = st.lists(SIGNS, max_size=8).map("".join)


@given(st.lists(st.tuples(SIGNS, st.booleans()), max_size=8), TEXTS)
def test_the_literal_says_the_value_whatever_it_said(signs: list[tuple[str, bool]], value: str) -> None:
    old = "".join(json.dumps(sign, ensure_ascii=escaped)[1:-1] for sign, escaped in signs)
    literal = f'"{old}"'
    assert json.loads(rewritten(literal, value)) == value
    assert rewritten(literal, json.loads(literal)) == literal
