"""`waive` and `waivers list`."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from typer.testing import Result

BLOCKED, PASSED = "Achète un savon", "Bonjour à tous"
Run = Callable[..., Result]
LATER = (date.today() + timedelta(days=400)).isoformat()
TERMS = ["--reason", "accord écrit", "--by", "Léa", "--until", LATER]
WRITTEN = f"""\
[[waiver]]
rule = "eu/paid-entry"
paths = ["/posts/a.md"]
words = ["Achète"]
reason = "accord écrit"
by = "Léa"
until = {LATER}
"""


@pytest.fixture
def post(run: Run) -> str:
    Path("posts").mkdir()
    Path("posts/a.md").write_text(BLOCKED, encoding="utf-8")
    return "posts/a.md"


def test_a_waiver_is_written_for_the_rule_the_file_and_the_words_found(run: Run, post: str) -> None:
    result = run("waive", post, "--rule", "contest", *TERMS)
    assert (result.exit_code, result.stdout) == (
        0,
        f"waivers.toml:3: eu/paid-entry accepted by Léa until {LATER}\n",
    )
    assert "`--waivers waivers.toml`" in result.stderr
    assert Path("waivers.toml").read_text(encoding="utf-8").endswith(f"\n\n{WRITTEN}")
    assert run("check", post, "--waivers", "waivers.toml").exit_code == 0


def test_what_stands_in_the_file_stays(run: Run, post: str) -> None:
    old = '# ours\n[[waiver]]\nrule = "eu"  # all\nreason = "r"\nby = "b"\npaths = "posts/b.md"\n'
    Path("w.toml").write_text(old, encoding="utf-8")
    assert run("waive", post, "--rule", "eu", *TERMS, "--waivers", "w.toml").exit_code == 0
    assert Path("w.toml").read_text(encoding="utf-8") == f"{old}\n{WRITTEN}"


def test_it_goes_into_the_file_that_settings_name(run: Run, post: str) -> None:
    Path("cmcompliance.toml").write_text('waivers = "accepted.toml"\n')
    result = run("waive", post, "--rule", "eu", *TERMS)
    assert (result.exit_code, result.stdout) == (
        0,
        f"accepted.toml:3: eu/paid-entry accepted by Léa until {LATER}\n",
    )
    assert result.stderr == ""
    assert run("check", post).exit_code == 0


def test_words_and_any_words_bind_it_more_or_less(run: Run, post: str) -> None:
    assert (
        run("waive", post, "--rule", "eu", *TERMS, "--words", "Achète", "--waivers", "a.toml").exit_code == 0
    )
    assert run("waive", post, "--rule", "eu", *TERMS, "--any-words", "--waivers", "b.toml").exit_code == 0
    assert "words" in Path("a.toml").read_text(encoding="utf-8")
    assert "words" not in Path("b.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            ["--rule", "eu/payd-entry"],
            "--rule: no rule is named by 'eu/payd-entry'; did you mean `eu/paid-entry`?",
        ),
        (
            ["--rule", "eu/rules-missing"],
            "posts/a.md: nothing to accept: eu/rules-missing finds nothing in it; found by: eu/paid-entry",
        ),
        (["--rule", "eu", "--words", "voiture"], "no passage has these words; found: “Achète”"),
        (["--rule", "eu", "--until", "2020-01-31"], "--until 2020-01-31 is past"),
        (["--rule", "eu", "--reason", " "], "`reason`: expected some words, got ' '"),
        (
            ["--rule", "eu", "--waivers", "deep/w.toml"],
            "deep/w.toml: a waiver file lies above the drafts that it is for, posts/a.md does not",
        ),
    ],
)
def test_nonsense_is_refused_and_nothing_is_written(
    run: Run, post: str, changes: list[str], message: str
) -> None:
    Path("deep").mkdir()
    result = run("waive", post, *TERMS, *changes)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"cmcompliance: {message}\n")
    assert sorted(path.name for path in Path().rglob("*.toml")) == []


def test_an_error_needs_an_end(run: Run, post: str) -> None:
    result = run("waive", post, "--rule", "eu", "--reason", "r", "--by", "Léa")
    assert result.exit_code == 2
    assert result.stderr == (
        "cmcompliance: The waiver by Léa for eu/paid-entry has no end: an error is accepted for a time only. "
        "Add `until`.\n"
    )


def test_what_is_accepted_already_is_told(run: Run, post: str) -> None:
    run("waive", post, "--rule", "eu", *TERMS)
    before = Path("waivers.toml").read_bytes()
    result = run("waive", post, "--rule", "eu", *TERMS)
    assert result.stderr == (
        "cmcompliance: posts/a.md: nothing to accept: it is accepted by Léa (waivers.toml:3)\n"
    )
    assert (result.exit_code, Path("waivers.toml").read_bytes()) == (2, before)


def test_of_several_drafts_the_ones_that_are_meant_are_named(run: Run) -> None:
    drafts = [{"id": "1", "text": BLOCKED}, {"id": "2", "text": BLOCKED}, {"id": "3", "text": PASSED}]
    Path("d.jsonl").write_text("".join(json.dumps(draft) + "\n" for draft in drafts), encoding="utf-8")
    unnamed = run("waive", "d.jsonl", "--rule", "eu", *TERMS)
    assert unnamed.stderr == "cmcompliance: d.jsonl: 2 drafts have such a finding: say which with --draft\n"
    assert run("waive", "d.jsonl", "--rule", "eu", *TERMS, "--draft", "9").exit_code == 2
    assert run("waive", "d.jsonl", "--rule", "eu", *TERMS, "--draft", "2").exit_code == 0
    assert 'drafts = ["2"]' in Path("waivers.toml").read_text(encoding="utf-8")


def test_a_draft_among_others_needs_an_id(run: Run) -> None:
    lines = json.dumps({"text": BLOCKED}) + "\n" + json.dumps({"text": PASSED})
    Path("d.jsonl").write_text(lines, encoding="utf-8")
    result = run("waive", "d.jsonl", "--rule", "eu", *TERMS)
    assert result.stderr == "cmcompliance: d.jsonl:1: this draft needs an `id` that the waiver can name\n"


def test_the_waivers_of_a_file_are_listed_with_their_state(run: Run) -> None:
    ended = '[[waiver]]\nrule = "eu"\nreason = "avant"\nby = "Ana"\nuntil = 2020-01-31\n'
    Path("waivers.toml").write_text(f"{WRITTEN}\n{ended}", encoding="utf-8")
    every = run("waivers", "list", "--lang", "en").stdout
    assert every.startswith(
        "eu — ended on 2020-01-31\n  Ana: avant\n  all drafts\n  waivers.toml:9\n\neu/paid-entry"
    )
    expired = run("waivers", "list", "waivers.toml", "--expired", "--lang", "en").stdout
    assert "Ana" in expired
    assert "Léa" not in expired
    assert run("waivers", "list", "none.toml").exit_code == 2


def test_a_waiver_can_be_written_into_the_draft(run: Run) -> None:
    Path("post.md").write_text(f"---\nplatform: instagram  # ours\n---\n{BLOCKED}\n", encoding="utf-8")
    result = run("waive", "post.md", "--rule", "eu", *TERMS, "--in-draft")
    assert (result.exit_code, result.stdout) == (
        0,
        f"post.md: eu/paid-entry accepted by Léa until {LATER}\n",
    )
    assert Path("post.md").read_text(encoding="utf-8") == (
        "---\nplatform: instagram  # ours\nwaivers:\n"
        "- rule: eu/paid-entry\n  words: [Achète]\n  reason: accord écrit\n  by: Léa\n"
        f"  until: {LATER}\n---\n{BLOCKED}\n"
    )
    assert run("check", "post.md").exit_code == 0
    assert not Path("waivers.toml").exists()


def test_a_waiver_can_be_written_into_drafts_that_have_no_id(run: Run) -> None:
    drafts = [{"text": PASSED}, {"text": BLOCKED}]
    Path("d.jsonl").write_text("".join(json.dumps(one) + "\n" for one in drafts), encoding="utf-8")
    assert run("waive", "d.jsonl", "--rule", "eu", *TERMS, "--in-draft").exit_code == 0
    lines = Path("d.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(lines[0]) == {"text": PASSED}
    assert json.loads(lines[1])["waivers"][0]["by"] == "Léa"
    assert run("check", "d.jsonl").exit_code == 0


def test_a_waiver_stands_in_one_place(run: Run, post: str) -> None:
    result = run("waive", post, "--rule", "eu", *TERMS, "--in-draft", "--waivers", "w.toml")
    assert result.exit_code == 2


def test_a_draft_that_waives_already_keeps_its_waivers(run: Run) -> None:
    Path("d.json").write_text(
        json.dumps({"text": BLOCKED, "waivers": [{"rule": "eu/rules-missing", "reason": "r", "by": "b"}]}),
        encoding="utf-8",
    )
    assert run("waive", "d.json", "--rule", "eu", *TERMS, "--in-draft").exit_code == 0
    waivers = json.loads(Path("d.json").read_text(encoding="utf-8"))["waivers"]
    assert [one["rule"] for one in waivers] == ["eu/rules-missing", "eu/paid-entry"]
