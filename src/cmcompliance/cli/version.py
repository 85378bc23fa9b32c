"""Which version this is: of the package, of the rule book, of Python."""

from __future__ import annotations


def package_version() -> str:
    """Return the version of the installed package; a checkout that is not installed has 0."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("cmcompliance")
    except PackageNotFoundError:
        return "0"
