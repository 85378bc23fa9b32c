"""How templates are filled in: all is escaped, nothing that acts gets through."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from typing import Final

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from cmcompliance.render.style import clean

_BEFORE_MARK: Final = re.compile(" (?=[:;!?€%»])")


def environment_of(*packages: str) -> Environment:
    """Return what fills in the templates that lie in packages, the first one that has it."""

    def load(name: str) -> str | None:
        found = (files(package).joinpath(name) for package in packages)
        return next((file.read_text(encoding="utf-8") for file in found if file.is_file()), None)

    environment = Environment(
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_harmless,
        keep_trailing_newline=True,
    )
    environment.filters["tied"] = tied
    return environment


def resource(package: str, name: str) -> str:
    """Return a file of a package."""
    return files(package).joinpath(name).read_text(encoding="utf-8")


def allowed(content: str) -> str:
    """Return what a content security policy calls a style or a script that stands in the page."""
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"


def tied(text: str) -> str:
    """Return our own words with the blanks of French typography, at which no line is to break."""
    return _BEFORE_MARK.sub("\u00a0", text.replace("« ", "«\u00a0"))


def _harmless(value: object) -> object:
    """Return what is printed without characters that act; what the template itself writes stays."""
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value
