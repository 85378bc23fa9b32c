from __future__ import annotations

import io
import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.read import ReadDraft, ReadError, ReadItem, read_drafts
from cmcompliance.read.json_documents import LONGEST_LINE, bounded_lines, read_json, read_json_lines


def summary(items: Iterator[ReadItem]) -> list[tuple[int | None, str]]:
    return [
        (item.origin.line, item.draft.text)
        if isinstance(item, ReadDraft)
        else (item.problems[0].line, f"! {item.message}")
        for item in items
    ]


def lines(content: str | bytes) -> list[tuple[int | None, str]]:
    data = content.encode() if isinstance(content, str) else content
    return summary(read_json_lines(bounded_lines(io.BytesIO(data)), "d.jsonl"))


def document(content: str) -> list[tuple[int | None, str]]:
    return summary(read_json(content.encode(), "d.json"))


def test_each_line_is_a_draft_and_blank_lines_are_none() -> None:
    assert lines('{"text": "a"}\n\n{"text": "b"}\r\n  \n{"text": "c"}') == [(1, "a"), (3, "b"), (5, "c")]


def test_a_bad_line_is_told_and_the_rest_goes_on() -> None:
    found = lines(
        b'{"text": "a"}\n{"text": \n{"txt": "b"}\n[1]\n"x"\ncaf\xe9\n{"text":"b","text":"c"}\n{"text": "z"}'
    )
    assert [line for line, _ in found] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert found[0] == (1, "a")
    assert found[1][1].startswith("! not JSON: Expecting value, column")
    assert found[2][1] == "! missing field `text`; unknown field `txt`; did you mean `text`?"
    assert found[3][1].startswith("! a draft is an object")
    assert found[3][1].endswith("this is a list")
    assert found[4][1].endswith("this is a text")
    assert found[5][1].startswith("! not UTF-8 text (byte 0xE9)")
    assert found[6][1] == "! `text` stands twice in one object"
    assert found[7] == (8, "z")


def test_the_id_of_a_bad_draft_is_kept() -> None:
    items = list(read_json_lines([b'{"id": "p-7", "txt": "a"}', b'{"id": 8, "txt": "a"}'], "d.jsonl"))
    assert [item.draft_id for item in items if isinstance(item, ReadError)] == ["p-7", "8"]


def test_a_byte_order_mark_before_the_first_line_is_ignored() -> None:
    assert lines(b'\xef\xbb\xbf{"text": "a"}\n{"text": "b"}') == [(1, "a"), (2, "b")]


def test_a_line_of_two_megabytes_is_told_by_its_length() -> None:
    content = '{"text": "' + "a" * 2_000_000 + '"}\n{"text": "b"}'
    assert lines(content) == [
        (1, "! `text`: 2,000,000 characters; at most 200,000 are accepted"),
        (2, "b"),
    ]


def test_a_line_without_end_is_cut_and_the_next_one_is_read() -> None:
    content = b'{"text": "' + b"a" * (3 * LONGEST_LINE) + b'"}\n{"text": "b"}\n'
    assert lines(content) == [(1, "! this line is longer than 4 MiB"), (2, "b")]


@pytest.mark.parametrize("content", ["", "\n \n", "\ufeff"])
def test_an_empty_file_of_lines_is_an_error(content: str) -> None:
    assert [text for _, text in lines(content)][-1].startswith("!")


def test_deep_nesting_is_an_error_and_no_crash() -> None:
    assert lines("[" * 100_000)[0][1] == "! nested too deeply"
    assert document("[" * 100_000)[0][1] == "! nested too deeply"


def test_an_object_is_one_draft() -> None:
    assert document('\n {\n"text": "a"}\n') == [(2, "a")]


def test_a_list_holds_a_draft_an_item_with_the_line_it_begins_on() -> None:
    assert document('[\n {"text": "a"},\n\n {"text":\n"b"}, {"text": "c"}\n]\n') == [
        (2, "a"),
        (4, "b"),
        (5, "c"),
    ]


def test_a_bad_item_of_a_list_does_not_stop_the_others() -> None:
    found = document('[{"text": "a"},\n{"txt": 1},\n3,\n{"text": "b"}]')
    assert [line for line, _ in found] == [1, 2, 3, 4]
    assert found[1][1].startswith("! missing field `text`")
    assert found[2][1].endswith("this is a number")
    assert found[3] == (4, "b")


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        ('[{"text": "a"},\n{"text": }]', 2, "! not JSON: Expecting value, column 10"),
        ('[{"text": "a"}\n{"text": "b"}]', 2, "! not JSON: expected `,` or `]` after a draft"),
        ('[{"text": "a"},]', 1, "! not JSON: Expecting value"),
        ('[{"text": "a"}', 1, "! not JSON: expected `,` or `]`"),
        ('[{"text": "a"}]\nx', 2, "! something follows the list"),
        ('{"text": "a"}\n{"text": "b"}', 2, "! something follows the draft"),
        ("[]", None, "! is an empty list"),
        ("", None, "! is empty"),
        ("{", 1, "! not JSON"),
        ('"a"', 1, '! a draft is an object such as {"text": "…"}, this is a text'),
    ],
)
def test_broken_json_is_told_with_its_line(content: str, line: int | None, message: str) -> None:
    found_line, found = document(content)[-1]
    assert found.startswith(message)
    assert found_line == line


def test_what_stands_before_broken_json_is_read() -> None:
    assert document('[{"text": "a"}, {"text": "b"}, {"te')[:2] == [(1, "a"), (1, "b")]


def test_many_lines_need_no_more_memory_than_few(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    with path.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps({"text": "Bonjour " * 100}) + "\n" for _ in range(5_000))

    tracemalloc.start()
    try:
        count = sum(1 for _ in read_drafts(path))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 5_000
    assert peak < 2_000_000 < path.stat().st_size


@given(st.binary(max_size=200))
def test_any_bytes_give_items_and_no_crash(data: bytes) -> None:
    assert list(read_json(data, "d.json"))
    assert list(read_json_lines(bounded_lines(io.BytesIO(data)), "d.jsonl"))


@given(
    st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40), min_size=1, max_size=8)
)
def test_all_drafts_come_back_in_order_from_lines_and_lists(texts: list[str]) -> None:
    records = [{"text": text} for text in texts]
    by_line = "\n".join(map(json.dumps, records)).encode()
    assert [text for _, text in lines(by_line)] == texts
    assert [text for _, text in document(json.dumps(records, indent=1))] == texts
