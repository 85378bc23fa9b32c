from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cmcompliance.write.difference import line_difference, text_difference

LINES = st.lists(st.sampled_from(["a", "b", "é🧡", "\r", "x\u2028y", "{}"]), max_size=30)


def patched(old: str, difference: str, folder: Path) -> str:
    """Return what git makes of a file with the difference applied."""
    (folder / "post.md").write_bytes(old.encode())
    done = subprocess.run(
        ["git", "apply", "-p0", "--whitespace=nowarn", "-"],
        input=difference.encode(),
        capture_output=True,
        cwd=folder,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return (folder / "post.md").read_bytes().decode()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a\nb\n", "Pub\na\nb\n"),
        ("a", "Pub\na"),
        ("a\r\nb\r\n", "Pub\r\na\r\nb\r\n"),
        ("a\n", "a"),
        ("", "a\n"),
    ],
)
def test_a_difference_of_texts_can_be_applied(tmp_path: Path, old: str, new: str) -> None:
    assert patched(old, "".join(text_difference(old, new, "post.md")), tmp_path) == new


def test_the_same_text_has_no_difference() -> None:
    assert list(text_difference("a\n", "a\n", "post.md")) == []
    assert list(line_difference([("a\n", "a\n")], "drafts.jsonl")) == []


def test_lines_far_apart_stand_in_hunks_of_their_own() -> None:
    pairs = [(f"{number}\n", f"{number}\n" if number not in {2, 20} else "new\n") for number in range(1, 30)]
    difference = "".join(line_difference(pairs, "drafts.jsonl"))
    assert [line for line in difference.splitlines() if line.startswith("@@")] == [
        "@@ -1,5 +1,5 @@",
        "@@ -17,7 +17,7 @@",
    ]


@given(LINES, st.sets(st.integers(0, 29)), st.booleans())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_difference_of_lines_can_be_applied(
    tmp_path: Path, lines: list[str], changed: set[int], ended: bool
) -> None:
    ends = ["\n" if ended or number < len(lines) - 1 else "" for number in range(len(lines))]
    pairs = [
        (line + end, (f"new {line}" if number in changed else line) + end)
        for number, (line, end) in enumerate(zip(lines, ends, strict=True))
    ]
    difference = "".join(line_difference(pairs, "post.md"))
    old, new = ("".join(side) for side in zip(*pairs, strict=True)) if pairs else ("", "")
    if old == new:
        assert difference == ""
    else:
        assert patched(old, difference, tmp_path) == new
