"""Waivers of files and baselines on the command line."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests import command_line
from typer.testing import Result

BLOCKED, REVIEWED, PASSED = "Achète un savon", "Un tirage au sort", "Bonjour à tous"
Run = Callable[..., Result]
LATER = (date.today() + timedelta(days=400)).isoformat()
WAIVER = f'[[waiver]]\nrule = "eu/paid-entry"\nreason = "accord écrit"\nby = "Léa"\nuntil = {LATER}\n'


def write(name: str, content: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(content, encoding="utf-8")


def report(result: Result) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_what_a_waiver_file_covers_does_not_block_and_stays_in_the_report(run: Run) -> None:
    write("post.md", BLOCKED)
    write("waivers.toml", WAIVER)
    assert run("check", "post.md").exit_code == 1
    result = run("check", "post.md", "--waivers", "waivers.toml", "--format", "json")
    assert (result.exit_code, report(result)["verdict"], result.stderr) == (0, "pass", "")
    assert report(result)["findings"][0]["waived"] == {
        "by": "Léa",
        "reason": "accord écrit",
        "until": LATER,
        "source": "file",
        "place": "waivers.toml:1",
    }
    assert (
        "Accepté par Léa : accord écrit (jusqu'au"
        in run("check", "post.md", "--waivers", "waivers.toml").stdout
    )


def test_settings_name_a_waiver_file_which_may_not_be_there_yet(run: Run) -> None:
    write("post.md", BLOCKED)
    write("cmcompliance.toml", 'waivers = "waivers.toml"\n')
    assert run("check", "post.md").exit_code == 1
    write("waivers.toml", WAIVER)
    assert run("check", "post.md").exit_code == 0
    assert run("check", "post.md", "--no-config").exit_code == 1


def test_settings_hold_waivers_which_stand_beside_those_of_what_they_extend(run: Run) -> None:
    write("base.toml", WAIVER + 'paths = "a.md"\n')
    write("cmcompliance.toml", f'extends = "base.toml"\n{WAIVER}paths = ["b.md"]\n')
    for name in ("a.md", "b.md", "c.md"):
        write(name, BLOCKED)
    result = run("check", "a.md", "b.md", "c.md", "--format", "jsonl")
    waived = [json.loads(line)["findings"][0]["waived"] for line in result.stdout.splitlines()]
    assert [one and (one["source"], one["place"]) for one in waived] == [
        ("settings", "base.toml:1"),
        ("settings", "cmcompliance.toml:2"),
        None,
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            WAIVER.replace("eu/paid-entry", "eu/payd-entry"),
            "cmcompliance.toml:2:1: `rule`: no rule is named by 'eu/payd-entry'; did you mean",
        ),
        (
            WAIVER.replace("until", "untl"),
            "cmcompliance.toml:5:1: unknown key `waiver[0].untl`; did you mean",
        ),
        ('[[waiver]]\nrule = "eu"\nby = "L"\n', "cmcompliance.toml:1:3: missing key `waiver[0].reason`"),
    ],
)
def test_a_faulty_waiver_in_settings_is_told(run: Run, content: str, message: str) -> None:
    write("post.md", BLOCKED)
    write("cmcompliance.toml", content)
    result = run("check", "post.md")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(message)


def test_a_waiver_is_for_the_paths_and_the_drafts_that_it_names(run: Run) -> None:
    for name in ("a/post.md", "b/post.md"):
        write(name, BLOCKED)
    write("w/waivers.toml", "")
    write("waivers.toml", WAIVER + 'paths = "a/"\n')
    assert run("check", "a/post.md", "--waivers", "waivers.toml").exit_code == 0
    assert run("check", "b/post.md", "--waivers", "waivers.toml").exit_code == 1
    write("d.jsonl", "".join(json.dumps({"id": name, "text": BLOCKED}) + "\n" for name in ("1", "2")))
    write("waivers.toml", WAIVER + 'paths = "d.jsonl"\ndrafts = "2"\n')
    lines = run("check", "d.jsonl", "--waivers", "waivers.toml").stdout.splitlines()
    assert [json.loads(line)["verdict"] for line in lines] == ["block", "pass"]


def test_a_waiver_that_covers_nothing_of_what_it_names_is_told_and_changes_no_status(run: Run) -> None:
    write("post.md", PASSED)
    write("other.md", BLOCKED)
    write("waivers.toml", WAIVER + 'paths = "post.md"\n')
    result = run("check", "post.md", "--waivers", "waivers.toml", "--lang", "en")
    assert result.exit_code == 0
    assert result.stderr == (
        "waivers.toml:1: The waiver by Léa for eu/paid-entry covers nothing here: remove it, or mend its "
        "scope.\n"
    )
    assert run("check", "other.md", "--waivers", "waivers.toml").stderr == ""


def test_an_expired_waiver_no_longer_covers_and_says_so(run: Run) -> None:
    write("post.md", BLOCKED)
    write("waivers.toml", WAIVER.replace(LATER, "2026-01-31"))
    result = run("check", "post.md", "--waivers", "waivers.toml", "--lang", "fr")
    assert result.exit_code == 1
    assert (
        "waivers.toml:1 : La dérogation de Léa pour eu/paid-entry a pris fin le 2026-01-31" in result.stdout
    )
    assert run("check", "post.md", "--waivers", "waivers.toml", "--as-of", "2026-01-31").exit_code == 0


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('[[waiver]]\nrule = "eu"\nby = "L"\n', "waivers.toml:1:3: a waiver needs `reason`"),
        (
            WAIVER.replace("eu/paid-entry", "eu/payd-entry"),
            "waivers.toml:2:1: `rule`: no rule is named by 'eu/payd-entry'; did you mean `eu/paid-entry`?",
        ),
    ],
)
def test_a_faulty_waiver_file_is_told_before_anything_is_checked(
    run: Run, content: str, message: str
) -> None:
    write("post.md", BLOCKED)
    write("waivers.toml", content)
    result = run("check", "post.md", "--waivers", "waivers.toml")
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", message + "\n")


def test_a_waiver_file_that_an_option_names_must_be_there(run: Run) -> None:
    result = run("check", "-", "--waivers", "none.toml", stdin=PASSED)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("none.toml:1:1: cannot be read: ")


def test_a_baseline_leaves_out_what_was_there_and_reports_what_is_new(run: Run) -> None:
    write("posts/old.md", f"{REVIEWED}\n\n{BLOCKED}")
    made = run("baseline", "posts/old.md")
    assert (made.exit_code, made.stderr) == (0, "baseline.json: 2 findings in 1 draft; 2 new, 0 gone\n")
    write("posts/old.md", f"Bonjour.\n\n{BLOCKED}\n\n{REVIEWED}")
    write("posts/new.md", f"{REVIEWED} demain")
    known = run("check", "posts/old.md", "--baseline", "baseline.json", "--strict", "--lang", "en")
    assert known.exit_code == 0
    assert "2 findings that the baseline has are not shown." in known.stdout
    new = run("check", "posts/new.md", "--baseline", "baseline.json", "--format", "json")
    assert (report(new)["baselined"], len(report(new)["findings"])) == (0, 1)


def test_a_baseline_has_no_word_of_a_text_and_is_the_same_on_each_run(run: Run) -> None:
    write("d.jsonl", json.dumps({"id": "1", "text": BLOCKED}) + "\n" + json.dumps({"text": REVIEWED}))
    run("baseline", "d.jsonl", "-o", "one.json")
    run("baseline", "d.jsonl", "-o", "two.json")
    content = Path("one.json").read_text(encoding="utf-8")
    assert content == Path("two.json").read_text(encoding="utf-8")
    assert not any(word in content for word in ("Achète", "savon", "tirage"))


def test_settings_name_a_baseline(run: Run) -> None:
    write("post.md", BLOCKED)
    write("cmcompliance.toml", 'baseline = "known.json"\n')
    assert run("check", "post.md").exit_code == 1
    assert run("baseline", "post.md", "-o", "known.json").exit_code == 0
    assert run("check", "post.md").exit_code == 0


def test_what_is_gone_and_other_rules_are_told_at_the_end(run: Run) -> None:
    write("post.md", BLOCKED)
    run("baseline", "post.md")
    write("post.md", PASSED)
    other = Path("baseline.json").read_text(encoding="utf-8").replace('"version": "1"', '"version": "0"')
    write("baseline.json", other)
    result = run("check", "post.md", "--baseline", "baseline.json", "--lang", "en")
    assert result.exit_code == 0
    rules, gone = result.stderr.splitlines()
    assert rules.startswith("baseline.json: made with small 0, ")
    assert gone == (
        "baseline.json: one accepted finding is gone: renew the baseline (`cmcompliance baseline`)"
    )


def test_a_check_of_some_rules_calls_nothing_gone_or_unused(run: Run) -> None:
    write("post.md", f"{BLOCKED}\n\n{REVIEWED}")
    run("baseline", "post.md")
    write("waivers.toml", WAIVER + 'paths = "post.md"\n')
    options = ["--baseline", "baseline.json", "--waivers", "waivers.toml", "--rule", "eu/rules-missing"]
    result = run("check", "post.md", *options)
    assert (result.exit_code, result.stderr) == (0, "")


def test_what_is_waived_is_not_taken_in(run: Run) -> None:
    write("post.md", BLOCKED)
    write("waivers.toml", WAIVER)
    assert run("baseline", "post.md", "--waivers", "waivers.toml").stderr.startswith(
        "baseline.json: 0 findings"
    )
    assert run("check", "post.md", "--baseline", "baseline.json").exit_code == 1


def test_what_cannot_be_read_does_not_stop_the_others_and_is_told(run: Run) -> None:
    write("post.md", BLOCKED)
    result = run("baseline", "none.md", "post.md")
    assert result.exit_code == 2
    assert "none.md: no such file\n" in result.stderr
    assert run("check", "post.md", "--baseline", "baseline.json").exit_code == 0


@pytest.mark.parametrize("command", [("check", "post.md", "--baseline"), ("baseline", "post.md", "--output")])
def test_a_broken_or_foreign_baseline_is_refused_and_stays(run: Run, command: tuple[str, ...]) -> None:
    write("post.md", BLOCKED)
    write("b.json", '{"results": {}}')
    result = run(*command, "b.json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("cmcompliance: b.json: is no baseline")
    assert Path("b.json").read_text() == '{"results": {}}'


def test_the_commands_run_as_programs(tmp_path: Path) -> None:
    def cmc(*arguments: str) -> subprocess.CompletedProcess[str]:
        return command_line.text(*arguments, cwd=tmp_path)

    (tmp_path / "post.md").write_text("Notre tisane guérit le rhume.", encoding="utf-8")
    options = ["--jurisdiction", "FR", "--author-role", "brand"]
    assert cmc("check", "post.md", "--strict", *options).returncode == 1
    assert cmc("baseline", "post.md", *options).returncode == 0
    assert cmc("check", "post.md", "--strict", "--baseline", "baseline.json", *options).returncode == 0
    terms = ["--rule", "sector", "--reason", "dossier 12", "--by", "Léa", "--until", LATER]
    assert cmc("waive", "post.md", *terms, *options).returncode == 0
    assert cmc("check", "post.md", "--strict", "--waivers", "waivers.toml", *options).returncode == 0
    listed = cmc("waivers", "list")
    assert (listed.returncode, "dossier 12" in listed.stdout) == (0, True)
