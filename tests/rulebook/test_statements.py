"""A wording of the law is found however it is typed, and inserted as it stands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cmcompliance import Checker
from cmcompliance.draft import parse_draft
from cmcompliance.remedy import apply_edit
from cmcompliance.rulebook import RuleBookError, load_book
from cmcompliance.rulebook.compile_statements import phrase_of
from cmcompliance.rulebook.lint import lint

Change = Callable[[str, str, str], Path]
CREDIT = "Un prêt vous engage. Comptez d'abord (appel non surtaxé : 09-74-75-13-13) !"
FILE = """\
statements:
  fr.pret:
    meaning: {fr: phrase du prêt, en: sentence on loans}
    source: fr.conso.l122-9
    text: {fr: "Un prêt vous engage. Comptez d'abord (appel non surtaxé : 09-74-75-13-13) !"}
    also: ["prêt à rembourser"]
"""
RULE = "fr/contest/rules-missing.yaml"
FACTS = "inference/contest.yaml"
SEEN = "{concept: [rules_word], but_not: [], where: [prose]}"
INSERTED = 'insert: {fr: "Règlement : {rules_url}.", en: "Full rules: {rules_url}."}'


@pytest.fixture
def stating(sample: Path, change: Change) -> Path:
    """The sample, whose rule wants the statement instead of a link to the rules."""
    (sample / "statements").mkdir()
    (sample / "statements/loans.yaml").write_text(FILE, encoding="utf-8")
    change(FACTS, SEEN, "{statement: fr.pret}")
    change(RULE, INSERTED, "statement: fr.pret")
    return sample


def findings(folder: Path, text: str) -> list[str]:
    draft = parse_draft({"text": text, "jurisdictions": ["FR"], "contest": {"rules_url": None}})
    report = Checker(load_book(folder)).check(draft)
    return [finding.rule for finding in report.findings] + [question.field for question in report.questions]


@pytest.mark.parametrize(
    "said",
    [
        CREDIT,
        "UN PRET VOUS ENGAGE\ncomptez d’abord, appel non surtaxé 09 74 75 13 13",
        "un prêt vous engage : comptez d'abord - appel non surtaxé : 09.74.75.13.13.",
        "Un prêt vous engage… Comptez d'abord (appel non surtaxé : 0974751313)",
        "C'est un prêt à rembourser.",
    ],
)
def test_a_statement_counts_however_it_is_typed(stating: Path, said: str) -> None:
    assert not findings(stating, f"Tirage au sort ce soir !\n{said}")


@pytest.mark.parametrize(
    "said",
    [
        "",
        "Un prêt vous engage.",
        "Un prêt vous engage un peu. Comptez d'abord (appel non surtaxé : 09-74-75-13-13) !",
        "Un prêt vous engage. Comptez d'abord (appel surtaxé : 09-74-75-13-13) !",
        "Un prêt vous engage. Comptez d'abord (appel non surtaxé : 09-74-75-13-14) !",
    ],
)
def test_a_statement_with_other_words_does_not_count(stating: Path, said: str) -> None:
    assert findings(stating, f"Tirage au sort ce soir !\n{said}")


def test_an_edit_inserts_the_statement_as_the_law_words_it(stating: Path, change: Change) -> None:
    change(RULE, "  - contest.rules_url\nask", "  - surely contest.rules_url\nask")
    checker = Checker(load_book(stating))
    draft = parse_draft({"text": "Tirage au sort ce soir !", "jurisdictions": ["FR"], "language": "fr"})
    (finding,) = checker.check(draft).findings
    edit = finding.remediation.edit
    assert edit is not None

    mended = apply_edit(draft, edit)

    assert mended.text == f"Tirage au sort ce soir !\n{CREDIT}"
    assert not checker.check(mended).findings


def test_variables_of_a_statement_stand_for_a_value() -> None:
    assert phrase_of("Sans lien avec {platform}. Fin.") == "Sans lien avec {1-8} // Fin"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("source: fr.conso.l122-9", "source: fr.none", "unknown source `fr.none`"),
        ("Un prêt vous", "Un {prêt} vous", "unknown variable `{prêt}`"),
        ("prêt à rembourser", "prêt (à", "that is never closed"),
        ("fr.pret:", "fr.prêt:", "fr.prêt"),
    ],
)
def test_a_faulty_statement_is_told_with_its_place(
    stating: Path, change: Change, old: str, new: str, message: str
) -> None:
    change("statements/loans.yaml", old, new)
    with pytest.raises(RuleBookError) as error:
        load_book(stating)
    assert any(
        message in str(problem) for problem in error.value.problems if "statements/loans.yaml" in problem.file
    )


def test_a_statement_that_does_not_exist_is_told_where_it_is_used(sample: Path, change: Change) -> None:
    change(FACTS, SEEN, "{statement: fr.no}")
    with pytest.raises(RuleBookError, match=r"unknown statement `fr\.no`"):
        load_book(sample)


def test_a_statement_that_nothing_uses_is_weak(sample: Path) -> None:
    (sample / "statements").mkdir()
    (sample / "statements/loans.yaml").write_text(FILE, encoding="utf-8")
    messages = {problem.message for problem in lint(load_book(sample))}
    assert "no fact and no edit uses the statement `fr.pret`" in messages
