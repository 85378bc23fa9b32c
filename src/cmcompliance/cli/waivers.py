"""`cmcompliance waivers`: the waivers of a file and their state."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from cmcompliance.cli.options import ConfigOption, LangOption

WAIVER_FILE = Path("waivers.toml")
"""The waiver file where neither an option nor settings name one."""

app = typer.Typer(help="Waivers: breaches that somebody answers for.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Waivers: breaches that somebody answers for."""


@app.command("list")
def list_waivers(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="Else the file that settings name, or waivers.toml."),
    ] = None,
    expired: Annotated[bool, typer.Option("--expired", help="Only those that have ended.")] = False,
    lang: LangOption = None,
    config: ConfigOption = None,
) -> None:
    """List the waivers of a file with their state today, those that end first at the top."""
    from cmcompliance.cli.failure import bad_input
    from cmcompliance.cli.terminal import never_fail_to_write, reader_language, style_for
    from cmcompliance.render.waiver_list import render_waivers
    from cmcompliance.settings.discovery import absolute, shown
    from cmcompliance.settings.errors import SettingsError
    from cmcompliance.waivers.file import read_waivers
    from cmcompliance.waivers.state import state_of

    try:
        path = absolute(file or waiver_file(None, config))
        waivers = read_waivers(path, shown(path)).waivers
    except SettingsError as error:
        raise bad_input(str(error)) from None
    today = date.today()
    wanted = [waiver for waiver in waivers if not expired or state_of(waiver, today) == "expired"]
    never_fail_to_write(sys.stdout)
    typer.echo(render_waivers(wanted, today, reader_language(lang) or "en", style_for(sys.stdout)), nl=False)


def waiver_file(near: Path | None, config: Path | None) -> Path:
    """Return the waiver file for a draft, None: for the working folder. Raises SettingsError."""
    from cmcompliance.settings import Preparation

    named = Preparation(config).settings_for(near).waivers
    return named.value if named else WAIVER_FILE
