"""Waivers as a list for people: what is accepted, by whom, why, for what and until when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from cmcompliance.render.style import PLAIN, Look, Style
from cmcompliance.render.words import Language
from cmcompliance.waivers.state import State, state_of
from cmcompliance.waivers.waiver import Waiver

_FR = {
    "holds": "jusqu'au {until}",
    "ends_soon": "jusqu'au {until}, bientôt fini",
    "expired": "a pris fin le {until}",
    "endless": "sans fin : alertes et conseils seulement",
    "everywhere": "tous les brouillons",
    "words": "« {} »",
    "colon": " : ",
    "none": "Aucune dérogation.",
}
_EN = {
    "holds": "until {until}",
    "ends_soon": "until {until}, ends soon",
    "expired": "ended on {until}",
    "endless": "without end: warnings and advice only",
    "everywhere": "all drafts",
    "words": "“{}”",
    "colon": ": ",
    "none": "No waivers.",
}
_WORDS: Mapping[Language, Mapping[str, str]] = {"fr": _FR, "en": _EN}
_LOOKS: Mapping[State, Look] = {
    "holds": "good",
    "ends_soon": "warning",
    "expired": "error",
    "endless": "good",
}


def render_waivers(waivers: Sequence[Waiver], day: date, language: Language, style: Style = PLAIN) -> str:
    """Return the waivers with their state on a day, those that end first at the top."""
    if not waivers:
        return _WORDS[language]["none"] + "\n"
    ordered = sorted(waivers, key=lambda waiver: waiver.until or date.max)
    return "\n".join("\n".join(_lines(waiver, day, language, style)) + "\n" for waiver in ordered)


def _lines(waiver: Waiver, day: date, language: Language, style: Style) -> Iterator[str]:
    words, state = _WORDS[language], state_of(waiver, day)
    told = words[state].format(until=waiver.until)
    for number, line in enumerate(style.wrap(f"{waiver.rule} — {told}", "", "  ")):
        yield style.paint(line, _LOOKS[state]) if number == 0 else line
    yield from style.wrap(f"{waiver.by}{words['colon']}{waiver.reason}", "  ", "  ")
    quoted = (words["words"].format(text) for text in waiver.words)
    scope = [*waiver.paths, *waiver.drafts, *quoted, waiver.jurisdiction, waiver.platform]
    yield from style.wrap(", ".join(part for part in scope if part) or words["everywhere"], "  ", "  ")
    if waiver.place:
        for line in style.wrap(waiver.place, "  ", "  "):
            yield style.paint(line, "dim")
