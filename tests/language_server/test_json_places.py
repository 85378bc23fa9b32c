from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.language_server.json_places import (
    drafts_in_document,
    drafts_in_lines,
    field_stretch,
    letters_of,
)

TEXTS = st.text(st.sampled_from('aé😭"\\\n\t/\u2028'), max_size=30)


@given(TEXTS, st.booleans(), st.sampled_from([None, 1, 4]), st.data())
def test_words_of_a_field_are_found_as_they_are_written(
    text: str, escaped: bool, indent: int | None, data: st.DataObject
) -> None:
    draft = {"id": "a", "media": [{"alt": "x"}, {"overlay": text}]}
    source = json.dumps(draft, ensure_ascii=escaped, indent=indent)
    string = field_stretch(source, 0, ("media", 1, "overlay"))
    assert string is not None
    letters = letters_of(source, string)
    assert letters is not None
    assert len(letters) == len(text) + 1
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert json.loads(f'"{source[letters[start] : letters[end]]}"') == text[start:end]


def test_a_field_that_is_not_there_has_no_place() -> None:
    source = '{"text": "x", "media": [{"alt": 1}]}'
    assert field_stretch(source, 0, ("title",)) is None
    assert field_stretch(source, 0, ("media", 3, "alt")) is None
    assert field_stretch(source, 0, ("text", "x")) is None
    assert letters_of(source, (source.index("1"), source.index("1") + 1)) is None


def test_drafts_of_a_list_are_found_up_to_where_it_is_broken() -> None:
    source = '[{"text": "a"}, {"text": "b"} {"text": "c"}]'
    starts = list(drafts_in_document(source, 0))
    assert [source[start : start + 12] for start in starts] == ['{"text": "a"', '{"text": "b"']


def test_drafts_in_lines_begin_on_lines_that_are_not_blank() -> None:
    source = '{"a": 1}\n\n  {"b": 2}\r\n \n{"c": 3}'
    assert [source[start:].split("\n", maxsplit=1)[0].strip() for start in drafts_in_lines(source, 0)] == [
        '{"a": 1}',
        '{"b": 2}',
        '{"c": 3}',
    ]
