"""`when` and `unless`, from plain data to condition trees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cmcompliance.rulebook.book import Place
from cmcompliance.rulebook.complaints import describe
from cmcompliance.rulebook.condition import (
    All,
    Condition,
    ConditionError,
    Test,
    negate,
    parse_test,
)
from cmcompliance.rulebook.condition import (
    Any as AnyOf,
)
from cmcompliance.rulebook.errors import Problem, nearest, problem_at
from cmcompliance.rulebook.yamltree import Path, Tree


@dataclass(slots=True)
class ConditionReader:
    """Reads the conditions of one file, keeping every line with its place and every problem."""

    tree: Tree
    lines: list[tuple[Test, Place]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def read(self, when: Any, when_path: Path, unless: Any = None, unless_path: Path = ()) -> Condition:
        """Return: all of `when` holds and nothing of `unless`. What is misshapen is a problem."""
        members = list(self._list(when, when_path))
        if unless is not None:
            members += [negate(member) for member in self._list(unless, unless_path)]
        return members[0] if len(members) == 1 else All(tuple(members))

    def _list(self, data: Any, path: Path) -> tuple[Condition, ...]:
        if not isinstance(data, list):
            self._complain(path, f"found {describe(data)}, expected a list of conditions")
            return ()
        if not data:
            self._complain(path, "an empty list of conditions")
        read = (self._one(item, (*path, index)) for index, item in enumerate(data))
        return tuple(condition for condition in read if condition is not None)

    def _one(self, item: Any, path: Path) -> Condition | None:
        if isinstance(item, dict):
            return self._group(item, path)
        if not isinstance(item, str):
            self._complain(path, f"found {describe(item)}, expected a condition such as `says.draw`")
            return None
        try:
            test = parse_test(item)
        except ConditionError as error:
            self._complain(path, str(error))
            return None
        self.lines.append((test, self.tree.place(path)))
        return test

    def _group(self, item: Mapping[str, Any], path: Path) -> Condition | None:
        if len(item) != 1 or next(iter(item)) not in {"any", "all"}:
            words = [key for key in item if key not in {"any", "all"}]
            hint = nearest(words[0], ["any", "all"]) if words else ""
            self._complain(
                path, f"found a mapping with {_keys(item)}, expected one key, `any` or `all`{hint}"
            )
            return None
        key = next(iter(item))
        members = self._list(item[key], (*path, key))
        return AnyOf(members) if key == "any" else All(members)

    def _complain(self, path: Path, message: str) -> None:
        self.problems.append(problem_at(self.tree.place(path), message))


def _keys(item: Mapping[str, Any]) -> str:
    return ", ".join(f"`{key}`" for key in item) or "no keys"
