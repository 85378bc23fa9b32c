"""`cmcompliance scan …`: archives checked, and what is done with the results."""

import typer

from cmcompliance.cli.scan.diff import diff
from cmcompliance.cli.scan.drafts import drafts
from cmcompliance.cli.scan.export import export
from cmcompliance.cli.scan.group import ARCHIVES, ScanCommand, ScanGroup
from cmcompliance.cli.scan.query import query
from cmcompliance.cli.scan.report import report
from cmcompliance.cli.scan.run import scan

app = typer.Typer(
    cls=ScanGroup,
    help="Check everything that was ever published, and look at the results: diff, query, export, report.",
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command(ARCHIVES, cls=ScanCommand, hidden=True)(scan)
app.command("diff")(diff)
app.command("export")(export)
app.command("query")(query)
app.command("report")(report)
app.command("drafts")(drafts)
