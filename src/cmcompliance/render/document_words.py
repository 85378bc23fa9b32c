"""Words of the reports that are documents, Markdown and HTML, beside those of the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from cmcompliance.render.words import Language, words_of

_FR = {
    "report": "Contrôle de conformité",
    "skip": "Aller au contenu",
    "draft": "Brouillon",
    "verdict": "Verdict",
    "errors": "Erreurs",
    "warnings": "Alertes",
    "advices": "Conseils",
    "open_questions": "Questions",
    "question": "Question",
    "drafts_checked": "Brouillons vérifiés",
    "severity_error": "Erreur",
    "severity_warning": "Alerte",
    "severity_info": "Conseil",
    "verdict_unread": "ILLISIBLE",
    "content": "Ce qui a été vérifié",
    "law_of": "Droit appliqué",
    "day": "Date du droit",
    "platform_name": "Plateforme",
    "language_name": "Langue du texte",
    "rule_book": "Recueil de règles",
    "digest": "empreinte {}",
    "none": "non indiquée",
    "new_since": "Rien de nouveau depuis l'état de référence.",
    "nothing_found": "Aucune règle n'est enfreinte, à ce que nous en savons.",
    "in_force_from": "en vigueur depuis le {}",
    "in_force_to": "jusqu'au {}",
    "checked_on": "lu à la source le {}",
    "never_checked": "pas encore relu à la source",
    "house_policy": "politique de {}",
    "waiver_notes": "Dérogations à revoir",
    "safe_long": "sûr : rien n'y est dit que l'on ne sache",
    "suggested_long": "à confirmer : vérifiez que c'est vrai",
    "fill_in_long": "À compléter avant de publier",
    "at_stake": "Selon la réponse",
    "answer_in": "Champ à remplir",
    "choices": "Réponses possibles",
    "all_reasons": "Et encore {}",
    "finding": "constat {}",
    "back": "Voir dans le texte",
    "gap_rule": "Règle",
    "assumptions": "Supposé, faute d'indication",
    "left_out_drafts": "Brouillons qui n'ont pas trouvé place ici : {}.",
    "left_out_findings": "Constats et questions de ce brouillon qui n'ont pas trouvé place ici : {}.",
    "left_out_rows": "… et {} de plus",
    "text": "Texte",
    "title": "Titre",
    "overlay": "Texte à l'image, média {}",
    "transcript": "Transcription, média {}",
    "alt": "Texte alternatif, média {}",
    "credit": "Crédit, média {}",
    "rules_text": "Règlement",
    "link": "Lien {}",
    "sign": "Caractère invisible {}",
    "of_the_draft": "Rapport sur {}",
}
_EN = {
    "report": "Compliance check",
    "skip": "Skip to the content",
    "draft": "Draft",
    "verdict": "Verdict",
    "errors": "Errors",
    "warnings": "Warnings",
    "advices": "Advice",
    "open_questions": "Questions",
    "question": "Question",
    "drafts_checked": "Drafts checked",
    "severity_error": "Error",
    "severity_warning": "Warning",
    "severity_info": "Advice",
    "verdict_unread": "UNREADABLE",
    "content": "What was checked",
    "law_of": "Law applied",
    "day": "Law as of",
    "platform_name": "Platform",
    "language_name": "Language of the text",
    "rule_book": "Rule book",
    "digest": "digest {}",
    "none": "not given",
    "new_since": "Nothing new since the baseline.",
    "nothing_found": "No rule is broken, as far as we know.",
    "in_force_from": "in force since {}",
    "in_force_to": "until {}",
    "checked_on": "read at the source on {}",
    "never_checked": "not yet read at the source",
    "house_policy": "{}'s own policy",
    "waiver_notes": "Waivers to look at",
    "safe_long": "safe: it says nothing that is not known",
    "suggested_long": "to confirm: check that it is true",
    "fill_in_long": "To fill in before publishing",
    "at_stake": "Hangs on the answer",
    "answer_in": "Field to fill in",
    "choices": "Possible answers",
    "all_reasons": "And {} more",
    "finding": "finding {}",
    "back": "See it in the text",
    "gap_rule": "Rule",
    "assumptions": "Assumed, for want of better",
    "left_out_drafts": "Drafts that had no room here: {}.",
    "left_out_findings": "Findings and questions of this draft that had no room here: {}.",
    "left_out_rows": "… and {} more",
    "text": "Text",
    "title": "Title",
    "overlay": "Text on the picture, medium {}",
    "transcript": "Transcript, medium {}",
    "alt": "Alternative text, medium {}",
    "credit": "Credit, medium {}",
    "rules_text": "Contest rules",
    "link": "Link {}",
    "sign": "Invisible character {}",
    "of_the_draft": "Report on {}",
}
_MONTHS: Mapping[Language, tuple[str, ...]] = {
    "fr": (
        *("janvier", "février", "mars", "avril", "mai", "juin"),
        *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
_WORDS: Mapping[Language, Mapping[str, str]] = {
    "fr": {**words_of("fr"), **_FR},
    "en": {**words_of("en"), **_EN},
}


def document_words(language: Language) -> Mapping[str, str]:
    """Return the words of a language, by key: the terminal's and the documents' own."""
    return _WORDS[language]


def day_in_words(day: date, language: Language) -> str:
    """Return a day as people write it: `1er juin 2026`, `1 June 2026`."""
    number = "1er" if language == "fr" and day.day == 1 else str(day.day)
    return f"{number} {_MONTHS[language][day.month - 1]} {day.year}"


def month_in_words(year: int, month: int, language: Language) -> str:
    """Return a month as people write it: `juin 2026`, `June 2026`."""
    return f"{_MONTHS[language][month - 1]} {year}"
