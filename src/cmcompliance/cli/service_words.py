"""What `keys`, `decisions` and `webhooks` say in the terminal, in French and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from cmcompliance.cli.words import spoken

if TYPE_CHECKING:
    from cmcompliance.render import Language

_FR: Final = {
    "key_created": "{} ({}) est dans {}. Son secret, montré cette seule fois :",
    "no_keys": "aucune clé dans {} ; créez-en une : `cmcompliance keys create NOM`",
    "key_revoked": "{} ({}) est révoquée.",
    "created": "créée le {:%Y-%m-%d}",
    "revoked": "révoquée le {:%Y-%m-%d}",
    "expired": "expirée le {}",
    "until": "jusqu'au {}",
    "no_end": "sans fin",
    "name_file": "{} : nommez le fichier avec --file",
    "rate": "--rate : un nombre de demandes par minute, comme 60/min, et non {!r}",
    "keys_not_written": "le fichier des clés ne peut pas être écrit : {}",
    "decisions_pruned": "décisions de plus de {1} jours retirées : {0}",
    "drafts_pruned": "brouillons de plus de {1} jours retirés : {0}",
    "config_or_not": "--config et --no-config se contredisent",
    "draft_missing": "le journal n'a pas gardé le brouillon de {} : donnez-le avec --draft FICHIER ; "
    "son empreinte est {}",
    "not_the_draft": "{} n'est pas le brouillon de {}, dont l'empreinte est {}",
    "none_is_the_draft": "aucun des brouillons de {} n'est celui de {}, dont l'empreinte est {}",
    "name_log": "{} : nommez le journal avec --log",
    "no_decision": "le journal n'a pas de décision {!r} : `cmcompliance decisions list` les montre",
    "day": "{} : un jour, comme 2026-11-29, et non {!r}",
    "passes": "--passes : ce que `verify` a dit, un nombre, deux-points et une empreinte, et non {!r}",
    "name_queue": "{} : nommez la file avec --queue",
    "no_queue": "aucune file de webhooks dans {}",
    "bad_queue": "la file de webhooks {} : {}",
    "requeued": "messages remis dans la file : {}",
    "none_dead": "aucun message n'a été abandonné : `cmcompliance webhooks list` les montre tous",
    "not_dead": "le message {!r} n'a pas été abandonné : `cmcompliance webhooks list` les montre tous",
    "waits": "en attente, {} essais",
    "given_up": "abandonné, {} essais",
}
_EN: Final = {
    "key_created": "{} ({}) is in {}. Its secret is shown this once:",
    "no_keys": "no keys in {}: create one with `cmcompliance keys create NAME`",
    "key_revoked": "{} ({}) is revoked.",
    "created": "created {:%Y-%m-%d}",
    "revoked": "revoked {:%Y-%m-%d}",
    "expired": "expired {}",
    "until": "until {}",
    "no_end": "no end",
    "name_file": "{}: name the file with --file",
    "rate": "--rate: expected requests a minute, such as 60/min, got {!r}",
    "keys_not_written": "the file of keys cannot be written: {}",
    "decisions_pruned": "decisions older than {1} days that were removed: {0}",
    "drafts_pruned": "drafts older than {1} days that were removed: {0}",
    "config_or_not": "--config and --no-config contradict each other",
    "draft_missing": "the log does not keep the draft of {}: give it with --draft FILE; its digest is {}",
    "not_the_draft": "{} is not the draft of {}, whose digest is {}",
    "none_is_the_draft": "none of the drafts of {} is that of {}, whose digest is {}",
    "name_log": "{}: name the log with --log",
    "no_decision": "the log has no decision {!r}: `cmcompliance decisions list` shows them",
    "day": "{}: expected a day such as 2026-11-29, got {!r}",
    "passes": "--passes: expected what `verify` printed, a number, a colon and a hash, got {!r}",
    "name_queue": "{}: name the queue with --queue",
    "no_queue": "there is no queue of webhooks at {}",
    "bad_queue": "the queue of webhooks {}: {}",
    "requeued": "messages that are queued again: {}",
    "none_dead": "no message was given up: `cmcompliance webhooks list` shows all",
    "not_dead": "message {!r} was not given up: `cmcompliance webhooks list` shows all",
    "waits": "waits, {} tries",
    "given_up": "given up, {} tries",
}
_WORDS: Final[Mapping[str, Mapping[str, str]]] = {"fr": _FR, "en": _EN}


def say(key: str, *values: object, lang: Language | None = None) -> str:
    """Return a phrase with its values, in the language asked for, else the locale's."""
    return _WORDS[spoken(lang)][key].format(*values)
