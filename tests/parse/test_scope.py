from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from spacy.tokens import Doc

NEGATED = [
    "Jeu sans [obligation d'achat].",
    "Post non [sponsorisé]",
    "Ce n'est pas [sponsorisé]",
    "Cette vidéo n'est pas du tout [sponsorisée]",
    "Pas de [concours] cette semaine",
    "Aucun [tirage au sort] ne sera organisé",
    "Il n'y a jamais de [concours] ici",
    "Je ne [gagne] rien",
    "This is not [sponsored]",
    "No [purchase necessary]",
    "This video isn't [sponsored] at all",
    "There will never be a [giveaway] here",
    "Without any [purchase necessary]",
    "This post wasn’t [sponsored]",
    "je suis pas [sponsorisée] hein",
    "ni [pub], ni [sponsorisé]",
    "Un post [sponsorisé] ? Non",
    "zéro [pub], promis",
    "[Sponsorisé] : non",
    "[Tirage au sort] : aucun",
    "L'[obligation d'achat] n'est pas requise",
]
PLAIN = [
    "N'oubliez pas de [participer] !",
    "N’oublie pas de [participer]",
    "Pas seulement un [concours] mais une fête",
    "Pourquoi pas [participer]",
    "Sans plus attendre, [participez]",
    "Non seulement le [concours] est gratuit",
    "Ne ratez pas notre [concours]",
    "Ne manquez pas notre grand [concours]",
    "N'hésitez pas à [participer]",
    "Rien de plus simple pour [participer]",
    "Don't forget to [enter]",
    "Don’t miss our [giveaway]",
    "Not only a [giveaway] but a party",
    "Without further ado, our [giveaway]",
    "Sans obligation d'achat, [participez] vite",
    "Ce n'est pas cher mais c'est [sponsorisé]",
    "Pas mal ce [concours]",
    "Jeu non sponsorisé par Insta qui [gagne] à être connu",
    "Not bad for a [giveaway]",
    "Je ne joue pas. [Participez] vite",
    "Plus qu'un jour pour [participer]",
    "No filter, just our [giveaway]",
    "[Concours] non officiel",
    "à deux pas du [concours]",
    "le club dont le [concours] ouvre",
    "Australia's No.1 [giveaway]",
    "Our never-ending [giveaway]",
    "[Concours] n°01 : [participez]",
    "Tu [joues] ? Oui",
]
CONDITIONAL = [
    "Si je [gagne], je partage",
    "Si vous [remportez] le prix, écrivez-nous",
    "If you [win], tell us",
    "Dès que je [gagne] je pars",
    "En cas de [tirage au sort], on filme",
]
NOT_CONDITIONAL = [
    "Même si tu perds, [participe]",
    "Si bon ! [Participez]",
    "Et si vous [participez] ?",
    "quand le [concours] ouvre",
    "S'il te plaît [participe]",
    "Si je gagne, je [participe]",
]
QUESTION = ["Envie de [gagner] un vélo ?", "Vous [participez] ?!", "Who will [win] this one? 🎁"]
NO_QUESTION = ["Tu viens ? [Participez] !", "https://exemple.fr/?a=1 [participez]"]
QUOTED = [
    "Elle m'a dit « je [participe] à ce jeu » hier",
    'He said "I never [win] any of these" again',
    "> [participez] vite à ce jeu\nMoi je dis non",
    "« Avec mon [concours], riche en un jour » : gare aux arnaques",
    "“Le [concours] est ouvert à tous” lit-on",
]
NOT_QUOTED = [
    "Notre « [concours] » est ouvert",
    'Le "grand [concours]" commence',
    "« Quoi de neuf ici » [participez]",
    "RÈGLEMENT « [Concours] de la vallée »",
    "Le jeu « Je [gagne] ma vie »",
]
PAST = [
    "Bravo à @lea qui a gagné le [concours]",
    "Félicitations à la gagnante du [concours] !",
    "Julie a remporté le [concours]",
    "La gagnante est tirée du [concours] d'hier",
    "Le [concours] de l'an dernier était top",
    "The winner of last week's [giveaway]",
    "The winner was drawn in our [giveaway]",
    "Congrats to our [winner]",
    "Le [concours] est terminé",
    "Hier le [tirage au sort] a eu lieu",
    "On faisait chaque hiver un [concours] sur la page",
    "Nous organisions une tombola, avec un [jambon] à prendre",
    "Back in 1998 we had a [giveaway] at the shop",
    "We held a raffle each year, with a [turkey] on the table",
]
NOT_PAST = [
    "[Participez] au concours",
    "Le [gagnant] sera tiré au sort",
    "Tu as gagné le [concours]",
    "On fait un [concours] sur la page",
    "We hold our [raffle] on Sunday",
    "We will tell the [winner] if they have won",
    "Les résultats du [concours] seront publiés lundi",
    "Hier j'ai dormi. [Participez] !",
    "The [winner] will be drawn on Friday",
    "You won't [win]",
]
THIRD = [
    "Selon Le Monde, le [concours] est gratuit",
    "Ma copine dit que le [concours] est top",
    "J'ai participé au [concours] de @marque",
    "Le [concours] organisé par @marque est ouvert",
    "According to them the [giveaway] is real",
    "I entered a [giveaway] by @brand",
    "Il paraît que ce [concours] existe",
    "La librairie fait gagner trois [romans] sur son compte",
    "Le [concours], c'est chez eux que ça se passe",
]
NOT_THIRD = [
    "Notre [concours] avec @marque",
    "[Participez] au concours de Noël",
    "Selon vos envies, [participez] !",
    "Un [gagnant] selon le nombre de votes",
    "On vous fait gagner trois [romans] sur notre compte",
]

EXAMPLES = [
    *[("negated", True, text) for text in NEGATED],
    *[("negated", False, text) for text in PLAIN],
    *[("conditional", True, text) for text in CONDITIONAL],
    *[("conditional", False, text) for text in NOT_CONDITIONAL],
    *[("question", True, text) for text in QUESTION],
    *[("question", False, text) for text in NO_QUESTION],
    *[("quoted", True, text) for text in QUOTED],
    *[("quoted", False, text) for text in NOT_QUOTED],
    *[("past", True, text) for text in PAST],
    *[("past", False, text) for text in NOT_PAST],
    *[("third_party", True, text) for text in THIRD],
    *[("third_party", False, text) for text in NOT_THIRD],
]


@pytest.mark.parametrize(("scope", "inside", "marked"), EXAMPLES)
def test_the_marked_words_are_in_or_out_of_the_scope(
    scope: str, inside: bool, marked: str, parse: Callable[[str], Doc]
) -> None:
    text, places = _places(marked)
    doc = parse(text)
    assert places
    for start, end in places:
        span = doc.char_span(start, end, alignment_mode="expand")
        assert getattr(span._, scope) is inside, [one.text for one in doc.spans[scope]]


def _places(marked: str) -> tuple[str, list[tuple[int, int]]]:
    places = []
    text = marked
    while match := re.search(r"\[([^\]]*)\]", text):
        places.append((match.start(), match.end() - 2))
        text = text[: match.start()] + match[1] + text[match.end() :]
    return text, places
