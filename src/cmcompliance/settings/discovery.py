"""Which settings file holds for a folder: the nearest one upwards.

Neither a repository's root nor the home folder ends the search: a team keeps what all its clients share above
their folders. `cmcompliance.toml` wins over a pyproject.toml beside it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cmcompliance.settings.toml_file import TomlFile

FILE_NAME = "cmcompliance.toml"
PYPROJECT = "pyproject.toml"
KEY_IN_PYPROJECT = ("tool", "cmcompliance")


class Search:
    """Finds settings files, and looks into each folder once."""

    def __init__(self) -> None:
        self._found: dict[Path, Path | None] = {}

    def above(self, folder: Path) -> Path | None:
        """Return the nearest settings file in an absolute folder or above it.

        Raises SettingsError when a pyproject.toml on the way that may hold settings is no TOML.
        """
        passed: list[Path] = []
        found: Path | None = None
        for step in (folder, *folder.parents):
            if step in self._found:
                found = self._found[step]
                break
            passed.append(step)
            found = _in_folder(step)
            if found is not None:
                break
        self._found.update(dict.fromkeys(passed, found))
        return found


def absolute(path: Path) -> Path:
    """Return a path from the root, without `..` and with links as they are named."""
    return Path(os.path.abspath(path))  # noqa: PTH100  # resolve() would follow links


def shown(path: Path) -> str:
    """Return how messages call an absolute path: from the working folder when it lies in it."""
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else str(path)


def table_in_pyproject(file: TomlFile) -> Any:
    """Return what a pyproject.toml says of cmcompliance, None when nothing."""
    tool = file.data.get("tool")
    return tool.get("cmcompliance") if isinstance(tool, dict) else None


def _in_folder(folder: Path) -> Path | None:
    own, project = folder / FILE_NAME, folder / PYPROJECT
    if _is_file(own):
        return own
    return project if _is_file(project) and _speaks_of_us(project) else None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _speaks_of_us(project: Path) -> bool:
    try:
        named = b"cmcompliance" in project.read_bytes()
    except OSError:
        return False
    if not named:
        return False
    from cmcompliance.settings.toml_file import read_toml  # noqa: PLC0415  # most drafts have no settings

    return table_in_pyproject(read_toml(project, shown(project))) is not None
