"""The options that several commands share."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal, get_args

import typer

from cmcompliance.draft.model import Platform, RelationshipKind, Role


def _listed(names: object) -> str:
    return ", ".join(get_args(names))


FilesArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="FILES", help="Text, Markdown, JSON or JSONL files, or folders; - reads standard input."
    ),
]
PlatformOption = Annotated[
    str | None,
    typer.Option("--platform", metavar="NAME", help=f"Where the drafts will appear: {_listed(Platform)}."),
]
JurisdictionOption = Annotated[
    list[str] | None,
    typer.Option(
        "--jurisdiction", metavar="CODE", help="The audience's law: FR, BE, GB, US-NY, EU… Repeatable."
    ),
]
AuthorRoleOption = Annotated[
    str | None, typer.Option("--author-role", metavar="ROLE", help=f"Who publishes: {_listed(Role)}.")
]
RelationshipOption = Annotated[
    str | None,
    typer.Option(
        "--relationship",
        metavar="KIND",
        help=f"What links the author to what is talked about: {_listed(RelationshipKind)}.",
    ),
]
AsOfOption = Annotated[
    datetime | None,
    typer.Option("--as-of", formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="Judge by the law of that day."),
]
LangOption = Annotated[
    Literal["fr", "en"] | None,
    typer.Option(
        "--lang", help="Language of the report; else the locale's (LC_ALL, LANG), else the draft's."
    ),
]
ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="FILE",
        help="Settings to use; else the nearest cmcompliance.toml or pyproject.toml above each file.",
    ),
]
NoConfigOption = Annotated[bool, typer.Option("--no-config", help="Use no settings file.")]
StdinFilenameOption = Annotated[
    str | None,
    typer.Option(
        "--stdin-filename",
        metavar="NAME",
        help="What standard input is the text of: its settings hold, and the report goes by its name.",
    ),
]
ForceExcludeOption = Annotated[
    bool,
    typer.Option(
        "--force-exclude",
        help="Pass over what the settings `exclude` even where it is named: for hooks, which name all files.",
    ),
]
RuleOption = Annotated[
    list[str] | None,
    typer.Option(
        "--rule",
        metavar="SELECTOR",
        help="Only these: a rule (fr/contest/rules-missing), a folder (fr/contest), an obligation "
        "(contest.rules-missing) or a topic (contest). Repeatable.",
    ),
]
WaiversOption = Annotated[
    Path | None,
    typer.Option("--waivers", metavar="FILE", help="Waivers to use; else those that the settings name."),
]
BaselineOption = Annotated[
    Path | None,
    typer.Option(
        "--baseline",
        metavar="FILE",
        help="Report only what this baseline does not have yet; made by `cmcompliance baseline`.",
    ),
]
PackOption = Annotated[
    list[str] | None,
    typer.Option(
        "--pack",
        metavar="NAME|FOLDER",
        help="Rules over the shipped ones: an installed pack, or a folder. Repeatable.",
    ),
]
MediaOption = Annotated[
    bool,
    typer.Option(
        "--media/--no-media",
        help="Look at the media files that lie with a draft: what they say of rights, people, AI.",
    ),
]
LedgerOption = Annotated[
    Path | None,
    typer.Option(
        "--ledger",
        metavar="FILE",
        help="The ledger of rights of the media, instead of the nearest rights.toml or rights.csv upwards.",
    ),
]
