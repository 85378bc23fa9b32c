"""Checks, mends and explains drafts, finds rules: nothing here knows of a protocol."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Literal

from cmcompliance.desk.answers import RulesFound, RulesTemplate, RuleSummary, Vocabulary
from cmcompliance.desk.vocabulary import vocabulary_of
from cmcompliance.draft import Contest, Draft
from cmcompliance.explaining import Explanation, explain
from cmcompliance.fixing import Fixed, fix
from cmcompliance.reglement import skeleton
from cmcompliance.render import Language
from cmcompliance.report import Report
from cmcompliance.report.basis import as_basis
from cmcompliance.rulebook import RuleBook
from cmcompliance.rulebook.book import Rule, Words
from cmcompliance.rulebook.rule_selection import check_names, select
from cmcompliance.rulebook.selector import rules_selected
from cmcompliance.settings import Preparation, Prepared

_MOST_RULES = 20
_PLACEHOLDER = re.compile(r"\[[^\[\]\n]+\]")


class Desk:
    """Checks, mends and explains drafts under one set of settings; threads may share it."""

    def __init__(self, preparation: Preparation) -> None:
        self._preparation = preparation
        self._lock = threading.Lock()

    def prepare(self, draft: Draft) -> Prepared:
        """Return a draft as it is checked here, and what it is checked with."""
        with self._lock:
            return self._preparation.prepare(draft)

    def check(self, draft: Draft, lang: Language | None, as_of: date | None = None) -> Report:
        """Return the report on a draft."""
        return self.prepare(draft).check(lang=lang, as_of=as_of)

    def fix(self, draft: Draft, unsafe: bool, lang: Language | None, as_of: date | None = None) -> Fixed:
        """Return the draft mended by its safe edits; `unsafe`: by suggested ones too."""
        prepared = self.prepare(draft)
        return fix(
            prepared.checker, prepared.draft, unsafe=unsafe, lang=lang, as_of=as_of, policy=prepared.policy
        )

    def explain(
        self, draft: Draft, rule: str | None, lang: Language | None, as_of: date | None = None
    ) -> Explanation:
        """Return what became of the rules that a selector names, or of all that found something."""
        prepared = self.prepare(draft)
        book = prepared.checker.book
        rules = None if rule is None else rules_selected(book, [rule])
        examined = prepared.checker.examine(prepared.draft, lang=lang, as_of=as_of, policy=prepared.policy)
        spoken = lang or ("fr" if examined.report.language == "fr" else "en")
        return explain(examined, book, spoken, rules=rules)

    def find(
        self,
        words: str,
        jurisdiction: str | None,
        platform: str | None,
        obligation: str | None,
        lang: Language,
    ) -> RulesFound:
        """Return the rules that hold there and have all the words in their name, title or message."""
        book = self._book()
        wanted = _folded(words).split()
        fit = [
            rule
            for rule in select(book, jurisdiction, platform, obligation)
            if all(word in _said(rule) for word in wanted)
        ]
        summaries = [_summary(rule, book, lang) for rule in fit[:_MOST_RULES]]
        return RulesFound(rules=summaries, more=len(fit) - len(summaries))

    def template(
        self,
        jurisdictions: Sequence[str],
        platform: str | None,
        contest: Contest,
        lang: Literal["fr", "en"],
    ) -> RulesTemplate:
        """Return contest rules with placeholders for what is not known."""
        book = self._book()
        for code in jurisdictions:
            check_names(book, code, platform, None)
        draft = Draft.model_validate(
            {
                "text": "",
                "kind": "contest_rules",
                "platform": platform,
                "jurisdictions": list(jurisdictions),
                "contest": contest,
            }
        )
        text = skeleton(draft, book, lang, date.today())
        return RulesTemplate(
            language=lang, text=text, placeholders=list(dict.fromkeys(_PLACEHOLDER.findall(text)))
        )

    def vocabulary(self, lang: Language) -> Vocabulary:
        """Return what fields and their choices are called."""
        return vocabulary_of(self._book(), lang)

    def _book(self) -> RuleBook:
        with self._lock:
            settings = self._preparation.settings_for(None)
            return self._preparation.checker_for(settings).book


def _summary(rule: Rule, book: RuleBook, lang: Language) -> RuleSummary:
    return RuleSummary(
        rule=rule.name,
        obligation=rule.obligation,
        severity=rule.severity,
        title=_in(rule.title, lang),
        message=_in(rule.message, lang),
        remedy=_in(rule.hint, lang),
        territories=[entry.key for entry in rule.scope.territories],
        platforms=[entry.key for entry in rule.scope.platforms],
        legal_basis=[as_basis(book.sources[key]) for key in rule.sources],
    )


def _in(words: Words, lang: Language) -> str:
    return words.get(lang) or next(iter(words.values()), "")


def _said(rule: Rule) -> str:
    texts = [rule.name, rule.obligation]
    texts += [*rule.title.values(), *rule.message.values(), *rule.hint.values()]
    return _folded(" ".join(texts))


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
