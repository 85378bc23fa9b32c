"""Turn a report into text for people or JSON for programs: pure functions, no printing."""

from cmcompliance.render.json_report import render_error_json, render_json
from cmcompliance.render.source import Source
from cmcompliance.render.style import PLAIN, Style
from cmcompliance.render.text import render_text
from cmcompliance.render.words import Language, words_of

__all__ = [
    "PLAIN",
    "Language",
    "Source",
    "Style",
    "render_error_json",
    "render_json",
    "render_text",
    "words_of",
]
