"""The command line."""

import os
import sys


def main() -> None:
    """Run the command line and exit with its status."""
    # pydantic would look through every installed package for plugins of its own before the first model.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

    from cmcompliance.cli.app import app
    from cmcompliance.cli.ending import ended

    sys.exit(ended(app))
