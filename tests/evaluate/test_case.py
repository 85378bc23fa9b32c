from __future__ import annotations

from pathlib import Path

import pytest

from cmcompliance.evaluate import CaseError, read_cases


def cases_file(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "cases.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_cases_are_read_with_their_labels(tmp_path: Path) -> None:
    path = cases_file(
        tmp_path,
        '{"id": "a", "lang": "fr", "draft": {"text": "x"}, "expected": {"must": ["m"], "may": ["y"], '
        '"must_not": ["n"]}, "source": {"kind": "authored"}, "note": "why"}',
        "",
        '{"id": "b", "lang": "en", "draft": {"text": "x", "platform": "x"}}',
    )
    first, second = read_cases(path)
    assert (first.expected.must, first.expected.may, first.expected.must_not) == ({"m"}, {"y"}, {"n"})
    assert second.expected.must == frozenset()
    assert second.draft.platform == "x"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "cases.jsonl:2: not JSON"),
        ('{"id": "a", "lang": "fr"}', "cases.jsonl:2: `draft`: Field required"),
        ('{"id": "a", "lang": "fr", "draft": {"txt": "x"}}', "cases.jsonl:2: draft: missing field `text`"),
        (
            '{"id": "a", "lang": "fr", "draft": {"text": "x"}, "expected": {"most": []}}',
            "cases.jsonl:2: `expected.most`: Extra inputs are not permitted",
        ),
        ("[]", "cases.jsonl:2: `the case`"),
    ],
)
def test_a_line_that_is_no_case_is_told_with_file_and_line(tmp_path: Path, line: str, message: str) -> None:
    path = cases_file(tmp_path, '{"id": "a", "lang": "fr", "draft": {"text": "x"}}', line)
    with pytest.raises(CaseError) as caught:
        list(read_cases(path))
    assert message in str(caught.value)


def test_a_file_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_bytes(b'{"id": "\xe9"}')
    with pytest.raises(CaseError, match="not UTF-8"):
        list(read_cases(path))
