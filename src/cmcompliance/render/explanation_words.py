"""What explanations say beyond the words of reports, in French and English."""

from __future__ import annotations

from collections.abc import Mapping

from cmcompliance.render.words import Language

_WORDS: Mapping[Language, Mapping[str, str]] = {
    "fr": {
        "legend": "✓ vrai   ✗ faux   ? inconnu",
        "all_of": "tout ceci :",
        "any_of": "l'un de :",
        "not": "pas : {}",
        "other_cases": "… et {} autre(s) cas",
        "nothing": "Aucun constat à expliquer. `--rule` dit pourquoi une règle se tait, "
        "`--facts` ce que l'on sait du brouillon.",
        "above": "(voir plus haut)",
        "facts": "FAITS",
        "absent_facts": "et {} faits qui ne sont pas le cas (`--full` les montre)",
        "unknown_value": "inconnu",
        "origin_text": "texte",
        "origin_metadata": "indiqué",
        "origin_derived": "déduit",
        "origin_assumed": "supposé",
        "origin_ledger": "registre",
        "origin_file": "fichier",
        "origin_subtitles": "sous-titres",
        "origin_transcript": "transcription",
        "origin_ocr": "lu sur l'image",
    },
    "en": {
        "legend": "✓ true   ✗ false   ? unknown",
        "all_of": "all of:",
        "any_of": "any of:",
        "not": "not: {}",
        "other_cases": "… and {} more case(s)",
        "nothing": "No finding to explain. `--rule` tells why a rule keeps silent, `--facts` what is known.",
        "above": "(see above)",
        "facts": "FACTS",
        "absent_facts": "and {} facts that are not so (`--full` shows them)",
        "unknown_value": "unknown",
        "origin_text": "text",
        "origin_metadata": "given",
        "origin_derived": "derived",
        "origin_assumed": "assumed",
        "origin_ledger": "ledger",
        "origin_file": "file",
        "origin_subtitles": "subtitles",
        "origin_transcript": "transcript",
        "origin_ocr": "read on it",
    },
}


def words_of(language: Language) -> Mapping[str, str]:
    """Return the words of a language, by key."""
    return _WORDS[language]
