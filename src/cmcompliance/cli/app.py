"""The commands, put together. What one needs is imported when it runs, so that --help answers at once."""

from __future__ import annotations

from typing import Annotated

import typer

from cmcompliance.cli import ending
from cmcompliance.cli.baseline import baseline
from cmcompliance.cli.check import check
from cmcompliance.cli.config import app as config
from cmcompliance.cli.decisions import app as decisions
from cmcompliance.cli.evaluate import evaluate_cases
from cmcompliance.cli.explain import explain
from cmcompliance.cli.fix import fix
from cmcompliance.cli.hook import HookCommand, hook
from cmcompliance.cli.init import init
from cmcompliance.cli.keys import app as keys
from cmcompliance.cli.lsp import lsp
from cmcompliance.cli.mcp import mcp
from cmcompliance.cli.media import app as media
from cmcompliance.cli.rules import app as rules
from cmcompliance.cli.rules_template import rules_template
from cmcompliance.cli.scan import app as scan
from cmcompliance.cli.schema import schema
from cmcompliance.cli.serve import serve
from cmcompliance.cli.version import version
from cmcompliance.cli.waive import waive
from cmcompliance.cli.waivers import app as waivers
from cmcompliance.cli.webhooks import app as webhooks

app = typer.Typer(
    cls=ending.Commands,
    help="Check the legality of posts, contests and everything that is published. No legal advice.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from cmcompliance.cli.version import version_lines

        typer.echo("\n".join(version_lines()))
        raise typer.Exit


app.command("version")(version)


@app.callback()
def _options(
    show_version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print what `version` does."),
    ] = False,
) -> None:
    pass


app.command("check")(check)
app.command("baseline")(baseline)
app.command("explain")(explain)
app.command("fix")(fix)
app.command("eval")(evaluate_cases)
app.command("hook", cls=HookCommand)(hook)
app.command("init")(init)
app.command("lsp")(lsp)
app.command("mcp")(mcp)
app.command("rules-template")(rules_template)
app.command("schema")(schema)
app.command("serve")(serve)
app.command("waive")(waive)
app.add_typer(config, name="config")
app.add_typer(decisions, name="decisions")
app.add_typer(keys, name="keys")
app.add_typer(media, name="media")
app.add_typer(rules, name="rules")
app.add_typer(scan, name="scan")
app.add_typer(waivers, name="waivers")
app.add_typer(webhooks, name="webhooks")
