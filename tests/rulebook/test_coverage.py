"""A duty names the rules that look after it, or says why there is none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cmcompliance.rulebook import RuleBookError, load_book
from cmcompliance.rulebook.lint import lint

Change = Callable[[str, str, str], Path]
SOUND = """\
coverage:
  fr.rules:
    territory: FR
    obligation: contest.rules-missing
    duty: {fr: règles claires, en: clear rules}
    rules: [fr/contest/rules-missing]
  fr.paid:
    territory: FR
    obligation: contest.dates-missing
    duty: {fr: entrée gratuite, en: free entry}
    none: {fr: rien ne le montre, en: nothing shows it}
"""


def write(sample: Path, text: str) -> Path:
    (sample / "coverage").mkdir()
    (sample / "coverage/all.yaml").write_text(text, encoding="utf-8")
    return sample


def messages(folder: Path) -> set[str]:
    return {problem.message for problem in lint(load_book(folder)) if "coverage" in problem.file}


def test_duties_are_kept_by_their_key(sample: Path) -> None:
    duties = load_book(write(sample, SOUND)).duties
    assert (duties["fr.rules"].rules, duties["fr.rules"].left_out) == (("fr/contest/rules-missing",), {})
    assert duties["fr.paid"].left_out["en"] == "nothing shows it"
    assert not messages(sample)


def test_duties_do_not_change_how_drafts_are_judged(sample: Path) -> None:
    before = load_book(sample).digest
    assert load_book(write(sample, SOUND)).digest == before


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("rules: [fr/contest/rules-missing]", "rules: [fr/contest/none]", "unknown rule `fr/contest/none`"),
        ("rules: [fr/contest/rules-missing]", "rules: []", "needs `rules`, or under `none` why it has none"),
        ("    none: {", "    rules: [fr/contest/rules-missing]\n    none: {", "needs `rules`, or"),
        ("    territory: FR\n", "", "needs either `territory` or `platform`"),
        ("obligation: contest.dates-missing", "obligation: contest.none", "unknown obligation"),
    ],
)
def test_a_faulty_duty_is_told(sample: Path, old: str, new: str, message: str) -> None:
    assert old in SOUND
    with pytest.raises(RuleBookError) as error:
        load_book(write(sample, SOUND.replace(old, new, 1)))
    assert message in str(error.value)


def test_a_rule_of_another_obligation_looks_after_nothing(sample: Path) -> None:
    write(sample, SOUND.replace("obligation: contest.rules-missing", "obligation: contest.dates-missing"))
    assert messages(sample) == {
        "`fr.rules` is about contest.dates-missing, `fr/contest/rules-missing` about contest.rules-missing"
    }


@pytest.mark.parametrize(("territory", "reached"), [("EU", True), ("BE", True), ("FR", False)])
def test_a_rule_counts_only_where_it_applies(
    sample: Path, change: Change, territory: str, reached: bool
) -> None:
    change(
        "fr/contest/rules-missing.yaml", "    FR: {with: {pointer: says.rules}, from: 2016-07-01}\n", ""
    )
    told = messages(write(sample, SOUND.replace("territory: FR", f"territory: {territory}", 1)))
    message = f"the rule `fr/contest/rules-missing` of `fr.rules` does not apply for {territory}"
    assert told == (set() if reached else {message})


def test_a_rule_does_not_count_where_it_is_excepted(sample: Path, change: Change) -> None:
    change("fr/contest/rules-missing.yaml", "  kinds_except: [bio]", "  kinds_except: [bio]\n  except: [FR]")
    assert messages(write(sample, SOUND)) == {
        "the rule `fr/contest/rules-missing` of `fr.rules` does not apply for FR"
    }
