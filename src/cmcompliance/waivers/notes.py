"""What is amiss with a waiver, in the reader's words."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Literal

from cmcompliance.report import WaiverNote, WaiverTrouble
from cmcompliance.rulebook.book import RuleBook
from cmcompliance.rulebook.selector import known_selectors
from cmcompliance.waivers.matching import Trouble
from cmcompliance.waivers.waiver import Waiver

Language = Literal["fr", "en"]
_MOST = 3

_FR: Mapping[WaiverTrouble, str] = {
    "expired": "La dérogation de {by} pour {rule} a pris fin le {until} : elle ne couvre plus rien.",
    "no_end": (
        "La dérogation de {by} pour {rule} n'a pas de fin : une erreur ne s'accepte que pour un temps. "
        "Ajoutez `until`."
    ),
    "not_waivable": "Nul ne peut accepter ce manquement : la dérogation de {by} est sans effet sur {rules}.",
    "partial": (
        "La dérogation de {by} pour {rule} ne couvre qu'une partie des mots relevés ; restent {words}."
    ),
    "unused": "La dérogation de {by} pour {rule} ne couvre rien ici : retirez-la, ou corrigez sa portée.",
    "unknown_rule": "La dérogation de {by} ne nomme aucune règle : {rule} n'existe pas{hint}.",
}
_EN: Mapping[WaiverTrouble, str] = {
    "expired": "The waiver by {by} for {rule} ended on {until}: it no longer covers anything.",
    "no_end": (
        "The waiver by {by} for {rule} has no end: an error is accepted for a time only. Add `until`."
    ),
    "not_waivable": "Nobody may accept this breach: the waiver by {by} has no effect on {rules}.",
    "partial": "The waiver by {by} for {rule} covers only part of the words concerned; {words} remain.",
    "unused": "The waiver by {by} for {rule} covers nothing here: remove it, or mend its scope.",
    "unknown_rule": "The waiver by {by} names no rule: {rule} does not exist{hint}.",
}
_MESSAGES: Mapping[Language, Mapping[WaiverTrouble, str]] = {"fr": _FR, "en": _EN}
_QUOTES = {"fr": "« {} »", "en": "“{}”"}
_MEANT = {"fr": " (vouliez-vous dire {} ?)", "en": " (did you mean {}?)"}


def note(trouble: Trouble, book: RuleBook, language: Language) -> WaiverNote:
    """Return the note that a report has on it."""
    waiver = trouble.waiver
    message = _MESSAGES[language][trouble.kind].format(
        by=waiver.by,
        rule=waiver.rule,
        until=waiver.until,
        rules=_listed(trouble.rules),
        words=_listed([_QUOTES[language].format(" ".join(words.split())) for words in trouble.words]),
        hint=_hint(waiver.selector, book, language) if trouble.kind == "unknown_rule" else "",
    )
    return WaiverNote(
        kind=trouble.kind,
        rule=waiver.rule,
        by=waiver.by,
        until=waiver.until,
        source=waiver.source,
        place=waiver.place,
        message=message,
    )


def unused_message(waiver: Waiver, language: Language) -> str:
    """Return what is said of a waiver that covered nothing."""
    return _MESSAGES[language]["unused"].format(by=waiver.by, rule=waiver.rule)


def _listed(items: tuple[str, ...] | list[str]) -> str:
    return ", ".join(items[:_MOST]) + (", …" if len(items) > _MOST else "")


def _hint(selector: str, book: RuleBook, language: Language) -> str:
    near = difflib.get_close_matches(selector, sorted(known_selectors(book)), n=1)
    return _MEANT[language].format(near[0]) if near else ""
