"""Lay the page out: words come from `render.document`, looks from the template and its style sheet."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from jinja2 import Environment
from markupsafe import Markup

from cmcompliance.read import ReadError
from cmcompliance.render.document import document_language, page_of
from cmcompliance.render.document_words import document_words
from cmcompliance.render.html.environment import allowed, environment_of, resource
from cmcompliance.render.html.section import MOST_QUOTES, section_of
from cmcompliance.render.outcome import Outcome
from cmcompliance.render.text import advice_line
from cmcompliance.render.words import Language

_PACKAGE: Final = "cmcompliance.render.html"


def render_html(outcomes: Sequence[Outcome], language: Language | None = None) -> str:
    """Return one page about all outcomes, in their order."""
    chosen = document_language(outcomes, language)
    words = document_words(chosen)
    style = resource(_PACKAGE, "report.css")
    reports = [outcome.report for outcome in outcomes if not isinstance(outcome, ReadError)]
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            language=chosen,
            words=words,
            style=Markup(style),
            style_hash=allowed(style),
            sections=[
                section_of(f"d{number}", page_of(outcome, chosen), words)
                for number, outcome in enumerate(outcomes, 1)
            ],
            advice=advice_line(reports[0], words["advice"]) if reports else None,
            most_quotes=MOST_QUOTES,
        )
    )


@cache
def _environment() -> Environment:
    """Return what fills in the page; templates are compiled once."""
    return environment_of(_PACKAGE)
