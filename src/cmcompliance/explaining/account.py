"""What became of each rule: it fired, asked, kept silent, or did not apply; and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from cmcompliance.checking import Examination
from cmcompliance.checking.goals import Application
from cmcompliance.explaining.deciding import obstacles
from cmcompliance.explaining.ledger import known_facts
from cmcompliance.explaining.model import Account, Explanation, Outcome
from cmcompliance.explaining.scope import hindrances
from cmcompliance.explaining.steps import Tree
from cmcompliance.explaining.words import words_of
from cmcompliance.report import Finding
from cmcompliance.rulebook import RuleBook
from cmcompliance.rulebook.binding import bind
from cmcompliance.rulebook.book import Rule
from cmcompliance.rulebook.condition import Condition
from cmcompliance.rulebook.field_words import field_name


def explain(
    examined: Examination,
    book: RuleBook,
    language: str,
    *,
    rules: Iterable[str] | None = None,
    facts: bool = False,
) -> Explanation:
    """Return why the report is as it is: what became of the rules named, or of all that found something.

    `language`: fr or en, that of the sentences and meanings; `facts`: with all facts of the draft.
    """
    report = examined.report
    teller = _Teller(examined, book, language)
    if rules is None:
        names = list(dict.fromkeys(finding.rule for finding in report.findings))
        accounts = [account for name in names for account in teller.fired(book.rules[name])]
    else:
        accounts = [account for name in sorted(rules) for account in teller.about(book.rules[name])]
    return Explanation(
        draft_id=report.draft_id,
        verdict=report.verdict,
        language=report.language,
        jurisdictions=tuple(report.jurisdictions),
        platform=report.platform,
        as_of=report.as_of,
        accounts=tuple(accounts),
        facts=known_facts(examined.facts, book, language) if facts else (),
    )


class _Teller:
    def __init__(self, examined: Examination, book: RuleBook, language: str) -> None:
        self._examined = examined
        self._book = book
        self._language = language
        self._words = words_of(language)

    def fired(self, rule: Rule) -> Iterator[Account]:
        """Yield the accounts of a rule that say a breach."""
        return (account for account in self.about(rule) if account.outcome in {"breached", "waived"})

    def about(self, rule: Rule) -> list[Account]:
        """Return an account for each outcome that the rule has somewhere."""
        applied = [item for item in self._examined.applications if item.goal.rule.name == rule.name]
        accounts = [self._applied(item) for item in applied]
        accounts += self._hindered(rule)
        return _joined(accounts)

    def _applied(self, application: Application) -> Account:
        rule, finding = application.goal.rule, self._finding_of(application)
        condition = Tree(self._book, self._examined.facts, self._language).of(application.goal.condition)
        account = Account(
            rule=rule.name,
            obligation=rule.obligation,
            severity=finding.severity if finding else application.goal.severity,
            title=self._title(rule),
            jurisdictions=(application.jurisdiction,) if application.jurisdiction else (),
            platform=application.platform,
            outcome="breached",
            sentence="",
            condition=condition,
        )
        return self._settled(account, application, finding)

    def _settled(self, account: Account, application: Application, finding: Finding | None) -> Account:
        if account.rule in self._examined.policy.off:
            return self._told(account, "switched_off")
        speaking = self._speaking(application)
        if speaking is not None:
            told = self._told(account, "said_by_another", speaking.title, speaking.rule)
            return replace(told, said_by=speaking.rule)
        if finding is not None and finding.waived is not None:
            return self._told(account, "waived", finding.waived.by, finding.waived.reason)
        if finding is not None:
            return self._told(account, "breached", self._words["all_hold"])
        return self._unbreached(account)

    def _unbreached(self, account: Account) -> Account:
        truth, asks = account.condition.truth, self._asks(account.rule)
        if truth is True:
            return self._told(account, "not_evaluated")
        if truth is None and asks:
            return replace(self._told(account, "asked", ", ".join(map(self._field, asks))), asks=asks)
        why = self._words["and_so"].join(obstacles(account.condition, self._language))
        return self._told(account, "open" if truth is None else "not_breached", why)

    def _hindered(self, rule: Rule) -> Iterator[Account]:
        reasons = hindrances(rule, self._examined.draft, self._examined.context, self._book, self._language)
        for code, reason in reasons.items():
            condition = Tree(self._book, self._examined.facts, self._language).of(_first_condition(rule))
            account = Account(
                rule=rule.name,
                obligation=rule.obligation,
                severity=rule.severity,
                title=self._title(rule),
                jurisdictions=(code,) if code else (),
                platform=self._examined.draft.platform,
                outcome="not_applicable",
                sentence="",
                condition=condition,
            )
            told = self._told(account, "not_applicable", reason)
            would = self._words["would_hold" if condition.truth else "would_not_hold"]
            yield replace(told, sentence=told.sentence + (would if condition.truth is not None else ""))

    def _told(self, account: Account, outcome: Outcome, *details: str) -> Account:
        return replace(account, outcome=outcome, sentence=self._words[outcome].format(*details))

    def _finding_of(self, application: Application) -> Finding | None:
        """Return the finding as the report has it: waived where it is."""
        for finding in self._examined.report.findings:
            if (
                finding.rule == application.goal.rule.name
                and finding.jurisdiction == application.jurisdiction
                and finding.platform == application.platform
            ):
                return finding
        return None

    def _speaking(self, application: Application) -> Finding | None:
        pairs = self._examined.unsaid
        return next((speaking for (of, _), (_, speaking) in pairs if of == application), None)

    def _asks(self, rule: str) -> tuple[str, ...]:
        questions = self._examined.report.questions
        return tuple(question.field for question in questions if rule in question.rules)

    def _field(self, name: str) -> str:
        called = field_name(self._book, name, self._language)
        return f"{called} ({name})" if called else name

    def _title(self, rule: Rule) -> str:
        return rule.title.get(self._language) or rule.title.get("en", rule.name)


def _first_condition(rule: Rule) -> Condition:
    """Return the condition as the first territory and platform of the rule have it."""
    entries = (*rule.scope.territories[:1], *rule.scope.platforms[:1])
    return bind(rule.condition, {name: fact for entry in entries for name, fact in entry.bindings.items()})


def _joined(accounts: Sequence[Account]) -> list[Account]:
    """Return the accounts with those in one that differ in nothing but the jurisdiction."""
    joined: dict[object, Account] = {}
    for account in accounts:
        key = (account.outcome, account.sentence, account.severity, account.platform, account.condition)
        known = joined.get(key)
        if known is None:
            joined[key] = account
        else:
            joined[key] = replace(known, jurisdictions=(*known.jurisdictions, *account.jurisdictions))
    return list(joined.values())
