"""`check --interactive`: the conversation in a terminal, and the answers written back afterwards."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cmcompliance.cli.drafts import STDIN
from cmcompliance.cli.failure import bad_input
from cmcompliance.cli.terminal import never_fail_to_write, style_for
from cmcompliance.cli.words import spoken
from cmcompliance.cli.words import words_of as said_by_commands

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cmcompliance.answering import Change, Terminal
    from cmcompliance.draft import Draft
    from cmcompliance.read import ReadDraft
    from cmcompliance.render import Language, Style
    from cmcompliance.render.style import Look
    from cmcompliance.report import Report
    from cmcompliance.settings import Prepared

_LOOKS: Mapping[str, Look] = {
    "head": "bold",
    "question": "bold",
    "note": "dim",
    "wrong": "error",
    "understood": "good",
    "raised": "warning",
    "cleared": "good",
}
_WRAPPED = {"head", "question", "for", "note", "wrong"}


class Asking:
    """Asks about the drafts of one call, and keeps the answers until all have been asked about."""

    def __init__(self, language: Language | None, write: bool) -> None:
        """`language`: None for that of each draft; `write`: write answers back without asking whether to."""
        self._language = language
        self._write = write
        self._terminal = terminal()
        self._answers: dict[str, list[tuple[ReadDraft, tuple[Change, ...]]]] = {}
        self._words_in: Language = language or "fr"
        self._stopped = False

    def complete(
        self, read: ReadDraft, item: ReadDraft, prepared: Prepared, report: Report, as_of: date | None
    ) -> tuple[ReadDraft, Report]:
        """Return the draft with the answers to the report's questions, and the report on it.

        `read`: the draft as its file has it; `item`: as it was prepared, and checked.
        """
        from cmcompliance.answering import Conversation

        if self._stopped:
            return item, report
        language = self._language or ("fr" if report.language == "fr" else "en")
        self._words_in = language
        conversation = Conversation(prepared.checker.book, self._terminal, language)

        def check(draft: Draft) -> Report:
            return replace(prepared, draft=draft).check(lang=self._language, as_of=as_of)

        answered = conversation.about(read.origin.file, item.draft, report, check)
        self._stopped = answered.stopped
        if answered.changes:
            self._answers.setdefault(read.origin.file, []).append((read, answered.changes))
        if report.questions:
            self._terminal.say("break", "")
        return replace(item, draft=answered.draft), answered.report

    def finish(self) -> bool:
        """Write the answers back where that is wanted; False when some could not be."""
        written = [self._finish(file, answers) for file, answers in self._answers.items()]
        return all(written)

    def _finish(self, file: str, answers: Sequence[tuple[ReadDraft, tuple[Change, ...]]]) -> bool:
        from cmcompliance.answering.folding import bare
        from cmcompliance.answering.words import YES, words_of
        from cmcompliance.write.drafts import WriteError, write_changes

        words = words_of(self._words_in)
        if not self._write:
            sys.stdout.flush()
            reply = self._terminal.hear(words["write"].format(file))
            if reply is None or bare(reply) not in YES:
                return True
        try:
            write_changes(Path(file), answers)
        except (WriteError, OSError) as error:
            self._terminal.say("wrong", words["not_written"].format(file, error))
            return False
        self._terminal.say("understood", words["written"].format(file))
        return True


def asking_for(
    files: Sequence[str], language: Language | None, interactive: bool, write: bool
) -> Asking | None:
    """Return what asks, None when nothing is to be asked. Raises the exit for what cannot be."""
    say = said_by_commands(spoken(language))
    if write and not interactive:
        raise bad_input(say["answers_alone"])
    if not interactive:
        return None
    if STDIN in files:
        raise bad_input(say["asks_stdin"])
    if not sys.stdin.isatty():
        raise bad_input(say["asks_nobody"])
    return Asking(language, write)


def terminal() -> Terminal:
    """Return the terminal that the user sits at; it shows what goes to stderr: stdout is for reports only."""
    from cmcompliance.answering import Terminal

    never_fail_to_write(sys.stderr)
    style = style_for(sys.stderr)
    return Terminal(lambda sort, text: _say(sort, text, style), _hear)


def _say(sort: str, text: str, style: Style) -> None:
    from cmcompliance.render.style import clean

    if sort == "question":
        typer.echo(err=True)
    lines = style.wrap(text) if sort in _WRAPPED else [clean(text)]
    look = _LOOKS.get(sort)
    for line in lines:
        typer.echo(style.paint(line, look) if look else line, err=True, color=style.colour)


def _hear(prompt: str) -> str | None:
    sys.stderr.write(prompt)
    sys.stderr.flush()
    line = sys.stdin.readline()
    return line.rstrip("\r\n") if line else None
