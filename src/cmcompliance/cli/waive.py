"""`cmcompliance waive`: write a waiver that covers what is found in a file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cmcompliance.cli.options import (
    AuthorRoleOption,
    ConfigOption,
    JurisdictionOption,
    NoConfigOption,
    PackOption,
    PlatformOption,
    RelationshipOption,
    WaiversOption,
)

if TYPE_CHECKING:
    from cmcompliance.cli.to_waive import Found
    from cmcompliance.waivers import Waiver
    from cmcompliance.waivers.matching import Trouble


def waive(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The file with the draft.")],
    rule: Annotated[
        str,
        typer.Option("--rule", metavar="SELECTOR", help="A rule, a folder, an obligation or a topic."),
    ],
    reason: Annotated[str, typer.Option("--reason", help="Why the breach is accepted.")],
    by: Annotated[str, typer.Option("--by", help="Who accepts it.")],
    until: Annotated[
        datetime | None,
        typer.Option(
            "--until",
            formats=["%Y-%m-%d"],
            metavar="YYYY-MM-DD",
            help="Last day on which it holds; an error needs one.",
        ),
    ] = None,
    words: Annotated[
        list[str] | None,
        typer.Option(
            "--words",
            help="Covers passages with these words only; repeatable. Else those found now, unless what is "
            "amiss is that something is missing.",
        ),
    ] = None,
    any_words: Annotated[
        bool, typer.Option("--any-words", help="Covers the rule in this draft whatever its words.")
    ] = False,
    draft: Annotated[
        list[str] | None,
        typer.Option("--draft", metavar="ID", help="Which drafts of a file that holds several. Repeatable."),
    ] = None,
    in_draft: Annotated[
        bool, typer.Option("--in-draft", help="Write it into the draft itself, not into a waiver file.")
    ] = False,
    waivers: WaiversOption = None,
    platform: PlatformOption = None,
    jurisdiction: JurisdictionOption = None,
    author_role: AuthorRoleOption = None,
    relationship: RelationshipOption = None,
    config: ConfigOption = None,
    no_config: NoConfigOption = False,
    pack: PackOption = None,
) -> None:
    """Accept a breach: write a waiver for what is found in FILE at the end of a waiver file.

    It goes into the file of --waivers, else the one that the settings name, else waivers.toml, which is made
    if it is not there; with --in-draft into the front matter, or the JSON, of the draft. Nothing is written
    unless the waiver covers a finding. The report will show who accepted what, why and until when.

    Exit status: 0 written; 2 refused, or something could not be read.
    """
    from cmcompliance.cli.failure import bad_input
    from cmcompliance.cli.overrides import Overrides
    from cmcompliance.cli.packs import chosen_folders
    from cmcompliance.cli.preparing import Preparing
    from cmcompliance.cli.to_waive import found_in, ids_of, meant
    from cmcompliance.cli.waiver_writing import write_into_drafts, write_into_file
    from cmcompliance.cli.waivers import WAIVER_FILE, waiver_file
    from cmcompliance.settings.errors import SettingsError
    from cmcompliance.waivers import Waiver

    if file == "-":
        raise bad_input("a waiver is for a file: name it")
    if in_draft and waivers is not None:
        raise bad_input("--in-draft or --waivers: a waiver is written in one place")
    if until is not None and until.date() < date.today():
        raise bad_input(f"--until {until.date()} is past")
    try:
        target = waivers or (WAIVER_FILE if no_config else waiver_file(Path(file), config))
    except SettingsError as error:
        raise bad_input(str(error)) from None
    overrides = Overrides(platform, tuple(jurisdiction or ()), author_role, relationship)
    known = target if target.exists() else None
    preparing = Preparing(overrides, config, no_config=no_config, packs=chosen_folders(pack), waivers=known)
    preparing.settle([file])
    among = found_in(file, preparing)
    found = meant(among, rule, file, draft or ())
    terms = Waiver(rule, reason, by, until.date() if until else None, words=tuple(words or ()))
    if in_draft:
        write_into_drafts(file, [(one.read, _covering([one], terms, any_words)) for one in found])
        return
    paths = (_pattern(Path(file), target),)
    terms = replace(terms, paths=paths, drafts=ids_of(found, among, file))
    write_into_file(target, _covering(found, terms, any_words))


def _pattern(file: Path, target: Path) -> str:
    from cmcompliance.cli.failure import bad_input
    from cmcompliance.settings.discovery import absolute
    from cmcompliance.waivers.reach import pattern_of

    try:
        return pattern_of(absolute(file), absolute(target).parent)
    except ValueError:
        raise bad_input(
            f"{target}: a waiver file lies above the drafts that it is for, {file} does not"
        ) from None


def _covering(checked: list[Found], terms: Waiver, any_words: bool) -> tuple[Waiver, ...]:
    """Return the waivers that cover something, saying on stderr what keeps the others from it."""
    from cmcompliance.checking.context import day_of
    from cmcompliance.cli.failure import BAD_INPUT
    from cmcompliance.waivers.matching import settle
    from cmcompliance.waivers.notes import note
    from cmcompliance.waivers.proposal import proposals

    findings = [finding for one in checked for finding in one.findings]
    covering: list[Waiver] = []
    troubles: list[Trouble] = []
    for waiver in proposals(findings, terms, any_words=any_words):
        for one in checked:
            book = one.prepared.checker.book
            draft, today = one.read.draft, date.today()
            held_on = max(day_of(draft, None, today), today)
            settled = settle(one.findings, [waiver], draft, held_on, book)
            if any(finding.waived for finding in settled.findings):
                covering.append(waiver)
            troubles += settled.troubles
            for trouble in settled.troubles:
                typer.echo(f"cmcompliance: {note(trouble, book, 'en').message}", err=True)
    if not covering:
        if not troubles:
            passages = dict.fromkeys(" ".join(span.text.split()) for one in findings for span in one.spans)
            quoted = ", ".join(f"“{passage}”" for passage in passages if passage)
            typer.echo(f"cmcompliance: no passage has these words; found: {quoted or 'none'}", err=True)
        raise typer.Exit(BAD_INPUT)
    return tuple(dict.fromkeys(covering))
