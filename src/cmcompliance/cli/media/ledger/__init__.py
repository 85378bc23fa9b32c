"""`cmcompliance media ledger …`: a ledger of rights checked and added to."""

import typer

from cmcompliance.cli.media.ledger.add import add
from cmcompliance.cli.media.ledger.check import check

app = typer.Typer(help="The ledger of rights beside media: rights.toml, rights.csv.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """The ledger of rights beside media: rights.toml, rights.csv."""


app.command("add")(add)
app.command("check")(check)
