from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.draft import Draft
from cmcompliance.read import Origin, ReadDraft, read_drafts
from cmcompliance.render.location import Region, draft_line, path_in, region_of, utf8_column

TEXT = "🎁 Jeu\r\nAchète ici\rfin"


def test_a_stretch_has_lines_and_columns_of_the_file_in_code_points() -> None:
    item = ReadDraft(Draft(text=TEXT), Origin("p.md", None, 5, 40))
    start = TEXT.index("Achète")
    assert region_of(item, "text", start, start + 6) == Region(6, 1, 6, 7, 40 + start, 6)
    assert region_of(item, "text", 0, len(TEXT)) == Region(5, 1, 7, 4, 40, len(TEXT))


@pytest.mark.parametrize(
    ("field", "origin"), [("title", Origin("p.md", None, 5, 40)), ("text", Origin("d.jsonl", 3))]
)
def test_a_field_without_lines_in_the_file_has_no_region(field: str, origin: Origin) -> None:
    assert region_of(ReadDraft(Draft(text=TEXT), origin), field, 0, 1) is None


def test_a_draft_stands_where_its_text_begins_or_on_its_line_or_at_the_top() -> None:
    origins = [Origin("p.md", None, 5), Origin("d.jsonl", 3), Origin("p")]
    assert [draft_line(ReadDraft(Draft(text=TEXT), origin)) for origin in origins] == [5, 3, 1]


def test_columns_in_bytes_count_from_the_beginning_of_the_line() -> None:
    item = ReadDraft(Draft(text=TEXT), Origin("p.md", None, 1))
    assert utf8_column(item, TEXT.index("Jeu")) == 6
    assert utf8_column(item, TEXT.index(" ici")) == 8


@pytest.mark.parametrize(
    ("file", "path"),
    [
        ("posts/a.md", "posts/a.md"),
        ("./posts/a.md", "posts/a.md"),
        ("/work/posts/a.md", "posts/a.md"),
        ("/elsewhere/a.md", "/elsewhere/a.md"),
        ("no\udce9l.md", "no�l.md"),
    ],
)
def test_paths_are_relative_to_the_folder_they_lie_in(file: str, path: str) -> None:
    assert path_in(file, "/work") == path


@given(
    before=st.sampled_from(["", "\n\n", "---\r\ntitle: é\r\n---\r\n\r\n", "---\nplatform: x\n---\n"]),
    mark=st.sampled_from([b"", b"\xef\xbb\xbf"]),
    text=st.text("ab 🎁é\n\r", min_size=1).map(lambda text: f"x{text.strip()}"),
    data=st.data(),
)
def test_the_offset_of_a_region_leads_to_its_words_in_the_file(
    tmp_path_factory: pytest.TempPathFactory, before: str, mark: bytes, text: str, data: st.DataObject
) -> None:
    file = tmp_path_factory.mktemp("posts") / "post.md"
    file.write_bytes(mark + (before + text).encode())
    (item,) = read_drafts(Path(file))
    assert isinstance(item, ReadDraft)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    region = region_of(item, "text", start, end)
    assert region is not None
    assert region.offset is not None
    assert (before + text)[region.offset : region.offset + region.length] == text[start:end]
