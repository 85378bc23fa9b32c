"""The settings of a draft's file, as `check` uses them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests import command_line
from typer.testing import Result

BLOCKED, REVIEWED, PASSED = "Achète un savon", "Un tirage au sort", "Bonjour à tous"
Run = Callable[..., Result]


def write(name: str, content: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def report(result: Result) -> dict[str, Any]:
    data = json.loads(result.stdout)
    assert isinstance(data, dict)
    return data


def test_options_win_over_a_draft_and_a_draft_over_the_settings(run: Run) -> None:
    write("cmcompliance.toml", "platform = 'x'\njurisdictions = ['BE']\nauthor.role = 'brand'\n")
    write("post.md", f"---\nplatform: tiktok\nauthor.name: A\n---\n{BLOCKED}\n")
    found = report(run("check", "post.md", "--format", "json", "--jurisdiction", "FR"))
    assert (found["platform"], found["jurisdictions"]) == ("tiktok", ["FR"])
    assert found["from_settings"] == ["author.role"]


def test_the_text_says_what_came_from_the_settings(run: Run) -> None:
    write("cmcompliance.toml", "platform = 'instagram'\njurisdictions = ['FR']\n")
    write("post.md", PASSED)
    assert (
        "Tiré de la configuration : platform, jurisdictions.\n"
        in run("check", "post.md", "--lang", "fr").stdout
    )
    assert "From the settings: platform, jurisdictions.\n" in run("check", "post.md", "--lang", "en").stdout


def test_settings_are_those_of_the_file_and_not_of_the_working_folder(run: Run) -> None:
    write("cmcompliance.toml", "platform = 'x'\n")
    write("a/cmcompliance.toml", "platform = 'tiktok'\n")
    write("a/post.md", PASSED)
    assert report(run("check", "a/post.md", "--format", "json"))["platform"] == "tiktok"


def test_standard_input_has_the_settings_of_the_working_folder_or_of_its_name(run: Run) -> None:
    write("cmcompliance.toml", "platform = 'x'\n")
    write("a/cmcompliance.toml", "platform = 'tiktok'\n")
    unnamed = report(run("check", "-", "--format", "json", stdin=PASSED))
    assert (unnamed["platform"], unnamed["draft_id"]) == ("x", None)
    named = report(run("check", "-", "--format", "json", "--stdin-filename", "a/post.md", stdin=PASSED))
    assert (named["platform"], named["draft_id"]) == ("tiktok", "a/post.md")


def test_standard_input_is_read_as_the_file_whose_name_it_has(run: Run) -> None:
    text = "[Pub] Bonjour"
    assert run("check", "-", "--stdin-filename", "post.md", stdin=text).exit_code == 0
    assert run("check", "-", stdin=text).exit_code == 2
    lines = f'{{"text": "{PASSED}"}}\n'
    assert run("check", "-", "--format", "jsonl", "--stdin-filename", "d.jsonl", stdin=lines).exit_code == 0


def test_a_settings_file_can_be_named_or_left_out(run: Run) -> None:
    write("cmcompliance.toml", "platform = 'x'\n")
    write("other.toml", "platform = 'tiktok'\n")
    write("post.md", PASSED)
    assert (
        report(run("check", "post.md", "--format", "json", "--config", "other.toml"))["platform"] == "tiktok"
    )
    assert report(run("check", "post.md", "--format", "json", "--no-config"))["platform"] is None
    both = run("check", "post.md", "--no-config", "--config", "other.toml")
    assert (both.exit_code, both.stdout) == (2, "")
    missing = run("check", "post.md", "--config", "none.toml")
    assert missing.exit_code == 2
    assert missing.stderr.startswith("none.toml:1:1: cannot be read: ")


def test_a_rule_that_is_off_is_named_and_blocks_nothing(run: Run) -> None:
    write("cmcompliance.toml", "rules.off = ['contest.paid-entry']\n")
    write("post.md", BLOCKED)
    result = run("check", "post.md", "--format", "json", "--jurisdiction", "FR")
    assert report(result)["switched_off"] == ["eu/paid-entry"]
    assert result.exit_code == 0


def test_the_severity_of_settings_decides_the_exit(run: Run) -> None:
    write("cmcompliance.toml", "jurisdictions = ['FR']\n[rules.severity]\n'eu/rules-missing' = 'error'\n")
    write("post.md", REVIEWED)
    assert run("check", "post.md").exit_code == 1


def test_only_the_rules_asked_for_speak_even_if_the_settings_have_them_off(run: Run) -> None:
    write("cmcompliance.toml", "jurisdictions = ['FR']\nrules.off = ['eu/paid-entry']\n")
    write("post.md", f"{BLOCKED}. {REVIEWED}")
    found = report(run("check", "post.md", "--format", "json", "--rule", "contest.paid-entry"))
    assert [finding["rule"] for finding in found["findings"]] == ["eu/paid-entry"]
    assert found["switched_off"] == ["eu/rules-missing"]
    wrong = run("check", "post.md", "--rule", "contest.paid-entri")
    assert wrong.exit_code == 2
    assert "'contest.paid-entri'; did you mean `contest.paid-entry`?" in wrong.stderr


def test_settings_decide_the_output_unless_an_option_does(run: Run) -> None:
    write(
        "cmcompliance.toml", "jurisdictions = ['FR']\n[output]\nformat = 'json'\nlang = 'en'\nstrict = true\n"
    )
    write("post.md", REVIEWED)
    result = run("check", "post.md")
    assert result.exit_code == 1
    assert report(result)["findings"][0]["message"] == "A message."
    other = run("check", "post.md", "--lang", "fr", "--format", "jsonl", "--no-strict")
    assert other.exit_code == 0
    assert len(other.stdout.splitlines()) == 1
    assert report(other)["findings"][0]["message"] == "Un message."


def test_all_problems_of_all_files_are_told_before_anything_is_checked(run: Run) -> None:
    write("a/cmcompliance.toml", "platfrm = 'x'\n")
    write("b/cmcompliance.toml", "rules.off = ['contst']\noutput.format = 'jsn'\n")
    for name in ("a/post.md", "a/other.md", "b/post.md"):
        write(name, BLOCKED)
    result = run("check", "a/post.md", "a/other.md", "b/post.md")
    assert (result.exit_code, result.stdout) == (2, "")
    first, second, third = result.stderr.splitlines()
    assert first == "a/cmcompliance.toml:1:1: unknown key `platfrm`; did you mean `platform`?"
    assert second.startswith(
        "b/cmcompliance.toml:1:14: no rule is named by 'contst'; did you mean `contest`?"
    )
    assert third.startswith(
        "b/cmcompliance.toml:2:8: `output.format`: 'jsn' is not a valid value; did you mean"
    )


def test_lines_of_a_file_have_its_settings(run: Run) -> None:
    write("cmcompliance.toml", "[[paths]]\nmatch = ['*.jsonl']\nplatform = 'x'\n")
    write("d.jsonl", f'{{"text": "{PASSED}"}}\n{{"text": "{PASSED}", "platform": "tiktok"}}\n')
    lines = [json.loads(line) for line in run("check", "d.jsonl").stdout.splitlines()]
    assert [line["platform"] for line in lines] == ["x", "tiktok"]


@pytest.mark.parametrize(
    ("settings", "status", "error"),
    [
        ("[tool.cmcompliance]\njurisdictions = ['FR']\nrules.off = ['contest', 'platform']\n", 0, ""),
        (
            "[tool.cmcompliance]\nrules.of = []\n",
            2,
            "pyproject.toml:2:7: unknown key `rules.of`; did you mean `rules.off`?\n",
        ),
    ],
)
def test_the_command_itself_follows_a_pyproject(
    tmp_path: Path, settings: str, status: int, error: str
) -> None:
    (tmp_path / "pyproject.toml").write_text(settings, encoding="utf-8")
    (tmp_path / "post.md").write_text("Tirage au sort dimanche : like et abonne-toi !", encoding="utf-8")
    done = command_line.text("check", "post.md", "--format", "json", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (status, error)


def checked(result: Result) -> list[str]:
    return [json.loads(line)["draft_id"] for line in result.stdout.splitlines()]


def test_a_folder_stands_for_the_drafts_in_it(run: Run) -> None:
    for name in ("posts/b.md", "posts/a.txt", "posts/c/d.md", "posts/.hidden/x.md", "posts/e.csv"):
        write(name, PASSED)
    result = run("check", "posts", "--format", "jsonl")
    assert checked(result) == ["posts/a.txt", "posts/b.md", "posts/c/d.md"]
    assert result.exit_code == 0


def test_other_json_in_a_folder_is_passed_over_and_said(run: Run) -> None:
    write("posts/a.md", PASSED)
    write("posts/package.json", '{"name": "site"}')
    result = run("check", "posts", "--format", "jsonl")
    assert checked(result) == ["posts/a.md"]
    assert "posts/package.json: passed over" in result.stderr
    assert result.exit_code == 0
    assert run("check", "posts/package.json").exit_code == 2


def test_a_folder_has_no_excluded_files_and_not_its_baseline_but_what_is_named_is_checked(run: Run) -> None:
    write("posts/cmcompliance.toml", "exclude = ['old/', '*.tmp.md']\nbaseline = 'known.json'\n")
    for name in ("posts/a.md", "posts/b.tmp.md", "posts/old/c.md", "posts/d/old/e.md"):
        write(name, PASSED)
    write("posts/new/cmcompliance.toml", "")
    write("posts/new/old/f.md", PASSED)
    assert run("baseline", "posts/a.md", "--output", "posts/known.json").exit_code == 0
    assert checked(run("check", "posts", "--format", "jsonl")) == ["posts/a.md", "posts/new/old/f.md"]
    assert checked(run("check", "posts/old/c.md", "--format", "jsonl", "--no-config")) == ["posts/old/c.md"]


def test_a_folder_without_drafts_is_told(run: Run) -> None:
    write("posts/cmcompliance.toml", "exclude = ['*']\n")
    write("posts/a.md", PASSED)
    result = run("check", "posts")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "posts: is a folder, and no draft in it was named or found\n"


def test_a_baseline_of_a_folder_does_not_take_itself_for_a_draft(run: Run) -> None:
    write("posts/a.md", PASSED)
    for _ in range(2):
        assert run("baseline", "posts", "--output", "posts/known.json").exit_code == 0
    assert checked(run("check", "posts", "--baseline", "posts/known.json", "--format", "jsonl")) == [
        "posts/a.md"
    ]


def test_each_file_of_a_folder_has_the_settings_above_it(run: Run) -> None:
    write("posts/x/cmcompliance.toml", "platform = 'x'\n")
    write("posts/tiktok/cmcompliance.toml", "platform = 'tiktok'\n")
    write("posts/x/a.md", PASSED)
    write("posts/tiktok/a.md", PASSED)
    lines = run("check", "posts", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["platform"] for line in lines] == ["tiktok", "x"]


def test_fix_takes_folders_and_leaves_out_what_the_settings_exclude(run: Run) -> None:
    write(
        "posts/cmcompliance.toml", "exclude = ['old/']\nplatform = 'x'\nrules.off = ['contest.paid-entry']\n"
    )
    write("posts/a.md", BLOCKED)
    write("posts/old/b.md", BLOCKED)
    result = run("fix", "posts", "--format", "jsonl", "--jurisdiction", "FR")
    assert result.exit_code == 0
    (mended,) = (json.loads(line) for line in result.stdout.splitlines())
    assert mended["report"]["switched_off"] == ["eu/paid-entry"]
    assert mended["report"]["from_settings"] == ["platform"]
