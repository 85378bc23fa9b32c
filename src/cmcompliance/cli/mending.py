"""Drafts mended one by one, under their settings; what changes in each, to be written back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from cmcompliance.cli.drafts import complain, fault
from cmcompliance.cli.failure import bad_input
from cmcompliance.read import ReadError

if TYPE_CHECKING:
    from cmcompliance.answering.change import Change
    from cmcompliance.cli.preparing import Preparing
    from cmcompliance.draft import Draft
    from cmcompliance.fixing import Fixed
    from cmcompliance.read import ReadDraft, ReadItem
    from cmcompliance.render import Language
    from cmcompliance.render.mended import Mended
    from cmcompliance.report import Finding, Report
    from cmcompliance.rulebook import RuleBook
    from cmcompliance.settings import Prepared


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks for; `rules`: selectors, none for all rules."""

    rules: Sequence[str]
    unsafe: bool
    lang: Language | None
    as_of: date | None


class Mending:
    """Mends the drafts of one call."""

    def __init__(self, preparing: Preparing, asked: Asked) -> None:
        self._preparing = preparing
        self._asked = asked
        self._selected: dict[int, frozenset[str]] = {}

    def mend(self, read: ReadItem) -> Mended | ReadError:
        """Return what came of a draft; what could not be read or checked is said on stderr."""
        from cmcompliance.fixing import Choice, fix_by
        from cmcompliance.render.mended import Mended

        if isinstance(read, ReadError):
            complain(read, self._asked.lang)
            return read
        item, prepared = self._preparing.prepare(read)
        choice = Choice(self._rules_of(prepared.checker.book), self._asked.unsafe)
        try:
            fixed = fix_by(lambda draft: self._judge(draft, read, prepared), prepared.draft, choice)
        except Exception as error:
            # One draft that trips a fault of ours must not stop the others, nor pass.
            failure = fault(item, error)
            complain(failure, self._asked.lang)
            return failure
        return Mended(item, _as_read(read, fixed))

    def _judge(self, draft: Draft, read: ReadDraft, prepared: Prepared) -> Report:
        """Return the report on the draft as far as it is mended, without what waivers and baseline accept."""
        mended = replace(prepared, draft=draft)
        report = mended.check(lang=self._asked.lang, as_of=self._asked.as_of)
        return without_edits(self._preparing.accept(report, read, mended), found_fields(draft))

    def _rules_of(self, book: RuleBook) -> frozenset[str] | None:
        from cmcompliance.rulebook.selector import SelectorError, rules_selected

        if not self._asked.rules:
            return None
        if id(book) not in self._selected:
            try:
                self._selected[id(book)] = rules_selected(book, self._asked.rules)
            except SelectorError as error:
                raise bad_input(f"--rule: {error}") from None
        return self._selected[id(book)]


def found_fields(draft: Draft) -> tuple[str, ...]:
    """Return the fields that evidence completed: what stands there is not in the draft's file."""
    return tuple(
        f"media[{number}].{field}"
        for number, medium in enumerate(draft.media)
        if medium.evidence is not None
        for field in medium.evidence.completed
    )


def without_edits(report: Report, fields: Sequence[str]) -> Report:
    """Return the report without the edits of some fields and of what is in them; their findings stay."""
    if not fields:
        return report
    findings = [_uneditable(finding) if _edits(finding, fields) else finding for finding in report.findings]
    return report.model_copy(update={"findings": findings})


def _edits(finding: Finding, fields: Sequence[str]) -> bool:
    edit = finding.remediation.edit
    return edit is not None and any(
        re.match(rf"{re.escape(field)}(?![a-z_])", edit.field) for field in fields
    )


def _uneditable(finding: Finding) -> Finding:
    remediation = finding.remediation.model_copy(update={"edit": None})
    return finding.model_copy(update={"remediation": remediation})


def changes_of(fixed: Fixed) -> tuple[Change, ...]:
    """Return what the edits changed: each field once."""
    from cmcompliance.answering.change import Change
    from cmcompliance.answering.place import path_of
    from cmcompliance.remedy import field_text

    fields = dict.fromkeys(item.edit.field for item in fixed.applied)
    return tuple(Change(path_of(field), field_text(fixed.draft, field)) for field in fields)


def _as_read(read: ReadDraft, fixed: Fixed) -> Fixed:
    """Return what came of mending with the draft as its file has it: without a name, options and settings."""
    from cmcompliance.answering.change import changed

    draft = changed(read.draft, changes_of(fixed))
    return fixed.model_copy(update={"original": read.draft, "draft": draft})
