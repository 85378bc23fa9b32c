"""`cmcompliance check`: the report on each draft of the files given."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, get_args

import typer

from cmcompliance.draft.model import Platform, RelationshipKind, Role

if TYPE_CHECKING:
    from cmcompliance.cli.output import Outcome, Writer
    from cmcompliance.cli.overrides import Overrides
    from cmcompliance.draft import Draft
    from cmcompliance.read import Origin, ReadDraft, ReadError, ReadItem
    from cmcompliance.render import Language

_STDIN = "-"
_STDIN_NAME = "<stdin>"
_LINES = {".jsonl", ".ndjson"}


def _listed(names: object) -> str:
    return ", ".join(get_args(names))


def check(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILES", help="Text, Markdown, JSON or JSONL files; - reads standard input."),
    ],
    platform: Annotated[
        str | None, typer.Option(metavar="NAME", help=f"Where the drafts will appear: {_listed(Platform)}.")
    ] = None,
    jurisdiction: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help="The audience's law: FR, BE, GB, US-NY, EU… Repeatable."),
    ] = None,
    author_role: Annotated[
        str | None, typer.Option(metavar="ROLE", help=f"Who publishes: {_listed(Role)}.")
    ] = None,
    relationship: Annotated[
        str | None,
        typer.Option(
            metavar="KIND",
            help=f"What links the author to what is talked about: {_listed(RelationshipKind)}.",
        ),
    ] = None,
    as_of: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="Judge by the law of that day."),
    ] = None,
    lang: Annotated[
        Literal["fr", "en"] | None,
        typer.Option(help="Language of the report; else the locale's (LC_ALL, LANG), else the draft's."),
    ] = None,
    output: Annotated[
        Literal["text", "json", "jsonl"] | None,
        typer.Option(
            "--format",
            help="json: an object for one draft, a list for several; jsonl: one line each. "
            "Default: jsonl if all files are JSONL, else text.",
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 on `review` too.")] = False,
) -> None:
    """Check drafts before they are published. The result is no legal advice.

    Text and Markdown: the text is the draft; YAML front matter between two `---` lines gives what is known
    about it (platform, author.role, relationship.kind…). JSON: a draft, or a list of drafts. JSONL: a draft a
    line, checked as it comes. What is not said is unknown, never "no".

    Options hold for every draft of the call and win over what a draft says of itself.

    Exit status: 0 nothing blocks; 1 a draft must not be published as it is; 2 something could not be read or
    was asked wrongly, whatever the other drafts gave. All that can be read is checked in any case.
    """
    from cmcompliance.cli.failure import BAD_INPUT, bad_input
    from cmcompliance.cli.overrides import Overrides
    from cmcompliance.cli.terminal import reader_language
    from cmcompliance.draft import DraftError
    from cmcompliance.read import ReadError
    from cmcompliance.rulebook import RuleBookError

    overrides = Overrides(platform, tuple(jurisdiction or ()), author_role, relationship)
    try:
        overrides.check()
    except DraftError as error:
        raise bad_input("; ".join(error.problems)) from None
    all_lines = all(Path(file).suffix.lower() in _LINES for file in files)
    language = reader_language(lang)
    writer = _writer(output or ("jsonl" if all_lines else "text"), language)
    verdicts = set()
    try:
        for outcome in _outcomes(files, overrides, language, as_of.date() if as_of else None):
            writer.write(outcome)
            verdicts.add("unread" if isinstance(outcome, ReadError) else outcome.report.verdict)
    except RuleBookError as error:
        raise bad_input(str(error)) from None
    writer.close()
    if "unread" in verdicts:
        raise typer.Exit(BAD_INPUT)
    raise typer.Exit(int("block" in verdicts or (strict and "review" in verdicts)))


def _outcomes(
    files: Sequence[str], overrides: Overrides, language: Language | None, as_of: date | None
) -> Iterator[Outcome]:
    """Yield the outcome of each draft, saying on stderr what cannot be read."""
    from cmcompliance.cli.output import Checked
    from cmcompliance.cli.terminal import Progress
    from cmcompliance.read import ReadDraft, ReadError

    checker = None
    progress = Progress(any(Path(file).suffix.lower() in _LINES for file in files))
    for item in _items(files):
        progress.advance()
        if isinstance(item, ReadError):
            _complain(item)
            yield item
            continue
        if checker is None:
            from cmcompliance import Checker

            checker = Checker()
        draft = overrides.apply(_named(item))
        try:
            report = checker.check(draft, lang=language, as_of=as_of)
        except Exception as error:
            # One draft that trips a fault of ours must not stop the others, nor pass.
            failure = _failure(draft, item.origin, error)
            _complain(failure)
            yield failure
            continue
        yield Checked(ReadDraft(draft, item.origin), report)
    progress.close()


def _failure(draft: Draft, origin: Origin, error: Exception) -> ReadError:
    from cmcompliance.read import Problem, ReadError

    message = f"could not be checked, a fault of cmcompliance: {type(error).__name__}: {error}"
    return ReadError(origin.file, (Problem(message),), origin.line, draft.id)


def _named(item: ReadDraft) -> Draft:
    """Return the draft; one that is a file of its own and has no id goes by the file's name in the report."""
    draft, origin = item.draft, item.origin
    if draft.id is not None or origin.line is not None or origin.file == _STDIN_NAME:
        return draft
    return draft.model_copy(update={"id": origin.file})


def _items(files: Sequence[str]) -> Iterator[ReadItem]:
    from cmcompliance.read import read_drafts

    for file in files:
        if file == _STDIN:
            yield from read_drafts(sys.stdin.buffer, _STDIN_NAME)
        else:
            yield from read_drafts(Path(file))


def _complain(error: ReadError) -> None:
    from cmcompliance.render.style import clean

    for problem in error.problems:
        line = problem.line if problem.line is not None else error.line
        where = error.file if line is None else f"{error.file}:{line}"
        typer.echo(clean(f"{where}: {problem.message}"), err=True)


def _writer(name: str, language: Language | None) -> Writer:
    from cmcompliance.cli.output import JsonLinesWriter, JsonWriter, TextWriter
    from cmcompliance.cli.terminal import never_fail_to_write, style_for, use_utf8

    if name == "text":
        never_fail_to_write(sys.stdout)
        return TextWriter(sys.stdout, style_for(sys.stdout), language)
    use_utf8(sys.stdout)
    return JsonLinesWriter(sys.stdout) if name == "jsonl" else JsonWriter(sys.stdout)
