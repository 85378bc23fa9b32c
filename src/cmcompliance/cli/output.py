"""Write outcomes in the form asked for: as they come where the form allows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Protocol, TextIO

from cmcompliance.read import ReadError
from cmcompliance.render import Language, Style, render_error_json, render_json, render_text, words_of
from cmcompliance.render.brief import render_brief
from cmcompliance.render.outcome import Checked, Outcome
from cmcompliance.render.statistics import Tally
from cmcompliance.render.text import advice_line

_MOST_NAMED = 12


class Writer(Protocol):
    """Writes one outcome after the other."""

    def write(self, outcome: Outcome) -> None:
        """Write one outcome."""

    def close(self) -> None:
        """Write what ends the output."""


class EachWriter:
    """What `render` makes of each outcome, in order; `head` goes before the first."""

    def __init__(self, stream: TextIO, render: Callable[[Outcome], str], head: str = "") -> None:
        self._stream = stream
        self._render = render
        self._head = head

    def write(self, outcome: Outcome) -> None:
        """Write a report or an error record."""
        self._stream.write(self._head + self._render(outcome))
        self._head = ""

    def close(self) -> None:
        """Write the head if nothing followed it."""
        self._stream.write(self._head)


class WholeWriter:
    """One document about all outcomes, which are held until the end."""

    def __init__(self, stream: TextIO, render: Callable[[Sequence[Outcome]], str]) -> None:
        self._stream = stream
        self._render = render
        self._outcomes: list[Outcome] = []

    def write(self, outcome: Outcome) -> None:
        """Keep the outcome."""
        self._outcomes.append(outcome)

    def close(self) -> None:
        """Write the document."""
        self._stream.write(self._render(self._outcomes))


class JsonWriter:
    """One object for one draft, a list for several; only the first is held back."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._first: str | None = None
        self._many = False

    def write(self, outcome: Outcome) -> None:
        """Write a report or an error record."""
        self.add(outcome_json(outcome, indent=2))

    def add(self, value: str) -> None:
        """Write a value that is JSON."""
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
        self._blocked: list[str] = []
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
        if outcome.report.verdict == "block":
            self._blocked.append(outcome.source.name)
        language = reader_of(outcome, self._language)
        self._stream.write(render_text(outcome.report, outcome.source, language, self._style, advice=False))

    def close(self) -> None:
        """Write the summary and the line on legal advice."""
        if self._last is None:
            return
        words = words_of(reader_of(self._last, self._language))
        self._stream.writelines(f"{line}\n" for line in self._end(self._last, words))

    def _end(self, last: Checked, words: Mapping[str, str]) -> Iterator[str]:
        if self._counts.total() > 1:
            yield ""
            yield from self._summary(words)
        yield ""
        yield from self._style.wrap(advice_line(last.report, words["advice"]))

    def _summary(self, words: Mapping[str, str]) -> Iterator[str]:
        read = self._counts.total() - self._counts["unread"]
        summary = words["summary"].format(read, *(self._counts[name] for name in ("block", "review", "pass")))
        unread = words["and_so"] + words["unread"].format(self._counts["unread"])
        yield from self._style.wrap(f"{summary}{unread if self._counts['unread'] else ''}.")
        if self._blocked:
            yield words["blocked"]
        for name in self._blocked[:_MOST_NAMED]:
            yield from self._style.wrap(name, "- ", "  ")
        if len(self._blocked) > _MOST_NAMED:
            yield f"- {words['more'].format(len(self._blocked) - _MOST_NAMED)}"


class StatisticsWriter:
    """Numbers about all outcomes, written at the end."""

    def __init__(self, stream: TextIO, render: Callable[[Tally], str]) -> None:
        self._stream = stream
        self._render = render
        self._tally = Tally()

    def write(self, outcome: Outcome) -> None:
        """Count the outcome."""
        self._tally.add(outcome)

    def close(self) -> None:
        """Write the numbers."""
        self._stream.write(self._render(self._tally))


def reader_of(outcome: Checked, language: Language | None) -> Language:
    """Return the language asked for, else the draft's own if there are words for it."""
    return language or ("fr" if outcome.report.language == "fr" else "en")


def outcome_lines(outcome: Outcome, language: Language | None) -> str:
    """Return a line a finding; nothing for what could not be read, which is said on stderr."""
    if isinstance(outcome, ReadError):
        return ""
    return render_brief(outcome.report, outcome.source, reader_of(outcome, language))


def outcome_json(outcome: Outcome, *, indent: int | None = None) -> str:
    """Return the report, or the record of what could not be read, as JSON."""
    if isinstance(outcome, ReadError):
        return render_error_json(outcome.draft_id, outcome.file, outcome.line, outcome.message, indent=indent)
    return render_json(outcome.report, indent=indent)
