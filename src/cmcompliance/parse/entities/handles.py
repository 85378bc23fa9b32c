"""Handles that say what their account is about: an alcoholic drink, or a house that makes or sells it."""

from __future__ import annotations

import re
from typing import Final

from cmcompliance.parse.entities.found import plain_characters

_DRINKS: Final = frozenset(
    {
        "vin", "vins", "biere", "bieres", "rhum", "rhums", "gin", "gins", "rum", "whisky", "whiskies",
        "whiskey", "vodka", "champagne", "champagnes", "cognac", "armagnac", "calvados", "cidre", "cidres",
        "tequila", "mezcal", "pastis", "spritz", "cremant", "prosecco", "liqueur", "liqueurs", "spiritueux",
        "spirits",
        "wine", "wines", "beer", "beers", "cider", "ciders", "bourbon", "sake", "vermouth", "absinthe",
        "brasseurs", "brewery", "brewing", "brewers", "brewco", "distillery", "distillerie", "distillers",
        "winery", "vineyard", "vineyards", "vignoble", "vignobles", "vigneron", "vignerons", "caviste",
        "cavistes", "taproom",
    }
)  # fmt: skip
_JOINED: Final = re.compile(
    r"^(?:rhum|whisk(?:e?y|ies)|vodka|champagne|bieres?|tequila|mezcal|armagnac|prosecco|cidre|distiller)(?=.{3})"
    r"|(?<=.{3})(?:rhum|whiske?y|vodka|bieres?|tequila|mezcal|prosecco|brewery|brewing|distiller(?:y|ie)"
    r"|winery|vineyards?|wines)$"
)
_OTHER: Final = re.compile(
    r"vinaigr|vinegar|rhumat|barbier|papi|sansalcool|alcoholfree|nonalco|zeroproof|0alc|sober|sobr|ville|mairie"
    r"|tourisme|office|region"
    r"|departement|festival|musee|museum|lycee|ecole|univ|foot|rugby|hand|basket|ardenne|radio|journal|jazz|blues"
)
_PARTS: Final = re.compile(r"[a-z]+")
_HUMP: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")


def names_a_drink(handle: str) -> bool:
    """Tell whether a mention names an alcoholic drink: "@rhum.caravelle", "@northshorebrewery"."""
    plain = plain_characters(_HUMP.sub(".", handle)).lower()
    whole = plain.translate({ord(sign): None for sign in "@._-"})
    if _OTHER.search(whole):
        return False
    parts = _PARTS.findall(plain)
    if not _DRINKS.isdisjoint(parts):
        return True
    return any(_JOINED.search(part) for part in parts)
