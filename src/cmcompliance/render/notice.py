"""What a program that marks lines is told of a draft: one notice for each rule and place, and each gap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from cmcompliance.read import ReadDraft, ReadError
from cmcompliance.render.grouping import Shown, group_findings, regraded
from cmcompliance.render.location import Region, draft_line, field_line, region_of
from cmcompliance.render.outcome import Checked, Outcome
from cmcompliance.render.words import Language, words_of
from cmcompliance.report import Edit, Question, Report, Severity, TextSpan

Kind = Literal["finding", "question", "not_evaluated", "waiver", "unreadable"]


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell about one place.

    `code`: the rule, or the kind of notice; `lines`: what to say, the message first; `line`: where it stands
    in the file; `words` and `region`: where exactly, if that is known; `key`: what tells it from the others
    of its draft and stays when the text elsewhere is edited.
    """

    kind: Kind
    severity: Severity
    code: str
    title: str
    lines: tuple[str, ...]
    file: str
    line: int
    words: TextSpan | None
    region: Region | None
    draft_id: str | None
    key: str
    url: str | None = None
    edit: Edit | None = None
    item: ReadDraft | None = None


def reader_of(report: Report, chosen: Language | None) -> Language:
    """Return the language in which a report is read: the one chosen, else the draft's if we have it."""
    if chosen is not None:
        return chosen
    return "fr" if report.language == "fr" else "en"


def notices(outcomes: Iterable[Outcome], language: Language | None) -> Iterator[Notice]:
    """Yield what is to be told, in order; accepted findings are not."""
    for outcome in outcomes:
        if isinstance(outcome, ReadError):
            yield from _unreadable(outcome, language or "en")
        else:
            yield from _of_draft(outcome, reader_of(outcome.report, language))


def findings_of(checked: Checked) -> list[Shown]:
    """Return the findings of a draft that nobody accepted, what one rule says of one place together."""
    return [group for group in group_findings(checked.report.findings) if group.worst.waived is None]


def first_place(item: ReadDraft, spans: Iterable[TextSpan]) -> tuple[TextSpan, Region] | tuple[None, None]:
    """Return the first of the spans in the file and its place there, if one of them has a place in it."""
    for span in sorted(spans, key=lambda span: span.start):
        region = region_of(item, span.field, span.start, span.end)
        if region is not None:
            return span, region
    return None, None


def _of_draft(checked: Checked, language: Language) -> Iterator[Notice]:
    for group in findings_of(checked):
        yield _finding(checked, group, language)
    for gap in checked.report.not_evaluated:
        words = words_of(language)
        rule = words["all_rules"] if gap.rule == "*" else gap.rule
        said = f"{rule}{words['colon']} {gap.reason}"
        yield _about(checked, "not_evaluated", "warning", words["not_evaluated"], (said,), said)
    for note in checked.report.waiver_notes:
        title = words_of(language)["waivers"]
        yield _about(
            checked, "waiver", "warning", title, (note.message,), f"{note.kind} {note.place} {note.rule}"
        )
    for question in checked.report.questions:
        yield _question(checked, question, language)


def _finding(checked: Checked, group: Shown, language: Language) -> Notice:
    finding, words = group.worst, words_of(language)
    span, region = first_place(checked.item, finding.spans)
    scopes = ", ".join(group.scopes)
    lines = [finding.message, f"{words['todo']}{words['colon']} {finding.remediation.hint}"]
    edit = finding.remediation.edit
    if edit is not None and edit.text.strip():
        lines.append(f"{words[edit.action]}{words['colon']} {edit.text.strip()}")
    if group.legal_basis:
        cited = words["and_so"].join(basis.citation for basis in group.legal_basis)
        lines.append(f"{words['basis']}{words['colon']} {cited}")
    grade = regraded(group, words)
    if grade is not None:
        lines.append(f"{words['regraded']}{words['colon']} {grade}")
    if region is None and finding.spans:
        lines.append(
            f"{field_line(checked.source, finding.spans[0])}{words['colon']} {finding.spans[0].text}"
        )
    return Notice(
        kind="finding",
        severity=group.severity,
        code=finding.rule,
        title=f"{finding.title} — {scopes}" if scopes else finding.title,
        lines=tuple(lines),
        file=checked.item.origin.file,
        line=region.line if region else draft_line(checked.item),
        words=span,
        region=region,
        draft_id=checked.report.draft_id,
        key=finding.fingerprint,
        url=next((basis.url for basis in group.legal_basis if basis.url), None),
        edit=edit,
        item=checked.item,
    )


def _question(checked: Checked, question: Question, language: Language) -> Notice:
    words = words_of(language)
    choices = f" ({', '.join(question.choices)})" if question.choices else ""
    answer = f"{words['answer'].format(question.field)}{choices}."
    lines = (question.question, answer, question.why)
    return _about(checked, "question", "info", words["questions"], lines, question.field)


def _about(
    checked: Checked, kind: Kind, severity: Severity, title: str, lines: tuple[str, ...], key: str
) -> Notice:
    """Return a notice on a draft as a whole."""
    return Notice(
        kind=kind,
        severity=severity,
        code=kind,
        title=title,
        lines=lines,
        file=checked.item.origin.file,
        line=draft_line(checked.item),
        words=None,
        region=None,
        draft_id=checked.report.draft_id,
        key=f"{kind} {key}",
        item=checked.item,
    )


def _unreadable(error: ReadError, language: Language) -> Iterator[Notice]:
    for problem in error.problems:
        yield Notice(
            kind="unreadable",
            severity="error",
            code="unreadable",
            title=words_of(language)["unreadable"],
            lines=(problem.message,),
            file=error.file,
            line=problem.line or error.line or 1,
            words=None,
            region=None,
            draft_id=error.draft_id,
            key=f"unreadable {problem.message}",
        )
