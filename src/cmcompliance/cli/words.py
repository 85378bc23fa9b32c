"""What commands say beside reports, in French and English: messages, summaries, refusals."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from typing import TYPE_CHECKING

from cmcompliance.cli.terminal import reader_language

if TYPE_CHECKING:
    from cmcompliance.render import Language

_FR = {
    "accepted": "{}: {} accepté par {}",
    "read_with": "`check` la lit avec `--waivers {}`, ou quand la configuration la nomme (`waivers = …`)",
    "until": " jusqu'au {}",
    "not_written": "{}: écriture impossible : {}",
    "waive_stdin": "une dérogation vaut pour un fichier : nommez-le",
    "waive_once": "--in-draft ou --waivers : une dérogation s'écrit à un seul endroit",
    "past": "--until {} est passé",
    "not_above": "{}: un fichier de dérogations est placé au-dessus des brouillons qu'il vise, ce n'est pas "
    "le cas pour {}",
    "no_words": "aucun passage n'a ces mots ; passages relevés : {}",
    "no_passage": "aucun",
    "quoted": "« {} »",
    "no_id": "{}: aucun brouillon n'a l'identifiant {}",
    "nothing": "{}: rien à accepter : {}",
    "nothing_accepted": "c'est déjà accepté par {} ({})",
    "nothing_found": "rien n'y est relevé",
    "nothing_of_rule": "{} n'y relève rien ; y relèvent quelque chose : {}",
    "which_draft": "{}: {} brouillons ont un tel constat : dites lequel avec --draft",
    "needs_id": "{}:{}: ce brouillon doit avoir un `id`, pour que la dérogation le nomme",
    "one_finding": "{} constat",
    "many_finding": "{} constats",
    "one_draft": "{} brouillon",
    "many_draft": "{} brouillons",
    "baseline": "{file}: {findings} dans {drafts} ; nouveaux : {new}, disparus : {gone}",
    "barred": " ; laissé de côté, car nul ne peut l'accepter : {}",
    "kept": "{} ; le fichier reste comme il est",
    "there_already": "{} existe déjà ; --force le remplace",
    "passed_over": "{}: ignoré : du JSON sans `text` n'est pas un brouillon",
    "not_read": "{}: lecture impossible : {}",
    "config_or_not": "--config et --no-config se contredisent",
    "diff_or_write": "--diff ou --write, pas les deux, quand un brouillon vient de - : les deux écrivent sur "
    "la sortie standard",
    "has_output": "--{} occupe ici la sortie standard : pas de --format {}",
    "answers_alone": "--write-answers va avec --interactive : sans elle, il n'y a pas de réponses",
    "asks_stdin": "--interactive lit les réponses sur l'entrée standard : donnez le brouillon en fichier, "
    "et non par -",
    "asks_nobody": "--interactive pose ses questions dans un terminal, et l'entrée standard n'en est pas un",
    "progress": "{} brouillons",
}
_EN = {
    "accepted": "{}: {} accepted by {}",
    "read_with": "`check` reads it with `--waivers {}`, or where settings name it (`waivers = …`)",
    "until": " until {}",
    "not_written": "{}: cannot be written: {}",
    "waive_stdin": "a waiver is for a file: name it",
    "waive_once": "--in-draft or --waivers: a waiver is written in one place",
    "past": "--until {} is past",
    "not_above": "{}: a waiver file lies above the drafts that it is for, {} does not",
    "no_words": "no passage has these words; found: {}",
    "no_passage": "none",
    "quoted": "“{}”",
    "no_id": "{}: no draft has the id {}",
    "nothing": "{}: nothing to accept: {}",
    "nothing_accepted": "it is accepted by {} ({})",
    "nothing_found": "nothing is found in it",
    "nothing_of_rule": "{} finds nothing in it; found by: {}",
    "which_draft": "{}: {} drafts have such a finding: say which with --draft",
    "needs_id": "{}:{}: this draft needs an `id` that the waiver can name",
    "one_finding": "{} finding",
    "many_finding": "{} findings",
    "one_draft": "{} draft",
    "many_draft": "{} drafts",
    "baseline": "{file}: {findings} in {drafts}; {new} new, {gone} gone",
    "barred": "; left out, since nobody may accept it: {}",
    "kept": "{}; it stays as it is",
    "there_already": "{} is there already; --force replaces it",
    "passed_over": "{}: passed over: JSON without a `text` is no draft",
    "not_read": "{}: cannot be read: {}",
    "config_or_not": "--config and --no-config contradict each other",
    "diff_or_write": "--diff or --write, not both, when a draft comes from -: each prints on standard output",
    "has_output": "--{} has standard output to itself here: no --format {}",
    "answers_alone": "--write-answers goes with --interactive: there are no answers without it",
    "asks_stdin": "--interactive reads the answers from standard input: give the draft as a file, not as -",
    "asks_nobody": "--interactive needs a terminal to ask in, and standard input is none",
    "progress": "{} drafts",
}
_WORDS: Mapping[Language, Mapping[str, str]] = {"fr": _FR, "en": _EN}
_UNREAD = {
    "no such file": "fichier introuvable",
    "is a folder, and no draft in it was named or found": "c'est un dossier, sans brouillon nommé ni trouvé",
    "is empty: no text in it": "vide : il n'y a pas de texte",
    "is empty: no draft in it": "vide : il n'y a pas de brouillon",
    "is an empty list: no draft in it": "liste vide : il n'y a pas de brouillon",
    "holds front matter but no text": "des indications en tête, mais pas de texte",
}
"""What readers of files say most often; the rest of what they say is in English."""
_SYSTEM = {
    errno.ENOENT: "fichier ou dossier introuvable",
    errno.EACCES: "accès refusé",
    errno.EISDIR: "c'est un dossier",
    errno.ENOTDIR: "ce n'est pas un dossier",
    errno.ENOSPC: "plus de place sur le disque",
    errno.EROFS: "le disque est en lecture seule",
}


def spoken(chosen: Language | None = None) -> Language:
    """Return the language of what a command says: that asked for, else the locale's, else English."""
    return reader_language(chosen) or "en"


def words_of(language: Language) -> Mapping[str, str]:
    """Return the words of a language, by key."""
    return _WORDS[language]


def counted(name: str, number: int, language: Language) -> str:
    """Return a number with what it counts: `1 finding`, `2 findings`."""
    is_one = number == 1 or (language == "fr" and number == 0)
    return _WORDS[language][f"{'one' if is_one else 'many'}_{name}"].format(number)


def unread(message: str, language: Language) -> str:
    """Return what keeps a file from being read, in the language where it is known there."""
    return _UNREAD.get(message, message) if language == "fr" else message


def why(error: Exception, language: Language) -> str:
    """Return the reason of an error of the system."""
    if language == "fr" and isinstance(error, OSError) and error.errno in _SYSTEM:
        return _SYSTEM[error.errno]
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
