"""The verdict above each draft."""

from __future__ import annotations

from lsprotocol import types

from cmcompliance.language_server.actions import REPORT
from cmcompliance.language_server.checked import CheckedDocument, CheckedDraft
from cmcompliance.render.document import DraftPage, page_of

_MOST = 500


def lenses_of(checked: CheckedDocument) -> list[types.CodeLens]:
    """Return the verdict of each draft, which shows its report when one chooses it."""
    return [_lens(checked, draft) for draft in checked.checked[:_MOST]]


def verdict_line(draft: CheckedDraft) -> str:
    """Return the verdict of a draft, with what was found."""
    page = page_of(draft.outcome, draft.language)
    assert isinstance(page, DraftPage)
    return f"{page.verdict_words} ({page.counts_words})" if page.counts_words else page.verdict_words


def _lens(checked: CheckedDocument, draft: CheckedDraft) -> types.CodeLens:
    document = checked.document
    start, _ = draft.where.head()
    title = f"cmcompliance: {verdict_line(draft)}"
    command = types.Command(title, REPORT, arguments=[document.uri, draft.number])
    return types.CodeLens(document.lines.range(start, start), command=command)
