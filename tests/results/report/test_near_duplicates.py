from __future__ import annotations

from pathlib import Path

from tests.results.made_scans import made_scan
from tests.results.report.rows import FORMULA, draft

from cmcompliance.results.opening import opened
from cmcompliance.results.report.near_duplicates import Likeness, group_near_duplicates

OTHER = "Aujourd'hui nous ouvrons notre atelier de poterie rue des Lilas, venez nous voir avec les enfants"


def test_a_formula_is_known_again_whatever_numbers_addresses_and_case_are_in_it() -> None:
    likeness = Likeness()
    assert likeness.first_like(0, FORMULA.format(15, "Bisous")) == 0
    assert likeness.first_like(1, OTHER) == 1
    assert likeness.first_like(2, FORMULA.format(99, "À demain https://a.example/b").upper()) == 0
    assert likeness.first_like(3, f"Coucou ! {FORMULA.format(1, 'Merci')}") == 0
    assert likeness.first_like(4, "") == 4
    assert likeness.first_like(5, "🎁🎁") == 5


def test_when_no_more_texts_can_be_kept_known_ones_are_still_known() -> None:
    likeness = Likeness(most=1)
    likeness.first_like(0, FORMULA.format(1, ""))
    assert not likeness.is_full
    assert likeness.first_like(1, OTHER) == 1
    assert likeness.is_full
    assert likeness.first_like(2, FORMULA.format(2, "")) == 0
    assert likeness.first_like(3, OTHER) == 3


def test_posts_with_findings_are_put_together_with_those_that_say_the_same(tmp_path: Path) -> None:
    drafts = [draft(number, FORMULA.format(number, "Bisous"), (1, 0, 0)) for number in range(3)]
    drafts += [draft(3, OTHER, (1, 0, 0)), draft(4, FORMULA.format(4, "Bisous"))]
    drafts += [draft(number, f"{OTHER} {number}", questions=1) for number in (5, 6)]
    drafts += [draft(7, OTHER, questions=1, brand="Lumidaube")]
    folder = made_scan(tmp_path / "out", {"drafts": drafts})
    for most, complete, teams in ((100, True, [{0, 1, 2}, {3, 5, 6}]), (4, False, [{0, 1, 2}])):
        with opened(folder) as base:
            assert group_near_duplicates(base, most_posts=most) is complete
            found: dict[int, set[int]] = {}
            for draft_id, team in base.execute("SELECT draft_id, team FROM alike").fetchall():
                found.setdefault(team, set()).add(int(draft_id.removeprefix("post-")))
        assert sorted(found.values(), key=min) == teams
