"""How people write French and English words: inclusive writing, short messages, common misspellings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from metamorphic.edits import Transformation, made
from metamorphic.rewriting import Rewritten
from metamorphic.words import words

_NOUNS: Final = frozenset(
    {
        "abonné", "ami", "client", "consommateur", "participant", "gagnant", "joueur", "habitant", "étudiant",
        "influenceur", "adhérent", "inscrit", "majeur", "candidat", "passionné",
    }
)  # fmt: skip
_FEMININE: Final = {"joueur": "euse", "influenceur": "euse", "consommateur": "trice"}

# "vs" and "pr" are words of their own as well (versus, public relations), "avc" is a stroke.
SHORT_FRENCH: Final[Mapping[str, str]] = {
    "tout le monde": "tt le monde", "dans": "ds", "nous": "ns", "beaucoup": "bcp", "toujours": "tjs",
    "jamais": "jms", "quand": "qd", "salut": "slt", "aujourd'hui": "ajd", "rendez-vous": "rdv", "que": "ke",
    "s'il vous plaît": "svp", "qui": "ki", "toutes": "ttes", "pendant": "pdt", "parce que": "pck",
    "temps": "tps",
}  # fmt: skip
SHORT_ENGLISH: Final[Mapping[str, str]] = {
    "your": "ur", "please": "pls", "people": "ppl", "because": "cuz", "everyone": "every1",
    "thanks": "thx", "tomorrow": "tmrw", "great": "gr8", "tonight": "tonite", "want to": "wanna",
}  # fmt: skip
MISSPELT: Final[Mapping[str, str]] = {
    "concours": "concour", "partenariat": "partenaria", "publicité": "publicitée", "parrainage": "parainage",
    "collaboration": "colaboration", "commentaire": "comentaire", "abonnement": "abonement",
    "sponsorisé": "sponsorisée", "développement": "dévelopement", "giveaway": "giveway",
    "guaranteed": "garanteed", "receive": "recieve", "followers": "folowers", "abonnez": "abonez",
    "gratuitement": "gratuitemment", "remboursé": "rembourssé", "recommend": "recomend",
}  # fmt: skip


def inclusive(form: str) -> Transformation:
    """Write nouns for both: `{noun}·e` or, of several, `{noun}·e·s`, with the sign of `form`."""

    def written(noun: str, plural: bool) -> str:
        ending = _FEMININE.get(noun.lower(), "e")
        match form:
            case "()":
                return f"{noun}({ending})" + "s" * plural
            case _:
                return noun + form + ending + (form + "s") * plural

    def changed(text: str) -> Rewritten | None:
        found = []
        for start, end in words(text):
            word = text[start:end]
            noun, plural = (word[:-1], True) if word.lower().endswith("s") else (word, False)
            if (
                noun.lower() in _NOUNS
                and noun.islower()
                and text[end : end + 1] not in {"·", "(", ".", "-", "/", "'"}
            ):
                found.append((start, end, written(noun, plural)))
        return made(text, found)

    return changed


def replaced(table: Mapping[str, str]) -> Transformation:
    """Write these words as the table says, where they stand in small letters."""
    pattern = re.compile(r"(?<![\w'’@#.-])(?:" + "|".join(map(re.escape, table)) + r")(?![\w@.-])")
    return lambda text: made(text, [(*match.span(), table[match[0]]) for match in pattern.finditer(text)])
