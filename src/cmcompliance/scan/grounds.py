"""What a report hangs on beside the draft, in one digest: `checked_by`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from cmcompliance.checking.goals import Setting
from cmcompliance.draft import Draft
from cmcompliance.report import Report
from cmcompliance.rulebook.digests import BookDigests, digest_of, digests_of
from cmcompliance.rulebook.selector import selects
from cmcompliance.waivers.waiver import Waiver, of_draft

if TYPE_CHECKING:
    from cmcompliance.rulebook.book import RuleBook
    from cmcompliance.settings import Preparation
    from cmcompliance.settings.preparation import Prepared

_KEPT: Final = 8192
_ANY: Final = Draft(text="-")
_OF_FILES: Final = frozenset({"paths", "folder"})
"""What decides for which files a waiver is: those of an archive are chosen already."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """What holds for all drafts of a scan; `as_of`: the day of the law, where one was given for all."""

    lang: Literal["fr", "en"] | None
    as_of: date | None
    today: date


@dataclass(frozen=True, slots=True)
class Case:
    """What of a draft decides which rules and waivers speak of it. `day`: of publication, None where nobody
    says it; `draft_id`: as waivers name it; `own`: the draft's own waivers.
    """

    setting: Setting
    day: date | None
    draft_id: str | None = None
    own: tuple[Waiver, ...] = ()


def case_of(draft: Draft, report: Report) -> Case:
    """Return the case of a draft that was checked."""
    return case_in(draft, Setting(draft.kind, draft.platform, tuple(report.jurisdictions)))


def case_in(draft: Draft, setting: Setting) -> Case:
    """Return the case of a draft whose setting is known."""
    when = draft.published_at
    day = when.date() if isinstance(when, datetime) else when
    return Case(setting, day, draft.id, of_draft(draft))


class Grounds:
    """Works out, once for each case, what its reports hang on: the version of cmcompliance, what all rules
    share, those rules that apply, and of settings, waivers and the calendar what makes a difference.
    """

    def __init__(self, preparation: Preparation, paths: Mapping[str, Path | None], version: str) -> None:
        """`paths`: the archives by name; None: what is no file and has the settings of the working folder."""
        self._preparation = preparation
        self._paths = paths
        self._version = version
        self._prepared = cache(self._prepared_for)
        self._digests: dict[int, tuple[RuleBook, BookDigests]] = {}
        self._common = cache(self._common_of)
        self._told = cache(self._told_of)
        self._unwaived = lru_cache(maxsize=_KEPT)(self._unwaived_of)
        self._relevant = lru_cache(maxsize=_KEPT)(self._relevant_of)

    def checked_by(self, source: str, case: Case, occasion: Occasion) -> str:
        """Return the digest for a draft of an archive."""
        prepared, day = self._prepared(source), occasion.as_of or case.day
        era = prepared.checker.era_of(case.setting, day or occasion.today)
        unwaived = self._unwaived(source, case.setting, era, occasion, day is None)
        if not case.own and not prepared.policy.waivers:
            return unwaived
        held_on = occasion.as_of or max(case.day or occasion.today, occasion.today)
        holding = [
            waiver
            for waiver in (*case.own, *self._relevant(source, case.setting, era))
            if (waiver.until is None or held_on <= waiver.until)
            and (not waiver.drafts or case.draft_id in waiver.drafts)
        ]
        return _waived(unwaived, tuple(holding)) if holding else unwaived

    def names_drafts(self, source: str) -> bool:
        """Return whether a waiver for an archive is for some of its drafts, by their ids."""
        return any(waiver.drafts for waiver in self._prepared(source).policy.waivers)

    def _prepared_for(self, source: str) -> Prepared:
        return self._preparation.prepare(_ANY, self._paths[source])

    def _digests_of(self, book: RuleBook) -> BookDigests:
        if id(book) not in self._digests:
            self._digests[id(book)] = book, digests_of(book)
        return self._digests[id(book)][1]

    def _unwaived_of(
        self, source: str, setting: Setting, era: date, occasion: Occasion, undated: bool
    ) -> str:
        common, day = self._common(source, occasion.lang, occasion.as_of), occasion.today if undated else ""
        return _sha256(f"{common} {self._rules_of(source, setting, era)} {day}".encode())

    def _common_of(self, source: str, lang: str | None, as_of: date | None) -> str:
        prepared = self._prepared(source)
        return digest_of(
            {
                "version": self._version,
                "book": self._digests_of(prepared.checker.book).common,
                "jurisdictions": prepared.checker.jurisdictions,
                "drafts": [[field, given.value] for field, given in prepared.settings.draft.items()],
                "lang": lang,
                "as_of": as_of,
            }
        )

    def _rules_of(self, source: str, setting: Setting, era: date) -> str:
        checker, told = self._prepared(source).checker, self._told(source)
        rules = _sha256(b"".join([told[name] for name in checker.rules_on(setting, era)]))
        return f"{rules} {','.join(checker.uncovered(setting))}"

    def _told_of(self, source: str) -> dict[str, bytes]:
        """Return what each rule adds to a digest, all of the same length."""
        prepared = self._prepared(source)
        policy = prepared.policy
        return {
            name: hashlib.sha256(
                f"{name} {'off' if name in policy.off else (digest, policy.severity.get(name))}".encode()
            ).digest()
            for name, digest in self._digests_of(prepared.checker.book).rules.items()
        }

    def _relevant_of(self, source: str, setting: Setting, era: date) -> tuple[Waiver, ...]:
        """Return the waivers of settings that may cover what the rules of a setting find in an era."""
        prepared = self._prepared(source)
        rules = [prepared.checker.book.rules[name] for name in prepared.checker.rules_on(setting, era)]
        return tuple(
            waiver
            for waiver in prepared.policy.waivers
            if waiver.platform in (None, setting.platform)
            and any(selects(waiver.selector, rule) for rule in rules)
        )


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@lru_cache(maxsize=_KEPT)
def _waived(unwaived: str, waivers: tuple[Waiver, ...]) -> str:
    return digest_of([unwaived, *(dict(_plain(waiver)) for waiver in waivers)])


def _plain(waiver: Waiver) -> Iterator[tuple[str, Any]]:
    for part in fields(waiver):
        if part.name not in _OF_FILES:
            yield part.name, getattr(waiver, part.name)
