"""What is said of a finding or a question when one points at it."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types

from cmcompliance.answering.place import path_of
from cmcompliance.language_server.checked import CheckedDocument, CheckedDraft
from cmcompliance.language_server.diagnostics import stretches
from cmcompliance.render.document import DraftPage, page_of
from cmcompliance.render.document_words import document_words
from cmcompliance.render.markdown import finding_text, question_text
from cmcompliance.render.notice import findings_of

_MOST = 4


def hover_of(checked: CheckedDocument, offset: int) -> types.Hover | None:
    """Return what is to be said of a place in the text, None for nothing."""
    said = [found for draft in checked.between(offset, offset) for found in _said(draft, offset)]
    if not said:
        return None
    texts = list(dict.fromkeys(text for _, text in said))[:_MOST]
    start, end = min((stretch for stretch, _ in said), key=lambda stretch: stretch[1] - stretch[0])
    return types.Hover(
        types.MarkupContent(types.MarkupKind.Markdown, "\n\n---\n\n".join(texts)),
        checked.document.lines.range(start, end),
    )


def _said(draft: CheckedDraft, offset: int) -> Iterator[tuple[tuple[int, int], str]]:
    outcome, words = draft.outcome, document_words(draft.language)
    page = page_of(outcome, draft.language)
    if not isinstance(page, DraftPage):
        return
    for group, item in zip(findings_of(outcome), page.findings, strict=True):
        of_finding = [stretch for stretch, meaning in stretches(draft, group) if meaning is None]
        for stretch in of_finding or [draft.where.head()]:
            if covers(stretch, offset):
                yield stretch, finding_text(item, None, words).strip()
                break
    for question, asked in zip(draft.report.questions, page.questions, strict=True):
        stretch = draft.where.of_field(path_of(question.field))
        if covers(stretch, offset):
            yield stretch, question_text(asked, words).strip()


def covers(stretch: tuple[int, int], offset: int) -> bool:
    """Return whether a place is inside a stretch or at its end."""
    return stretch[0] <= offset <= stretch[1]
