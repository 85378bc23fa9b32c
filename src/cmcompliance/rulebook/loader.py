"""The rule book that folders of files make."""

from __future__ import annotations

from pathlib import Path

from cmcompliance.rulebook.book import RuleBook
from cmcompliance.rulebook.compiling import compile_book
from cmcompliance.rulebook.gather import RuleFolder
from cmcompliance.rulebook.shipped import shipped_rules


def load_book(*folders: Path) -> RuleBook:
    """Return the rule book of these folders; later ones add to earlier ones and replace by name.

    No folder: the rules that come with the package. Raises RuleBookError with every problem of every file.
    """
    return compile_book([RuleFolder(folder, _shown(folder)) for folder in folders or (shipped_rules(),)])


def _shown(folder: Path) -> str:
    try:
        is_shipped = folder.resolve() == shipped_rules()
    except FileNotFoundError:
        is_shipped = False
    return "rules" if is_shipped else folder.as_posix()
