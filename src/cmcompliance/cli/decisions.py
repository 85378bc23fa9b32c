"""`cmcompliance decisions …`: what the service decided, shown, exported, verified, made again."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from cmcompliance.cli.exit_status import ExitStatus
from cmcompliance.cli.options import ConfigOption, LangOption, NoConfigOption, PackOption
from cmcompliance.cli.service_words import say

if TYPE_CHECKING:
    from datetime import datetime

    from cmcompliance.decisions.chain import Link
    from cmcompliance.decisions.ledger import Ledger, Wanted
    from cmcompliance.decisions.record import Entry
    from cmcompliance.draft import Draft
    from cmcompliance.render import Language
    from cmcompliance.settings import Preparation

app = typer.Typer(
    help="The decision log of the service: list, show, export, verify, prune, reproduce.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
LogOption = Annotated[
    str | None,
    typer.Option(
        "--log",
        metavar="FILE|URL",
        envvar="CMCOMPLIANCE_DECISIONS",
        show_envvar=True,
        help="The decision log: a file, or postgresql://…; else the user's own file.",
    ),
]
IdArgument = Annotated[str, typer.Argument(metavar="ID", help="The decision, as `list` shows it.")]
SinceOption = Annotated[
    str | None,
    typer.Option(
        "--since", metavar="YYYY-MM-DD", help="From that day on (UTC), or from a moment in ISO form."
    ),
]
UntilOption = Annotated[
    str | None,
    typer.Option("--until", metavar="YYYY-MM-DD", help="To the end of that day (UTC), or before a moment."),
]
VerdictOption = Annotated[
    Literal["pass", "review", "block"] | None, typer.Option("--verdict", help="Only with this verdict.")
]
KeyOption = Annotated[
    str | None, typer.Option("--key", metavar="ID|NAME", help="Only those asked for with this key.")
]
DigestOption = Annotated[
    str | None, typer.Option("--draft-digest", metavar="SHA256", help="Only those about this draft.")
]


@app.callback()
def _prepare() -> None:
    from cmcompliance.cli.terminal import never_fail_to_write

    never_fail_to_write(sys.stdout)
    never_fail_to_write(sys.stderr)


@app.command("list")
def list_decisions(
    since: SinceOption = None,
    until: UntilOption = None,
    verdict: VerdictOption = None,
    key: KeyOption = None,
    draft_digest: DigestOption = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many.")] = 50,
    lang: LangOption = None,
    log: LogOption = None,
) -> None:
    """List decisions, the newest first: when, verdict, findings that count of all, command, key, draft.

    Exit status: 0 listed, 2 the log cannot be read.
    """
    from itertools import islice

    from cmcompliance.decisions.telling import entry_line

    spoken = _spoken(lang)
    wanted = _wanted(since, until, verdict, key, draft_digest)
    with _opened(log) as ledger:
        _print(entry_line(one, spoken) for one in islice(ledger.entries(wanted, newest_first=True), limit))


@app.command("show")
def show(
    decision: IdArgument,
    output: Annotated[Literal["text", "json"], typer.Option("--format", help="How to print.")] = "text",
    lang: LangOption = None,
    log: LogOption = None,
) -> None:
    """Show all that is kept of a decision.

    Exit status: 0 shown, 2 there is no such decision, or the log cannot be read.
    """
    from cmcompliance.decisions.telling import entry_lines

    with _opened(log) as ledger:
        entry = _entry(ledger, decision)
        if output == "json":
            typer.echo(entry.model_dump_json(indent=2))
        else:
            _print(entry_lines(entry, _spoken(lang)))


@app.command("export")
def export(
    since: SinceOption = None,
    until: UntilOption = None,
    verdict: VerdictOption = None,
    key: KeyOption = None,
    draft_digest: DigestOption = None,
    form: Annotated[Literal["jsonl", "csv"], typer.Option("--format", help="How to write.")] = "jsonl",
    log: LogOption = None,
) -> None:
    """Write decisions to standard output, the oldest first: all of each as JSON, or a table.

    Exit status: 0 written, 2 the log cannot be read.
    """
    from cmcompliance.cli.terminal import use_utf8
    from cmcompliance.decisions.export import csv_lines, json_lines

    use_utf8(sys.stdout)
    wanted = _wanted(since, until, verdict, key, draft_digest)
    with _opened(log) as ledger:
        for line in (csv_lines if form == "csv" else json_lines)(ledger.entries(wanted)):
            sys.stdout.write(line)


@app.command("verify")
def verify_chain(
    passes: Annotated[
        str | None,
        typer.Option("--passes", metavar="N:HASH", help="The end of the chain, as `verify` said it earlier."),
    ] = None,
    output: Annotated[Literal["text", "json"], typer.Option("--format", help="How to print.")] = "text",
    lang: LangOption = None,
    log: LogOption = None,
) -> None:
    """Look whether entries were changed or removed since they were written.

    Exit status: 0 the chain is whole, 1 it is not, 2 the log cannot be read.
    """
    from cmcompliance.decisions.telling import verified_lines
    from cmcompliance.decisions.verifying import verify

    place = _place(passes)
    with _opened(log) as ledger:
        seen = verify(ledger, place)
    if output == "json":
        import dataclasses
        import json

        typer.echo(json.dumps(dataclasses.asdict(seen), indent=2, ensure_ascii=False))
    else:
        _print(verified_lines(seen, _spoken(lang)))
    if seen.faults:
        raise typer.Exit(ExitStatus.FOUND)


@app.command("prune")
def prune(
    older_than: Annotated[int, typer.Option("--older-than", metavar="DAYS", min=1, help="What goes.")],
    drafts_only: Annotated[
        bool, typer.Option("--drafts-only", help="Only the drafts that were kept go; decisions stay.")
    ] = False,
    log: LogOption = None,
) -> None:
    """Remove old decisions for good; the chain of the others still verifies.

    Exit status: 0 pruned, 2 the log cannot be written.
    """
    from datetime import UTC, datetime, timedelta

    with _opened(log) as ledger:
        before = datetime.now(UTC) - timedelta(days=older_than)
        gone = ledger.prune(before, drafts_only=drafts_only)
    typer.echo(say("drafts_pruned" if drafts_only else "decisions_pruned", gone, older_than), err=True)


@app.command("reproduce")
def reproduce(
    decision: IdArgument,
    draft: Annotated[
        str | None,
        typer.Option(
            "--draft", metavar="FILE", help="The draft, where the log does not keep it; or several."
        ),
    ] = None,
    config: ConfigOption = None,
    no_config: NoConfigOption = False,
    pack: PackOption = None,
    output: Annotated[Literal["text", "json"], typer.Option("--format", help="How to print.")] = "text",
    lang: LangOption = None,
    log: LogOption = None,
) -> None:
    """Check a draft again under the settings, the day and the language of a decision, by the rules at hand.

    It says whether the same is decided, what is not, and whether the rule book, the version of cmcompliance
    or the settings are no longer those of then. Name the packs that the service had, by --config or --pack.

    Exit status: 0 the same, 1 not the same, 2 it could not be checked again.
    """
    from cmcompliance.cli.failure import bad_input, unusable
    from cmcompliance.cli.packs import chosen_folders
    from cmcompliance.decisions.making import settings_digest, settings_of
    from cmcompliance.decisions.reproducing import NotTheDraft, reproduced
    from cmcompliance.decisions.telling import reproduction_lines
    from cmcompliance.rulebook import RuleBookError
    from cmcompliance.settings import Preparation, SettingsError

    if config is not None and no_config:
        raise bad_input(say("config_or_not"))
    with _opened(log) as ledger:
        entry = _entry(ledger, decision)
    try:
        sent = _draft(entry, draft)
        preparation: Preparation = Preparation(config, search=not no_config, packs=chosen_folders(pack))
        prepared = preparation.prepare(sent)
        made = reproduced(entry, sent, prepared.checker)
    except (SettingsError, RuleBookError) as error:
        raise unusable(str(error)) from None
    except NotTheDraft as error:
        raise bad_input(str(error)) from None
    settings_now = settings_digest(settings_of(prepared.policy))
    if output == "json":
        import dataclasses
        import json

        typer.echo(
            json.dumps(
                {
                    "same": made.is_same,
                    "differences": [dataclasses.asdict(one) for one in made.differences],
                    "then": entry.model_dump(mode="json", include={"ruleset", "version", "settings_digest"}),
                    "now": made.now.model_dump(mode="json", include={"ruleset", "version"})
                    | {"settings_digest": settings_now},
                },
                indent=2,
                ensure_ascii=False,
            )
        )
    else:
        _print(reproduction_lines(entry, made, settings_now, _spoken(lang)))
    if not made.is_same:
        raise typer.Exit(ExitStatus.FOUND)


@app.command("digest")
def digest(
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="A draft, or several.")],
) -> None:
    """Print the digest by which the log names a draft, with its id.

    Exit status: 0 printed, 2 a draft could not be read.
    """
    from cmcompliance.decisions.canonical import draft_digest

    for one in _drafts(file):
        typer.echo(f"{draft_digest(one)}{'  ' + one.id if one.id else ''}")


def _draft(entry: Entry, file: str | None) -> Draft:
    from cmcompliance.cli.failure import bad_input
    from cmcompliance.decisions.reproducing import draft_kept, is_draft_of

    if file is None:
        kept = draft_kept(entry)
        if kept is None:
            raise bad_input(say("draft_missing", entry.id, entry.draft_digest))
        return kept
    drafts = list(_drafts(file))
    for one in drafts:
        if is_draft_of(entry, one):
            return one
    told = "not_the_draft" if len(drafts) == 1 else "none_is_the_draft"
    raise bad_input(say(told, file, entry.id, entry.draft_digest))


def _drafts(file: str) -> Iterator[Draft]:
    from cmcompliance.cli.drafts import complain, read_items
    from cmcompliance.read import ReadError

    for item in read_items([file]):
        if isinstance(item, ReadError):
            complain(item)
            raise typer.Exit(ExitStatus.BAD_INPUT)
        yield item.draft


@contextmanager
def _opened(log: str | None) -> Iterator[Ledger]:
    from cmcompliance.cli.failure import bad_input
    from cmcompliance.decisions.errors import LogUnavailable
    from cmcompliance.decisions.log import open_ledger

    try:
        ledger = open_ledger(log or _own_log())
        try:
            yield ledger
        finally:
            ledger.close()
    except LogUnavailable as error:
        raise bad_input(str(error)) from None


def _own_log() -> str:
    from cmcompliance.cli.failure import bad_input
    from cmcompliance.decisions.address import default_log

    try:
        return default_log()
    except RuntimeError as error:  # a user without a home
        raise bad_input(say("name_log", error)) from None


def _entry(ledger: Ledger, decision: str) -> Entry:
    from cmcompliance.cli.failure import bad_input

    entry = ledger.entry(decision)
    if entry is None:
        raise bad_input(say("no_decision", decision))
    return entry


def _wanted(
    since: str | None, until: str | None, verdict: str | None, key: str | None, draft_digest: str | None
) -> Wanted:
    from datetime import timedelta

    from cmcompliance.decisions.ledger import Wanted

    end = _moment("--until", until)
    if end is not None and until is not None and _is_day(until):
        end += timedelta(days=1)
    return Wanted(_moment("--since", since), end, verdict, key, draft_digest)


def _is_day(text: str) -> bool:
    return len(text) == len("YYYY-MM-DD")


def _moment(option: str, text: str | None) -> datetime | None:
    from datetime import UTC, datetime

    from cmcompliance.cli.failure import bad_input

    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise bad_input(say("day", option, text)) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _place(text: str | None) -> Link | None:
    from cmcompliance.cli.failure import bad_input
    from cmcompliance.decisions.chain import FIRST, Link

    if text is None:
        return None
    number, _, mark = text.partition(":")
    if not number.isascii() or not number.isdigit() or len(mark) != len(FIRST):
        raise bad_input(say("passes", text))
    return Link(int(number), mark)


def _print(lines: Iterable[str]) -> None:
    from cmcompliance.render.style import clean

    for line in lines:
        typer.echo(clean(line))


def _spoken(lang: Language | None) -> Language:
    from cmcompliance.cli.terminal import reader_language

    return reader_language(lang) or "en"
