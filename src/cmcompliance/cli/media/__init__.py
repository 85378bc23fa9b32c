"""`cmcompliance media`: what files say about themselves, and what a ledger of rights says of them."""

import typer

from cmcompliance.cli.media.group import FILES, MediaCommand, MediaGroup
from cmcompliance.cli.media.ledger import app as ledger
from cmcompliance.cli.media.run import media

app = typer.Typer(
    cls=MediaGroup,
    help="Show what files say about themselves, and what the ledger of rights says of them.",
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command(FILES, cls=MediaCommand, hidden=True)(media)
app.add_typer(ledger, name="ledger")

__all__ = ["app", "media"]
