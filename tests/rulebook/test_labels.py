"""Labels are declared by their questions; what rules make of them is checked when they load."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rulebook.house import FILES, write_pack

from cmcompliance.rulebook import RuleBookError, load_book
from cmcompliance.rulebook.book import Place, QuestionText
from cmcompliance.rulebook.labels import read_label
from cmcompliance.rulebook.lint import lint

QUESTIONS = """questions:
  labels.client_approved: {type: bool, name: {fr: validé, en: approved}, fr: "Validé ?", en: "Approved?"}
  labels.budget: {type: number, name: {fr: budget, en: budget}, fr: "Budget ?", en: "Budget?"}
  labels.brief: {type: text, name: {fr: brief, en: brief}, fr: "Brief ?", en: "Brief?"}
  labels.channel:
    type: choice
    name: {fr: canal, en: channel}
    fr: "Canal ?"
    en: "Channel?"
    labels: {organic: {fr: publication, en: organic}, paid: {fr: achat, en: paid}}
"""
WHEN = """when:
  - acme.says_cheap
  - not labels.client_approved
  - labels.budget >= 1000
  - labels.channel is paid
  - unknown labels.brief
ask: [labels.client_approved, labels.channel]
"""
RULE = FILES["acme/forbidden-words.yaml"].replace("when: [acme.says_cheap]\n", WHEN)


def said(sample: Path, folder: Path, questions: str = QUESTIONS, rule: str = RULE) -> list[str]:
    pack = write_pack(folder / "acme", {"questions.yaml": questions, "acme/forbidden-words.yaml": rule})
    with pytest.raises(RuleBookError) as caught:
        load_book(sample, pack)
    return [problem.message for problem in caught.value.problems]


def test_rules_name_labels_as_they_name_fields(sample: Path, tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "acme", {"questions.yaml": QUESTIONS, "acme/forbidden-words.yaml": RULE})
    book = load_book(sample, pack)
    weak = [problem.message for problem in lint(book) if problem.file.startswith(pack.as_posix())]
    assert weak == ["`acme/forbidden-words` asks, but has no asking example"]


WRONG = {
    "an unknown label": ("labels.budget >= 1000", "labels.budgte >= 1000", "did you mean `labels.budget`?"),
    "no choice of it": ("labels.channel is paid", "labels.channel is payed", "did you mean `paid`?"),
    "a choice taken for a truth": ("labels.channel is paid", "labels.channel", "has several values"),
    "a truth taken for a number": (
        "not labels.client_approved",
        "labels.client_approved >= 1",
        "is no number",
    ),
    "a question for an unknown label": (
        "ask: [labels.client_approved",
        "ask: [labels.client_aproved",
        "unknown question `labels.client_aproved`; did you mean `labels.client_approved`?",
    ),
}


@pytest.mark.parametrize(("old", "new", "message"), WRONG.values(), ids=WRONG.keys())
def test_a_misread_label_is_told(sample: Path, tmp_path: Path, old: str, new: str, message: str) -> None:
    (problem,) = said(sample, tmp_path, rule=RULE.replace(old, new))
    assert message in problem


def test_a_label_that_nobody_declares_is_told(sample: Path, tmp_path: Path) -> None:
    rule = FILES["acme/forbidden-words.yaml"].replace("[acme.says_cheap]", "[labels.client_approved]")
    assert said(sample, tmp_path, "questions: {}", rule) == [
        "unknown label `labels.client_approved`; questions.yaml declares labels, with their question"
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("type: number", "type: list", "a label is asked for as one of: bool, choice, number, text"),
        ("labels.budget:", "labels.Budget:", "is written in a-z, 0-9 and _"),
        ("paid: {fr: achat, en: paid}", "Paid: {fr: achat, en: paid}", "`Paid`: a choice is written in a-z"),
        ("labels: {organic: {fr: publication, en: organic}, paid: {fr: achat, en: paid}}", "", "of no other"),
    ],
)
def test_a_misdeclared_label_is_told(sample: Path, tmp_path: Path, old: str, new: str, message: str) -> None:
    assert any(message in problem for problem in said(sample, tmp_path, QUESTIONS.replace(old, new)))


def test_an_idle_label_is_told(sample: Path, tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "acme", {"questions.yaml": QUESTIONS})
    idle = {problem.message for problem in lint(load_book(sample, pack)) if "label" in problem.message}
    assert idle == {
        f"no rule uses the label `{name}`" for name in ("client_approved", "budget", "brief", "channel")
    }


def question(kind: str) -> QuestionText:
    labels = {"paid": {"fr": "achat", "en": "paid"}} if kind == "choice" else {}
    return QuestionText(f"labels.{kind}", kind, {}, labels, Place("q.yaml", 1), {})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "given_as", "value"),
    [
        ("bool", True, True),
        ("bool", "true", True),
        ("bool", "Non", False),
        ("bool", "maybe", None),
        ("bool", 1, None),
        ("number", "1 000", None),
        ("number", "12,5", 12.5),
        ("number", 3, 3),
        ("number", True, None),
        ("number", "nan", None),
        ("choice", " Paid", "paid"),
        ("choice", "free", None),
        ("text", "B-12", True),
        ("text", "  ", None),
        ("text", 12, True),
    ],
)
def test_a_value_is_read_as_its_question_declares_it(kind: str, given_as: object, value: object) -> None:
    found = read_label(question(kind), given_as)
    assert found == value
    assert type(found) is type(value)


@given(st.sampled_from(("bool", "number", "choice", "text")), st.booleans() | st.floats() | st.text())
def test_no_value_is_read_as_anything_else(kind: str, value: bool | float | str) -> None:
    found = read_label(question(kind), value)
    kinds = {"bool": bool, "number": int | float, "choice": str, "text": bool}
    assert found is None or isinstance(found, kinds[kind])
