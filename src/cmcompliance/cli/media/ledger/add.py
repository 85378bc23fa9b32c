"""`cmcompliance media ledger add FILE…`: entries written into rights.toml, to be filled in."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated

import typer

from cmcompliance.cli.options import LangOption

if TYPE_CHECKING:
    from cmcompliance.ledger.writing import NewEntry
    from cmcompliance.media import Evidence, What
    from cmcompliance.render import Language

_SAID: tuple[What, ...] = (
    "creator",
    "artist",
    "copyright",
    "owner",
    "licensor",
    "supplier",
    "usage_terms",
    "licence_url",
    "licence_until",
    "rights_url",
    "constraint",
    "title",
    "isrc",
    "person",
    "model_release",
    "minor_disclosure",
    "digital_source_type",
)
"""What of a file goes into the comments of its entry."""


def add(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE", help="Pictures, videos and sounds, or folders of them.")
    ],
    ledger: Annotated[
        Path | None,
        typer.Option(
            "--ledger",
            metavar="FILE",
            help="The rights.toml to write into; else the nearest upwards, else a new one beside the files.",
        ),
    ] = None,
    lang: LangOption = None,
) -> None:
    """Write an entry for each file into rights.toml, with its digest and what the file says, to be filled in.

    What stands in the ledger stays as it is, and a file of which it already has an entry is passed over. What
    the file says goes into comments: it is what somebody wrote into it, and grants nothing. Needs the extra
    [media].

    Exit status: 0 all have an entry now, 2 a file could not be read, or the ledger not be written.
    """
    import sys

    from cmcompliance.cli.exit_status import ExitStatus
    from cmcompliance.cli.media.run import need_extra
    from cmcompliance.cli.terminal import never_fail_to_write
    from cmcompliance.cli.words import spoken

    need_extra()
    language = spoken(lang)
    never_fail_to_write(sys.stdout)
    found, all_read = _read(files, language)
    for path, evidences in _by_ledger(found, ledger, language).items():
        _add(path, evidences, language)
    if not all_read:
        raise typer.Exit(ExitStatus.BAD_INPUT)


def _read(files: Iterable[str], language: Language) -> tuple[list[Evidence], bool]:
    """Return the media among files and folders, and whether all that was named could be read."""
    from cmcompliance.cli.media.words import problem_of
    from cmcompliance.media import inspect_many
    from cmcompliance.media.walking import files_in

    named, found, all_read = frozenset(files), [], True
    for one in inspect_many(path for file in files for path in files_in(file)):
        if one.sha256 is not None and one.kind != "unknown":
            found.append(one)
        elif one.path in named or not one.has_problem("unknown_format", "empty"):
            all_read = False
            reasons = ", ".join(
                problem_of(problem.code, problem.detail, language) for problem in one.problems
            )
            typer.echo(f"cmcompliance: {one.path}: {reasons}", err=True)
    return found, all_read


def _by_ledger(
    found: Iterable[Evidence], named: Path | None, language: Language
) -> dict[Path, list[Evidence]]:
    """Return which files go into which ledger: the one that is named, the nearest, or a new one."""
    from cmcompliance.cli.failure import bad_input
    from cmcompliance.ledger import LedgerError, find_ledger

    by_ledger: dict[Path, list[Evidence]] = {}
    homeless: list[Evidence] = []
    for one in found:
        try:
            path = named.resolve() if named else find_ledger(_full(one.path).parent)
        except LedgerError as error:
            raise bad_input(str(error)) from None
        if path is None:
            homeless.append(one)
        else:
            by_ledger.setdefault(path, []).append(one)
    if homeless:
        common = os.path.commonpath([_full(one.path).parent for one in homeless])
        by_ledger[Path(common, "rights.toml")] = homeless
    for path in by_ledger:
        if path.suffix.lower() != ".toml":
            from cmcompliance.cli.media.ledger.words import words_of

            raise bad_input(words_of(language)["not_toml"].format(path))
    return by_ledger


def _add(path: Path, found: Iterable[Evidence], language: Language) -> None:
    from cmcompliance.cli.failure import bad_input
    from cmcompliance.cli.media.ledger.words import HEAD, TO_FILL_IN, words_of
    from cmcompliance.cli.words import why
    from cmcompliance.ledger import LedgerError, read_ledger
    from cmcompliance.ledger.writing import NotAppendedError, appended
    from cmcompliance.settings.discovery import shown
    from cmcompliance.write.create import create_file
    from cmcompliance.write.replace import replace_file

    words = words_of(language)
    try:
        before = path.read_bytes() if path.exists() else b""
        ledger = read_ledger(path) if before else None
        new: dict[str, Evidence] = {}
        for one in found:
            entries = ledger.entries_for(_full(one.path), one.sha256) if ledger else ()
            if entries:
                places = ", ".join(entry.grant.place for entry in entries)
                typer.echo(words["here"].format(one.path, shown(path), places))
            elif one.sha256 in new:
                typer.echo(words["twice"].format(one.path, new[one.sha256].path))
            elif one.sha256 is not None:
                new[one.sha256] = one
        if not new:
            return
        skeletons = [_new_entry(one, path.parent, language) for one in new.values()]
        after = appended(before, skeletons, HEAD[language], TO_FILL_IN[language])
        if path.exists():
            replace_file(path, after, before)
        else:
            create_file(path, after)
    except LedgerError as error:
        raise bad_input(str(error)) from None
    except NotAppendedError:
        raise bad_input(words["not_appended"].format(path)) from None
    except OSError as error:
        raise bad_input(words["not_written"].format(path, why(error, language))) from None
    lines = [number for number, line in enumerate(after.decode().splitlines(), 1) if line == "[[asset]]"]
    for one, line in zip(new.values(), lines[-len(new) :], strict=True):
        typer.echo(words["added"].format(one.path, shown(path), line))


def _new_entry(evidence: Evidence, folder: Path, language: Language) -> NewEntry:
    from cmcompliance.cli.media.ledger.words import words_of
    from cmcompliance.draft.sayings import MADE_BY_AI
    from cmcompliance.ledger.writing import NewEntry

    full = _full(evidence.path)
    below = full.is_relative_to(folder)
    said = list(_said(evidence, language))
    words = words_of(language)
    comments = [] if below else [words["elsewhere"].format(full)]
    comments += [words["file_says"], *said] if said else []
    actions = evidence.provenance.actions if evidence.provenance else ()
    sources = {*evidence.values("digital_source_type"), *(action.digital_source_type for action in actions)}
    return NewEntry(
        PurePosixPath(full.relative_to(folder).as_posix()) if below else None,
        evidence.sha256 or "",
        tuple(comments),
        next(iter(evidence.values("credit")), None),
        True if sources & MADE_BY_AI else None,
    )


def _said(evidence: Evidence, language: Language) -> Iterator[str]:
    from cmcompliance.cli.media.words import name_of, value_of

    colon = " : " if language == "fr" else ": "
    for what in _SAID:
        places = {one.value: one.where for one in reversed(evidence.said) if one.what == what}
        for value, where in reversed(places.items()):
            yield f"  {name_of(what, language)}{colon}{value_of(what, value, language)} — {where}"


def _full(path: str) -> Path:
    """Return a path from the root; a link among its folders is followed, as for ledgers."""
    return Path(path).parent.resolve() / Path(path).name
