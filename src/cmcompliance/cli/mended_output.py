"""Write what came of mending drafts: text for people, JSON for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal, Protocol, TextIO

from cmcompliance.cli.output import JsonWriter
from cmcompliance.cli.terminal import never_fail_to_write, style_for, use_utf8
from cmcompliance.read import ReadError
from cmcompliance.render import Language, Style, render_error_json, words_of
from cmcompliance.render.mended import Mended, mended_json, render_mended
from cmcompliance.render.text import advice_line

MendedOutcome = Mended | ReadError


class MendedWriter(Protocol):
    """Writes one outcome after the other."""

    def write(self, outcome: MendedOutcome) -> None:
        """Write one outcome."""

    def close(self, written: Sequence[str] | None, diff: bool) -> None:
        """Write what ends the output.

        `written`: the names of the files that were written, None when none was to be; `diff`: one was shown.
        """


def mended_writer(
    form: Literal["text", "json", "jsonl"], stream: TextIO, language: Language | None
) -> MendedWriter:
    """Return the writer of a form; JSON is UTF-8, whatever the locale."""
    if form == "text":
        never_fail_to_write(stream)
        return _Text(stream, style_for(stream), language)
    use_utf8(stream)
    return _Json(stream) if form == "json" else _JsonLines(stream)


class _Text:
    """Pages; of several drafts, only those about which there is something to say."""

    def __init__(self, stream: TextIO, style: Style, language: Language | None) -> None:
        self._stream = stream
        self._style = style
        self._language = language
        self._counts: Counter[str] = Counter()
        self._last: Mended | None = None
        self._quiet: Mended | None = None
        self._pages = 0

    def write(self, outcome: MendedOutcome) -> None:
        if isinstance(outcome, ReadError):
            return
        self._last = outcome
        fixed = outcome.fixed
        self._counts["drafts"] += 1
        self._counts["edits"] += len(fixed.applied)
        self._counts["changed"] += fixed.changed
        self._counts["left"] += sum(left.why != "not_selected" for left in fixed.left)
        self._counts["block"] += fixed.report.verdict == "block"
        if fixed.changed or fixed.left or fixed.report.verdict != "pass":
            self._page(outcome)

    def close(self, written: Sequence[str] | None, diff: bool) -> None:
        if self._last is None:
            return
        if not self._pages:
            self._page(self._last)
        words = words_of(self._language_of(self._last))
        lines = []
        if self._counts["drafts"] > 1:
            numbers = (self._counts[name] for name in ("drafts", "edits", "changed", "left", "block"))
            lines.append(words["fix_summary"].format(*numbers))
        if written:
            lines.append(words["fix_written"].format(", ".join(written)))
        elif written is None and self._counts["edits"]:
            lines.append(words["fix_not_written" if diff else "fix_shown"])
        lines.append(advice_line(self._last.fixed.report, words["advice"]))
        for line in lines:
            self._stream.write("\n")
            self._stream.writelines(f"{part}\n" for part in self._style.wrap(line))

    def _page(self, outcome: Mended) -> None:
        if self._pages:
            self._stream.write("\n" + self._style.paint("─" * self._style.width, "dim") + "\n\n")
        self._pages += 1
        language = self._language_of(outcome)
        self._stream.write(render_mended(outcome.fixed, outcome.source, language, self._style))

    def _language_of(self, outcome: Mended) -> Language:
        return self._language or ("fr" if outcome.fixed.report.language == "fr" else "en")


class _Json:
    """One object for one draft, a list for several."""

    def __init__(self, stream: TextIO) -> None:
        self._writer = JsonWriter(stream)

    def write(self, outcome: MendedOutcome) -> None:
        self._writer.add(_json(outcome, indent=2))

    def close(self, written: Sequence[str] | None, diff: bool) -> None:
        self._writer.close()


class _JsonLines:
    """A line each, as they come."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, outcome: MendedOutcome) -> None:
        self._stream.write(_json(outcome) + "\n")

    def close(self, written: Sequence[str] | None, diff: bool) -> None:
        pass


def _json(outcome: MendedOutcome, *, indent: int | None = None) -> str:
    if isinstance(outcome, ReadError):
        return render_error_json(outcome.draft_id, outcome.file, outcome.line, outcome.message, indent=indent)
    return mended_json(outcome.fixed, indent=indent)
