"""Folders of rules and the files in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class RuleFolder:
    """A folder of rules. `shown` stands for it in messages and places."""

    path: Path
    shown: str


def shipped_rules() -> Path:
    """Return the folder of the shipped rules: inside the installed package, or beside `src` in a checkout.

    Raises FileNotFoundError when the package was installed without them.
    """
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "rules", package.parent.parent / "rules"):
        if (folder / "book.yaml").is_file():
            return folder
    raise FileNotFoundError(f"no rules found in {package / 'rules'}: the package was installed without them")


def rule_files(folder: Path) -> list[Path]:
    """Return the YAML files of a folder in a fixed order; hidden files and folders are left out."""
    return sorted(_walk(folder))


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name.startswith("."):
            continue
        if path.is_dir():
            yield from _walk(path)
        elif path.suffix in {".yaml", ".yml"}:
            yield path
