"""The command line."""

import os
import sys


def main() -> None:
    """Run the command line and exit with its status."""
    if sys.argv[1:2] == ["hook"]:
        _call_hook(sys.argv[2:])
    # pydantic would look through every installed package for plugins of its own before the first model.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

    from cmcompliance.cli.ending import ended

    sys.exit(ended(_command))


def _command() -> None:
    from cmcompliance.cli.app import app  # takes so long that somebody may stop it

    app()


def _call_hook(arguments: list[str]) -> None:
    """Exit with the hook's status, unless the arguments need all of the command line to be understood."""
    from cmcompliance.hook.call import MisunderstoodError, understood

    try:
        call = understood(arguments)
    except MisunderstoodError:
        return
    from cmcompliance.hook.client import run

    sys.exit(run(call))
