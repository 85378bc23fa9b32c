"""The rows of a sheet as a reader has them: names in the place of codes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cmcompliance.results.export.sheets import Kind, Sheet
from cmcompliance.results.export.words import words_of
from cmcompliance.scan.reasons import reason_in

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
    named = _named(language, labels)
    told = [named.get(column.kind, _as_it_is) for column in sheet.columns]
    rows = asked.answer(sheet.sql).rows()
    return Exported(
        sheet,
        words[f"sheet_{sheet.name}"],
        tuple(words[column.key] for column in sheet.columns),
        (
            [value if value is None else tell(value) for tell, value in zip(told, row, strict=True)]
            for row in rows
        ),
    )


def _named(language: Language, labels: Labels) -> Mapping[Kind, Callable[[Any], Any]]:
    """Return what makes names of the values of columns, by their kind."""
    words = words_of(language)
    return {
        "word": lambda value: words.get(f"word_{value}", value),
        "platform": labels.platform,
        "obligation": labels.obligation,
        "obligations": lambda keys: " | ".join(map(labels.obligation, keys)),
        "reason": lambda reason: reason_in(language, reason),
    }


def _as_it_is(value: Any) -> Any:
    return value
