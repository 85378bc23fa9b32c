"""`cmcompliance check`: the report on each draft of the files given."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cmcompliance.cli.formats import Format
from cmcompliance.cli.options import (
    AsOfOption,
    AuthorRoleOption,
    BaselineOption,
    ConfigOption,
    FilesArgument,
    ForceExcludeOption,
    JurisdictionOption,
    LangOption,
    LedgerOption,
    MediaOption,
    NoConfigOption,
    PackOption,
    PlatformOption,
    RelationshipOption,
    RuleOption,
    StdinFilenameOption,
    WaiversOption,
)

if TYPE_CHECKING:
    from cmcompliance.cli.asking import Asking
    from cmcompliance.cli.preparing import Preparing
    from cmcompliance.render import Language
    from cmcompliance.render.outcome import Outcome

_LINES = {".jsonl", ".ndjson"}


def check(
    context: typer.Context,
    files: FilesArgument,
    platform: PlatformOption = None,
    jurisdiction: JurisdictionOption = None,
    author_role: AuthorRoleOption = None,
    relationship: RelationshipOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
    output: Annotated[
        Format | None,
        typer.Option(
            "--format",
            help="json: an object for one draft, a list for several; jsonl: one line each. "
            "Default: jsonl if all files are JSONL, else text.",
        ),
    ] = None,
    quiet: Annotated[
        bool,
        typer.Option("--quiet", "-q", help="Only errors and warnings, a line each; nothing if all is well."),
    ] = False,
    statistics: Annotated[
        bool,
        typer.Option(
            "--statistics",
            help="Instead of reports, counts by verdict, rule, obligation and question; text or json.",
        ),
    ] = False,
    to: Annotated[
        list[Path] | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write to a file, in the form of its suffix (.sarif, .csv, .json…) unless --format fits it. "
            "Repeatable.",
        ),
    ] = None,
    strict: Annotated[
        bool | None, typer.Option("--strict/--no-strict", help="Exit with 1 on `review` too.")
    ] = None,
    rule: RuleOption = None,
    pack: PackOption = None,
    config: ConfigOption = None,
    no_config: NoConfigOption = False,
    stdin_filename: StdinFilenameOption = None,
    force_exclude: ForceExcludeOption = False,
    waivers: WaiversOption = None,
    baseline: BaselineOption = None,
    media: MediaOption = True,
    ledger: LedgerOption = None,
    interactive: Annotated[
        bool, typer.Option("--interactive", "-i", help="Ask the open questions here and check again.")
    ] = False,
    write_answers: Annotated[
        bool,
        typer.Option("--write-answers", help="With --interactive: write the answers into the files."),
    ] = False,
) -> None:
    """Check drafts before they are published. The result is no legal advice.

    Text and Markdown: the text is the draft; YAML front matter between two `---` lines gives what is known
    about it (platform, author.role, relationship.kind…). JSON: a draft, or a list of drafts. JSONL: a draft a
    line, checked as it comes. What is not said is unknown, never "no".

    Options hold for every draft of the call and win over what a draft says of itself. This wins over the
    settings: the nearest cmcompliance.toml, or pyproject.toml with [tool.cmcompliance], above each file.

    Exit status: 0 nothing blocks; 1 a draft must not be published as it is; 2 something could not be read or
    was asked wrongly, whatever the other drafts gave. All that can be read is checked in any case.
    """
    from cmcompliance.cli.asking import asking_for
    from cmcompliance.cli.destinations import DestinationError, destinations
    from cmcompliance.cli.exit_status import ExitStatus
    from cmcompliance.cli.failure import Unusable, bad_input, unusable
    from cmcompliance.cli.formats import Setup, refusal
    from cmcompliance.cli.gathering import Gathering
    from cmcompliance.cli.outputs import written_to
    from cmcompliance.cli.overrides import Overrides
    from cmcompliance.cli.packs import chosen_folders
    from cmcompliance.cli.preparing import Preparing
    from cmcompliance.cli.serving import checkers_of
    from cmcompliance.cli.terminal import reader_language
    from cmcompliance.rulebook import RuleBookError

    overrides = Overrides(platform, tuple(jurisdiction or ()), author_role, relationship)
    preparing = Preparing(
        overrides,
        config,
        no_config=no_config,
        stdin_name=stdin_filename,
        rules=rule or (),
        waivers=waivers,
        baseline=baseline,
        packs=chosen_folders(pack),
        checkers=checkers_of(context.obj),
        gathering=Gathering(media, ledger),
    )
    files = preparing.files_of(files, force_exclude=force_exclude)
    said = preparing.settle(files)
    all_lines = all(Path(file).suffix.lower() in _LINES for file in files)
    language = reader_language(lang or said.lang)
    shown = output or ("text" if quiet or statistics else None)
    strict = said.strict if strict is None else strict
    default: Format = said.format or ("jsonl" if all_lines else "text")
    unfit = refusal(shown or default, quiet, statistics)
    if unfit:
        raise bad_input(unfit)
    asking = asking_for(files, language, interactive, write_answers)
    setup = Setup(sys.stdout, language, quiet, statistics, strict)
    day = as_of.date() if as_of else None
    verdicts: set[str] = set()
    try:
        with written_to(destinations(shown, default, to or (), files), setup) as write:
            for outcome in _outcomes(files, stdin_filename, preparing, language, day, asking):
                write(outcome)
                verdicts.update(_standing(outcome))
    except DestinationError as error:
        raise bad_input(str(error)) from None
    except RuleBookError as error:
        raise unusable(str(error)) from None
    if asking is not None and not asking.finish():
        raise typer.Exit(ExitStatus.BAD_INPUT)
    if verdicts == {"fault"}:
        raise Unusable(ExitStatus.BAD_INPUT)
    if verdicts & {"unread", "fault"}:
        raise typer.Exit(ExitStatus.BAD_INPUT)
    bad = {"block", "review"} if strict else {"block"}
    raise typer.Exit(ExitStatus.FOUND if bad & verdicts else ExitStatus.OK)


def _standing(outcome: Outcome) -> Iterator[str]:
    """Yield the verdict, and "unread" or "fault" for what was not looked at as a whole."""
    from cmcompliance.read import FaultError, ReadError
    from cmcompliance.report.verdict import is_incomplete

    if isinstance(outcome, ReadError):
        yield "fault" if isinstance(outcome, FaultError) else "unread"
        return
    yield outcome.report.verdict
    if is_incomplete(outcome.report):
        yield "unread"


def _outcomes(
    files: Sequence[str],
    stdin_name: str | None,
    preparing: Preparing,
    language: Language | None,
    as_of: date | None,
    asking: Asking | None,
) -> Iterator[Outcome]:
    """Yield the outcome of each draft, saying on stderr what cannot be read."""
    from cmcompliance.cli.drafts import complain, fault, read_items
    from cmcompliance.cli.terminal import Progress
    from cmcompliance.read import ReadError
    from cmcompliance.render.outcome import Checked

    progress = Progress(any(Path(file).suffix.lower() in _LINES for file in files))
    for read in read_items(files, stdin_name):
        progress.advance()
        if isinstance(read, ReadError):
            complain(read, language)
            yield read
            continue
        item, prepared = preparing.prepare(read)
        try:
            report = prepared.check(lang=language, as_of=as_of)
            if asking is not None:
                item, report = asking.complete(read, item, prepared, report, as_of)
            report = preparing.accept(report, read, prepared)
        except Exception as error:
            # One draft that trips a fault of ours must not stop the others, nor pass.
            failure = fault(item, error)
            complain(failure, language)
            yield failure
            continue
        yield Checked(item, report)
    progress.close()
    preparing.close(language)
