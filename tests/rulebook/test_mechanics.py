"""The table of entry actions: what it accepts, what it refuses, what it says on which day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from cmcompliance.rulebook import RuleBookError, load_book, shipped_rules
from cmcompliance.rulebook.lint import lint

Change = Callable[[str, str, str], Path]
RULE = "fr/contest/rules-missing.yaml"
TABLE = """\
mechanics:
  tag_friends:
    meaning: {fr: identifier des amis, en: tagging friends}
    allowed: {instagram: instagram.promotions}
    forbidden: {facebook: facebook.promotions}
"""
TERMS = """\
sources:
  instagram.promotions: {citation: Instagram, platform: instagram}
  facebook.promotions: {citation: Facebook, platform: facebook, from: 2015-03-27, to: 2026-12-31}
"""


@pytest.fixture
def table(sample: Path) -> Callable[[str], Path]:
    """Write `mechanics.yaml` beside the sample's other files."""

    def write(text: str) -> Path:
        (sample / "mechanics.yaml").write_text(text, encoding="utf-8")
        (sample / "sources" / "terms.yaml").write_text(TERMS, encoding="utf-8")
        return sample

    return write


def problems(folder: Path) -> list[str]:
    with pytest.raises(RuleBookError) as caught:
        load_book(folder)
    return [f"{item.file}:{item.line}: {item.message}" for item in caught.value.problems]


def test_a_cell_has_a_state_and_its_source(table: Callable[[str], Path]) -> None:
    cells = load_book(table(TABLE)).mechanics["tag_friends"].cells

    assert (cells["instagram"].state, cells["instagram"].source) == ("allowed", "instagram.promotions")
    assert cells["facebook"].state == "forbidden"


@pytest.mark.parametrize(
    ("platform", "day", "state"),
    [
        ("facebook", date(2015, 3, 26), "silent"),
        ("facebook", date(2015, 3, 27), "forbidden"),
        ("facebook", date(2026, 12, 31), "forbidden"),
        ("facebook", date(2027, 1, 1), "silent"),
        ("instagram", date(2012, 1, 1), "allowed"),
        ("tiktok", date(2026, 1, 1), "silent"),
    ],
)
def test_a_cell_counts_while_its_source_is_in_force(
    table: Callable[[str], Path], platform: str, day: date, state: str
) -> None:
    assert load_book(table(TABLE)).mechanic_state("tag_friends", platform, day) == state


def test_an_action_that_the_table_lacks_is_silent(table: Callable[[str], Path]) -> None:
    assert load_book(table(TABLE)).mechanic_state("like", "facebook", date(2026, 1, 1)) == "silent"


def test_a_later_folder_replaces_an_action(table: Callable[[str], Path], tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "mechanics.yaml").write_text(TABLE.replace("forbidden", "discouraged"), encoding="utf-8")

    book = load_book(table(TABLE), mine)

    assert book.mechanic_state("tag_friends", "facebook", date(2026, 1, 1)) == "discouraged"


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("{facebook: facebook", "{facebok: facebook", "unknown platform `facebok`; did you mean `facebook`?"),
        ("facebook.promotions}", "facebook.promos}", "unknown source `facebook.promos`"),
        ("{facebook: facebook", "{instagram: facebook", "`instagram` stands under `allowed` already"),
        ("forbidden:", "forbiden:", "unknown key `forbiden`"),
    ],
)
def test_what_is_wrong_is_told(table: Callable[[str], Path], old: str, new: str, complaint: str) -> None:
    found = problems(table(TABLE.replace(old, new)))

    assert any(complaint in line for line in found), found


def test_a_condition_names_an_action_of_the_table(table: Callable[[str], Path], change: Change) -> None:
    table(TABLE)

    assert load_book(change(RULE, "\nwhen:\n", "\nwhen:\n  - mechanics.tag_friends is forbidden\n"))


def test_a_condition_cannot_name_another_action(table: Callable[[str], Path], change: Change) -> None:
    table(TABLE)

    found = problems(change(RULE, "\nwhen:\n", "\nwhen:\n  - mechanics.tag_friend is forbidden\n"))

    assert any("unknown entry action `tag_friend`; did you mean `tag_friends`?" in line for line in found)


def test_a_condition_cannot_name_another_state(table: Callable[[str], Path], change: Change) -> None:
    table(TABLE)

    found = problems(change(RULE, "\nwhen:\n", "\nwhen:\n  - mechanics.tag_friends is banned\n"))

    assert any("`mechanics.tag_friends` is never `banned`" in line for line in found)


def test_a_fact_cannot_take_such_a_name(table: Callable[[str], Path], change: Change) -> None:
    table(TABLE)

    found = problems(change("inference/contest.yaml", "  says.draw:", "  mechanics.tag_friends:"))

    assert any("`mechanics.tag_friends` is a field of the draft" in line for line in found)


def test_each_shipped_cell_rests_on_the_terms_of_its_platform() -> None:
    book = load_book(shipped_rules())

    assert book.mechanics
    for mechanic in book.mechanics.values():
        assert mechanic.meaning.keys() == {"fr", "en"}
        for platform, cell in mechanic.cells.items():
            assert book.sources[cell.source].platform == platform, (mechanic.name, platform)


def test_a_source_of_the_table_is_cited(table: Callable[[str], Path]) -> None:
    messages = [problem.message for problem in lint(load_book(table(TABLE)))]

    assert not any("facebook.promotions" in message for message in messages)
