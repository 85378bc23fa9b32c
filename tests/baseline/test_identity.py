from pathlib import Path

import pytest

from cmcompliance.baseline.identity import content_digest, draft_name
from cmcompliance.draft import Draft, Waiver
from cmcompliance.read import Origin

TEXT = Draft(text="Tirage au sort")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "a.md").write_text("a")
    (tmp_path / "d.jsonl").write_text("{}")
    return tmp_path


def test_a_file_is_named_from_the_folder_of_the_baseline(here: Path) -> None:
    assert draft_name(TEXT, Origin("posts/a.md"), Path()) == "posts/a.md"
    assert draft_name(TEXT, Origin(str(here / "posts" / "a.md")), here) == "posts/a.md"
    assert draft_name(TEXT, Origin("posts/a.md"), here / "elsewhere") == "../posts/a.md"


def test_a_draft_among_others_goes_by_its_id_or_its_texts_and_never_by_its_line(here: Path) -> None:
    named = Draft(text="Tirage au sort", id="p-1")
    assert draft_name(named, Origin("d.jsonl", 3), here) == "d.jsonl#p-1"
    without = draft_name(TEXT, Origin("d.jsonl", 3), here)
    assert without == draft_name(TEXT, Origin("d.jsonl", 9), here)
    assert "Tirage" not in without
    assert without != draft_name(Draft(text="Tirage"), Origin("d.jsonl", 3), here)


def test_a_stream_has_no_file(here: Path) -> None:
    assert draft_name(Draft(text="a", id="p"), Origin("<stdin>"), here) == "-#p"


def test_what_a_draft_says_counts_and_its_id_and_waivers_do_not() -> None:
    waiver = Waiver(rule="contest", reason="r", by="L")
    same = [TEXT, Draft(text="Tirage au sort", id="p", waivers=[waiver])]
    other = [Draft(text="Tirage"), Draft(text="Tirage au sort", platform="x")]
    assert len({content_digest(draft) for draft in same}) == 1
    assert len({content_digest(draft) for draft in [*same, *other]}) == 3
