"""`cmcompliance rules …` on a small pack over the shipped rules, or on the sample book in their place."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from tests.rulebook.house import write_pack
from typer.testing import CliRunner

from cmcompliance.cli.rules import app

SAMPLE = Path(__file__).parents[1] / "rulebook" / "sample"
NAME = "fr/contest/rules-missing"
RULE = f"{NAME}.yaml"
BREACHING = "Un panier garni à gagner, tirage au sort dimanche soir. Jeu ouvert à tous !"


@pytest.fixture(autouse=True)
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample book, as if it were the one that is shipped."""
    folder = tmp_path / "rules"
    shutil.copytree(SAMPLE, folder)
    for module in ("cmcompliance.rulebook", "cmcompliance.rulebook.loader"):
        monkeypatch.setattr(f"{module}.shipped_rules", lambda: folder)
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(variable, "C.UTF-8")
    monkeypatch.setenv("CMCOMPLIANCE_CACHE", "off")
    monkeypatch.chdir(tmp_path)
    return folder


def run(*arguments: str, status: int = 0, given: str | None = None) -> Result:
    result = CliRunner().invoke(app, list(arguments), input=given)
    assert result.exit_code == status, (result.output, result.exception)
    return result


def data(*arguments: str, status: int = 0) -> Any:
    given = json.loads(run(*arguments, "--format", "json", status=status).stdout)
    assert given.pop("schema_version") == "1.0"
    return next(iter(given.values())) if len(given) == 1 else given


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_rules_are_listed_one_a_line() -> None:
    lines = run("list").stdout.splitlines()

    assert lines == [f"{NAME}  warning  FR, BE  Rules cannot be found", "1 rule"]
    assert "Règles introuvables" in run("list", "--lang", "fr").stdout


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (["--jurisdiction", "FR"], 1),
        (["--jurisdiction", "EU"], 0),
        (["--platform", "instagram"], 0),
        (["--jurisdiction", "BE", "--platform", "instagram"], 1),
        (["--obligation", "contest"], 1),
        (["--obligation", "contest.rules-missing"], 1),
        (["--obligation", "contest.dates-missing"], 0),
    ],
)
def test_a_list_is_narrowed_by_place_platform_and_obligation(options: list[str], count: int) -> None:
    assert len(data("list", *options)) == count


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--jurisdiction", "F"], "no territory 'F'"),
        (["--platform", "instagrm"], "no platform 'instagrm'; did you mean `instagram`?"),
        (["--obligation", "contst"], "no obligation 'contst'; did you mean `contest`?"),
    ],
)
def test_what_a_list_is_narrowed_by_must_exist(options: list[str], message: str) -> None:
    assert message in run("list", *options, status=2).stderr


def test_a_rule_is_shown_with_all_that_belongs_to_it() -> None:
    page = run("show", NAME).stdout

    for part in (
        "contest.rules-missing: no full rules",
        "error when:",
        "kind is contest_rules",
        "FR ($pointer = says.rules, from 2016-07-01); BE ($pointer = says.rules, info)",
        "all but bio",
        "promotion.running  (a promotion is running)",
        "insert (end): Full rules: {rules_url}.\n             suggested",
        "Code de la consommation, art. L. 122-9",
        "checked on 2026-11-22: Légifrance",
        "not checked",
        "breaching examples (1)",
        "« Un panier garni à gagner",
    ):
        assert part in page, part


def test_a_rule_is_shown_as_data() -> None:
    shown = data("show", NAME)

    assert shown["when"] == {"all": ["promotion.running", "not $pointer", "not contest.rules_url"]}
    assert shown["scope"]["territories"][0] == {
        "key": "FR",
        "with": {"pointer": "says.rules"},
        "severity": None,
        "from": "2016-07-01",
        "to": None,
    }
    assert [item["expect"] for item in shown["examples"]] == ["breaching", "asking", "clean"]
    assert shown["sources"][0]["checked_on"] == "2026-11-22"


def test_a_rule_may_be_named_by_its_file() -> None:
    assert run("show", f"rules/{RULE}").stdout.startswith(NAME)


@pytest.mark.parametrize("command", ["show", "explain", "test"])
def test_a_rule_that_does_not_exist_is_named_with_the_nearest(command: str) -> None:
    result = run(command, "fr/contest/rule-missing", status=2)

    assert f"no rule is called 'fr/contest/rule-missing'; did you mean `{NAME}`?" in result.stderr


def test_lint_says_what_is_weak() -> None:
    result = run("lint", status=1)

    assert f"rules/{RULE}:1:1: 1 breaching examples" in result.stdout
    assert result.stderr == "0 errors, 3 warnings in 1 rule\n"


def test_lint_says_what_is_wrong_and_what_is_weak_in_the_rest(rules: Path) -> None:
    change(rules / "sources/law.yaml", "    territory: FR", "    territory: FR\n    form: 2016-07-01")
    change(rules / RULE, "sources: [fr.conso.l122-9, be.cde]", "sources: [be.cde]")

    problems = data("lint", status=1)

    assert [(item["severity"], item["line"]) for item in problems if "sources" in item["file"]] == [
        ("error", 7)
    ]
    weak = {item["message"] for item in problems if item["severity"] == "warning"}
    assert "the rule never runs in FR: none of its sources is in force there" in weak
    assert not any("no rule uses" in message for message in weak)


def test_lint_of_a_folder_keeps_to_that_folder(tmp_path: Path) -> None:
    (tmp_path / "ours/lexicon").mkdir(parents=True)
    (tmp_path / "ours/lexicon/ours.yaml").write_text(
        "concepts:\n  ours: {meaning: {fr: à nous, en: ours}, any: [acme]}\n", encoding="utf-8"
    )

    assert (
        run("lint", "ours", status=1).stdout
        == "ours/lexicon/ours.yaml:2:3: no fact uses the concept `ours`\n"
    )
    assert "'nowhere' is no installed pack and no folder" in run("lint", "nowhere", status=2).stderr


def test_tests_and_counts_of_a_pack_keep_to_that_pack(tmp_path: Path) -> None:
    write_pack(tmp_path / "acme")

    assert run("test", "--pack", "acme").stdout.endswith("1 rule, 0 failed; 6 examples, 0 failed\n")
    assert run("lint", "acme").stderr == "0 errors, 0 warnings in 1 rule\n"
    assert "acme/forbidden-words      error    everywhere" in run("list", "--pack", "acme").stdout
    assert "    ACME, own policy\n" in run("show", "acme/forbidden-words", "--pack", "acme").stdout


def make_certain(rules: Path) -> None:
    """Let the breaching example breach: its unknown address counts as not there."""
    change(rules / RULE, "  - contest.rules_url\nask", "  - surely contest.rules_url\nask")
    asking = '    - {text: "Tirage au sort ce soir parmi vos réponses !", asks: [contest.rules_url]}'
    change(rules / RULE, asking, "    []")


def test_examples_that_do_as_they_should_pass(rules: Path) -> None:
    make_certain(rules)

    lines = run("test").stdout.splitlines()

    assert [line.split() for line in lines[:1]] == [
        ["ok", NAME, "breaching", "1", "asking", "0", "clean", "1"]
    ]
    assert lines[-1] == "1 rule, 0 failed; 2 examples, 0 failed"
    assert run("test", "-q", "fr/").stdout == lines[-1] + "\n"


def test_an_example_that_fails_is_shown_with_its_place_and_reason(rules: Path) -> None:
    result = run("test", NAME, status=1)

    assert "breaching 0/1" in result.stdout
    assert (
        f"breaching rules/{RULE}:27  « Un panier garni à gagner, tirage au sort dimanche soir »"
        in result.stdout
    )
    assert "raises no finding, only a question: contest.rules_url" in result.stdout
    assert result.stdout.endswith("1 rule, 1 failed; 3 examples, 1 failed\n")


def test_failures_are_given_as_data() -> None:
    outcomes = data("test", status=1)

    assert [(item["expect"], item["passed"]) for item in outcomes] == [
        ("breaching", False),
        ("asking", True),
        ("clean", True),
    ]


def test_a_fault_elsewhere_does_not_keep_a_rule_from_being_tested(rules: Path) -> None:
    make_certain(rules)
    change(rules / "sources/law.yaml", "    territory: BE", "    territory: BX")
    change(rules / RULE, "sources: [fr.conso.l122-9, be.cde]", "sources: [fr.conso.l122-9]")

    result = run("test", status=1)

    assert "rules/sources/law.yaml:11:16: unknown territory `BX`" in result.stderr
    assert result.stdout.endswith("1 rule, 0 failed; 2 examples, 0 failed; 1 error in the rule files\n")


def test_rules_of_one_s_own_are_laid_over_the_shipped_ones(tmp_path: Path) -> None:
    (tmp_path / "ours/fr").mkdir(parents=True)
    rule = (SAMPLE / RULE).read_text(encoding="utf-8").replace("severity: warning", "severity: info")
    (tmp_path / "ours/fr/house.yaml").write_text(rule, encoding="utf-8")

    assert [item["rule"] for item in data("list", "--pack", "ours")] == [NAME, "fr/house"]
    assert "fr/house" not in run("list").stdout


def test_a_rule_is_explained_down_to_the_facts_in_the_text() -> None:
    lines = run("explain", NAME).stdout.splitlines()

    assert lines == [
        NAME,
        "  all of:",
        "    promotion.running  (a promotion is running)",
        "      all of:",
        "        any of:",
        "          says.draw  (the text announces a draw)",
        "          surely contest.mechanism is chance",
        "        kind not in comment, bio",
        "    not $pointer",
        "    not contest.rules_url  (link to the rules: not given)",
        "  FR: $pointer = says.rules",
        "  BE: $pointer = says.rules",
    ]


def test_a_rule_is_explained_for_a_draft_with_the_words_that_decide() -> None:
    lines = run("explain", NAME, "-", "--lang", "fr", given=BREACHING).stdout.splitlines()

    sentence = " ".join(line.strip() for line in lines[6:8])
    assert sentence == (
        "La règle ne peut pas être tranchée et pose une question : lien vers le règlement "
        "(contest.rules_url)."
    )
    assert "    ✓ le texte annonce un tirage au sort  [says.draw]" in lines
    assert "        « tirage au sort » <stdin>:1:27" in lines
    assert "  ✓ pas : le texte dit où est le règlement  [not says.rules]" in lines
    assert "  ? inconnu : lien vers le règlement  [not contest.rules_url]" in lines


def test_a_draft_cannot_act_on_the_terminal() -> None:
    shown = run("explain", NAME, "-", given="Un tirage\u202e au\x1b[31m sort ce soir").stdout

    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_an_explanation_says_when_the_rule_does_not_apply(rules: Path, tmp_path: Path) -> None:
    make_certain(rules)
    draft = {"text": BREACHING, "jurisdictions": ["FR"], "published_at": "2014-01-01"}
    (tmp_path / "draft.json").write_text(json.dumps(draft), encoding="utf-8")

    shown = " ".join(run("explain", NAME, "draft.json").stdout.split())

    assert "does not apply: it holds from 2016-07-01 (France), the draft is judged on 2014-01-01." in shown
    assert "Its conditions would be met." in shown
    (tmp_path / "draft.json").write_text(
        json.dumps({**draft, "published_at": "2026-11-22"}), encoding="utf-8"
    )
    assert "The rule is breached: all of its conditions are met." in run("explain", NAME, "draft.json").stdout


def test_a_draft_that_cannot_be_read_is_refused() -> None:
    assert "no such file" in run("explain", NAME, "nowhere.json", status=2).stderr


COVERAGE = """\
coverage:
  fr.rules:
    territory: FR
    obligation: contest.rules-missing
    duty: {fr: règles claires, en: clear rules}
    rules: [fr/contest/rules-missing]
  fr.filing:
    territory: FR
    obligation: contest.rules-missing
    duty: {fr: dépôt chez un huissier, en: filing with a bailiff}
    none: {fr: aucune loi ne l'exige, en: no law asks for it}
"""


def test_coverage_counts_duties_and_says_what_is_left_out(rules: Path) -> None:
    (rules / "coverage").mkdir()
    (rules / "coverage/all.yaml").write_text(COVERAGE, encoding="utf-8")

    lines = run("coverage").stdout.splitlines()

    assert lines[0] == "2 duties: 1 looked after by 1 rule, 1 left out"
    assert [line.split() for line in lines if line.startswith("FR")] == [["FR", "2", "1", "1"]]
    assert lines[-2:] == ["  fr.filing: filing with a bailiff", "    no law asks for it"]
    assert NAME not in "\n".join(lines)
    assert f"  {NAME}" in run("coverage", "--each").stdout.splitlines()
    assert [item["duty"] for item in data("coverage", "--jurisdiction", "FR")] == ["fr.filing", "fr.rules"]
    assert data("coverage", "--platform", "instagram") == []
    assert "no territory 'FX'" in run("coverage", "--jurisdiction", "FX", status=2).stderr
