"""Invented posts in any number: everyday ones, promotions, partnerships; no two with the same hashtags."""

from __future__ import annotations

import random
from collections.abc import Iterator

from cmcompliance.draft import Draft, parse_draft

_OPENINGS = {
    "fr": [
        "Coucou tout le monde 👋",
        "On vous attend samedi !",
        "Nouvelle semaine, nouvelle recette 🍋",
        "Merci à tous",
    ],
    "en": ["Hi everyone 👋", "See you on Saturday!", "New week, new recipe 🍋", "Thank you all"],
}
_BODIES = {
    "fr": [
        "Pour participer : like ce post, abonne-toi et tague deux amis. Tirage au sort dimanche 🎁",
        "J'ai testé la crème de @{brand}, code {code} pour -15 % sur tout le site.",
        "L'atelier est ouvert de 9h à 18h, entrée 5 €, gratuit pour les moins de 12 ans.",
        "On a marché trois heures dans la forêt, puis on a mangé une soupe au bord du lac.",
        "Le concours d'infirmier a lieu en mars, bon courage à celles et ceux qui révisent.",
        "Bravo à la gagnante de notre jeu, on t'envoie ton panier cette semaine.",
    ],
    "en": [
        "To enter: like this post, follow us and tag two friends. Winner drawn on Sunday 🎁",
        "I tried the cream by @{brand}, code {code} for 15% off everything.",
        "The workshop is open from 9am to 6pm, entry £5, free under 12.",
        "We walked three hours in the forest, then had soup by the lake.",
        "The nursing exam is in March, good luck to everyone revising.",
        "Congratulations to the winner of our giveaway, your basket is on its way.",
    ],
}
_CLOSINGS = {
    "fr": ["Et vous, vous en pensez quoi ?", "À très vite 🧡"],
    "en": ["What do you think?", "Soon more 🧡"],
}
_BRANDS = ["maisonrive", "lumidaube", "northfold", "atelierclos"]


def generated_posts(count: int, seed: int = 7) -> Iterator[Draft]:
    """Yield `count` drafts, French and English in turn, the same ones for the same seed."""
    chance = random.Random(seed)
    for number in range(count):
        language = "en" if number % 2 else "fr"
        body = " ".join(chance.sample(_BODIES[language], 2))
        lines = [
            chance.choice(_OPENINGS[language]),
            body.format(brand=chance.choice(_BRANDS), code=f"LEA{number % 90 + 10}"),
            f"https://example.org/{chance.randrange(10**9)} {chance.choice(_CLOSINGS[language])}",
            f"#post{number} #jour{chance.randrange(10**6)} #photo",
        ]
        yield parse_draft(
            {
                "id": str(number),
                "text": "\n".join(lines),
                "platform": chance.choice(["instagram", "tiktok", "facebook", "blog"]),
                "jurisdictions": ["FR"] if language == "fr" else ["GB"],
                "author": {"role": chance.choice(["brand", "influencer", "consumer", None])},
            }
        )
