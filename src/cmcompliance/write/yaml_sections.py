"""Set fields in a site's YAML, of which only the sections that hold them are written anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import yaml

from cmcompliance.answering.change import Change
from cmcompliance.draft.errors import FieldPath
from cmcompliance.read.item import FrontMatterError
from cmcompliance.write.errors import BY_HAND
from cmcompliance.write.front_matter import set_in_yaml


@dataclass(frozen=True, slots=True)
class _Section:
    """A field at the top, with its name as it is written, and its stretch of the source."""

    names: tuple[str, ...]
    start: int
    end: int


def set_in_sections(source: str, changes: Iterable[Change], line_end: str) -> str:
    """Return the YAML with these fields set; all sections but theirs stay byte for byte.

    Raises FrontMatterError where a field at the top has no lines of its own.
    """
    for change in changes:
        section = _section_for(change.path, _sections(source))
        if section is None:
            if source and not source.endswith("\n"):
                source += line_end
            source += set_in_yaml("", [change], line_end)
            continue
        new = set_in_yaml(source[section.start : section.end], [change], line_end)
        source = source[: section.start] + new + source[section.end :]
    return source


def _section_for(path: FieldPath, sections: Sequence[_Section]) -> _Section | None:
    """Return the section that holds a field, or else the last of those that hold fields beside it."""
    holding = [one for one in sections if path[: len(one.names)] == one.names]
    beside = [one for one in sections if one.names[0] == path[0]]
    return holding[-1] if holding else beside[-1] if beside else None


def _sections(source: str) -> list[_Section]:
    node = yaml.compose(source, Loader=yaml.BaseLoader)
    if not isinstance(node, yaml.MappingNode):
        return []
    keys: list[yaml.Node] = [key for key, _ in node.value]
    # In braces, indented or with a second document's mark, the lines of a field are not its own.
    if node.flow_style or any(key.start_mark.column for key in keys):
        raise FrontMatterError(BY_HAND, 2)
    starts = [source.rfind("\n", 0, key.start_mark.index) + 1 for key in keys]
    if sorted(set(starts)) != starts:
        raise FrontMatterError(BY_HAND, 2)
    return [
        _Section(tuple(key.value.split(".")), start, end)
        for key, start, end in zip(keys, starts, [*starts[1:], len(source)], strict=True)
        if isinstance(key, yaml.ScalarNode)
    ]
