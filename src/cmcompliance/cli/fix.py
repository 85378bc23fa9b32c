"""`cmcompliance fix`: mends the drafts of the files given with the edits of their findings."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from cmcompliance.cli.drafts import STDIN, note
from cmcompliance.cli.failure import BAD_INPUT, bad_input
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
    StdinFilenameOption,
    WaiversOption,
)
from cmcompliance.cli.words import spoken, why, words_of

if TYPE_CHECKING:
    from cmcompliance.answering.change import Change
    from cmcompliance.cli.mended_output import MendedWriter
    from cmcompliance.cli.mending import Mending
    from cmcompliance.cli.originals import Original
    from cmcompliance.draft import Draft
    from cmcompliance.read import ReadError
    from cmcompliance.render import Language
    from cmcompliance.render.mended import Mended

MendedFormat = Literal["text", "json", "jsonl"]
_LINES = {".jsonl", ".ndjson"}


def fix(
    files: FilesArgument,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what changes in the files, as a unified diff.")
    ] = False,
    write: Annotated[
        bool, typer.Option("--write", "-w", help="Write to the files; what is read from - is printed.")
    ] = False,
    unsafe: Annotated[
        bool,
        typer.Option("--unsafe", help="Make suggested changes too: check that they say what is true."),
    ] = False,
    rule: Annotated[
        list[str] | None,
        typer.Option(
            "--rule",
            metavar="SELECTOR",
            help="Only the changes of these: a rule (fr/contest/rules-missing), a folder (fr/contest), an "
            "obligation (contest.rules-missing) or a topic (contest). Repeatable.",
        ),
    ] = None,
    platform: PlatformOption = None,
    jurisdiction: JurisdictionOption = None,
    author_role: AuthorRoleOption = None,
    relationship: RelationshipOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
    output: Annotated[
        MendedFormat | None,
        typer.Option(
            "--format",
            help="json: an object for one draft, a list for several; jsonl: one line each. "
            "Default: jsonl if all files are JSONL, else text.",
        ),
    ] = None,
    strict: Annotated[
        bool | None, typer.Option("--strict/--no-strict", help="Exit with 1 on `review` too.")
    ] = None,
    config: ConfigOption = None,
    no_config: NoConfigOption = False,
    stdin_filename: StdinFilenameOption = None,
    force_exclude: ForceExcludeOption = False,
    waivers: WaiversOption = None,
    baseline: BaselineOption = None,
    pack: PackOption = None,
    media: MediaOption = True,
    ledger: LedgerOption = None,
) -> None:
    """Mend drafts with the edits of their findings, and say what remains. The result is no legal advice.

    Without --write nothing is written. Safe changes are made: they say nothing that is not known to be true
    and take nothing away; suggested ones need your consent (--unsafe). A change stays only if its finding
    goes and no error or warning comes with it. All else in the files stays as it is, and a second run
    changes nothing.

    Exit status: 0 nothing to do and nothing blocks; 1 a draft must not be published as it is, or there are
    changes and no --write; 2 something could not be read or written or was asked wrongly.
    """
    from cmcompliance.cli.gathering import Gathering
    from cmcompliance.cli.mended_output import mended_writer
    from cmcompliance.cli.mending import Asked, Mending
    from cmcompliance.cli.originals import original
    from cmcompliance.cli.overrides import Overrides
    from cmcompliance.cli.packs import chosen_folders
    from cmcompliance.cli.preparing import Preparing
    from cmcompliance.cli.terminal import reader_language
    from cmcompliance.rulebook import RuleBookError

    prints = write and STDIN in files
    refused = _refusal(diff, prints, output, spoken(lang))
    if refused:
        raise bad_input(refused)
    overrides = Overrides(platform, tuple(jurisdiction or ()), author_role, relationship)
    preparing = Preparing(
        overrides,
        config,
        no_config=no_config,
        stdin_name=stdin_filename,
        waivers=waivers,
        baseline=baseline,
        packs=chosen_folders(pack),
        gathering=Gathering(media, ledger),
    )
    files = preparing.files_of(files, force_exclude=force_exclude)
    try:
        said = preparing.settle(files)
        language = reader_language(lang or said.lang)
        asked = Asked(tuple(rule or ()), unsafe, language, as_of.date() if as_of else None)
        form = output or ("text" if diff or prints else _default(said.format, files))
        # What another program reads has standard output to itself.
        writer = mended_writer(form, sys.stderr if diff or prints else sys.stdout, language)
        run = _Run(Mending(preparing, asked), writer, spoken(language), diff, write)
        for file in files:
            run.mend(original(file, stdin_filename))
    except RuleBookError as error:
        raise bad_input(str(error)) from None
    writer.close(run.written, diff)
    raise typer.Exit(run.status(said.strict if strict is None else strict))


class _Run:
    """One call: what came of its drafts, and what was written."""

    def __init__(
        self, mending: Mending, writer: MendedWriter, language: Language, diff: bool, write: bool
    ) -> None:
        self._language = language
        self.written: list[str] | None = [] if write else None
        self._mending = mending
        self._writer = writer
        self._diff = diff
        self._verdicts: set[str] = set()

    def mend(self, source: Original) -> None:
        """Mend the drafts of a file."""
        from cmcompliance.cli.mending import changes_of
        from cmcompliance.cli.terminal import Progress
        from cmcompliance.read import ReadDraft, ReadError

        changes: dict[int, tuple[Draft, Sequence[Change]]] = {}
        progress = Progress(Path(source.name).suffix.lower() in _LINES)
        for number, read in enumerate(source.items()):
            progress.advance()
            if isinstance(read, ReadDraft):
                note(read)
            mended = self._mending.mend(read)
            self._note(mended)
            self._writer.write(mended)
            if isinstance(read, ReadDraft) and not isinstance(mended, ReadError) and mended.fixed.changed:
                changes[number] = read.draft, changes_of(mended.fixed)
        progress.close()
        self._put_back(source, changes)

    def status(self, strict: bool) -> int:
        """Return the exit status."""
        if "unread" in self._verdicts:
            return BAD_INPUT
        return int(bool({"block", "to do"} & self._verdicts) or (strict and "review" in self._verdicts))

    def _note(self, mended: Mended | ReadError) -> None:
        from cmcompliance.read import ReadError

        if isinstance(mended, ReadError):
            self._verdicts.add("unread")
            return
        self._verdicts.add(mended.fixed.report.verdict)
        if mended.fixed.changed and self.written is None:
            self._verdicts.add("to do")

    def _put_back(self, source: Original, changes: dict[int, tuple[Draft, Sequence[Change]]]) -> None:
        from cmcompliance.cli.difference_output import print_difference
        from cmcompliance.write.errors import WriteError

        try:
            if self._diff and changes:
                print_difference(source.difference(changes), sys.stdout)
            if self.written is not None and (changes or source.is_stream):
                source.write(changes)
                if changes:
                    self.written.append(source.name)
        except (WriteError, OSError) as error:
            self._verdicts.add("unread")
            typer.echo(f"{source.name}: {why(error, self._language)}", err=True)


def _refusal(diff: bool, prints: bool, output: MendedFormat | None, language: Language) -> str | None:
    """Return why these cannot be had together, None if they can."""
    if diff and prints:
        return words_of(language)["diff_or_write"]
    if (diff or prints) and output not in {None, "text"}:
        return words_of(language)["has_output"].format("diff" if diff else "write", output)
    return None


def _default(settings: str | None, files: Sequence[str]) -> MendedFormat:
    forms: dict[str, MendedFormat] = {"text": "text", "json": "json", "jsonl": "jsonl"}
    if settings in forms:
        return forms[settings]
    return "jsonl" if all(Path(file).suffix.lower() in _LINES for file in files) else "text"
