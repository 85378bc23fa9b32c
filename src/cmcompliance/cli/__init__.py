"""The command line."""


def main() -> None:
    """Run the command line and exit with its status."""
    from cmcompliance.cli.app import app

    app()
