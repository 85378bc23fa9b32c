from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.results.made_scans import made_scan
from tests.results.report.rows import FORMULA, draft, finding

from cmcompliance.results.opening import opened
from cmcompliance.results.report.axes import lay_axes
from cmcompliance.results.report.choice import chosen_posts, rank_posts
from cmcompliance.results.report.near_duplicates import group_near_duplicates


def test_the_worst_posts_come_first_and_of_those_that_say_the_same_one(tmp_path: Path) -> None:
    drafts = [
        draft(1, "Un premier mot sur un sujet", (1, 0, 0)),
        draft(2, "Un autre sur la montagne et la mer", (2, 0, 0)),
        draft(3, "Encore un sans aucun rapport avec eux", (1, 4, 0)),
        draft(4, "Le dernier en date parle de la pluie", (1, 0, 0), published_on=date(2025, 1, 1)),
        draft(5, "Sans jour celui-ci dit merci à tous", (1, 0, 0), published_on=None),
        *(draft(number, FORMULA.format(number, ""), (1, 1, 0)) for number in (6, 7, 8)),
        draft(9, "Un conseil pour la route, rien de plus", (0, 0, 1)),
    ]
    with opened(made_scan(tmp_path / "out", {"drafts": drafts})) as base:
        lay_axes(base, "2026-03-31")
        group_near_duplicates(base)
        rank_posts(base)
        found = chosen_posts(base, most=4)
    assert [(one.draft_id, one.alike, one.is_worst) for one in found] == [
        ("post-2", 1, True),
        ("post-3", 1, True),
        ("post-8", 3, True),
        ("post-4", 1, True),
    ]


def test_beside_the_worst_there_is_an_example_of_each_value_of_the_charts(tmp_path: Path) -> None:
    drafts = [draft(number, f"mot{number} " * 5, (3, 0, 0)) for number in (1, 2)]
    drafts += [
        draft(3, "ailleurs " * 5, (0, 1, 0), platform="x"),
        draft(4, "autre " * 5, (0, 1, 0), handle="@tom"),
    ]
    drafts += [draft(5, "rare " * 5, (0, 1, 0)), draft(6, "seul " * 5, (0, 1, 0))]
    findings = [finding(number) for number in (1, 2)] * 3
    findings += [
        finding(number, "warning", obligation) for number, obligation in ((3, "a"), (4, "a"), (5, "b"))
    ]
    with opened(made_scan(tmp_path / "out", {"drafts": drafts, "findings": findings})) as base:
        axes = lay_axes(base, "2026-03-31")
        group_near_duplicates(base)
        rank_posts(base)
        found = {one.draft_id: one for one in chosen_posts(base, most=1)}
    assert set(found) == {"post-2", "post-3", "post-4", "post-5"}
    assert [one.draft_id for one in found.values() if one.is_worst] == ["post-2"]
    assert found["post-5"].hits == ((axes["obligation"].keys.index("b"), 1),)
