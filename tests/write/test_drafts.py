from __future__ import annotations

from pathlib import Path

import pytest

from cmcompliance.answering import Change, changed
from cmcompliance.read import ReadDraft, read_drafts
from cmcompliance.write.drafts import WriteError, write_changes

PAID = Change(("relationship", "kind"), "paid")
ADULTS = Change(("audience", "min_age"), 18)


def drafts_of(path: Path) -> list[ReadDraft]:
    return [item for item in read_drafts(path) if isinstance(item, ReadDraft)]


CONTENTS = {
    "post.md": "---\nplatform: x\n---\nBonjour\n",
    "post.txt": "Bonjour\r\n",
    "with-mark.md": "\ufeffBonjour\n",
    "one.json": '{\n  "text": "Bonjour"\n}\n',
    "list.json": '[{"text": "Bonjour"}, {"text": "Bonjour"}, {"text": "Salut"}]',
    "lines.jsonl": '{"text": "Bonjour"}\n\n{"text": "Bonjour"}\nnot json\n{"text": "Salut"}\n',
    "with-mark.jsonl": '\ufeff{"text": "Bonjour"}\n',
}


@pytest.mark.parametrize("name", CONTENTS)
def test_each_draft_reads_back_with_its_changes(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(CONTENTS[name].encode("utf-8"))
    before = drafts_of(path)
    changes = [[PAID], [ADULTS, PAID], [ADULTS]]
    write_changes(path, list(zip(before, changes, strict=False)))
    expected = [changed(read.draft, some) for read, some in zip(before, changes, strict=False)]
    assert [read.draft for read in drafts_of(path)] == expected
    assert path.read_bytes().startswith(b"\xef\xbb\xbf") is CONTENTS[name].startswith("\ufeff")


def test_only_the_drafts_given_are_changed(tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_text(CONTENTS["lines.jsonl"], encoding="utf-8")
    write_changes(path, [(drafts_of(path)[1], [PAID])])
    assert path.read_text(encoding="utf-8") == CONTENTS["lines.jsonl"].replace(
        '\n\n{"text": "Bonjour"}', '\n\n{"text": "Bonjour", "relationship": {"kind": "paid"}}'
    )


def test_a_file_that_no_longer_holds_the_draft_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "post.md"
    path.write_text("Bonjour\n", encoding="utf-8")
    (read,) = drafts_of(path)
    path.write_text("Bonsoir\n", encoding="utf-8")
    with pytest.raises(WriteError, match="changed meanwhile"):
        write_changes(path, [(read, [PAID])])
    assert path.read_text(encoding="utf-8") == "Bonsoir\n"


def test_nothing_is_written_that_would_not_read_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "post.md"
    path.write_text("Bonjour\n", encoding="utf-8")
    monkeypatch.setattr("cmcompliance.write.front_matter.with_fields", lambda content, changes: "Bonsoir\n")
    with pytest.raises(WriteError, match="do it by hand"):
        write_changes(path, [(drafts_of(path)[0], [PAID])])
    assert path.read_text(encoding="utf-8") == "Bonjour\n"


def test_a_text_of_one_line_that_gets_another_takes_its_line_ends_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "post.md"
    path.write_bytes(b"---\r\nplatform: x\r\n---\r\nMon avis\r\n")
    [item] = read_drafts(path)
    assert isinstance(item, ReadDraft)
    write_changes(path, [(item, [Change(("text",), "Publicit\u00e9\nMon avis")])])
    assert path.read_bytes() == "---\r\nplatform: x\r\n---\r\nPublicité\r\nMon avis\r\n".encode()
