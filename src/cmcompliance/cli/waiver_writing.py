"""Waivers written down, and said: into a waiver file, or into the drafts themselves."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from cmcompliance.read import ReadDraft
    from cmcompliance.render import Language
    from cmcompliance.waivers import Waiver


def write_into_file(target: Path, waivers: Sequence[Waiver], language: Language) -> None:
    """Write waivers at the end of a waiver file, which is made if it is not there."""
    from cmcompliance.cli.failure import bad_input
    from cmcompliance.cli.words import why, words_of
    from cmcompliance.settings.discovery import absolute, shown
    from cmcompliance.settings.errors import SettingsError
    from cmcompliance.waivers.file import parse_waivers
    from cmcompliance.waivers.writing import appended
    from cmcompliance.write.create import create_file
    from cmcompliance.write.replace import replace_file

    try:
        old = target.read_bytes() if target.exists() else None
        text = (old or b"").decode()
        for waiver in waivers:
            text = appended(text, waiver)
        data = text.encode()
        written = parse_waivers(data, target, shown(absolute(target))).waivers[-len(waivers) :]
        if old is None:
            create_file(target, data)
        else:
            replace_file(target, data, old)
    except SettingsError as error:
        raise bad_input("; ".join(problem.message for problem in error.problems)) from None
    except OSError as error:
        raise bad_input(words_of(language)["not_written"].format(target, why(error, language))) from None
    for waiver in written:
        _say(str(waiver.place), waiver, language)


def write_into_drafts(
    file: str, waivers: Sequence[tuple[ReadDraft, Sequence[Waiver]]], language: Language
) -> None:
    """Write waivers into the drafts of a file, each as it was read there."""
    from cmcompliance.answering.change import Change
    from cmcompliance.cli.failure import bad_input
    from cmcompliance.cli.words import why, words_of
    from cmcompliance.draft import DraftError
    from cmcompliance.waivers.writing import said
    from cmcompliance.write.drafts import WriteError, write_changes

    changes = []
    for read, some in waivers:
        first = len(read.draft.waivers)
        paths = ((("waivers", first + number), waiver) for number, waiver in enumerate(some))
        changes.append((read, [Change(path, said(waiver)) for path, waiver in paths]))
    try:
        write_changes(Path(file), changes)
    except DraftError as error:
        raise bad_input("; ".join(error.problems)) from None
    except (WriteError, OSError) as error:
        raise bad_input(words_of(language)["not_written"].format(file, why(error, language))) from None
    for _, some in waivers:
        for waiver in some:
            _say(file, waiver, language)


def _say(place: str, waiver: Waiver, language: Language) -> None:
    from cmcompliance.cli.words import words_of

    say = words_of(language)
    end = say["until"].format(waiver.until) if waiver.until else ""
    typer.echo(say["accepted"].format(place, waiver.rule, waiver.by) + end)
