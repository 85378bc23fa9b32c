"""`cmcompliance version`: which package, which rule book, which Python, and what versions are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

if TYPE_CHECKING:
    from cmcompliance.rulebook import RuleBook

_DIGITS = 12


def version(
    output: Annotated[Literal["text", "json"], typer.Option("--format", help="How to print.")] = "text",
) -> None:
    """Say which version this is: of the package, of the rule book with its digest, of Python.

    Exit status: 0.
    """
    if output == "text":
        typer.echo("\n".join(version_lines()))
        return
    import json

    typer.echo(json.dumps(version_data(), ensure_ascii=False, indent=2))


def package_version() -> str:
    """Return the version of the installed package; a checkout that is not installed has 0."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("cmcompliance")
    except PackageNotFoundError:
        return "0"


def version_lines() -> list[str]:
    """Return the versions, a line each."""
    from platform import python_version

    book = _book()
    if book is None:
        told = "Rule book: it cannot be used; see cmcompliance rules lint"
    else:
        read = f", law last read on {book['last_read']}" if book["last_read"] else ""
        told = f"Rule book {book['name']} {book['version']}{read}, digest {book['digest'][:_DIGITS]}"
    return [f"cmcompliance {package_version()}", told, f"Python {python_version()}"]


def version_data() -> dict[str, Any]:
    """Return the versions as plain data."""
    from platform import python_version

    from cmcompliance.cli.schema import versions

    return {
        "schema_version": versions()["version"],
        "package": package_version(),
        "rule_book": _book(),
        "python": python_version(),
        "schemas": versions(),
    }


def _book() -> dict[str, Any] | None:
    from cmcompliance.rulebook import RuleBookError, load_book

    try:
        book = load_book()
    except (RuleBookError, OSError):
        return None
    return {"name": book.name, "version": book.version, "last_read": _last_read(book), "digest": book.digest}


def _last_read(book: RuleBook) -> str | None:
    """Return the day on which a source of the rules was last read."""
    days = [source.checked_on for source in book.sources.values() if source.checked_on]
    return max(days).isoformat() if days else None
