from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import Result

from cmcompliance import Checker, Draft, Report
from cmcompliance.infer import Engine, InferenceError

BLOCKED, REVIEWED, PASSED = "Achète un savon", "Un tirage au sort", "Bonjour à tous"
Run = Callable[..., Result]


def reports(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize(
    ("text", "options", "status"),
    [
        (PASSED, [], 0),
        (REVIEWED, [], 0),
        (BLOCKED, [], 1),
        (PASSED, ["--strict"], 0),
        (REVIEWED, ["--strict"], 1),
        (BLOCKED, ["--strict"], 1),
    ],
)
def test_the_exit_status_says_whether_to_publish(
    run: Run, text: str, options: list[str], status: int
) -> None:
    assert run("check", "-", *options, stdin=text).exit_code == status


def test_a_markdown_file_is_shown_with_lines_of_the_file(run: Run) -> None:
    Path("post.md").write_text(f"---\njurisdictions: [FR]\n---\n\nSalut\n{BLOCKED} !\n", encoding="utf-8")
    result = run("check", "post.md", "--lang", "fr")
    assert "post.md — À NE PAS PUBLIER EN L'ÉTAT" in result.stdout
    assert "  post.md:6:1\n  │ Achète un savon !\n  │ ^^^^^^\n" in result.stdout
    assert "Contrôle automatique (small 1," in result.stdout.splitlines()[-1]


def test_json_is_one_object_for_one_draft_and_a_list_for_several(run: Run) -> None:
    Path("one.json").write_text(json.dumps({"text": BLOCKED}))
    Path("two.json").write_text(json.dumps([{"id": "a", "text": BLOCKED}, {"id": "b", "text": PASSED}]))
    one = json.loads(run("check", "one.json", "--format", "json").stdout)
    assert one["verdict"] == "block"
    two = json.loads(run("check", "two.json", "--format", "json").stdout)
    assert [(report["draft_id"], report["verdict"]) for report in two] == [("a", "block"), ("b", "pass")]
    three = json.loads(run("check", "one.json", "two.json", "--format", "json").stdout)
    assert len(three) == 3


def test_json_follows_the_schema_that_is_printed(run: Run) -> None:
    schema = json.loads(run("schema", "report").stdout)
    report = json.loads(run("check", "-", "--format", "json", stdin=BLOCKED).stdout)
    jsonschema.validate(report, schema)
    assert report["findings"][0]["spans"][0] == {"field": "text", "start": 0, "end": 6, "text": "Achète"}


def test_lines_in_give_lines_out_in_order(run: Run) -> None:
    Path("d.jsonl").write_text("".join(json.dumps({"id": n, "text": PASSED}) + "\n" for n in range(20)))
    result = run("check", "d.jsonl")
    assert [report["draft_id"] for report in reports(result)] == [str(n) for n in range(20)]
    assert result.stderr == ""
    assert result.exit_code == 0


def test_a_bad_line_is_told_recorded_and_passed_over(run: Run) -> None:
    Path("d.jsonl").write_text(f'{{"text": "{BLOCKED}"}}\n{{"id": "x", "txt": 1}}\n{{"text": "{PASSED}"}}\n')
    result = run("check", "d.jsonl")
    first, second, third = reports(result)
    assert (first["verdict"], third["verdict"]) == ("block", "pass")
    assert second == {
        "schema_version": "1.1",
        "draft_id": "x",
        "file": "d.jsonl",
        "line": 2,
        "error": "missing field `text`; unknown field `txt`; did you mean `text`?",
    }
    assert result.stderr.splitlines() == [
        "d.jsonl:2: missing field `text`",
        "d.jsonl:2: unknown field `txt`; did you mean `text`?",
    ]
    assert result.exit_code == 2


def test_a_run_ends_with_the_names_of_what_must_not_be_published(run: Run) -> None:
    for number in range(14):
        Path(f"{number:02}.md").write_text(BLOCKED, encoding="utf-8")
    Path("good.md").write_text(PASSED, encoding="utf-8")
    names = [f"{number:02}.md" for number in range(14)]
    page = run("check", *names, "good.md", "--lang", "en").stdout.splitlines()
    first = page.index("Not to publish as they are:")
    assert page[first - 1].startswith("Drafts checked: 15. Not to publish as they are: 14;")
    assert page[first + 1 : first + 14] == [*(f"- {name}" for name in names[:12]), "- and 2 more"]


def test_one_bad_file_does_not_stop_the_others(run: Run) -> None:
    Path("bad.md").write_text("---\nplatfrom: x\n---\na")
    Path("good.md").write_text(BLOCKED, encoding="utf-8")
    Path("folder").mkdir()
    result = run("check", "none.md", "bad.md", "folder", "good.md", "--lang", "en")
    assert "good.md — DO NOT PUBLISH AS IT IS" in result.stdout
    assert (
        "Drafts checked: 1. Not to publish as they are: 1; to review: 0; nothing found: 0; unreadable: 3."
        in result.stdout
    )
    assert result.stderr.splitlines() == [
        "none.md: no such file",
        "bad.md:2: unknown field `platfrom`; did you mean `platform`?",
        "folder: is a folder, and no draft in it was named or found",
    ]
    assert result.exit_code == 2


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "bad.md: is empty: no text in it"),
        (b"caf\xe9", "bad.md:1: not UTF-8 text (byte 0xE9); save it as UTF-8"),
        (b"\xff\xfeB\0", "bad.md:1: this is UTF-16; save it as UTF-8"),
        (b"x" * 2_000_000, "bad.md: larger than 1 MiB: give one post, article or set of rules a file"),
    ],
)
def test_bad_input_is_told_in_one_line_and_never_a_traceback(run: Run, content: bytes, message: str) -> None:
    Path("bad.md").write_bytes(content)
    result = run("check", "bad.md")
    assert (result.stdout, result.stderr, result.exit_code) == ("", message + "\n", 2)


def test_a_marked_file_with_windows_line_ends_is_read_and_placed(run: Run) -> None:
    Path("post.md").write_bytes(
        b"\xef\xbb\xbf---\r\nplatform: instagram\r\n---\r\nSalut\r\n" + BLOCKED.encode()
    )
    result = run("check", "post.md", "--format", "json")
    report = json.loads(result.stdout)
    assert report["platform"] == "instagram"
    assert report["findings"][0]["spans"][0]["start"] == len("Salut\r\n")
    assert "post.md:5:1" in run("check", "post.md").stdout


def test_a_file_of_its_own_goes_by_its_name_and_a_stream_by_none(run: Run) -> None:
    Path("post.md").write_text(PASSED, encoding="utf-8")
    assert json.loads(run("check", "post.md", "--format", "json").stdout)["draft_id"] == "post.md"
    assert json.loads(run("check", "-", "--format", "json", stdin=PASSED).stdout)["draft_id"] is None
    Path("named.md").write_text(f"---\nid: p-1\n---\n{PASSED}", encoding="utf-8")
    assert json.loads(run("check", "named.md", "--format", "json").stdout)["draft_id"] == "p-1"


def test_what_the_command_line_says_wins_over_the_draft(run: Run) -> None:
    draft = json.dumps({"text": PASSED, "platform": "tiktok", "jurisdictions": ["FR"]})
    options = [
        "--platform",
        "instagram",
        "--jurisdiction",
        "BE",
        "--jurisdiction",
        "FR",
        "--as-of",
        "2020-01-31",
    ]
    report = json.loads(run("check", "-", "--format", "json", *options, stdin=draft).stdout)
    assert (report["platform"], report["jurisdictions"], report["as_of"]) == (
        "instagram",
        ["BE", "FR"],
        "2020-01-31",
    )
    assert not {"platform", "jurisdictions", "as_of"} & set(report["assumed"])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            ["--platform", "insta"],
            "cmcompliance: `platform`: 'insta' is not a valid value; did you mean 'instagram'?",
        ),
        (
            ["--jurisdiction", "UK"],
            "cmcompliance: `jurisdictions[0]`: 'UK' is no ISO 3166 code; did you mean 'GB'?",
        ),
        (
            ["--author-role", "marque"],
            "cmcompliance: `author.role`: 'marque' is not a valid value; did you mean 'brand'?",
        ),
        (
            ["--relationship", "payd"],
            "cmcompliance: `relationship.kind`: 'payd' is not a valid value; did you mean 'paid'?",
        ),
        (["--as-of", "demain"], "Usage:"),
        (["--format", "xml"], "Usage:"),
        (["--nope"], "Usage:"),
    ],
)
def test_a_wrong_option_is_told_and_nothing_is_checked(run: Run, options: list[str], message: str) -> None:
    result = run("check", "-", *options, stdin=PASSED)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith(message)


def test_no_file_at_all_is_a_usage_error(run: Run) -> None:
    result = run("check")
    assert result.exit_code == 2
    assert "FILES" in result.stderr


@pytest.mark.parametrize(
    ("environment", "options", "word"),
    [
        ({"LANG": "en_GB.UTF-8"}, [], "DO NOT PUBLISH"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "fr_FR.UTF-8"}, [], "À NE PAS PUBLIER"),
        ({"LANG": "en_GB.UTF-8"}, ["--lang", "fr"], "À NE PAS PUBLIER"),
        ({"LANG": "C.UTF-8"}, [], "À NE PAS PUBLIER"),
        ({"LANG": "de_DE.UTF-8"}, [], "À NE PAS PUBLIER"),
    ],
)
def test_the_report_is_in_the_language_asked_for_or_the_locales_or_the_drafts(
    run: Run, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], options: list[str], word: str
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    draft = json.dumps({"text": BLOCKED, "language": "fr"})
    assert word in run("check", "-", *options, stdin=draft).stdout


def test_output_into_a_file_has_no_escape_codes(run: Run) -> None:
    assert "\x1b" not in run("check", "-", stdin=BLOCKED).stdout


def test_a_file_name_never_acts_on_the_terminal(run: Run) -> None:
    result = run("check", "none\x1b[31m.md")
    assert result.stderr == "none\ufffd[31m.md: no such file\n"


def test_rules_that_could_not_run_never_let_a_build_go_on(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(engine: Engine, *given: Any) -> None:
        raise InferenceError("out of order")

    monkeypatch.setattr(Engine, "infer_for", fail)
    result = run("check", "-", "--format", "json", stdin=BLOCKED)
    assert result.exit_code == 2
    assert json.loads(result.stdout)["verdict"] == "review"
    assert "out of order" in result.stdout


def test_a_draft_that_trips_a_fault_does_not_stop_the_others(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = Checker.check

    def trip(checker: Checker, draft: Draft, **options: Any) -> Report:
        if draft.id == "2":
            raise RuntimeError("out of order")
        return sound(checker, draft, **options)

    monkeypatch.setattr(Checker, "check", trip)
    lines = "".join(json.dumps({"id": str(number), "text": PASSED}) + "\n" for number in (1, 2, 3))
    Path("posts.jsonl").write_text(lines, encoding="utf-8")
    result = run("check", "posts.jsonl")
    assert result.exit_code == 2
    assert [record["draft_id"] for record in reports(result)] == ["1", "2", "3"]
    assert "out of order" in str(reports(result)[1]["error"])
    assert "posts.jsonl:2: could not be checked" in result.stderr
