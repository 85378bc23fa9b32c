"""The reports on the drafts of a document, kept for its next version: most of its drafts stay the same."""

from __future__ import annotations

from datetime import date

from cmcompliance.checking import Checker, Policy
from cmcompliance.render import Language
from cmcompliance.report import Report
from cmcompliance.settings import Prepared

_Key = tuple[str, Language | None, date]


class Kept:
    """The reports of one version; those of the version before are taken over as they are asked for."""

    def __init__(self, before: Kept | None = None) -> None:
        self._before = before._reports if before else {}
        self._reports: dict[_Key, tuple[Checker, Policy, Report]] = {}

    def report(self, prepared: Prepared, language: Language | None) -> Report:
        """Return the report on a draft, made anew where its check is another one than before."""
        key = prepared.draft.model_dump_json(), language, date.today()
        known = self._reports.get(key) or self._before.get(key)
        if known is None or known[0] is not prepared.checker or known[1] != prepared.policy:
            checker = prepared.checker
            report = checker.check(prepared.draft, lang=language, policy=prepared.policy)
            known = checker, prepared.policy, report
        self._reports[key] = known
        return prepared.signed(known[2])
