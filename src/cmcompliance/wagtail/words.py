"""What the admin reads, in French and English, beside the words of the reports."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import lazy
from django.utils.translation import get_language

from cmcompliance.render.words import Language

_FR = {
    "colon": " :",
    "panel": "Contrôle juridique",
    "accepted_finding": "constat accepté",
    "accepted_findings": "constats acceptés",
    "given_answer": "réponse au contrôle",
    "given_answers": "réponses au contrôle",
    "not_published": "« {} » n'est pas publié : {}.",
    "kept": "Le texte est gardé comme brouillon. Corrigez-le dans la page, ou faites accepter le constat.",
    "undone": "Rien n'a changé. Corrigez le texte dans la page, ou faites accepter le constat.",
    "none_published": "Aucune page n'a été publiée, puisque l'une d'elles ne peut pas l'être.",
    "unscheduled": "La publication programmée est annulée.",
    "published_anyway": "« {} » est publié malgré le contrôle : {}.",
    "failed": "Le contrôle juridique n'a pas abouti",
    "failed_more": "{} : {}",
    "again": "Réessayez ; si l'erreur reste, prévenez qui tient le site.",
    "allowed_unchecked": "« {} » est publié SANS contrôle : le contrôle juridique n'a pas abouti.",
    "law": "Droit",
    "todo": "À faire",
    "where": "Où",
    "more": "et {} de plus, dans la page",
    "nothing": "Cette page ne publie rien que le contrôle lise.",
    "several": "Publication {} sur {}",
    "checking": "Vérification…",
    "unreadable": "Pas encore vérifié : le formulaire a des erreurs. Le résultat ci-dessous est l'ancien.",
    "lost": "Le contrôle n'a pas répondu. Le résultat ci-dessous est peut-être dépassé.",
    "fix": "Corriger",
    "fix_confirm": "Corriger (je confirme que c'est vrai)",
    "changed": "Le champ a changé entre-temps : attendez la nouvelle vérification.",
    "questions": "Questions ouvertes",
    "answer": "Répondre",
    "choose": "Choisir…",
    "accept": "Accepter ce constat",
    "accept_do": "Accepter",
    "reason": "Raison",
    "until": "Jusqu'au",
    "withdraw": "Ne plus accepter",
    "answers": "Réponses données",
    "forget": "Effacer",
    "save_first": "Enregistrez d'abord le brouillon pour répondre ici ou accepter un constat.",
    "reason_needed": "Il faut une raison.",
    "until_needed": "Il faut une date à venir : jusqu'à quand le constat est-il accepté ?",
    "gone": "Ce constat n'est plus là : enregistrez la page et voyez le nouveau contrôle.",
    "question_gone": "Cette question n'est plus posée.",
    "text": "Texte vérifié",
    "yes": "oui",
    "no": "non",
    "log_accept": "Constat accepté",
    "log_accept_said": "Constat {rule} accepté jusqu'au {until} : {reason}",
    "log_withdraw": "Constat plus accepté",
    "log_withdraw_said": "Constat {rule} : acceptation retirée",
    "log_answer": "Question du contrôle répondue",
    "log_answer_said": "Contrôle : {field} = {value}",
    "log_forget": "Réponse au contrôle effacée",
    "log_forget_said": "Contrôle : réponse à {field} effacée",
    "log_block": "Publication arrêtée",
    "log_block_said": "Publication arrêtée par le contrôle juridique : {what}",
    "log_warn": "Publié malgré le contrôle",
    "log_warn_said": "Publié malgré le contrôle juridique : {what}",
}
_EN = {
    "colon": ":",
    "panel": "Legal check",
    "accepted_finding": "accepted finding",
    "accepted_findings": "accepted findings",
    "given_answer": "answer to the check",
    "given_answers": "answers to the check",
    "not_published": "“{}” is not published: {}.",
    "kept": "The text is kept as a draft. Mend it in the page, or have the finding accepted.",
    "undone": "Nothing has changed. Mend the text in the page, or have the finding accepted.",
    "none_published": "No page was published, since one of them cannot be.",
    "unscheduled": "The scheduled publication is cancelled.",
    "published_anyway": "“{}” is published in spite of the check: {}.",
    "failed": "The legal check failed",
    "failed_more": "{}: {}",
    "again": "Try again; if the error stays, tell whoever runs the site.",
    "allowed_unchecked": "“{}” is published UNCHECKED: the legal check failed.",
    "law": "Law",
    "todo": "To do",
    "where": "Where",
    "more": "and {} more, in the page",
    "nothing": "This page publishes nothing that the check reads.",
    "several": "Publication {} of {}",
    "checking": "Checking…",
    "unreadable": "Not checked yet: the form has errors. What stands below is the former result.",
    "lost": "The check did not answer. What stands below may be out of date.",
    "fix": "Mend",
    "fix_confirm": "Mend (I confirm that it is true)",
    "changed": "The field has changed meanwhile: wait for the next check.",
    "questions": "Open questions",
    "answer": "Answer",
    "choose": "Choose…",
    "accept": "Accept this finding",
    "accept_do": "Accept",
    "reason": "Reason",
    "until": "Until",
    "withdraw": "Accept no more",
    "answers": "Answers given",
    "forget": "Remove",
    "save_first": "Save the draft first to answer here or to accept a finding.",
    "reason_needed": "A reason is needed.",
    "until_needed": "A day to come is needed: until when is the finding accepted?",
    "gone": "This finding is no longer there: save the page and look at the new check.",
    "question_gone": "This question is no longer asked.",
    "text": "Text that was checked",
    "yes": "yes",
    "no": "no",
    "log_accept": "Finding accepted",
    "log_accept_said": "Finding {rule} accepted until {until}: {reason}",
    "log_withdraw": "Finding no longer accepted",
    "log_withdraw_said": "Finding {rule}: acceptance withdrawn",
    "log_answer": "Question of the check answered",
    "log_answer_said": "Check: {field} = {value}",
    "log_forget": "Answer to the check removed",
    "log_forget_said": "Check: answer to {field} removed",
    "log_block": "Publication stopped",
    "log_block_said": "Publication stopped by the legal check: {what}",
    "log_warn": "Published in spite of the check",
    "log_warn_said": "Published in spite of the legal check: {what}",
}
_WORDS: Mapping[Language, Mapping[str, str]] = {"fr": _FR, "en": _EN}


def language() -> Language:
    """Return the language in which the person at the admin is spoken to."""
    return "fr" if (get_language() or "").lower().startswith("fr") else "en"


def words_in(chosen: Language) -> Mapping[str, str]:
    """Return the words of a language, by key."""
    return _WORDS[chosen]


def word(key: str) -> str:
    """Return a word in the language of the person at the admin."""
    return _WORDS[language()][key]


lazy_word: Any = lazy(word, str)
"""A word in the language of whoever reads it, later."""
