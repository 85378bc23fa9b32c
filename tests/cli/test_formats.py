"""Each form that a program reads, as the command writes it."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree as Xml

import pytest
from tests import command_line
from typer.testing import Result

from cmcompliance.cli.formats import Format

ROOT = Path(__file__).parents[2]
EXAMPLES = ["docs/examples/routine-du-matin.md", "docs/examples/concours-de-noel.md"]
BLOCKED, PASSED = "Achète un savon", "Bonjour à tous"
Run = Callable[..., Result]


def check(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    return command_line.run("check", *EXAMPLES, "--lang", "en", *arguments, cwd=ROOT)


def paths_in_sarif(page: str) -> set[str]:
    return {artifact["location"]["uri"] for artifact in json.loads(page)["runs"][0]["artifacts"]}


def paths_in_github(page: str) -> set[str]:
    return {line.partition("file=")[2].partition(",")[0] for line in page.splitlines()}


def paths_in_gitlab(page: str) -> set[str]:
    return {issue["location"]["path"] for issue in json.loads(page)}


def paths_in_junit(page: str) -> set[str]:
    return {suite.get("name", "") for suite in Xml.fromstring(page.encode())}


def paths_in_rdjson(page: str) -> set[str]:
    return {item["location"]["path"] for item in json.loads(page)["diagnostics"]}


def paths_in_csv(page: str) -> set[str]:
    return {row["file"] for row in csv.DictReader(io.StringIO(page, newline=""))}


@pytest.mark.parametrize(
    ("form", "paths"),
    [
        ("sarif", paths_in_sarif),
        ("github", paths_in_github),
        ("gitlab", paths_in_gitlab),
        ("junit", paths_in_junit),
        ("rdjson", paths_in_rdjson),
        ("csv", paths_in_csv),
    ],
)
def test_the_command_writes_each_form(form: str, paths: Callable[[str], set[str]]) -> None:
    done = check("--format", form)
    assert (done.returncode, done.stderr) == (1, b"")
    assert paths(done.stdout.decode("utf-8-sig")) == set(EXAMPLES)


def test_one_run_is_printed_and_written_to_several_files(tmp_path: Path) -> None:
    sarif, table = tmp_path / "report.sarif", tmp_path / "report.csv"
    done = check("--format", "text", "--output", str(sarif), "-o", str(table))
    assert done.returncode == 1
    assert b"DO NOT PUBLISH AS IT IS" in done.stdout
    assert paths_in_sarif(sarif.read_text(encoding="utf-8")) == set(EXAMPLES)
    assert paths_in_csv(table.read_bytes().decode("utf-8-sig")) == set(EXAMPLES)
    assert set(tmp_path.iterdir()) == {sarif, table}


def test_what_is_written_to_a_file_is_not_printed(run: Run) -> None:
    Path("post.md").write_text(BLOCKED, encoding="utf-8")
    result = run("check", "post.md", "--format", "gitlab", "--output", "quality.json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert len(json.loads(Path("quality.json").read_text(encoding="utf-8"))) == 1


def test_paths_are_relative_to_where_the_command_runs(run: Run) -> None:
    post = Path("post.md").resolve()
    post.write_text(BLOCKED, encoding="utf-8")
    result = run("check", str(post), "--format", "gitlab")
    assert paths_in_gitlab(result.stdout) == {"post.md"}


def test_a_file_that_cannot_be_written_is_told_before_anything_is_checked(run: Run) -> None:
    result = run("check", "-", "--output", "none/report.csv", stdin=PASSED)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "cmcompliance: cannot write none/report.csv: No such file or directory\n"


def test_a_name_that_says_no_form_is_refused(run: Run) -> None:
    result = run("check", "-", "-o", "report", stdin=PASSED)
    assert result.exit_code == 2
    assert result.stderr.startswith("cmcompliance: in which form is report to be written?")


@pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="names are text there")
@pytest.mark.parametrize("form", get_args(Format))
def test_a_file_name_that_is_no_text_does_no_harm(run: Run, form: Format) -> None:
    Path("no\udce9l.md").write_text(BLOCKED, encoding="utf-8")
    Path("b\udce9.md").write_text("---\nplatfrom: x\n---\na")
    result = run("check", "no\udce9l.md", "b\udce9.md", "--format", form)
    assert (result.exit_code, result.exception is None or isinstance(result.exception, SystemExit)) == (
        2,
        True,
    )
    assert result.stdout_bytes.decode("utf-8")


def test_what_could_not_be_read_is_in_every_form(run: Run) -> None:
    Path("bad.md").write_text("---\nplatfrom: x\n---\na")
    for form in ("sarif", "github", "gitlab", "junit", "rdjson", "csv"):
        result = run("check", "bad.md", "--format", form)
        assert result.exit_code == 2
        assert "unknown field `platfrom`" in result.stdout
