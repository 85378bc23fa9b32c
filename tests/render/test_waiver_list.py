from datetime import date

from cmcompliance.render.waiver_list import render_waivers
from cmcompliance.waivers import Waiver

DAY = date(2026, 11, 29)
OLD = Waiver(
    "fr/contest",
    "accord écrit",
    "Léa",
    date(2026, 1, 31),
    words=("le meilleur",),
    jurisdiction="FR",
    paths=("posts/**",),
    place="waivers.toml:2",
)
OPEN = Waiver("claims", "preuve au dossier", "Ana")


def test_each_waiver_says_who_why_for_what_and_how_it_stands() -> None:
    assert render_waivers([OPEN, OLD], DAY, "fr") == (
        "fr/contest — a pris fin le 2026-01-31\n"
        "  Léa : accord écrit\n"
        "  posts/**, « le meilleur », FR\n"
        "  waivers.toml:2\n"
        "\n"
        "claims — sans fin : alertes et conseils seulement\n"
        "  Ana : preuve au dossier\n"
        "  tous les brouillons\n"
    )


def test_the_list_is_in_english_too() -> None:
    page = render_waivers([OLD], date(2026, 1, 2), "en")
    assert page.startswith("fr/contest — until 2026-01-31, ends soon\n  Léa: accord écrit\n")
    assert render_waivers([], DAY, "en") == "No waivers.\n"


def test_a_waiver_never_acts_on_the_terminal() -> None:
    waiver = Waiver("a\x1b[2J", "b\x1b[2J", "c\x1b[2J", words=("d\x1b[2J",), place="e\x1b[2J")
    assert "\x1b" not in render_waivers([waiver], DAY, "en")
