"""The rule book that folders of files make."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cmcompliance.rulebook.book import RuleBook
from cmcompliance.rulebook.cache import BookCache, cache_folder
from cmcompliance.rulebook.errors import Problem, RuleBookError
from cmcompliance.rulebook.folders import RuleFolder, rule_files, shipped_rules


def load_book(*folders: Path) -> RuleBook:
    """Return the rule book of these folders; later ones add to earlier ones and replace by name.

    No folder: the rules that come with the package. Raises RuleBookError with every problem of every file.
    The compiled book is kept in the user's cache folder; `CMCOMPLIANCE_CACHE=off` keeps none.
    """
    named = _named(folders)
    cache = _cache(named)
    book = cache.read() if cache else None
    if book is None:
        # Only now: pydantic models and YAML cost more to import than a cached book to read.
        from cmcompliance.rulebook.compiling import compile_book  # noqa: PLC0415

        book = compile_book(named, cache_folder())
        if cache:
            cache.write(book)
    return book


def load_sound(*folders: Path) -> tuple[RuleBook, tuple[Problem, ...]]:
    """Return the book of these folders without its faulty parts and what rests on them, and all problems.

    For those who write rules, who test one while another is unfinished; drafts are checked with `load_book`.
    """
    from cmcompliance.rulebook.compiling import compile_sound  # noqa: PLC0415

    try:
        return load_book(*folders), ()
    except RuleBookError:
        return compile_sound(_named(folders), cache_folder())


def _named(folders: Sequence[Path]) -> list[RuleFolder]:
    return [RuleFolder(folder, _shown(folder)) for folder in folders or (shipped_rules(),)]


def _cache(folders: Sequence[RuleFolder]) -> BookCache | None:
    keep_in = cache_folder()
    if keep_in is None:
        return None
    try:
        files = [path for folder in folders for path in rule_files(folder.path)]
        return BookCache(keep_in, folders, files)
    except OSError:  # compiling says better what is wrong with the folders
        return None


def _shown(folder: Path) -> str:
    try:
        is_shipped = folder.resolve() == shipped_rules()
    except FileNotFoundError:
        is_shipped = False
    return "rules" if is_shipped else folder.as_posix()
