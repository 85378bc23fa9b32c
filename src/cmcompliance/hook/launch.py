"""A Python process of our own: the same interpreter with the same packages, wherever it is started."""

from __future__ import annotations

import json
import os
import sys

import cmcompliance

_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv.pop(1)); "
    "from cmcompliance.hook.{0} import main; main()"
)


def command(module: str, *arguments: str) -> list[str]:
    """Return the command line that runs `main` of one of the modules beside this one."""
    return [sys.executable, "-P", "-c", _START.format(module), json.dumps(search_path()), *arguments]


def search_path() -> list[str]:
    """Return where packages are imported from, without the folder in which the caller happens to stand."""
    home = os.path.dirname(os.path.dirname(os.path.abspath(cmcompliance.__file__)))  # noqa: PTH100, PTH120
    paths = [os.path.abspath(entry) for entry in sys.path]  # noqa: PTH100
    if not sys.flags.safe_path and paths and paths[0] != home:
        del paths[0]
    return list(dict.fromkeys(paths))
