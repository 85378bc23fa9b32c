"""`--where`: which posts of an archive are wanted, by what they say of themselves."""

from __future__ import annotations

import difflib
import fnmatch
import re
import types
import typing
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Literal

from pydantic import BaseModel

from cmcompliance.draft import Draft

_LABELS: Final = "labels"
_GLOB: Final = re.compile(r"[*?\[]")


class ConditionError(ValueError):
    """A condition that can never hold, or cannot be read; the message is one line."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One of a post's fields, by dotted path, is one of some values, or none of them.

    A value may have `*`, `?` and `[…]` in it; large and small letters are the same. Of a list, one element
    is enough. The empty value is that of a field that is unknown.
    """

    path: str
    values: tuple[str, ...]
    negated: bool = False
    _patterns: tuple[re.Pattern[str], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        patterns = [re.compile(fnmatch.translate(value.casefold())) for value in self.values if value]
        object.__setattr__(self, "_patterns", tuple(patterns))

    def __str__(self) -> str:
        return f"{self.path}{'!=' if self.negated else '='}{','.join(self.values)}"

    def holds(self, draft: Draft) -> bool:
        """Return whether a post is wanted."""
        return self._is_one(draft) != self.negated

    def _is_one(self, draft: Draft) -> bool:
        known = False
        for text in _texts(draft, self.path.split(".")):
            known = True
            folded = text.casefold()
            if any(pattern.match(folded) for pattern in self._patterns):
                return True
        return not known and "" in self.values


def read_condition(text: str) -> Condition:
    """Return what `FIELD=VALUE[,VALUE]` or `FIELD!=VALUE` says. Raises ConditionError."""
    path, equals, values = text.partition("=")
    if not equals or not path.removesuffix("!").strip():
        raise ConditionError(f"{text!r} is no condition: FIELD=VALUE[,VALUE] or FIELD!=VALUE")
    negated = path.endswith("!")
    path = path.removesuffix("!").strip()
    wanted = tuple(value.strip() for value in values.split(","))
    fields = _fields(Draft)
    if path not in fields and not path.startswith(f"{_LABELS}."):
        raise ConditionError(f"{text!r}: a post has no `{path}`{_meant(path, fields)}")
    for value in wanted:
        _refuse_what_no_field_holds(text, path, value, fields.get(path))
    return Condition(path, wanted, negated)


def _refuse_what_no_field_holds(text: str, path: str, value: str, choices: tuple[str, ...] | None) -> None:
    if not value or not choices:
        return
    if not any(fnmatch.fnmatchcase(choice.casefold(), value.casefold()) for choice in choices):
        near = difflib.get_close_matches(value.casefold(), choices, n=1)
        told = f"did you mean {near[0]}?" if near else f"it is one of {', '.join(choices)}"
        raise ConditionError(f"{text!r}: `{path}` is never {value!r}; {told}")


def _meant(path: str, fields: Mapping[str, object]) -> str:
    inner = [name for name in fields if name.startswith(f"{path}.")]
    last = [name for name in fields if name.rpartition(".")[2] == path.rpartition(".")[2]]
    near = inner or last or difflib.get_close_matches(path, fields, n=1)
    return f"; did you mean {' or '.join(near[:4])}?" if near else f"; it has {', '.join(fields)}"


def _texts(value: Any, path: Sequence[str]) -> Iterator[str]:
    """Yield all that is known under a path, as text."""
    if value is None or value == "":
        return
    if isinstance(value, list):
        for held in value:
            yield from _texts(held, path)
    elif path:
        name, *rest = path
        held = value.get(name) if isinstance(value, Mapping) else getattr(value, name)
        yield from _texts(held, rest)
    elif isinstance(value, bool):
        yield str(value).lower()
    elif isinstance(value, float):
        yield f"{value:g}"
    else:
        yield value.isoformat() if isinstance(value, date) else str(value)


def _fields(model: type[BaseModel], before: str = "") -> dict[str, tuple[str, ...] | None]:
    """Return the paths of all fields that hold a value, with the values they may have if those are few."""
    found: dict[str, tuple[str, ...] | None] = {}
    for name, info in model.model_fields.items():
        kinds = list(_kinds(info.annotation))
        models = [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)]
        if models:
            found |= _fields(models[0], f"{before}{name}.")
        elif kinds == [bool]:
            found[before + name] = ("true", "false")
        elif dict not in kinds:
            found[before + name] = tuple(kind for kind in kinds if isinstance(kind, str)) or None
    return found


def _kinds(annotation: Any) -> Iterator[Any]:
    """Yield the types in an annotation, and the values of its literals."""
    origin = typing.get_origin(annotation)
    if origin is Literal:
        yield from typing.get_args(annotation)
    elif origin is dict:
        yield dict
    elif origin is typing.Annotated:
        yield from _kinds(typing.get_args(annotation)[0])
    elif origin in (typing.Union, types.UnionType, list):
        for part in typing.get_args(annotation):
            yield from _kinds(part)
    elif annotation is not type(None):
        yield annotation
