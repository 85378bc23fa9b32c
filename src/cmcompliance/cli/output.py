"""Write outcomes as they come: text for people, one JSON value, or a line of JSON each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Protocol, TextIO

from cmcompliance.read import Origin, ReadDraft, ReadError
from cmcompliance.render import (
    Language,
    Source,
    Style,
    render_error_json,
    render_json,
    render_text,
    words_of,
)
from cmcompliance.render.text import advice_line
from cmcompliance.report import Report


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft that was read, and the report on it."""

    item: ReadDraft
    report: Report


Outcome = Checked | ReadError


class Writer(Protocol):
    """Writes one outcome after the other."""

    def write(self, outcome: Outcome) -> None:
        """Write one outcome."""

    def close(self) -> None:
        """Write what ends the output."""


class JsonLinesWriter:
    """One line a draft, in order."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, outcome: Outcome) -> None:
        """Write a report or an error record."""
        self._stream.write(_json(outcome, None) + "\n")

    def close(self) -> None:
        """Nothing ends the lines."""


class JsonWriter:
    """One object for one draft, a list for several; only the first is held back."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._first: str | None = None
        self._many = False

    def write(self, outcome: Outcome) -> None:
        """Write a report or an error record."""
        value = _json(outcome, 2)
        if self._first is None:
            self._first = value
            return
        if not self._many:
            self._stream.write(f"[\n{self._first}")
            self._many = True
        self._stream.write(f",\n{value}")

    def close(self) -> None:
        """End the list, or write the only value."""
        if self._many:
            self._stream.write("\n]\n")
        elif self._first is not None:
            self._stream.write(self._first + "\n")


class TextWriter:
    """Reports for people, a summary after several; what could not be read is said on stderr only."""

    def __init__(self, stream: TextIO, style: Style, language: Language | None) -> None:
        self._stream = stream
        self._style = style
        self._language = language
        self._counts: Counter[str] = Counter()
        self._last: Checked | None = None

    def write(self, outcome: Outcome) -> None:
        """Write a report."""
        if isinstance(outcome, ReadError):
            self._counts["unread"] += 1
            return
        if self._last is not None:
            self._stream.write("\n" + self._style.paint("─" * self._style.width, "dim") + "\n\n")
        self._last = outcome
        self._counts[outcome.report.verdict] += 1
        source = Source(outcome.item.draft, _name(outcome.item), outcome.item.origin.text_line)
        language = self._language_of(outcome)
        self._stream.write(render_text(outcome.report, source, language, self._style, advice=False))

    def close(self) -> None:
        """Write the summary and the line on legal advice."""
        if self._last is None:
            return
        words = words_of(self._language_of(self._last))
        self._stream.write("\n")
        read = self._counts.total() - self._counts["unread"]
        if self._counts.total() > 1:
            numbers = (self._counts[verdict] for verdict in ("block", "review", "pass"))
            summary = words["summary"].format(read, *numbers)
            unread = words["unread"].format(self._counts["unread"])
            self._stream.write(
                summary + (f"{words['and_so']}{unread}.\n" if self._counts["unread"] else ".\n")
            )
        self._stream.write(advice_line(self._last.report, words["advice"]) + "\n")

    def _language_of(self, outcome: Checked) -> Language:
        if self._language is not None:
            return self._language
        return "fr" if outcome.report.language == "fr" else "en"


def place(origin: Origin) -> str:
    """Return where a draft came from: `drafts.jsonl:3`, or the file alone."""
    return origin.file if origin.line is None else f"{origin.file}:{origin.line}"


def _name(item: ReadDraft) -> str:
    where = place(item.origin)
    given = item.draft.id
    return where if given is None or given == item.origin.file else f"{where} ({given})"


def _json(outcome: Outcome, indent: int | None) -> str:
    if isinstance(outcome, ReadError):
        return render_error_json(outcome.draft_id, outcome.file, outcome.line, outcome.message, indent=indent)
    return render_json(outcome.report, indent=indent)
