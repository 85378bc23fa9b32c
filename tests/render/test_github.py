from __future__ import annotations

import re
from collections.abc import Sequence

from hypothesis import given
from syrupy.assertion import SnapshotAssertion

from any_outcomes import OUTCOMES
from cmcompliance.draft import Draft
from cmcompliance.read import Origin, Problem, ReadDraft, ReadError
from cmcompliance.render.github import render_github
from cmcompliance.render.notice import notices
from cmcompliance.render.outcome import Checked, Outcome

COMMAND = re.compile(r"::(error|warning|notice) ((?:\w+=[^:,\n]*,?)+)::([^\n]*)")


def test_each_finding_and_gap_is_an_annotation(a_run: list[Outcome], snapshot: SnapshotAssertion) -> None:
    assert render_github(a_run, "fr") == snapshot


def test_what_would_end_a_property_or_a_line_is_escaped() -> None:
    error = ReadError("a,b:c.md", (Problem("50 %\nfini\r\n::error::x", 3),))
    assert render_github([error], "en") == (
        "::error file=a%2Cb%3Ac.md,line=3,title=Could not be read::50 %25%0Afini%0A::error::x\n"
    )


def test_columns_are_left_out_over_several_lines(a_run: list[Outcome]) -> None:
    checked = a_run[0]
    assert isinstance(checked, Checked)
    finding = checked.report.findings[0]
    spans = [finding.spans[0].model_copy(update={"start": 3, "end": 40})]
    long = checked.report.model_copy(update={"findings": [finding.model_copy(update={"spans": spans})]})
    line = render_github([Checked(checked.item, long)], "fr")
    assert ",line=5,endLine=6,title=" in line


def test_what_came_by_standard_input_has_no_file() -> None:
    item = ReadDraft(Draft(text="a"), Origin("<stdin>", None, 1))
    assert render_github([ReadError(item.origin.file, (Problem("vide"),))], "fr") == (
        "::error title=N'a pas pu être lu::vide\n"
    )


@given(OUTCOMES)
def test_whatever_the_text_each_notice_is_one_command(outcomes: Sequence[Outcome]) -> None:
    page = render_github(outcomes)
    lines = page.split("\n")[:-1]
    assert len(lines) == len(list(notices(outcomes, None)))
    assert all(COMMAND.fullmatch(line) for line in lines)
    assert not re.search(r"[\r\x1b\0\u2028\u202e]", page)
