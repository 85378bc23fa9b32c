from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.baseline import Accepted, Entry
from cmcompliance.baseline.baseline import baseline_of
from cmcompliance.baseline.file import BaselineError, baseline_text, read_baseline
from cmcompliance.report import RulesetInfo

RULESET = RulesetInfo(name="test", version="1", digest="0")
DIGESTS = st.integers(0, 50).map(lambda number: f"{number:016x}")
ENTRIES = st.lists(
    st.builds(
        Entry,
        st.sampled_from(["a.md", "b.jsonl#1", 'é"\n\\ .md']),
        DIGESTS,
        st.lists(
            st.builds(
                Accepted,
                st.sampled_from(["fr/a", "fr/b"]),
                st.sampled_from(["", "FR"]),
                st.sampled_from(["", "x"]),
                st.sampled_from(["error", "warning", "info"]),
                st.lists(DIGESTS, max_size=2).map(lambda words: tuple(sorted(words))),
            ),
            max_size=3,
        ).map(tuple),
    ),
    max_size=4,
)


@given(entries=ENTRIES, data=st.data())
def test_the_file_is_the_same_whatever_the_order_of_the_drafts(
    entries: list[Entry], data: st.DataObject
) -> None:
    text = baseline_text(baseline_of(RULESET, entries))
    assert baseline_text(baseline_of(RULESET, data.draw(st.permutations(entries)))) == text


@given(entries=ENTRIES)
def test_what_is_written_is_read_again(
    entries: list[Entry], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("baseline") / "baseline.json"
    baseline = baseline_of(RULESET, entries)
    path.write_text(baseline_text(baseline), encoding="utf-8")
    assert read_baseline(path, "baseline.json") == baseline


def test_a_finding_is_a_line_so_that_two_branches_can_be_merged() -> None:
    accepted = Accepted("fr/a", "FR", "", "error", ("0" * 16,))
    lines = baseline_text(baseline_of(RULESET, [Entry("a.md", "1" * 16, (accepted,))])).splitlines()
    assert (
        '      {"rule": "fr/a", "jurisdiction": "FR", "platform": null, "severity": "error", '
        '"words": ["0000000000000000"]}'
    ) in lines
    assert json.loads("\n".join(lines))["drafts"][0]["draft"] == "a.md"


def test_a_draft_without_findings_takes_no_line() -> None:
    assert "a.md" not in baseline_text(baseline_of(RULESET, [Entry("a.md", "1" * 16)]))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", ":1:2: not JSON: Expecting property name enclosed in double quotes"),
        ("[]", ": is no baseline; make one with `cmcompliance baseline`"),
        ('{"version": 3, "results": {}}', ": is no baseline; make one with `cmcompliance baseline`"),
        (
            '{"kind": "cmcompliance-baseline", "schema_version": "2.0", "made_by": "m", "drafts": [], '
            '"ruleset": {"name": "n", "version": "1", "digest": "0"}}',
            ": is of version '2.0', which this cmcompliance does not read; renew it",
        ),
        (
            '{"kind": "cmcompliance-baseline", "schema_version": "1.0", "made_by": "m", "drafts": [{}], '
            '"ruleset": {"name": "n", "version": "1", "digest": "0"}}',
            ": drafts.0.draft: Field required; renew it with `cmcompliance baseline`",
        ),
    ],
)
def test_a_broken_or_foreign_file_is_told_in_one_line(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BaselineError) as caught:
        read_baseline(path, "baseline.json")
    assert str(caught.value) == f"baseline.json{message}"


def test_a_file_that_is_not_there_or_no_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(BaselineError, match="no such file; make it with `cmcompliance baseline`"):
        read_baseline(tmp_path / "none.json", "none.json")
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe{}")
    with pytest.raises(BaselineError, match="not JSON in UTF-8"):
        read_baseline(tmp_path / "bytes.json", "bytes.json")
