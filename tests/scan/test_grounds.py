from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cmcompliance.checking import Checker
from cmcompliance.checking.goals import Setting
from cmcompliance.draft import parse_draft
from cmcompliance.rulebook import load_book
from cmcompliance.rulebook.book import RuleBook
from cmcompliance.scan.grounds import Grounds, Occasion, case_in
from cmcompliance.settings import Preparation

TODAY = date(2026, 3, 1)
NOW = Occasion(None, None, TODAY)
POST: dict[str, Any] = {
    "id": "7",
    "text": "Bonne semaine à tous !",
    "platform": "instagram",
    "jurisdictions": ["FR"],
    "published_at": "2024-05-01",
}


@dataclass(frozen=True)
class Told:
    """What a scan says of one draft of an archive that lies in a folder with settings."""

    folder: Path
    checker: Checker

    def __call__(self, *, occasion: Occasion = NOW, book: RuleBook | None = None, **fields: Any) -> str:
        checker = self.checker if book is None else Checker(book)
        preparation = Preparation(checkers=lambda _: checker)
        draft = parse_draft({**POST, **fields})
        prepared = preparation.prepare(draft, self.folder / "x.jsonl")
        setting = Setting(draft.kind, draft.platform, tuple(draft.jurisdictions or ()))
        grounds = Grounds(preparation, {"x": self.folder / "x.jsonl"}, "1")
        return grounds.checked_by("x", case_in(prepared.draft, setting), occasion)

    def settle(self, text: str) -> None:
        (self.folder / "cmcompliance.toml").write_text(text, "utf-8")


@pytest.fixture(scope="module")
def checker() -> Checker:
    """Of few of the shipped rules and words, as it takes time to digest all of them."""
    book = load_book()
    some = ("fr/contest/", "eu/contest/", "ch/contest/", "platforms/")
    rules = {name: rule for name, rule in book.rules.items() if name.startswith(some)}
    return Checker(replace(book, rules=rules, concepts=dict([*book.concepts.items()][:3]), found={}))


@pytest.fixture
def told(tmp_path: Path, checker: Checker) -> Told:
    made = Told(tmp_path, checker)
    made.settle("")
    return made


def changed(book: RuleBook, name: str, **fields: Any) -> RuleBook:
    rules = {**book.rules, name: replace(book.rules[name], **fields)}
    return replace(book, rules=rules)


def test_only_rules_that_apply_count(told: Told, checker: Checker) -> None:
    applying = set(checker.rules_on(Setting("post", "instagram", ("FR",)), date(2024, 5, 1)))
    ours, other = min(applying), min(checker.book.rules.keys() - applying)
    before = told()
    assert told(book=changed(checker.book, ours, hint={"fr": "Autre chose.", "en": "Else."})) != before
    assert told(book=changed(checker.book, other, hint={"fr": "Autre chose.", "en": "Else."})) == before
    assert told(book=changed(checker.book, other, obligation="x.y")) == before
    assert told(book=replace(checker.book, rules={**checker.book.rules, "zz/z": _abroad(checker)})) == before


def _abroad(checker: Checker) -> Any:
    """A rule that is for Switzerland alone."""
    rules = checker.book.rules.values()
    rule = next(rule for rule in rules if [one.key for one in rule.scope.territories] == ["CH"])
    return replace(rule, name="zz/z")


def test_the_lexicon_counts(told: Told, checker: Checker) -> None:
    name, concept = next(iter(checker.book.concepts.items()))
    concepts = {**checker.book.concepts, name: replace(concept, phrases={"fr": ("zut",)})}
    assert told(book=replace(checker.book, concepts=concepts)) != told()


def test_today_counts_for_posts_without_a_day_only(told: Told) -> None:
    later = replace(NOW, today=date(2026, 4, 1))
    assert told(occasion=later) == told()
    assert told(occasion=later, published_at=None) != told(published_at=None)
    by_law_of = replace(NOW, as_of=date(2025, 1, 1))
    assert told(occasion=by_law_of) != told()
    assert told(occasion=replace(by_law_of, today=later.today), published_at=None) == told(
        occasion=by_law_of, published_at=None
    )


def test_the_language_of_hints_counts(told: Told) -> None:
    assert told(occasion=replace(NOW, lang="en")) != told()


@pytest.mark.parametrize(
    "text",
    [
        '[author]\nrole = "brand"\n',
        '[rules]\noff = ["contest"]\n',
        '[rules.severity]\ncontest = "info"\n',
        '[[waiver]]\nrule = "contest"\nreason = "so"\nby = "Léa"\nuntil = 2027-01-01\n',
        '[[waiver]]\nrule = "contest"\nreason = "so"\nby = "Léa"\ndrafts = ["7"]\n',
    ],
)
def test_settings_count_that_can_make_a_difference(told: Told, text: str) -> None:
    before = told()
    told.settle(text)
    assert told() != before


@pytest.mark.parametrize(
    "text",
    [
        '[output]\nlang = "en"\n',
        '[rules]\noff = ["ch"]\n',
        '[rules.severity]\nch = "info"\n',
        '[[waiver]]\nrule = "contest"\nreason = "so"\nby = "Léa"\nuntil = 2025-01-01\n',
        '[[waiver]]\nrule = "contest"\nreason = "so"\nby = "Léa"\nplatform = "tiktok"\n',
        '[[waiver]]\nrule = "ch"\nreason = "so"\nby = "Léa"\n',
        '[[waiver]]\nrule = "contest"\nreason = "so"\nby = "Léa"\ndrafts = ["8"]\n',
    ],
)
def test_settings_do_not_count_that_make_no_difference(told: Told, text: str) -> None:
    before = told()
    told.settle(text)
    assert told() == before


def test_a_waiver_counts_until_it_ends(told: Told) -> None:
    before = told()
    told.settle('[[waiver]]\nrule = "contest"\nreason = "so"\nby = "Léa"\nuntil = 2026-03-15\n')
    assert told() != before
    assert told(occasion=replace(NOW, today=date(2026, 3, 15))) == told()
    assert told(occasion=replace(NOW, today=date(2026, 3, 16))) == before
    own = [{"rule": "contest", "reason": "so", "by": "Léa", "until": "2026-03-15"}]
    told.settle("")
    assert told(waivers=own) != told(waivers=own, occasion=replace(NOW, today=date(2026, 3, 16)))
