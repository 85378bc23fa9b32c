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
    LangOption,
    LedgerOption,
    MediaOption,
    NoConfigOption,
    PackOption,
    PlatformOption,
    RelationshipOption,
    WaiversOption,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cmcompliance.cli.to_waive import Found
    from cmcompliance.render import Language
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
    lang: LangOption = None,
    media: MediaOption = True,
    ledger: LedgerOption = None,
) -> None:
    """Accept a breach: write a waiver for what is found in FILE at the end of a waiver file.

    It goes into the file of --waivers, else the one that the settings name, else waivers.toml, which is made
    if it is not there; with --in-draft into the front matter, or the JSON, of the draft. Nothing is written
    unless the waiver covers a finding. The report will show who accepted what, why and until when.

    Exit status: 0 written; 2 refused, or something could not be read.
    """
    from cmcompliance.cli.failure import bad_input
    from cmcompliance.cli.gathering import Gathering
    from cmcompliance.cli.overrides import Overrides
    from cmcompliance.cli.packs import chosen_folders
    from cmcompliance.cli.preparing import Preparing
    from cmcompliance.cli.to_waive import found_in, ids_of, meant
    from cmcompliance.cli.waiver_writing import write_into_drafts, write_into_file
    from cmcompliance.cli.waivers import WAIVER_FILE, waiver_file
    from cmcompliance.cli.words import spoken, words_of
    from cmcompliance.settings.discovery import absolute
    from cmcompliance.settings.errors import SettingsError
    from cmcompliance.waivers import Waiver

    language = spoken(lang)
    say = words_of(language)
    if file == "-":
        raise bad_input(say["waive_stdin"])
    if in_draft and waivers is not None:
        raise bad_input(say["waive_once"])
    if until is not None and until.date() < date.today():
        raise bad_input(say["past"].format(until.date()))
    try:
        named = WAIVER_FILE if no_config else waiver_file(Path(file), config)
    except SettingsError as error:
        raise bad_input(str(error)) from None
    target = waivers or named
    overrides = Overrides(platform, tuple(jurisdiction or ()), author_role, relationship)
    known = target if target.exists() else None
    preparing = Preparing(
        overrides,
        config,
        no_config=no_config,
        packs=chosen_folders(pack),
        waivers=known,
        gathering=Gathering(media, ledger),
    )
    preparing.settle([file])
    among = found_in(file, preparing, language)
    found = meant(among, rule, file, draft or (), say)
    terms = Waiver(rule, reason, by, until.date() if until else None, words=tuple(words or ()))
    if in_draft:
        covered = [(one.read, _covering([one], terms, language, any_words=any_words)) for one in found]
        write_into_drafts(file, covered, language)
        return
    paths = (_pattern(Path(file), target, say),)
    terms = replace(terms, paths=paths, drafts=ids_of(found, among, file, say))
    write_into_file(target, _covering(found, terms, language, any_words=any_words), language)
    if named == WAIVER_FILE or absolute(target) != absolute(named):
        typer.echo(say["read_with"].format(target), err=True)


def _pattern(file: Path, target: Path, say: Mapping[str, str]) -> str:
    from cmcompliance.cli.failure import bad_input
    from cmcompliance.settings.discovery import absolute
    from cmcompliance.waivers.reach import pattern_of

    try:
        return pattern_of(absolute(file), absolute(target).parent)
    except ValueError:
        raise bad_input(say["not_above"].format(target, file)) from None


def _covering(
    checked: list[Found], terms: Waiver, language: Language, *, any_words: bool
) -> tuple[Waiver, ...]:
    """Return the waivers that cover something, saying on stderr what keeps the others from it."""
    from cmcompliance.checking.context import day_of
    from cmcompliance.cli.failure import BAD_INPUT, bad_input
    from cmcompliance.cli.words import words_of
    from cmcompliance.waivers.matching import settle
    from cmcompliance.waivers.notes import note
    from cmcompliance.waivers.proposal import proposals

    say = words_of(language)
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
                typer.echo(f"cmcompliance: {note(trouble, book, language).message}", err=True)
    if not covering:
        if troubles:
            raise typer.Exit(BAD_INPUT)
        passages = dict.fromkeys(" ".join(span.text.split()) for one in findings for span in one.spans)
        quoted = ", ".join(say["quoted"].format(passage) for passage in passages if passage)
        raise bad_input(say["no_words"].format(quoted or say["no_passage"]))
    return tuple(dict.fromkeys(covering))
