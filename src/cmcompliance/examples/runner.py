"""Whether each rule does with its own examples what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cmcompliance.checking import Checker
from cmcompliance.draft import Draft, DraftError, parse_draft
from cmcompliance.remedy import apply_edit
from cmcompliance.report import Finding, Question, Report
from cmcompliance.rulebook import RuleBook
from cmcompliance.rulebook.book import Example, Rule
from cmcompliance.rulebook.unfilled import rules_on_placeholders


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """What came of one example; without `failures` it did as it should."""

    rule: str
    example: Example
    failures: tuple[str, ...]

    @property
    def passed(self) -> bool:
        return not self.failures


def run_examples(checker: Checker, rule: Rule) -> Iterator[ExampleResult]:
    """Yield the outcome of each example of a rule.

    A breaching one yields a finding of the rule, with its `span`, and the finding's edit removes it and
    brings no new error or warning, but for the placeholders that it holds; an asking one yields a question
    that hangs on the rule; a clean one neither.
    """
    for example in rule.examples:
        yield ExampleResult(rule.name, example, tuple(_failures(checker, rule, example)))


def _failures(checker: Checker, rule: Rule, example: Example) -> Iterator[str]:
    try:
        draft = parse_draft(example.draft)
    except DraftError as error:
        yield f"is no valid draft: {error}"
        return
    report = checker.check(draft)
    finding = _finding(report, rule)
    questions = [question for question in report.questions if rule.name in question.rules]
    if example.expect == "breaching":
        yield from _breach_failures(checker, rule, example, draft, report)
    elif finding is not None:
        yield f"raises a finding{_where(finding, ' at ')}{_why(finding)}"
    elif example.expect == "asking":
        yield from _question_failures(example, questions)
    elif questions:
        yield f"raises a question: {', '.join(question.field for question in questions)}"


def _breach_failures(
    checker: Checker, rule: Rule, example: Example, draft: Draft, report: Report
) -> Iterator[str]:
    finding = _finding(report, rule)
    if finding is None:
        asked = [question.field for question in report.questions if rule.name in question.rules]
        yield "raises no finding" + (f", only a question: {', '.join(asked)}" if asked else "")
        return
    wanted = _plain(example.span or "")
    if wanted and not any(wanted in _plain(span.text) for span in finding.spans):
        yield f"does not point to {example.span!r}{_where(finding)}"
    if rule.edit is not None and (finding.remediation.edit or not rule.edit.only_in_documents):
        yield from _edit_failures(checker, draft, report, finding)


def _edit_failures(checker: Checker, draft: Draft, report: Report, finding: Finding) -> Iterator[str]:
    edit = finding.remediation.edit
    if edit is None:
        yield "the rule has an edit, but the finding has none"
        return
    try:
        mended = apply_edit(draft, edit)
    except (ValueError, LookupError) as error:
        yield f"the edit cannot be applied: {error}"
        return
    after = checker.check(mended)
    if any(item.rule == finding.rule for item in after.findings):
        yield f"the edit does not remove the finding: {_cut(_edited(mended, edit.field))}"
    # What the edit leaves to be filled in is refused until it is; nothing else may be new.
    excused = rules_on_placeholders(checker.book) if edit.placeholders else frozenset()
    for rule in sorted(_grave(after) - _grave(report) - excused):
        yield f"the edit brings a finding of {rule}: {_cut(_edited(mended, edit.field))}"


def _question_failures(example: Example, questions: list[Question]) -> Iterator[str]:
    fields = {question.field for question in questions}
    if not fields:
        yield "raises no question"
    for field in example.asks:
        if fields and field not in fields:
            yield f"does not ask for {field}, but for {', '.join(sorted(fields))}"


def _finding(report: Report, rule: Rule) -> Finding | None:
    return next((finding for finding in report.findings if finding.rule == rule.name), None)


def _grave(report: Report) -> set[str]:
    return {finding.rule for finding in report.findings if finding.severity in {"error", "warning"}}


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("’", "'")).strip().casefold()


def _where(finding: Finding, words: str = ", but to ") -> str:
    places = ", ".join(repr(_cut(span.text, 60)) for span in finding.spans)
    return f"{words}{places}" if places else ""


def _why(finding: Finding) -> str:
    return f" because {', '.join(item.fact for item in finding.because)}" if finding.because else ""


def _edited(draft: Draft, field: str) -> str:
    return draft.text if field == "text" else (draft.title or "") if field == "title" else field


def _cut(text: str, length: int = 120) -> str:
    text = " ".join(text.split())
    return text if len(text) <= length else f"{text[: length - 1]}…"


def rules_named(book: RuleBook, names: list[str]) -> list[Rule]:
    """Return the rules of these names, or whose names begin so; all when no name is given.

    Raises KeyError with the first name that fits none.
    """
    chosen: dict[str, Rule] = {}
    for name in names or [""]:
        prefix = name.strip("/")
        found = {key: rule for key, rule in book.rules.items() if key == prefix or key.startswith(prefix)}
        if not found and book.rules:
            raise KeyError(name)
        chosen.update({prefix: book.rules[prefix]} if prefix in book.rules else found)
    return list(chosen.values())
