"""Entries of the coverage: each duty of the law and of the platforms, with its rules or why it has none."""

from __future__ import annotations

from collections.abc import Iterator

from cmcompliance.rulebook.book import Duty
from cmcompliance.rulebook.compile_data import Complain, words
from cmcompliance.rulebook.entries import Entry, Reference
from cmcompliance.rulebook.errors import problem_at
from cmcompliance.rulebook.files import CoverageFile, DutyData
from cmcompliance.rulebook.yamltree import Path, Tree


def duty_entries(data: CoverageFile, tree: Tree, complain: Complain) -> Iterator[Entry]:
    """Yield one entry a duty."""
    for key, item in data.coverage.items():
        path: Path = ("coverage", key)
        place = tree.place(path, key=True)
        if (item.territory is None) == (item.platform is None):
            complain(problem_at(place, f"the duty `{key}` needs either `territory` or `platform`"))
        if bool(item.rules) == (item.none is not None):
            complain(problem_at(place, f"the duty `{key}` needs `rules`, or under `none` why it has none"))
        value = Duty(
            key=key,
            territory=item.territory,
            platform=item.platform,
            obligation=item.obligation,
            text=words(item.duty),
            rules=tuple(item.rules),
            left_out=words(item.none) if item.none else {},
            place=place,
        )
        yield Entry("duty", key, value, place, tuple(_references(item, tree, path)))


def _references(item: DutyData, tree: Tree, path: Path) -> Iterator[Reference]:
    if item.territory is not None:
        yield Reference("territory", item.territory, tree.place((*path, "territory")))
    if item.platform is not None:
        yield Reference("platform", item.platform, tree.place((*path, "platform")))
    yield Reference("obligation", item.obligation, tree.place((*path, "obligation")))
    for index, rule in enumerate(item.rules):
        yield Reference("rule", rule, tree.place((*path, "rules", index)))
