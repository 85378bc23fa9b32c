"""`cmcompliance config …`: which settings apply to a file."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from cmcompliance.cli.options import (
    AuthorRoleOption,
    ConfigOption,
    JurisdictionOption,
    LangOption,
    NoConfigOption,
    PackOption,
    PlatformOption,
    RelationshipOption,
    RuleOption,
    StdinFilenameOption,
)

if TYPE_CHECKING:
    from cmcompliance.read import ReadDraft

CONFIG_VERSION = "1.0"
"""Of what `config show` writes as JSON."""
app = typer.Typer(
    help="Show which settings apply, and where they are written.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def _prepare() -> None:
    from cmcompliance.cli.terminal import never_fail_to_write

    never_fail_to_write(sys.stdout)
    never_fail_to_write(sys.stderr)


@app.command("show")
def show(
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="A draft, or several; it need not exist.")],
    platform: PlatformOption = None,
    jurisdiction: JurisdictionOption = None,
    author_role: AuthorRoleOption = None,
    relationship: RelationshipOption = None,
    rule: RuleOption = None,
    config: ConfigOption = None,
    no_config: NoConfigOption = False,
    stdin_filename: StdinFilenameOption = None,
    pack: PackOption = None,
    lang: LangOption = None,
    output: Annotated[Literal["text", "json"], typer.Option("--format", help="How to print.")] = "text",
) -> None:
    """Show what applies to the drafts of a file, and who says it: an option, the draft, a settings file.

    Of a file that is one draft, what it says itself is shown too.

    Exit status: 0 shown, 2 wrong settings or options.
    """
    from cmcompliance.cli.overrides import Overrides
    from cmcompliance.cli.packs import chosen_folders
    from cmcompliance.cli.preparing import Preparing
    from cmcompliance.cli.rule_pages import as_json
    from cmcompliance.cli.settings_table import Account, settings_data, settings_lines
    from cmcompliance.cli.terminal import reader_language, use_utf8
    from cmcompliance.draft import Draft
    from cmcompliance.read import Origin, ReadDraft
    from cmcompliance.settings.discovery import shown
    from cmcompliance.settings.overview import overview

    overrides = Overrides(platform, tuple(jurisdiction or ()), author_role, relationship)
    preparing = Preparing(
        overrides,
        config,
        no_config=no_config,
        stdin_name=stdin_filename,
        rules=rule or (),
        packs=chosen_folders(pack),
    )
    preparing.settle([file])
    draft = _only_draft(file)
    item = draft or ReadDraft(Draft(text=""), Origin(file))
    prepared = preparing.prepare(item)[1]
    asked = {"rules.only": rule, "packs": pack}
    options = _dotted(overrides.fields()) | {key: value for key, value in asked.items() if value}
    account = Account(
        file,
        [shown(path) for path in prepared.settings.files],
        overview(
            draft.draft if draft else None,
            options,
            prepared.settings,
            prepared.from_settings if draft else None,
        ),
        prepared.policy,
        len(prepared.checker.book.rules),
    )
    if output == "json":
        use_utf8(sys.stdout)
        typer.echo(as_json({"schema_version": CONFIG_VERSION, **settings_data(account)}))
        return
    for line in settings_lines(account, reader_language(lang) or "en"):
        typer.echo(line)


def _only_draft(file: str) -> ReadDraft | None:
    """Return the draft that a file is, None if it holds several, cannot be read or is standard input."""
    from itertools import islice
    from pathlib import Path

    from cmcompliance.cli.drafts import STDIN
    from cmcompliance.read import ReadDraft, read_drafts

    if file == STDIN:
        return None
    items = list(islice(read_drafts(Path(file)), 2))
    only = items[0] if len(items) == 1 else None
    return only if isinstance(only, ReadDraft) and only.origin.line is None else None


def _dotted(fields: dict[str, Any]) -> dict[str, Any]:
    dotted: dict[str, Any] = {}
    for name, value in fields.items():
        dotted |= (
            {f"{name}.{part}": own for part, own in value.items()}
            if isinstance(value, dict)
            else {name: value}
        )
    return dotted
