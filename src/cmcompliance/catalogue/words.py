"""The catalogue's own words, in French and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Language = Literal["fr", "en"]

_FR = {
    "title": "Catalogue des règles",
    "lead": (
        "Tout ce que vérifie cmcompliance {version} : {rules} règles, {sources} textes de loi et conditions "
        "de plateformes. Ce n'est pas un conseil juridique : un texte où rien n'est relevé peut rester "
        "illégal."
    ),
    "by_obligation": "Obligations par territoire",
    "table_note": (
        "E : erreur, A : alerte, C : conseil. Chaque lettre mène à la règle. « Plateformes » : les "
        "conditions d'un réseau."
    ),
    "obligation": "Obligation",
    "platforms_column": "Plateformes",
    "read_on": "Lire",
    "obligations": "Les obligations",
    "places": "Par territoire et par plateforme",
    "sources": "Les textes",
    "coverage": "Ce qui est couvert, et ce qui ne l'est pas",
    "error": "erreur",
    "warning": "alerte",
    "info": "conseil",
    "E": "E",
    "W": "A",
    "I": "C",
    "rule": "Règle",
    "severity": "Gravité",
    "what": "Ce que dit la règle",
    "why": "Sur quoi elle repose",
    "where": "Où et quand elle s'applique",
    "when": "Quand elle se déclenche",
    "when_note": (
        "Tout doit être vrai. Ce que le brouillon ne dit pas est inconnu, jamais faux : alors la règle "
        "interroge ou se tait."
    ),
    "remedy": "Que faire",
    "to_add": "Texte à ajouter :",
    "to_replace": "Texte de remplacement :",
    "to_delete": "Supprimer le passage relevé.",
    "clause": "Dans un règlement, ajouter l'article « {} ».",
    "asks": "Ce qu'elle peut demander",
    "examples": "Exemples",
    "breaching": "Relevés",
    "asking": "Sujets à question",
    "clean": "Sans rien à redire",
    "duties": "Obligations couvertes",
    "waive": "Passer outre",
    "waive_text": (
        "Une règle est un contrôle, pas un juge. Qui répond de la publication peut passer outre par une "
        "dérogation, dans le brouillon (`waivers`) ou dans un fichier : le nom de la règle (`{name}`), la "
        "raison, l'auteur de la décision et jusqu'à quand elle vaut. "
        "Un fait inconnu que vous pouvez établir se dit dans le brouillon, ce qui suffit souvent à lever "
        "le constat."
    ),
    "waive_never": (
        "Nul ne peut accepter ce manquement : une dérogation ne couvre cette règle que là où elle alerte "
        "sans bloquer. Un fait inconnu que vous pouvez établir se dit dans le brouillon, ce qui suffit "
        "souvent à lever le constat."
    ),
    "becomes": "{} quand :",
    "safe": "Modification sûre : elle ne dit rien qui ne soit déjà établi, et n'enlève rien.",
    "suggested": "Modification à confirmer : quelqu'un doit d'abord s'assurer que c'est vrai, ou le décider.",
    "safe_when": "Modification sûre quand ce qui suit est établi, sinon à confirmer :",
    "territory": "Territoire",
    "platform": "Plateforme",
    "kinds": "Sortes de brouillons : {}.",
    "kinds_except": "Toutes sortes de brouillons, sauf : {}.",
    "excepted": "Pas en : {}.",
    "from": "À partir du",
    "to": "Jusqu'au",
    "citation": "Texte",
    "in_force": "En vigueur",
    "since": "depuis le {}",
    "until": "jusqu'au {}",
    "between": "du {} au {}",
    "sanction": "Sanction",
    "checked": "Vérifié",
    "checked_how": "le {}, {}",
    "unchecked": "pas encore relu dans le texte officiel",
    "all_of": "tout ceci :",
    "any_of": "l'un de ceux-ci :",
    "everywhere": "partout",
    "used_by": "Règles",
    "left_out": "Sans règle, et pourquoi",
    "duty": "Obligation",
    "count": "{} obligations, dont {} avec une règle.",
}
_EN = {
    "title": "Catalogue of the rules",
    "lead": (
        "All that cmcompliance {version} checks: {rules} rules, {sources} legal texts and platforms' terms. "
        "It is no legal advice: a text in which nothing is found may still be unlawful."
    ),
    "by_obligation": "Obligations by territory",
    "table_note": (
        "E: error, W: warning, I: advice. Each letter leads to the rule. “Platforms”: the terms of a network."
    ),
    "obligation": "Obligation",
    "platforms_column": "Platforms",
    "read_on": "Read on",
    "obligations": "The obligations",
    "places": "By territory and platform",
    "sources": "The legal texts",
    "coverage": "What is covered, and what is not",
    "error": "error",
    "warning": "warning",
    "info": "advice",
    "E": "E",
    "W": "W",
    "I": "I",
    "rule": "Rule",
    "severity": "Severity",
    "what": "What the rule says",
    "why": "What it rests on",
    "where": "Where and when it applies",
    "when": "When it fires",
    "when_note": (
        "All of it must hold. What the draft does not say is unknown, never false: then the rule asks, or "
        "stays silent."
    ),
    "remedy": "What to do",
    "to_add": "Text to add:",
    "to_replace": "Text to put instead:",
    "to_delete": "Delete the passage.",
    "clause": "In contest rules, add the clause “{}”.",
    "asks": "What it may ask",
    "examples": "Examples",
    "breaching": "Breaching",
    "asking": "Raising a question",
    "clean": "Clean",
    "duties": "Duties covered",
    "waive": "Setting it aside",
    "waive_text": (
        "A rule is a check, not a judge. Whoever answers for the publication may set a finding aside by a "
        "waiver, in the draft (`waivers`) or in a file: the rule's name (`{name}`), the reason, who decided "
        "and until when it holds. An unknown fact that you can establish is said in the draft, which often "
        "settles the finding."
    ),
    "waive_never": (
        "Nobody may accept this breach: a waiver covers this rule only where it warns and does not block. An "
        "unknown fact that you can establish is said in the draft, which often settles the finding."
    ),
    "becomes": "{} when:",
    "safe": "A safe edit: it says nothing that is not established already, and takes nothing away.",
    "suggested": "An edit to confirm: a person must first make sure that it is true, or decide it.",
    "safe_when": "A safe edit where all this is established, else one to confirm:",
    "territory": "Territory",
    "platform": "Platform",
    "kinds": "Kinds of drafts: {}.",
    "kinds_except": "All kinds of drafts, except: {}.",
    "excepted": "Not in: {}.",
    "from": "From",
    "to": "To",
    "citation": "Text",
    "in_force": "In force",
    "since": "since {}",
    "until": "until {}",
    "between": "{} to {}",
    "sanction": "Penalty",
    "checked": "Checked",
    "checked_how": "{}, {}",
    "unchecked": "not yet read in the official text",
    "all_of": "all of:",
    "any_of": "any of:",
    "everywhere": "everywhere",
    "used_by": "Rules",
    "left_out": "Without a rule, and why",
    "duty": "Duty",
    "count": "{} duties, {} of them with a rule.",
}
WORDS: Mapping[Language, Mapping[str, str]] = {"fr": _FR, "en": _EN}
