"""Front matter: the fields at the top of a text, as YAML, TOML or JSON, with a draft's metadata."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from cmcompliance.draft.errors import FieldPath
from cmcompliance.read.front_matter_block import Block, block_of
from cmcompliance.read.item import Problem
from cmcompliance.read.site_fields import (
    TABLE,
    DraftFields,
    fields_of_both,
    fields_of_site,
    is_ours,
    style_of,
)


class Fields(Protocol):
    """The fields of some source; `lines`: the file line of each that was read."""

    lines: dict[FieldPath, int]

    def outline(self) -> Mapping[str, Any]:
        """Return all fields, with their values where these are plain, or fields with plain values."""
        ...

    def read(self, wanted: Callable[[str], bool] | None = None) -> dict[str, Any]:
        """Return the fields with these names, else all. Raises FrontMatterError."""
        ...


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The metadata, and where the body begins in the text."""

    said: DraftFields
    body_start: int

    @property
    def fields(self) -> Mapping[str, Any]:
        """The draft's fields."""
        return self.said.fields

    @property
    def notes(self) -> tuple[Problem, ...]:
        """What its author may have meant otherwise."""
        return self.said.notes

    @property
    def is_of_site(self) -> bool:
        """Whether a generator makes a page of the text, so that it may have no words."""
        return self.said.style == "site"

    def advice(self, problem: str) -> str:
        """Return what else may be meant by a field that does not exist."""
        unlike_ours = self.said.style == "draft" and "; valid fields are " in problem
        if problem.startswith("unknown field") and (unlike_ours or self.said.style == "both"):
            stop = "" if problem.endswith("?") else "."
            return f"{stop} In a site's front matter, ours stand under `{TABLE}:`"
        return ""

    def line_of(self, path: FieldPath) -> int | None:
        """Return the line of a field, or of the nearest field that holds it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.said.lines:
                return self.said.lines[path[:length]]
        return None


def read_front_matter(content: str) -> FrontMatter:
    """Return the front matter of a text; without one, no fields and a body that begins at 0.

    Scalars of YAML stay texts, as they are written (`NO` is Norway, not false); the draft's model reads them.
    Keys may be nested or dotted (`author.role`). Of a site's front matter a draft takes what `site_fields`
    says. Raises FrontMatterError.
    """
    block = block_of(content)
    if block is None:
        return FrontMatter(DraftFields({}, {}), 0)
    return FrontMatter(fields_in(content, block), block.body_start)


def fields_in(content: str, block: Block) -> DraftFields:
    """Return what the front matter says of the draft. Raises FrontMatterError."""
    fields = _reader(content[block.start : block.end], block)
    outline = fields.outline()
    match style_of(outline):
        case "draft":
            return DraftFields(fields.read(), fields.lines)
        case "both":
            return fields_of_both(fields.read(), fields.lines)
        case "site":
            return fields_of_site(outline, fields.read(is_ours), fields.lines)


def _reader(source: str, block: Block) -> Fields:
    # Most texts have no front matter, and those that have, of one form: YAML costs a moment to import.
    match block.form:
        case "yaml":
            from cmcompliance.read.yaml_fields import YamlFields  # noqa: PLC0415

            return YamlFields(source)
        case "toml":
            from cmcompliance.read.toml_fields import TomlFields  # noqa: PLC0415

            return TomlFields(source, block.first_line)
        case "json":
            from cmcompliance.read.json_fields import JsonFields  # noqa: PLC0415

            return JsonFields(source, block.first_line)
