"""The rows of a sheet as a reader has them: names in the place of codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cmcompliance.results.export.sheets import Column, Sheet
from cmcompliance.results.export.words import words_of

if TYPE_CHECKING:
    from cmcompliance.render import Language
    from cmcompliance.results.query import Asked
    from cmcompliance.results.report.labels import Labels


@dataclass(frozen=True, slots=True)
class Exported:
    """A sheet in a language. `rows` can be gone through once."""

    sheet: Sheet
    title: str
    headings: tuple[str, ...]
    rows: Iterator[list[Any]]


def exported(asked: Asked, sheet: Sheet, language: Language, labels: Labels) -> Exported:
    """Return a sheet of the results. Raises ResultsRefused, and so do its rows."""
    words = words_of(language)
    rows = asked.answer(sheet.sql).rows()
    return Exported(
        sheet,
        words[f"sheet_{sheet.name}"],
        tuple(words[column.key] for column in sheet.columns),
        ([_told(*pair, words, labels) for pair in zip(sheet.columns, row, strict=True)] for row in rows),
    )


def _told(column: Column, value: Any, words: Mapping[str, str], labels: Labels) -> Any:
    """Return a value as a reader has it."""
    if value is None:
        return None
    match column.kind:
        case "word":
            return words.get(f"word_{value}", value)
        case "platform":
            return labels.platform(value)
        case "obligation":
            return labels.obligation(value)
        case "obligations":
            return " | ".join(labels.obligation(key) for key in value)
        case _:
            return value
