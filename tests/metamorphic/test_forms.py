"""A draft keeps its findings, their places and its questions in whatever form it is written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final
from zlib import crc32

import pytest

from cmcompliance import Checker
from cmcompliance.draft import Draft
from cmcompliance.evaluate.case import Case
from metamorphic.forms import ADDING, FORMS, NOT_ON
from metamorphic.outcome import Outcome, fold_elsewhere, moved, outcome_of, transformed

CORPORA: Final = Path(__file__).parents[2] / "corpora"
POOL: Final = 500
# `CMCOMPLIANCE_FORMS=100000` takes all drafts: half an hour.
DRAFTS: Final = int(os.environ.get("CMCOMPLIANCE_FORMS", "50"))
"""Drafts for each form; more than the pool has: all of them."""


@cache
def checker() -> Checker:
    return Checker()


@cache
def cases() -> tuple[Case, ...]:
    """Return the labelled drafts in an order that mixes them and stays."""
    lines = [
        line for file in sorted(CORPORA.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines()
    ]
    found = sorted(map(Case.model_validate_json, lines), key=lambda case: crc32(case.id.encode()))
    return tuple(found if DRAFTS > POOL else found[:POOL])


_outcomes: dict[str, Outcome] = {}


def outcome(case: Case) -> Outcome:
    if case.id not in _outcomes:
        _outcomes[case.id] = outcome_of(checker().check(case.draft))
    return _outcomes[case.id]


def drafts_in(form: str) -> Iterator[tuple[Case, Draft, Outcome]]:
    """Yield drafts of the pool, each in this form with the outcome that it must have."""
    count = 0
    folds = {name: info.fold for name, info in checker().book.platforms.items()}
    start = crc32(form.encode()) % len(cases())
    for case in cases()[start:] + cases()[:start]:
        if count == DRAFTS or (case.draft.platform or "") in NOT_ON.get(form, ()):
            continue
        changed = transformed(case.draft, FORMS[form])
        if changed is not None and not fold_elsewhere(changed[1], folds.get(case.draft.platform or "")):
            count += 1
            yield case, changed[0], moved(outcome(case), changed[1])


@pytest.mark.parametrize("form", FORMS)
def test_a_draft_means_the_same_in_another_form(form: str) -> None:
    different = []
    for case, draft, wanted in drafts_in(form):
        report = checker().check(draft)
        for span in (span for finding in report.findings for span in finding.spans):
            assert span.field != "text" or draft.text[span.start : span.end] == span.text
        found = outcome_of(report)
        if (found.without_places() != wanted.without_places()) if form in ADDING else found != wanted:
            different.append((case.id, draft.text, found.unlike(wanted)))
    assert not different
