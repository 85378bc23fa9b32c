"""The entry of one obligation rule's file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from cmcompliance.rulebook.binding import bind_test
from cmcompliance.rulebook.book import EditTemplate, Example, Place, Rule, Scope, ScopeEntry, Severity
from cmcompliance.rulebook.compile_data import Complain, words
from cmcompliance.rulebook.condition import Condition, Test
from cmcompliance.rulebook.conditions import ConditionReader
from cmcompliance.rulebook.entries import Category, Entry, Reference, TestLine
from cmcompliance.rulebook.errors import nearest, problem_at
from cmcompliance.rulebook.files import EditData, RuleFile, ScopeEntryData
from cmcompliance.rulebook.yamltree import Path, Tree

EXAMPLE_DAY = date(2026, 11, 22)
"""The day of an example that gives none, so that examples do not rot."""

_NAME = re.compile(r"[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)+")
_VARIABLE = re.compile(r"\{([^{}]*)\}")
_SAFE_WHEN: Path = ("remediation", "edit", "safe_when")


def rule_entry(name: str, data: RuleFile, tree: Tree, complain: Complain) -> Entry:
    """Return the rule `name` (the path of its file) with all that it refers to."""
    return _RuleCompiler(name, data, tree, complain).entry()


@dataclass(slots=True)
class _RuleCompiler:
    name: str
    data: RuleFile
    tree: Tree
    complain: Complain

    def entry(self) -> Entry:
        data, tree = self.data, self.tree
        if not _NAME.fullmatch(self.name):
            self._at((), f"the path `{self.name}` is the rule's name: write it in a-z, 0-9 and hyphens")
        reader = ConditionReader(tree)
        condition = reader.read(data.when, ("when",), data.unless, ("unless",))
        severities = tuple(
            (item.severity, reader.read(item.when, ("severity_when", index, "when")))
            for index, item in enumerate(data.severity_when)
        )
        given = data.remediation.edit.safe_when if data.remediation.edit else None
        safe_when = None if given is None else reader.read(given, _SAFE_WHEN)
        for problem in reader.problems:
            self.complain(problem)
        self._check_asks()
        value = self._rule(condition, severities, safe_when)
        return Entry(
            category="rule",
            name=self.name,
            value=value,
            place=tree.place(),
            references=tuple(self._references()),
            tests=tuple(line for test, place in reader.lines for line in self._bound(test, place)),
            everywhere=None if data.scope.territories or data.scope.platforms else tree.place(("scope",)),
        )

    def _rule(
        self,
        condition: Condition,
        severities: tuple[tuple[Severity, Condition], ...],
        safe_when: Condition | None,
    ) -> Rule:
        data = self.data
        edit = data.remediation.edit
        return Rule(
            name=self.name,
            obligation=data.obligation,
            severity=data.severity,
            severity_when=severities,
            title=words(data.title),
            scope=self._scope(),
            condition=condition,
            ask=tuple(data.ask),
            at=tuple(data.at),
            message=words(data.message),
            hint=words(data.remediation.hint),
            edit=replace(self._edit(edit), safe_when=safe_when) if edit else None,
            sources=tuple(data.sources),
            examples=tuple(self._examples()),
            place=self.tree.place(),
            beside=data.beside,
            waivable=data.waivable,
            unchecked=words(data.unchecked) if data.unchecked else {},
        )

    def _scope(self) -> Scope:
        scope = self.data.scope
        for path, item in self._dated():
            if item.start and item.end and item.start > item.end:
                self._at((*path, "to"), f"`to` ({item.end}) lies before `from` ({item.start})")
        return Scope(
            territories=tuple(_scope_entry(key, item) for key, item in scope.territories.items()),
            platforms=tuple(_scope_entry(key, item) for key, item in scope.platforms.items()),
            kinds=frozenset(scope.kinds),
            kinds_except=frozenset(scope.kinds_except),
            start=scope.start,
            end=scope.end,
            excepted=frozenset(scope.excepted),
        )

    def _dated(self) -> Iterator[tuple[Path, Any]]:
        scope = self.data.scope
        yield ("scope",), scope
        yield from ((("scope", "territories", key), item) for key, item in scope.territories.items())
        yield from ((("scope", "platforms", key), item) for key, item in scope.platforms.items())

    def _bound(self, test: Test, place: Place) -> Iterator[TestLine]:
        """Yield the test once for each entry of the table that binds its `$name`, or as it is."""
        if not test.fact.startswith("$"):
            yield TestLine(test, place)
            return
        name = test.fact[1:]
        scope = self.data.scope
        tables = [
            table
            for table in (scope.territories, scope.platforms)
            if any(name in e.bindings for e in table.values())
        ]
        if not tables:
            known = {
                key
                for table in (scope.territories, scope.platforms)
                for e in table.values()
                for key in e.bindings
            }
            self.complain(problem_at(place, f"`${name}` has no binding under `with`{nearest(name, known)}"))
        elif all(any(name not in entry.bindings for entry in table.values()) for table in tables):
            missing = [key for key, entry in tables[0].items() if name not in entry.bindings]
            self.complain(problem_at(place, f"`${name}` has no binding for {', '.join(missing)}"))
        for table in tables:
            for key, entry in table.items():
                if name in entry.bindings:
                    yield TestLine(bind_test(test, entry.bindings), place, f"`${name}` of {key}")

    def _references(self) -> Iterator[Reference]:
        data = self.data
        yield self._reference("obligation", data.obligation, ("obligation",))
        lists: tuple[tuple[Category, str, list[str]], ...] = (
            ("source", "sources", data.sources),
            ("question", "ask", data.ask),
            ("fact", "at", data.at),
        )
        for category, key, names in lists:
            yield from (self._reference(category, name, (key, index)) for index, name in enumerate(names))
        edit = data.remediation.edit
        if edit and edit.statement:
            yield self._reference("statement", edit.statement, ("remediation", "edit", "statement"))
        if edit and edit.clause:
            yield self._reference("clause", edit.clause, ("remediation", "edit", "clause"))
        if edit:
            yield from self._variables(edit)
        for index, code in enumerate(data.scope.excepted):
            yield self._reference("territory", code, ("scope", "except", index))
        yield from self._table_references("territory", "territories", data.scope.territories)
        yield from self._table_references("platform", "platforms", data.scope.platforms)

    def _variables(self, edit: EditData) -> Iterator[Reference]:
        for action, text in (("insert", edit.insert), ("replace", edit.replace)):
            for code, template in words(text).items() if text else ():
                for variable in _VARIABLE.findall(template):
                    path: Path = ("remediation", "edit", action, code)
                    yield self._reference("placeholder", variable, path)

    def _table_references(
        self, category: Category, key: str, table: Mapping[str, ScopeEntryData]
    ) -> Iterator[Reference]:
        in_list = isinstance(self.tree.data["scope"][key], list) if table else False
        for index, (name, entry) in enumerate(table.items()):
            path: Path = ("scope", key, index if in_list else name)
            yield Reference(category, name, self.tree.place(path, key=True))
            for variable, fact in entry.bindings.items():
                yield self._reference("fact", fact, (*path, "with", variable))

    def _reference(self, category: Category, name: str, path: Path) -> Reference:
        return Reference(category, name, self.tree.place(path))

    def _edit(self, data: EditData) -> EditTemplate:
        if data.statement or (data.clause and not data.insert):
            return EditTemplate(
                "insert", {}, data.where, statement=data.statement, clause=data.clause, safety=data.safety
            )
        for action in ("insert", "replace"):
            text = getattr(data, action)
            if text is None:
                continue
            kind: Literal["insert", "replace"] = "insert" if action == "insert" else "replace"
            return EditTemplate(kind, words(text), data.where, clause=data.clause, safety=data.safety)
        return EditTemplate("delete", {}, target=data.delete or "span", safety=data.safety)

    def _examples(self) -> Iterator[Example]:
        groups = self.data.examples
        for index, item in enumerate(groups.breaching):
            yield Example(
                "breaching", self._draft("breaching", index), item.span, (), self._place("breaching", index)
            )
        for index, asking in enumerate(groups.asking):
            place = self._place("asking", index)
            yield Example("asking", self._draft("asking", index), asking.span, tuple(asking.asks), place)
        for index, item in enumerate(groups.clean):
            yield Example("clean", self._draft("clean", index), item.span, (), self._place("clean", index))

    def _draft(self, expect: str, index: int) -> dict[str, Any]:
        written: dict[str, Any] = self.tree.data["examples"][expect][index]
        draft = {key: value for key, value in written.items() if key not in {"span", "note", "asks"}}
        scope = self.data.scope
        territory = next(
            (code for code in scope.territories if code != "EEA"), None
        )  # no draft's jurisdiction
        if territory:
            draft.setdefault("jurisdictions", [territory])
        if scope.platforms:
            draft.setdefault("platform", next(iter(scope.platforms)))
        draft.setdefault("published_at", EXAMPLE_DAY)
        return draft

    def _place(self, expect: str, index: int) -> Place:
        return self.tree.place(("examples", expect, index))

    def _check_asks(self) -> None:
        for index, item in enumerate(self.data.examples.asking):
            path: Path = ("examples", "asking", index)
            if not self.data.ask:
                self._at(path, "the rule has no `ask`, so it never asks")
                continue
            for position, field in enumerate(item.asks):
                if field not in self.data.ask:
                    hint = nearest(field, self.data.ask)
                    self._at((*path, "asks", position), f"`{field}` is not in the rule's `ask`{hint}")

    def _at(self, path: Path, message: str) -> None:
        self.complain(problem_at(self.tree.place(path), message))


def _scope_entry(key: str, data: ScopeEntryData) -> ScopeEntry:
    return ScopeEntry(key, dict(data.bindings), data.severity, data.start, data.end)
