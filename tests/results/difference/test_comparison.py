from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.results.made_scans import made_scan, place

from cmcompliance.results.difference import Change, Comparison, compared
from cmcompliance.results.faults import ResultsRefused

WAIVED = {"by": "Léa", "reason": "so", "until": None, "place": "waivers.toml:1"}


def draft(number: int, *, digest: str = "d", checked_by: str = "c") -> dict[str, Any]:
    return {**place(number), "verdict": "block", "digest": digest, "given": digest, "checked_by": checked_by}


def finding(number: int, rule: str = "r", **other: Any) -> dict[str, Any]:
    words = {"obligation": "o", "severity": "error", "fingerprint": "f", "title": "t", "message": "m"}
    return {**place(number), "rule": rule, **words, **other}


def between(
    folder: Path, old: tuple[list[Any], list[Any]], new: tuple[list[Any], list[Any]], errors: Any = ()
) -> tuple[list[Change], Comparison]:
    made_scan(folder / "old", {"drafts": old[0], "findings": old[1]})
    made_scan(folder / "new", {"drafts": new[0], "findings": new[1], "errors": errors})
    with compared(folder / "old", folder / "new") as comparison:
        return list(comparison.changes()), comparison


def told(changes: list[Change]) -> list[tuple[Any, ...]]:
    return [(one.what, one.draft_id, *one.why) for one in changes]


def test_nothing_is_otherwise_in_the_same_results(tmp_path: Path) -> None:
    same = ([draft(1)], [finding(1), finding(1, "s", waived=WAIVED, jurisdiction="FR")])
    changes, comparison = between(tmp_path, same, same)
    assert (changes, comparison.unchanged, comparison.new_errors) == ([], 2, 0)
    assert comparison.posts == (1, 1)


def test_each_change_says_why(tmp_path: Path) -> None:
    old = (
        [draft(1), draft(2), draft(3), draft(4), draft(5), draft(6)],
        [finding(number) for number in (1, 2, 3, 4, 5)],
    )
    new = (
        [draft(1, checked_by="x"), draft(2, digest="x"), draft(4, checked_by="x"), draft(6), draft(7)],
        [finding(1, message="other"), finding(4, waived=WAIVED), finding(6), finding(7)],
    )
    crashed = {**place(5), "kind": "crashed", "problem": "p", "count": 1}
    changes, comparison = between(tmp_path, old, new, [crashed])
    assert told(changes) == [
        ("new", "post-6", "unknown"),
        ("new", "post-7", "post_new"),
        ("changed", "post-1", "rules"),
        ("changed", "post-4", "waiver"),
        ("fixed", "post-2", "post_edited"),
        ("fixed", "post-3", "post_gone"),
        ("fixed", "post-5", "not_checked"),
    ]
    assert [comparison.total(what) for what in ("new", "changed", "fixed")] == [2, 2, 3]
    assert (comparison.new_errors, comparison.unchanged) == (2, 0)


@pytest.mark.parametrize(
    ("before", "now", "errors"),
    [
        ({"severity": "warning"}, {}, 1),
        ({"waived": WAIVED}, {}, 1),
        ({}, {"severity": "warning"}, 0),
        ({}, {"message": "other"}, 0),
        ({"severity": "warning"}, {"waived": WAIVED}, 0),
    ],
)
def test_an_error_is_new_where_there_was_none_that_counted(
    tmp_path: Path, before: Any, now: Any, errors: int
) -> None:
    old, new = ([draft(1)], [finding(1, **before)]), ([draft(1, checked_by="x")], [finding(1, **now)])
    changes, comparison = between(tmp_path, old, new)
    assert [change.what for change in changes] == ["changed"]
    assert comparison.new_errors == sum(change.is_new_error for change in changes) == errors


def test_one_rule_speaks_of_several_countries_apart(tmp_path: Path) -> None:
    old = ([draft(1)], [finding(1, jurisdiction="FR"), finding(1, jurisdiction="BE")])
    new = ([draft(1)], [finding(1, jurisdiction="FR"), finding(1, jurisdiction="BE", severity="info")])
    changes, comparison = between(tmp_path, old, new)
    assert [(one.what, one.jurisdiction) for one in changes] == [("changed", "BE")]
    assert comparison.unchanged == 1


def test_what_is_no_scan_is_refused(tmp_path: Path) -> None:
    made_scan(tmp_path / "new", {})
    with pytest.raises(ResultsRefused, match="old"), compared(tmp_path / "old", tmp_path / "new"):
        pass
