from __future__ import annotations

import json
from collections.abc import Callable

import jsonschema
import pytest
from typer.testing import Result

Run = Callable[..., Result]


SUBJECTS = [
    "draft",
    "report",
    "error",
    "fixed",
    "settings",
    "rule",
    "lexicon",
    "inference",
    "sources",
    "statements",
    "coverage",
]


@pytest.mark.parametrize("subject", SUBJECTS)
def test_each_schema_is_a_valid_json_schema(run: Run, subject: str) -> None:
    schema = json.loads(run("schema", subject).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["properties"]


@pytest.mark.parametrize(
    ("draft", "valid"),
    [
        ({"text": "a", "author": {"role": "brand", "followers": 3}}, True),
        ({"text": "a", "published_at": "2026-11-22"}, True),
        ({"platform": "x"}, False),
        ({"text": "a", "platform": "minitel"}, False),
        ({"text": "a", "author": {"followers": -1}}, False),
        ({"text": "a", "jurisdictions": ["fr"]}, False),
    ],
)
def test_the_schema_of_a_draft_accepts_what_a_draft_is(
    run: Run, draft: dict[str, object], valid: bool
) -> None:
    schema = json.loads(run("schema", "draft").stdout)
    assert jsonschema.Draft202012Validator(schema).is_valid(draft) is valid


def test_an_unknown_subject_is_a_usage_error(run: Run) -> None:
    assert run("schema", "drafts").exit_code == 2


def test_without_a_name_all_that_has_a_version_is_listed(run: Run) -> None:
    listed = dict(line.split()[:2] for line in run("schema").stdout.splitlines())
    assert {"draft", "report", "error", "statistics", "csv", "rules", "eval", "version"} < listed.keys()
    assert listed["sarif"] == "2.1.0"


def test_the_record_of_an_error_follows_its_schema(run: Run) -> None:
    schema = json.loads(run("schema", "error").stdout)
    record = json.loads(run("check", "none.md", "--format", "json").stdout)
    jsonschema.validate(record, schema)
    assert record["schema_version"] == schema["properties"]["schema_version"]["default"]


@pytest.mark.parametrize("command", [["rules", "list"], ["rules", "coverage"], ["version"]])
def test_what_a_program_reads_says_its_version(run: Run, command: list[str]) -> None:
    written = json.loads(run(*command, "--format", "json").stdout)
    listed = dict(line.split()[:2] for line in run("schema").stdout.splitlines())
    assert written["schema_version"] == listed[command[0]]
