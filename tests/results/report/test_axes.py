from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.results.made_scans import made_scan
from tests.results.report.rows import draft, finding

from cmcompliance.results.opening import opened
from cmcompliance.results.report.axes import lay_axes


def test_months_are_few_whatever_the_days(tmp_path: Path) -> None:
    days = [date(1, 1, 1), date(2024, 2, 29), date(2026, 3, 1), date(2027, 3, 1), date(9999, 12, 31), None]
    drafts = [draft(number, found=(1, 0, 0), published_on=day) for number, day in enumerate(days)]
    with opened(made_scan(tmp_path / "out", {"drafts": drafts})) as base:
        months = lay_axes(base, "2026-03-31")["month"].keys
        codes = [row[0] for row in base.execute("SELECT month FROM post ORDER BY draft_id").fetchall()]
    assert len(months) == 183
    assert [months[code] for code in codes] == ["earlier", "2024-02", "2026-03", "2027-03", "later", ""]


def test_the_values_with_most_findings_have_a_code_and_all_others_share_one(tmp_path: Path) -> None:
    drafts = [draft(number, found=(number, 0, 0), handle=f"@{number:02}") for number in range(30)]
    findings = [finding(number, obligation=f"o.{number:02}") for number in range(30)] * 2
    findings += [finding(0, obligation=f"rare.{number}") for number in range(9)]
    with opened(made_scan(tmp_path / "out", {"drafts": drafts, "findings": findings})) as base:
        axes = lay_axes(base, "2026-03-31")
        codes = base.execute("SELECT author, count(*) FROM post GROUP BY 1 ORDER BY 1").fetchall()
        rare = base.execute("SELECT sum(n) FROM cell WHERE obligation = 30").fetchone()
    assert axes["author"].keys == (*(f"@{number:02}" for number in range(29, 9, -1)), "…")
    assert axes["author"].others == 10
    assert codes == [*((code, 1) for code in range(20)), (20, 10)]
    assert (axes["obligation"].others, rare) == (9, (9,))


def test_results_without_a_post_have_axes(tmp_path: Path) -> None:
    with opened(made_scan(tmp_path / "out", {})) as base:
        axes = lay_axes(base, "2026-03-31")
    assert axes["month"].keys == ("2026-03", "earlier", "later", "")
    assert axes["author"].keys == ()
