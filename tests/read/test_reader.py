from __future__ import annotations

import io
import os
import threading
from pathlib import Path

import pytest

from cmcompliance.read import ReadDraft, ReadError, read_drafts


def texts(content: bytes) -> list[str]:
    items = read_drafts(io.BytesIO(content), "<stdin>")
    return [item.draft.text if isinstance(item, ReadDraft) else f"! {item.message}" for item in items]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"Bonjour {toi}\n", ["Bonjour {toi}"]),
        (b"---\nplatform: x\n---\nBonjour", ["Bonjour"]),
        (b'{"text": "a"}', ["a"]),
        (b'\n\n {"text": "a"}\n', ["a"]),
        (b'{"text": "a"}\n{"text": "b"}\n', ["a", "b"]),
        (b'\xef\xbb\xbf{"text": "a"}\n{"text": "b"}\n', ["a", "b"]),
        (b'{\n"text": "a"\n}\n', ["a"]),
        (b'[{"text": "a"}, {"text": "b"}]', ["a", "b"]),
        (b'[\n{"text": "a"},\n{"text": "b"}]', ["a", "b"]),
        (b"", ["! is empty: no text in it"]),
    ],
)
def test_a_stream_is_json_if_it_begins_like_it(content: bytes, expected: list[str]) -> None:
    assert texts(content) == expected


def test_a_bad_later_line_of_a_stream_is_told_with_its_number() -> None:
    items = list(read_drafts(io.BytesIO(b'\n{"text": "a"}\n{"text": \n'), "<stdin>"))
    assert isinstance(items[1], ReadError)
    assert (items[1].file, items[1].line) == ("<stdin>", 3)


@pytest.mark.parametrize("name", ["d.jsonl", "d.ndjson", "D.JSONL"])
def test_the_suffix_says_jsonl(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text('{"text": "a"}\n{"text": "b"}\n')
    assert len(list(read_drafts(path))) == 2


def test_a_text_that_begins_with_a_brace_is_still_a_text(tmp_path: Path) -> None:
    path = tmp_path / "post.md"
    path.write_text("{Spoiler} demain\n")
    assert [item.draft.text for item in read_drafts(path) if isinstance(item, ReadDraft)] == [
        "{Spoiler} demain"
    ]


@pytest.mark.parametrize("suffix", [".csv", ".docx", ".pdf", ".yaml", ".html"])
def test_formats_that_are_not_read_are_refused_rather_than_taken_for_text(
    tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"posts{suffix}"
    path.write_text("a,b\n")
    (error,) = read_drafts(path)
    assert isinstance(error, ReadError)
    assert error.message == f"{suffix} files are not read; give text, Markdown, JSON or JSONL"


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    (error,) = read_drafts(tmp_path / "none.md")
    assert isinstance(error, ReadError)
    assert error.message == "no such file"


def test_a_folder_is_an_error(tmp_path: Path) -> None:
    (error,) = read_drafts(tmp_path)
    assert isinstance(error, ReadError)
    assert error.message == "is a folder, and no draft in it was named or found"


def test_a_pipe_is_read_like_a_stream(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=('{"text": "a"}\n{"text": "b"}\n',))
    writer.start()
    items = list(read_drafts(pipe))
    writer.join()
    assert len(items) == 2
