from __future__ import annotations

from collections.abc import Callable, Sequence

from cmcompliance.draft import Draft
from cmcompliance.render import Source
from cmcompliance.render.brief import render_brief
from cmcompliance.render.outcome import Checked, Outcome
from cmcompliance.report import Finding, Report, TextSpan


def test_errors_warnings_and_gaps_take_a_line_each(outcomes: Sequence[Outcome]) -> None:
    full = outcomes[0]
    assert isinstance(full, Checked)
    assert render_brief(full.report, full.source, "fr").splitlines() == [
        "posts/concours.md:9:3: erreur fr/contest/rules-missing Règlement introuvable",
        "posts/concours.md:9:13: alerte eu/contest/purchase Achat demandé",
        "posts/concours.md (concours): non vérifié toutes les règles aucune règle pour XX",
    ]


def test_a_draft_in_order_prints_nothing(outcomes: Sequence[Outcome]) -> None:
    clean = outcomes[1]
    assert isinstance(clean, Checked)
    assert render_brief(clean.report, clean.source, "en") == ""


def test_a_place_that_is_no_line_of_the_file_comes_after_the_draft(
    report: Callable[..., Report], finding: Callable[..., Finding]
) -> None:
    title = TextSpan(field="title", start=0, end=5, text="Titre")
    found = report(finding(spans=[title]), finding(rule="b"))
    source = Source(Draft(text="a", title="Titre"), "d.jsonl:3")
    assert render_brief(found, source, "en").splitlines() == [
        "d.jsonl:3: title:1:1: error fr/contest/rules-missing Règlement introuvable",
        "d.jsonl:3: error b Règlement introuvable",
    ]


def test_a_finding_is_one_line_whatever_its_title(
    report: Callable[..., Report], finding: Callable[..., Finding]
) -> None:
    found = report(finding(title="a\nb\x1b[2J\u202ec"))
    assert render_brief(found, Source(Draft(text="a"), "p\n.md"), "en").count("\n") == 1
    assert "\x1b" not in render_brief(found, Source(Draft(text="a"), "p"), "en")
