"""What an editor offers to do about a finding or a question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from lsprotocol import types

from cmcompliance.answering.change import changes_for
from cmcompliance.answering.place import path_of, places_of
from cmcompliance.draft import DraftError
from cmcompliance.fixing import Choice, fix_by
from cmcompliance.language_server.checked import CheckedDocument, CheckedDraft
from cmcompliance.language_server.diagnostics import finding_diagnostic, question_diagnostic, stretches
from cmcompliance.language_server.edits import changes_by, changing, setting_fields
from cmcompliance.language_server.words import words_of
from cmcompliance.remedy import apply_edit
from cmcompliance.render.grouping import Shown
from cmcompliance.render.notice import findings_of
from cmcompliance.render.words import words_of as report_words
from cmcompliance.report import Edit, Question

FIX_ALL = "source.fixAll.cmcompliance"
EXPLAIN = "cmcompliance.explain"
WAIVE = "cmcompliance.waive"
REPORT = "cmcompliance.report"
_MOST = 40
_MOST_CHOICES = 12
_LONGEST = 60
Kinds = Sequence[types.CodeActionKind | str] | None


def actions_for(checked: CheckedDocument, start: int, end: int, only: Kinds) -> list[types.CodeAction]:
    """Return what can be done between two offsets; `only`: the kinds that are asked for, None: all."""
    if not _wanted(types.CodeActionKind.QuickFix, only):
        return []
    return list(islice(_actions(checked, start, end), _MOST))


def offers_fix_all(checked: CheckedDocument, only: Kinds) -> bool:
    """Return whether all safe changes are asked for and there are any."""
    return _wanted(FIX_ALL, only) and any(
        finding.waived is None and finding.remediation.edit and finding.remediation.edit.safety == "safe"
        for draft in checked.checked
        for finding in draft.report.findings
    )


def fix_all_action(checked: CheckedDocument, title: str) -> types.CodeAction:
    """Return the offer to make all safe changes, still without what changes."""
    document = checked.document
    data = {"uri": document.uri, "version": document.version}
    return types.CodeAction(title, kind=FIX_ALL, data=data)


def all_safe_edits(checked: CheckedDocument) -> types.WorkspaceEdit | None:
    """Return what changes when every draft is mended as `cmcompliance fix` does; None for nothing."""
    changes = {}
    for draft in checked.checked:
        fixed = fix_by(draft.judge, draft.prepared.draft, Choice())
        if fixed.applied:
            edits = (applied.edit for applied in fixed.applied)
            changes[draft.number] = draft.read.draft, changes_by(edits, fixed.draft)
    return changing(checked.document, changes) if changes else None


def _wanted(kind: str, only: Kinds) -> bool:
    return only is None or any(kind == asked or kind.startswith(f"{asked}.") for asked in only)


def _actions(checked: CheckedDocument, start: int, end: int) -> Iterator[types.CodeAction]:
    for draft in checked.between(start, end):
        for group in findings_of(draft.outcome):
            places = [stretch for stretch, _ in stretches(draft, group)] or [draft.where.head()]
            if any(_touch(place, start, end) for place in places):
                yield from _of_finding(checked, draft, group)
        for question in draft.report.questions:
            if _touch(draft.where.of_field(path_of(question.field)), start, end):
                yield from _of_question(checked, draft, question)


def _touch(place: tuple[int, int], start: int, end: int) -> bool:
    return place[0] <= end and start <= place[1]


def _of_finding(checked: CheckedDocument, draft: CheckedDraft, group: Shown) -> Iterator[types.CodeAction]:
    document, finding, say = checked.document, group.worst, words_of(draft.language)
    diagnostics = [finding_diagnostic(document, draft, group)]
    edit = finding.remediation.edit
    if edit is not None:
        change = _change(checked, draft, edit)
        if change is not None:
            yield types.CodeAction(
                _title(edit, draft, say),
                kind=types.CodeActionKind.QuickFix,
                diagnostics=diagnostics,
                edit=change,
                is_preferred=edit.safety == "safe",
            )
    arguments = [document.uri, draft.number, finding.rule]
    for command, key in ((EXPLAIN, "explain"), (WAIVE, "waive")):
        title = say[key].format(finding.title)
        yield types.CodeAction(
            title,
            kind=types.CodeActionKind.QuickFix,
            diagnostics=diagnostics,
            command=types.Command(title, command, arguments=list(arguments)),
        )


def _change(checked: CheckedDocument, draft: CheckedDraft, edit: Edit) -> types.WorkspaceEdit | None:
    try:
        mended = apply_edit(draft.prepared.draft, edit)
    except (ValueError, LookupError):
        return None
    return setting_fields(checked.document, draft, changes_by([edit], mended))


def _title(edit: Edit, draft: CheckedDraft, say: Mapping[str, str]) -> str:
    shown = edit.text if edit.action != "delete" else _removed(edit, draft)
    notes = [say["to_confirm"]] if edit.safety != "safe" else []
    if edit.placeholders:
        notes.append(say["to_fill_in"])
    title = say[f"edit_{edit.action}"].format(_short(shown))
    return f"{title} ({', '.join(notes)})" if notes else title


def _removed(edit: Edit, draft: CheckedDraft) -> str:
    return draft.outcome.source.field(edit.field)[edit.start : edit.end]


def _of_question(
    checked: CheckedDocument, draft: CheckedDraft, question: Question
) -> Iterator[types.CodeAction]:
    """Yield an answer for each choice, as it is written into the draft."""
    say, words = words_of(draft.language), report_words(draft.language)
    answers: list[tuple[bool | str, str]] = []
    if question.type == "bool":
        answers = [(True, words["true"]), (False, words["false"])]
    elif question.type == "choice":
        answers = [(choice, question.labels.get(choice, choice)) for choice in question.choices]
    told = draft.prepared.checker.book.questions.get(question.field)
    asked = (told.name.get(draft.language) if told else None) or question.question
    diagnostics = [question_diagnostic(checked.document, draft, question)]
    for value, label in answers[:_MOST_CHOICES]:
        try:
            changes = changes_for(places_of(draft.read.draft, question.field), value)
            change = setting_fields(checked.document, draft, changes) if changes else None
        except DraftError:
            change = None
        if change is not None:
            yield types.CodeAction(
                say["answer"].format(_short(asked), label),
                kind=types.CodeActionKind.QuickFix,
                diagnostics=diagnostics,
                edit=change,
            )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
