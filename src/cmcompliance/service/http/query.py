"""What stands behind the question mark: each parameter is known, stands once and has a value that fits."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal, cast
from urllib.parse import parse_qsl

from cmcompliance.service.http.problem import Problem

_MOST_FIELDS: Final = 32
_MOST_SHOWN: Final = 60
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST_WORDS: Final = 200
Language = Literal["fr", "en"]
Form = Literal["json", "html", "markdown", "text"]
Purpose = Literal["decision", "preview"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter as the documentation tells it; `schema`: which values it takes."""

    name: str
    meaning: str
    schema: Mapping[str, Any]


LANG = Parameter(
    "lang",
    "language of hints and words; absent: that of the draft, French where there is none",
    {"enum": ["fr", "en"]},
)
AS_OF = Parameter("as_of", "judge by the law of that day", {"type": "string", "format": "date"})
FORMAT = Parameter(
    "format",
    "the form of the report; those for people are pages and text",
    {"enum": ["json", "html", "markdown", "text"], "default": "json"},
)
PURPOSE = Parameter(
    "purpose",
    "preview: no decision is recorded and no webhook sent, as while somebody types",
    {"enum": ["decision", "preview"], "default": "decision"},
)
UNSAFE = Parameter(
    "unsafe",
    "also edits that a person must confirm to be true",
    {"type": "boolean", "default": False},
)
_WORDS: Final = {"type": "string", "maxLength": _LONGEST_WORDS}
RULE = Parameter(
    "rule",
    "a rule, a folder of rules, an obligation or a topic; absent: all that found something",
    {**_WORDS, "minLength": 1},
)
WORDS = Parameter("words", "words that stand in the rule, in French or English; empty: all", _WORDS)
JURISDICTION = Parameter("jurisdiction", "rules that hold there: FR, BE, EU, US-NY…", _WORDS)
PLATFORM = Parameter("platform", "rules that hold on it", _WORDS)
OBLIGATION = Parameter("obligation", "an obligation (contest.rules-missing) or a topic (contest)", _WORDS)


class Query:
    """The parameters of one request."""

    def __init__(self, query: bytes, known: Sequence[Parameter]) -> None:
        """Raises Problem for a parameter that is not among the known or stands twice."""
        self._given: dict[str, str] = _given(query, known) if query else {}

    @property
    def lang(self) -> Language | None:
        """The language that was asked for."""
        return cast(Language | None, self._choice("lang", ("fr", "en")))

    @property
    def form(self) -> Form:
        """The form of the report."""
        return cast(Form, self._choice("format", ("json", "html", "markdown", "text")) or "json")

    @property
    def purpose(self) -> Purpose:
        """Whether somebody decides by the answer."""
        return cast(Purpose, self._choice("purpose", ("decision", "preview")) or "decision")

    @property
    def unsafe(self) -> bool:
        """Whether suggested edits are wanted."""
        return self._choice("unsafe", ("true", "false")) == "true"

    @property
    def as_of(self) -> date | None:
        """The day whose law is to be applied."""
        value = self._given.get("as_of")
        if value is None:
            return None
        try:
            if _DAY.fullmatch(value):
                return date.fromisoformat(value)
        except ValueError:
            pass
        raise _wrong("as_of", value, "YYYY-MM-DD")

    def words(self, name: str) -> str | None:
        """Return what was given as text."""
        value = self._given.get(name)
        if value is not None and len(value) > _LONGEST_WORDS:
            raise _wrong(name, value, f"≤ {_LONGEST_WORDS}")
        return value

    def _choice(self, name: str, choices: Sequence[str]) -> str | None:
        value = self._given.get(name)
        if value is not None and value not in choices:
            raise _wrong(name, value, ", ".join(choices))
        return value


def _given(query: bytes, known: Sequence[Parameter]) -> dict[str, str]:
    names = [parameter.name for parameter in known]
    expected = ", ".join(names) or "—"
    try:
        pairs = parse_qsl(
            query.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS
        )
    except ValueError:
        raise _wrong("?", query.decode("latin-1"), expected) from None
    given: dict[str, str] = {}
    for name, value in pairs:
        if name not in names:
            raise _wrong(_short(name), value, expected)
        if name in given:
            raise _wrong(name, value, "1 ×")
        given[name] = value
    return given


def _wrong(name: str, value: str, expected: str) -> Problem:
    return Problem("wrong-parameter", name=name, value=repr(_short(value)), expected=expected)


def _short(text: str) -> str:
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"
