from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cmcompliance.rulebook import load_book
from cmcompliance.rulebook.digests import BookDigests, digests_of

Change = Callable[[str, str, str], Path]
RULE = "fr/contest/rules-missing.yaml"
NAME = "fr/contest/rules-missing"
SOURCES = "sources/law.yaml"


def digests(folder: Path) -> BookDigests:
    return digests_of(load_book(folder))


@pytest.fixture
def other(sample: Path) -> str:
    """The name of a second rule, which rests on the Belgian law alone."""
    text = (sample / RULE).read_text("utf-8").replace("[fr.conso.l122-9, be.cde]", "[be.cde]")
    text = text.replace("    FR: {with: {pointer: says.rules}, from: 2016-07-01}\n", "")
    (sample / "be/contest").mkdir(parents=True)
    (sample / "be/contest/rules-missing.yaml").write_text(text, "utf-8")
    return "be/contest/rules-missing"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (RULE, "severity: warning", "severity: error"),
        (RULE, "where: end", "where: start"),
        (RULE, "from: 2016-07-01", "from: 2017-07-01"),
        (RULE, "Say where", "Tell where"),
        (SOURCES, "Conditions de participation claires", "Conditions claires"),
        (SOURCES, "from: 2016-07-01", "from: 2016-08-01"),
    ],
)
def test_what_changes_of_a_rule_or_its_sources_changes_its_digest_alone(
    sample: Path, change: Change, other: str, file: str, old: str, new: str
) -> None:
    before = digests(sample)
    after = digests(change(file, old, new))
    assert after.common == before.common
    assert after.rules[other] == before.rules[other]
    assert after.rules[NAME] != before.rules[NAME]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (RULE, "severity: warning", "# why\n\nseverity:    warning"),
        (RULE, "note: seen often", "note: seen seldom"),
        (RULE, "Belle journée", "Bonne journée"),
        ("book.yaml", "2026.10", "2026.11"),
    ],
)
def test_what_no_report_hangs_on_changes_no_digest(
    sample: Path, change: Change, file: str, old: str, new: str
) -> None:
    before = digests(sample)
    assert digests(change(file, old, new)) == before


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("lexicon/contest.yaml", "prize draw", "lucky draw"),
        ("inference/contest.yaml", "within: clause", "within: sentence"),
        ("territories.yaml", "Union européenne", "l'Union"),
        ("questions.yaml", "Which licence?", "What licence?"),
    ],
)
def test_what_is_common_to_all_rules_changes_the_common_digest_alone(
    sample: Path, change: Change, file: str, old: str, new: str
) -> None:
    before = digests(sample)
    after = digests(change(file, old, new))
    assert after.common != before.common
    assert after.rules == before.rules


def test_a_rule_more_changes_nothing_else(sample: Path, request: pytest.FixtureRequest) -> None:
    before = digests(sample)
    other = request.getfixturevalue("other")
    after = digests(sample)
    assert after.common == before.common
    assert {name: after.rules[name] for name in before.rules} == before.rules
    assert set(after.rules) - set(before.rules) == {other}


def test_terms_behind_the_table_of_entry_actions_are_common(sample: Path, change: Change) -> None:
    (sample / "mechanics.yaml").write_text(
        "mechanics:\n"
        "  tag_friends:\n"
        "    meaning: {fr: identifier des amis, en: tagging friends}\n"
        "    forbidden: {facebook: facebook.promotions}\n",
        "utf-8",
    )
    terms = "sources:\n  facebook.promotions: {citation: Facebook, platform: facebook, from: 2015-03-27}\n"
    (sample / "sources/terms.yaml").write_text(terms, "utf-8")
    before = digests(sample)
    after = digests(change("sources/terms.yaml", "from: 2015-03-27", "from: 2016-03-27"))
    assert after.common != before.common
    assert after.rules == before.rules
