"""What `scan` and its commands need beside cmcompliance itself."""

from __future__ import annotations

from importlib.util import find_spec


def need_extra(command: str, *modules: str) -> None:
    """End the command where one is missing, with what to install."""
    from cmcompliance.cli.failure import bad_input

    missing = [name for name in modules if find_spec(name) is None]
    if missing:
        raise bad_input(f"`{command}` needs {' and '.join(missing)}: pip install 'cmcompliance[scan]'")
