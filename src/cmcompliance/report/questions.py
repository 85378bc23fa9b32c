"""Questions: the unknown fields that would change the verdict, each asked once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from cmcompliance.draft import Draft
from cmcompliance.report.model import Question
from cmcompliance.rulebook.book import Rule, RuleBook

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
    """A rule whose outcome hangs on unknown fields of the draft."""

    rule: Rule
    fields: tuple[str, ...]


def ask(open_rules: Iterable[OpenRule], book: RuleBook, language: str) -> list[Question]:
    """Return one question a field, with all the rules that hang on it, the most decisive field first."""
    by_field: dict[str, dict[str, Rule]] = {}
    for item in open_rules:
        for field in item.fields:
            by_field.setdefault(field, {})[item.rule.name] = item.rule
    ordered = sorted(by_field.items(), key=lambda item: (-len(item[1]), item[0]))
    return [_question(field, rules, book, language) for field, rules in ordered]


def _question(field: str, rules: Mapping[str, Rule], book: RuleBook, language: str) -> Question:
    wording = book.questions.get(field)
    text = (wording.text.get(language) or wording.text.get("en")) if wording else None
    titles = list(
        dict.fromkeys(rule.title.get(language) or rule.title.get("en", rule.name) for rule in rules.values())
    )
    kind, choices = _answer_type(field)
    return Question(
        field=field,
        question=text or f"{field} ?",
        type=wording.type if wording else kind,
        choices=choices,
        why=(_WHY if len(titles) == 1 else _WHY_MANY)[language].format(" ; ".join(titles)),
        rules=sorted(rules),
    )


def _answer_type(field: str) -> tuple[Literal["bool", "choice", "number", "text", "date", "list"], list[str]]:
    annotation = _annotation(field)
    choices = _choices(annotation)
    if choices:
        return "choice", choices
    flat = str(annotation)
    for name, kind in (
        ("bool", "bool"),
        ("int", "number"),
        ("float", "number"),
        ("date", "date"),
        ("list", "list"),
    ):
        if name in flat:
            return kind, []  # type: ignore[return-value]
    return "text", []


def _annotation(field: str) -> Any:
    model: Any = Draft
    annotation: Any = None
    for part in field.split("."):
        if model is None or part not in model.model_fields:
            return annotation
        annotation = model.model_fields[part].annotation
        model = _model_in(annotation)
    return annotation


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for member in get_args(annotation) if (found := _model_in(member))), None)


def _choices(annotation: Any) -> list[str]:
    if get_origin(annotation) is Literal:
        return [str(value) for value in get_args(annotation)]
    return next((found for member in get_args(annotation) if (found := _choices(member))), [])
