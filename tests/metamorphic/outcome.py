"""What must not change when a draft is written in another form."""

from __future__ import annotations

from dataclasses import dataclass

from cmcompliance.draft import Draft
from cmcompliance.report import Report
from metamorphic.edits import Transformation
from metamorphic.rewriting import Rewritten

Span = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The findings as (rule, jurisdiction, severity) with their spans, and the fields asked for."""

    findings: dict[tuple[str, str | None, str], frozenset[Span]]
    questions: frozenset[str]

    def without_places(self) -> tuple[frozenset[tuple[str, str | None, str]], frozenset[str]]:
        """Return the findings and questions alone."""
        return frozenset(self.findings), self.questions

    def unlike(self, wanted: Outcome) -> str:
        """Return what is missing, new or elsewhere."""
        lost, new = (
            wanted.findings.keys() - self.findings.keys(),
            self.findings.keys() - wanted.findings.keys(),
        )
        elsewhere = {
            key: (sorted(self.findings[key]), sorted(spans))
            for key, spans in wanted.findings.items()
            if self.findings.get(key, spans) != spans
        }
        asked = self.questions ^ wanted.questions
        return f"{lost=} {new=} {elsewhere=} {asked=}"


def outcome_of(report: Report) -> Outcome:
    """Return what a report says of its draft, without words."""
    return Outcome(
        {
            (item.rule, item.jurisdiction, item.severity): frozenset(
                (span.field, span.start, span.end) for span in item.spans
            )
            for item in report.findings
        },
        frozenset(question.field for question in report.questions),
    )


def transformed(draft: Draft, form: Transformation) -> tuple[Draft, dict[str, Rewritten]] | None:
    """Write the draft's texts in another form; None if none of them changes."""
    changed: dict[str, Rewritten] = {}

    def write(field: str, text: str | None) -> str | None:
        new = form(text) if text else None
        if new is None:
            return text
        changed[field] = new
        return new.text

    media = [
        medium.model_copy(
            update={
                kind: write(f"media[{i}].{kind}", getattr(medium, kind))
                for kind in ("overlay", "transcript", "alt")
            }
        )
        for i, medium in enumerate(draft.media)
    ]
    title, text = write("title", draft.title), write("text", draft.text)
    return (
        (
            draft.model_copy(update={"text": text, "title": title, "media": media}),
            changed,
        )
        if changed
        else None
    )


def moved(outcome: Outcome, changed: dict[str, Rewritten]) -> Outcome:
    """Return the outcome with its spans where the other form has put them."""

    def move(span: Span) -> Span:
        field, start, end = span
        return (field, *changed[field].moved(start, end)) if field in changed else span

    return Outcome(
        {key: frozenset(map(move, spans)) for key, spans in outcome.findings.items()},
        outcome.questions,
    )


def fold_elsewhere(changed: dict[str, Rewritten], fold: int | None) -> bool:
    """Tell whether another part of the caption now stands before the platform's "more": what must stand there
    may be missing then.
    """
    if fold is None or "text" not in changed:
        return False
    return any((i < fold) != (start < fold) for i, (start, _) in enumerate(changed["text"].places))
