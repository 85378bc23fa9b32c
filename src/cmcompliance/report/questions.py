"""Questions: the unknown fields that would change the verdict, each asked once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cmcompliance.report.model import AtStake, Question, Severity
from cmcompliance.rulebook.book import Rule, RuleBook, Words
from cmcompliance.rulebook.vocabulary import field_choices, question_type

_RANK = {"error": 0, "warning": 1, "info": 2}
_WHY = {
    "fr": "La réponse décide si cette règle est enfreinte : {}.",
    "en": "The answer decides whether this rule is breached: {}.",
}
_WHY_MANY = {
    "fr": "La réponse décide si ces règles sont enfreintes : {}.",
    "en": "The answer decides whether these rules are breached: {}.",
}


@dataclass(frozen=True, slots=True)
class OpenRule:
    """A rule whose outcome hangs on unknown fields of the draft; `severity`: what its finding would have."""

    rule: Rule
    fields: tuple[str, ...]
    severity: Severity


def ask(open_rules: Iterable[OpenRule], book: RuleBook, language: str) -> list[Question]:
    """Return one question a field, with all the rules that hang on it, the most decisive field first."""
    by_field: dict[str, dict[str, OpenRule]] = {}
    for item in open_rules:
        for field in item.fields:
            of_field = by_field.setdefault(field, {})
            known = of_field.setdefault(item.rule.name, item)
            if _RANK[item.severity] < _RANK[known.severity]:
                of_field[item.rule.name] = item
    ordered = sorted(by_field.items(), key=lambda item: (-len(item[1]), item[0]))
    return [_question(field, rules, book, language) for field, rules in ordered]


def _question(field: str, rules: Mapping[str, OpenRule], book: RuleBook, language: str) -> Question:
    wording = book.questions.get(field)
    text = (wording.text.get(language) or wording.text.get("en")) if wording else None
    kind = (wording.type if wording else question_type(field)) or "text"
    stakes = sorted(
        (_at_stake(item, language) for item in rules.values()),
        key=lambda stake: (_RANK[stake.severity], stake.rule),
    )
    titles = dict.fromkeys(_title(item.rule, language) for item in rules.values())
    labels = wording.labels if wording else {}
    choices = list(field_choices(field) or labels) if kind in {"choice", "list"} else []
    return Question(
        field=field,
        question=text or f"{field} ?",
        type=kind,
        choices=choices,
        labels={name: _say(labels[name], language) for name in choices if name in labels},
        why=(_WHY if len(titles) == 1 else _WHY_MANY)[language].format(" ; ".join(titles)),
        rules=sorted(rules),
        at_stake=stakes,
    )


def _at_stake(item: OpenRule, language: str) -> AtStake:
    rule = item.rule
    return AtStake(
        rule=rule.name, obligation=rule.obligation, severity=item.severity, title=_title(rule, language)
    )


def _title(rule: Rule, language: str) -> str:
    return rule.title.get(language) or rule.title.get("en", rule.name)


def _say(words: Words, language: str) -> str:
    return words.get(language) or next(iter(words.values()))
