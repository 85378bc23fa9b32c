"""The packs that a command is given with `--pack`, and those that can be given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class PackSummary:
    """What a list says of an installed pack, or what is wrong with it."""

    name: str
    package: str
    release: str
    version: str | None = None
    rules: int = 0
    folder: str | None = None
    error: str | None = None


def chosen_folders(names: Iterable[str] | None) -> list[Path]:
    """Return the folders of the packs named, seen from the working directory; exit with 2 if one is none."""
    if not names:
        return []
    from cmcompliance.cli.failure import unusable
    from cmcompliance.rulebook import PackError, pack_folders

    try:
        return pack_folders(names, Path())
    except PackError as error:
        raise unusable(str(error)) from None


def installed() -> Iterator[PackSummary]:
    """Yield each installed pack, over the shipped rules; what is wrong with one stands in its place."""
    from cmcompliance.rulebook import PackError, RuleBookError, load_book, shipped_rules
    from cmcompliance.rulebook.packs import find_installed

    for pack in find_installed().values():
        try:
            folder = pack.folder()
            book = load_book(shipped_rules(), folder)
        except (PackError, RuleBookError) as error:
            yield PackSummary(pack.name, pack.package, pack.release, error=str(error))
        else:
            version, rules = book.packs[0].version, len(book.of_packs())
            yield PackSummary(pack.name, pack.package, pack.release, version, rules, folder.as_posix())
