"""What the language server says beside reports, in French and English."""

from __future__ import annotations

from collections.abc import Mapping

from cmcompliance.render import Language

_FR = {
    "also": "aussi ici",
    "left": "{} brouillon(s) de ce fichier ne sont pas vérifiés ici : `cmcompliance check` les lit tous",
    "more": "Seuls les {} premiers constats et questions sont montrés : `cmcompliance check` les montre tous",
    "trouble": "Brouillon non vérifié, la configuration ou les règles sont à corriger : {}",
    "edit_insert": "Ajouter : {}",
    "edit_replace": "Remplacer par : {}",
    "edit_delete": "Supprimer : {}",
    "to_confirm": "à confirmer",
    "to_fill_in": "à compléter",
    "answer": "Répondre : {} = {}",
    "fix_all": "Faire toutes les modifications sûres",
    "explain": "Expliquer ce constat : {}",
    "waive": "Accepter ce constat (dérogation) : {}",
    "waive_how": "Une dérogation dit qui accepte, pourquoi et jusqu'à quand. Dans un terminal :\n{}",
    "waive_save": "Enregistrez d'abord le fichier : une dérogation vaut pour un fichier.",
    "waive_reason": "raison",
    "waive_by": "nom",
    "gone": "Il n'y a pas de rapport sur ce brouillon : le texte a changé, ou n'a pas pu être vérifié.",
}
_EN = {
    "also": "here too",
    "left": "{} draft(s) of this file are not checked here: `cmcompliance check` reads all of them",
    "more": "Only the first {} findings and questions are shown: `cmcompliance check` shows all",
    "trouble": "Draft not checked, settings or rules need mending: {}",
    "edit_insert": "Add: {}",
    "edit_replace": "Replace with: {}",
    "edit_delete": "Delete: {}",
    "to_confirm": "to confirm",
    "to_fill_in": "fill in what is in brackets",
    "answer": "Answer: {} = {}",
    "fix_all": "Make all safe changes",
    "explain": "Explain this finding: {}",
    "waive": "Accept this finding (waiver): {}",
    "waive_how": "A waiver says who accepts, why and until when. In a terminal:\n{}",
    "waive_save": "Save the file first: a waiver is for a file.",
    "waive_reason": "reason",
    "waive_by": "name",
    "gone": "There is no report on this draft: the text has changed, or could not be checked.",
}
_WORDS: Mapping[Language, Mapping[str, str]] = {"fr": _FR, "en": _EN}


def words_of(language: Language) -> Mapping[str, str]:
    """Return the words of a language, by key."""
    return _WORDS[language]
