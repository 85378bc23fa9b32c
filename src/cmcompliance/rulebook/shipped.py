"""Where the rules that come with the package are."""

from __future__ import annotations

from pathlib import Path


def shipped_rules() -> Path:
    """Return the folder of the shipped rules: inside the installed package, or beside `src` in a checkout.

    Raises FileNotFoundError when the package was installed without them.
    """
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "rules", package.parent.parent / "rules"):
        if (folder / "book.yaml").is_file():
            return folder
    raise FileNotFoundError(f"no rules found in {package / 'rules'}: the package was installed without them")
