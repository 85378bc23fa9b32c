"""What a conversation says, and the replies that mean the same for every question, in French and English."""

from __future__ import annotations

from collections.abc import Mapping

YES = frozenset({"oui", "o", "ouais", "vrai", "yes", "y", "yep", "yeah", "true"})
NO = frozenset({"non", "n", "no", "nope", "faux", "false"})
NONE = frozenset(
    {"aucun", "aucune", "aucuns", "aucunes", "rien", "neant", "none", "nothing", "nil", "n a", "0"} | NO
)
NOT_KNOWN = frozenset(
    {"je ne sais pas", "sais pas", "jsp", "inconnu", "i don t know", "don t know", "dunno", "not known"}
)
NOBODY = frozenset({"personne", "nobody", "no one", "noone"})
STOP = frozenset({"q", "quit", "quitter"})
EACH = frozenset({"chacun", "chacune", "each"})
HELP = "?"

_FR = {
    "prompt": "> ",
    "head_one": "{} : une question ouverte",
    "head_many": "{} : {} questions ouvertes",
    "keys": "Entrée : je ne sais pas · ? : pourquoi cette question · q : arrêter",
    "for": "Pour : {}",
    "for_each": "La réponse vaut pour tous ; répondre « chacun » pour les prendre un par un.",
    "bool": "oui ou non",
    "bool_people": "oui ou non ; « personne » si nul n'est reconnaissable",
    "choice": "un numéro ou un mot",
    "list": "un ou plusieurs numéros ou mots, séparés par des virgules ; « aucun » s'il n'y en a pas",
    "filings": "séparés par des points-virgules ; « aucun » s'il n'y en a pas",
    "prizes": "par exemple : 2 places de concert (80 €) ; un sac ; « aucun » s'il n'y en a pas",
    "territories": "noms ou codes, par exemple : France, BE",
    "number": "un nombre",
    "money": "un montant, en euros sauf indication contraire",
    "date": "une date, par exemple 12/03/2027, 12 mars ou 2027-03-12 18:30",
    "text": "un texte",
    "not_bool": "Répondez par oui ou par non.",
    "not_choice": "« {} » n'est pas dans la liste : donnez un numéro de 1 à {} ou un mot de la liste.",
    "nearest": " Vouliez-vous dire « {} » ?",
    "several": "« {} » peut vouloir dire : {}.",
    "out_of_range": "Il n'y a pas de numéro {} : donnez un numéro de 1 à {}.",
    "not_number": "« {} » n'est pas un nombre.",
    "not_date": "« {} » n'est pas une date complète : écrivez par exemple 12/03/2027 ou 12 mars 2027.",
    "ambiguous_date": "« {} » peut être le {} ou le {} : écrivez-la ainsi.",
    "not_text": "Il faut ici un texte ; Entrée laisse la question ouverte.",
    "not_territory": "« {} » n'est pas un pays connu.",
    "understood": "→ {}",
    "raised": "  + {} : {}",
    "cleared": "  − {} : {}",
    "stake": "Selon la réponse :",
    "stake_line": "  {} : {} ({})",
    "error": "erreur",
    "warning": "alerte",
    "info": "conseil",
    "stopped": "Arrêté : les autres questions restent ouvertes.",
    "true": "oui",
    "false": "non",
    "empty": "aucun",
    "and": ", ",
    "write": "Écrire ces réponses dans {} ? [o/N] ",
    "written": "Réponses écrites dans {}.",
    "not_written": "Réponses non écrites dans {} : {}",
    "left_open": "La réponse ne suffit pas à trancher : la question reste ouverte.",
}
_EN = {
    "prompt": "> ",
    "head_one": "{}: one open question",
    "head_many": "{}: {} open questions",
    "keys": "Enter: don't know · ?: why this is asked · q: stop",
    "for": "For: {}",
    "for_each": "The answer holds for all of them; reply “each” to take them one by one.",
    "bool": "yes or no",
    "bool_people": "yes or no; “nobody” if no one can be recognised",
    "choice": "a number or a word",
    "list": "one or more numbers or words, separated by commas; “none” if there are none",
    "filings": "separated by semicolons; “none” if there are none",
    "prizes": "for example: 2 concert tickets (€80); a bag; “none” if there are none",
    "territories": "names or codes, for example: France, BE",
    "number": "a number",
    "money": "an amount, in euros unless you say otherwise",
    "date": "a date, for example 12 March 2027, 2027-03-12 or 2027-03-12 18:30",
    "text": "a text",
    "not_bool": "Answer yes or no.",
    "not_choice": "“{}” is not in the list: give a number from 1 to {} or a word of the list.",
    "nearest": " Did you mean “{}”?",
    "several": "“{}” may mean: {}.",
    "out_of_range": "There is no number {}: give one from 1 to {}.",
    "not_number": "“{}” is no number.",
    "not_date": "“{}” is no full date: write for example 12 March 2027 or 2027-03-12.",
    "ambiguous_date": "“{}” may be {} or {}: write it so.",
    "not_text": "A text is needed here; Enter leaves the question open.",
    "not_territory": "“{}” is no country that is known.",
    "understood": "→ {}",
    "raised": "  + {}: {}",
    "cleared": "  − {}: {}",
    "stake": "What hangs on it:",
    "stake_line": "  {}: {} ({})",
    "error": "error",
    "warning": "warning",
    "info": "advice",
    "stopped": "Stopped: the other questions stay open.",
    "true": "yes",
    "false": "no",
    "empty": "none",
    "and": ", ",
    "write": "Write these answers into {}? [y/N] ",
    "written": "Answers written into {}.",
    "not_written": "Answers not written into {}: {}",
    "left_open": "That does not decide it: the question stays open.",
}
_WORDS: Mapping[str, Mapping[str, str]] = {"fr": _FR, "en": _EN}


def words_of(language: str) -> Mapping[str, str]:
    """Return the words of a language, by key."""
    return _WORDS[language]
