"""What is raised in place of a publication."""

from __future__ import annotations

from cmcompliance.draft import Draft
from cmcompliance.guard.message import blocked_message, failed_message
from cmcompliance.render.words import Language
from cmcompliance.report import Report


class Blocked(Exception):  # noqa: N818  an answer, not a fault
    """Nothing was published; `report` says why, `draft` what would have gone out.

    The message names the first findings and what to do about them, in `lang`.
    """

    def __init__(self, draft: Draft, report: Report, lang: Language) -> None:
        super().__init__(draft, report, lang)
        self.draft = draft
        self.report = report
        self.lang = lang

    def __str__(self) -> str:
        return blocked_message(self.report, self.lang)

    def __repr__(self) -> str:
        return f"{type(self).__name__}(verdict={self.report.verdict!r}, findings={len(self.report.findings)})"


class CheckFailed(Blocked):
    """Nothing was published, since the check itself failed or took too long; `__cause__` is the error."""

    def __str__(self) -> str:
        return failed_message(self.report, self.lang)
