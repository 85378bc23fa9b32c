"""Reports as an editor underlines them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lsprotocol import types

from cmcompliance.answering.place import path_of
from cmcompliance.cli.words import unread as in_words
from cmcompliance.language_server.checked import CheckedDocument, CheckedDraft, Unread
from cmcompliance.language_server.document import Document
from cmcompliance.language_server.words import words_of
from cmcompliance.render import Language
from cmcompliance.render.document import followed
from cmcompliance.render.grouping import Shown
from cmcompliance.render.notice import findings_of
from cmcompliance.render.words import words_of as report_words
from cmcompliance.report import Question, Severity, TextSpan

SOURCE = "cmcompliance"
_MOST_RELATED = 20
_MOST = 2000
_SEVERITIES: Mapping[Severity, types.DiagnosticSeverity] = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}


def diagnostics_of(checked: CheckedDocument) -> list[types.Diagnostic]:
    """Return what an editor shows of a document's drafts."""
    document, language = checked.document, checked.language or "en"
    words = words_of(language)
    found = [_plain(document, 0, words["trouble"].format(line)) for line in checked.trouble]
    for draft in checked.drafts:
        found += (
            _unread(document, draft, language) if isinstance(draft, Unread) else _of_draft(document, draft)
        )
        if len(found) > _MOST:
            found = [_plain(document, 0, words["more"].format(_MOST)), *found[:_MOST]]
            break
    if checked.left:
        message = words["left"].format(checked.left)
        found.append(_plain(document, 0, message, types.DiagnosticSeverity.Warning))
    return found


def finding_diagnostic(document: Document, draft: CheckedDraft, group: Shown) -> types.Diagnostic:
    """Return the diagnostic of a finding."""
    finding, words = group.worst, report_words(draft.language)
    main, *others = stretches(draft, group) or [(draft.where.head(), None)]
    scopes = ", ".join(group.scopes)
    title = f"{finding.title} — {scopes}" if scopes else finding.title
    lines = [title, finding.message, f"{words['todo']}{words['colon']} {finding.remediation.hint}"]
    url = next((url for basis in group.legal_basis if (url := followed(basis.url))), None)
    return types.Diagnostic(
        range=document.lines.range(*main[0]),
        severity=_SEVERITIES[group.severity],
        code=finding.rule,
        code_description=types.CodeDescription(url) if url else None,
        source=SOURCE,
        message="\n".join(lines),
        related_information=[
            types.DiagnosticRelatedInformation(
                types.Location(document.uri, document.lines.range(*stretch)), meaning
            )
            for stretch, meaning in _related(draft, others)
        ]
        or None,
        data={"fingerprint": finding.fingerprint, "draft": draft.number},
    )


def question_diagnostic(document: Document, draft: CheckedDraft, question: Question) -> types.Diagnostic:
    """Return the diagnostic of an open question."""
    words = report_words(draft.language)
    choices = ", ".join(question.labels.get(choice, choice) for choice in question.choices)
    lines = [
        question.question,
        question.why,
        f"{words['answer'].format(question.field)}{f' ({choices})' if choices else ''}.",
    ]
    return types.Diagnostic(
        range=document.lines.range(*draft.where.of_field(path_of(question.field))),
        severity=types.DiagnosticSeverity.Information,
        code=f"question/{question.field}",
        source=SOURCE,
        message="\n".join(lines),
        data={"question": question.field, "draft": draft.number},
    )


_Place = tuple[tuple[int, int], str | None]


def stretches(draft: CheckedDraft, group: Shown) -> list[_Place]:
    """Return where a finding stands, in reading order, then what its reasons show, each with its meaning."""
    told: dict[TextSpan, str | None] = dict.fromkeys(sorted(group.worst.spans, key=_place))
    for reason in group.worst.because:
        told |= {span: reason.meaning for span in reason.spans if span not in told}
    places: dict[tuple[int, int], str | None] = {}
    for span, meaning in told.items():
        places.setdefault(draft.where.of_span(span), meaning)
    return list(places.items())


def _related(draft: CheckedDraft, places: list[_Place]) -> Iterator[tuple[tuple[int, int], str]]:
    also = words_of(draft.language)["also"]
    for stretch, meaning in places[:_MOST_RELATED]:
        yield stretch, meaning or also


def _place(span: TextSpan) -> tuple[bool, str, int]:
    return span.field != "text", span.field, span.start


def _of_draft(document: Document, draft: CheckedDraft) -> Iterator[types.Diagnostic]:
    outcome, words = draft.outcome, report_words(draft.language)
    for group in findings_of(outcome):
        yield finding_diagnostic(document, draft, group)
    for question in draft.report.questions:
        yield question_diagnostic(document, draft, question)
    for gap in draft.report.not_evaluated:
        rule = words["all_rules"] if gap.rule == "*" else gap.rule
        message = f"{words['not_evaluated']}{words['colon']} {rule}, {gap.reason}"
        yield _about(document, draft, "not-evaluated", message)
    for note in draft.report.waiver_notes:
        yield _about(document, draft, f"waiver/{note.kind}", note.message)
    for problem in draft.read.notes:
        line = (problem.line or 1) - 1
        yield _plain(document, line, problem.message, types.DiagnosticSeverity.Information)


def _about(document: Document, draft: CheckedDraft, code: str, message: str) -> types.Diagnostic:
    return types.Diagnostic(
        range=document.lines.range(*draft.where.head()),
        severity=types.DiagnosticSeverity.Warning,
        code=code,
        source=SOURCE,
        message=message,
    )


def _unread(document: Document, unread: Unread, language: Language) -> Iterator[types.Diagnostic]:
    for problem in unread.error.problems:
        line = problem.line or unread.error.line
        if line is None:
            line = document.lines.line_at(unread.where.begins) + 1
        yield _plain(document, line - 1, in_words(problem.message, language))


def _plain(
    document: Document,
    line: int,
    message: str,
    severity: types.DiagnosticSeverity = types.DiagnosticSeverity.Error,
) -> types.Diagnostic:
    lines = document.lines
    return types.Diagnostic(
        range=lines.range(*lines.words_of(line)), severity=severity, source=SOURCE, message=message
    )


def language_of(checked: CheckedDocument) -> Language:
    """Return the language in which a document is spoken of."""
    first = next(iter(checked.checked), None)
    return checked.language or (first.language if first else "en")
