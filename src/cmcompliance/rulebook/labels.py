"""Labels: what a house keeps of its drafts beside their fields, such as a client's approval.

A pack declares each one by the question that asks for it (`labels.client_approved` in questions.yaml).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from cmcompliance.rulebook.book import QuestionText
from cmcompliance.rulebook.vocabulary import DraftFact, FactType, draft_fact

PREFIX = "labels."
NAME = re.compile(r"labels\.[a-z][a-z0-9_]*")
CHOICE = re.compile(r"[a-z0-9_]+")
_TYPES: Mapping[str, FactType] = {"bool": "bool", "choice": "choice", "number": "number", "text": "bool"}
TYPES = tuple(_TYPES)
"""How a label may be asked for. A text is true when it is given."""
_WORDS = {"true": True, "yes": True, "oui": True, "false": False, "no": False, "non": False}


def label_fact(question: QuestionText) -> DraftFact | None:
    """Return the fact of the label that a question declares, None when it asks for something else."""
    kind = _TYPES.get(question.type)
    if kind is None or not question.field.startswith(PREFIX):
        return None
    choices = tuple(question.labels) if kind == "choice" else ()
    return DraftFact(question.field, kind, question.field, choices)


def fact_of(name: str, questions: Mapping[str, QuestionText]) -> DraftFact | None:
    """Return the draft's fact of that name, also that of a label; None when there is none."""
    if name.startswith(PREFIX):
        return label_fact(questions[name]) if name in questions else None
    return draft_fact(name)


def labels_of(questions: Mapping[str, QuestionText]) -> dict[str, QuestionText]:
    """Return the questions that declare labels, by the label's name."""
    return {
        name.removeprefix(PREFIX): question for name, question in questions.items() if name.startswith(PREFIX)
    }


def read_label(question: QuestionText, given: object) -> bool | int | float | str | None:
    """Return a label's value as rules see it, None when it is none of what its question asks for.

    Front matter gives every value as a text.
    """
    text = given.strip() if isinstance(given, str) else None
    if question.type == "bool":
        return given if isinstance(given, bool) else _WORDS.get((text or "").casefold())
    if question.type == "number":
        return _number(given, text)
    if question.type == "choice":
        word = (text or "").casefold()
        return word if word in question.labels else None
    return True if text or (text is None and given is not None) else None


def _number(given: object, text: str | None) -> int | float | None:
    if isinstance(given, int | float) and not isinstance(given, bool):
        return given
    try:
        number = float((text or "").replace(",", "."))
    except ValueError:
        return None
    return number if math.isfinite(number) else None
