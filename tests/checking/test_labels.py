"""Labels of drafts: known, asked for, or told where they cannot count."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.books import PLACE, WORDS, book, rule, source

from cmcompliance import Checker
from cmcompliance.draft import DraftError, parse_draft
from cmcompliance.report import Report
from cmcompliance.rulebook.book import QuestionText
from cmcompliance.rulebook.condition import Test

APPROVED = QuestionText("labels.client_approved", "bool", WORDS, {}, PLACE, WORDS)


def check(labels: object, **fields: object) -> Report:
    not_approved = rule(
        "acme/approval",
        condition=Test("labels.client_approved", negated=True),
        sources=("acme",),
        ask=("labels.client_approved",),
    )
    a_book = book(not_approved, sources=(source("acme", house="ACME"),))
    checker = Checker(replace(a_book, questions={APPROVED.field: APPROVED}))
    draft = {"text": "Bonjour", "language": "fr", "jurisdictions": ["FR"], "labels": labels, **fields}
    law = "le livre de règles n'a pas encore de règle"
    report = checker.check(parse_draft(draft))
    gaps = [gap for gap in report.not_evaluated if not gap.reason.startswith(law)]
    return report.model_copy(update={"not_evaluated": gaps})


def test_a_label_decides_where_it_is_given_and_is_asked_for_where_it_is_not() -> None:
    assert [finding.rule for finding in check({"client_approved": False}).findings] == ["acme/approval"]
    assert check({"client_approved": "true"}).findings == []
    report = check({})
    assert [question.field for question in report.questions] == ["labels.client_approved"]
    assert report.findings == []


def test_labels_of_packs_that_are_not_loaded_may_stand() -> None:
    assert check({"client_approved": True, "campaign": "noel"}).not_evaluated == []


def test_a_slip_and_a_value_that_does_not_fit_are_told_and_the_question_stays() -> None:
    for labels, said in (
        ({"client_aproved": True}, "`labels.client_aproved` ; vouliez-vous dire `labels.client_approved` ?"),
        ({"client_approved": "peut-être"}, "`labels.client_approved` vaut « peut-être » ; attendu : true"),
    ):
        report = check(labels)
        assert said in report.not_evaluated[0].reason
        assert report.verdict == "review"
        assert report.questions


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        ({"client-approved": True}, "`labels.client-approved`: the name of a label is written in a-z"),
        ({"client_approved": [True]}, "`labels.client_approved`: expected true, false, a number or a text"),
        (["client_approved"], "`labels`: expected fields with their values"),
    ],
)
def test_labels_that_are_none_are_refused(labels: object, said: str) -> None:
    with pytest.raises(DraftError) as caught:
        parse_draft({"text": "a", "labels": labels})
    assert said in str(caught.value)
