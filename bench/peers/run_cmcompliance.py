"""cmcompliance itself, the whole check, over the same posts with what is known about them."""

from __future__ import annotations

from collections.abc import Sequence

from passes import Post, time_passes

from cmcompliance import Checker, Draft
from cmcompliance.draft import parse_draft

checker = Checker()


def draft(post: Post) -> Draft:
    """Return the draft of a row."""
    return parse_draft(post["draft"])


def work(drafts: Sequence[Draft]) -> int:
    """Check."""
    return sum(len(report.findings) for report in checker.check_many(drafts))


time_passes(checker.book.version, f"the whole check, {len(checker.book.rules):,} rules", work, draft)
