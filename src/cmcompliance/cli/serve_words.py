"""What `serve` says in the terminal, in French and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from cmcompliance.render import Language

_FR: Final = {
    "starting": "cmcompliance : chargement des règles…",
    "at": "cmcompliance écoute sur {}",
    "page": "page : {}",
    "rules": "règles : {} ({})",
    "workers": "processus : {}, {:g} s par brouillon, {} en attente au plus",
    "no_keys": "clés : aucune demandée, le service ne se voit que de cette machine",
    "log": "journal : une ligne de JSON par demande, sur la sortie d'erreur, sans le texte des brouillons",
    "log_drafts": "ATTENTION : le journal contient le texte des brouillons (--log-drafts)",
    "root": "ATTENTION : le service tourne en root ; donnez-lui un compte à lui",
    "stop": "Ctrl-C pour arrêter : ce qui est en cours se termine ; deux fois pour arrêter tout de suite",
    "stopped": "cmcompliance : arrêté",
    "keys": "clés : {} valables, dans {}",
    "needs_keys": "{} demande une clé : {} ; créez-en une : cmcompliance keys create NOM"
    " (ou, sur cette machine seule, --no-key)",
    "no_key_holds": "aucune clé valable dans {}",
    "key_or_not": "--keys et --no-key se contredisent",
    "key_needed": "--no-key : seulement là où d'autres machines n'atteignent pas le service",
    "decisions": "décisions : consignées dans {}, sans le texte des brouillons",
    "no_decisions": "décisions : NON consignées (--log off)",
    "keep_drafts": "décisions : consignées dans {}, AVEC les brouillons (--keep-drafts)",
    "no_log": "journal des décisions : {}",
    "webhooks": "webhooks : vers {}",
    "no_webhook": "webhook : {}",
    "busy": "{} : {} ; le service tourne-t-il déjà ? Autrement : --port",
    "extra": "`serve` a besoin de FastAPI et d'uvicorn : pip install 'cmcompliance[serve]'",
    "config_or_not": "--config et --no-config se contredisent",
    "proxy": "--trusted-proxy {} : une adresse ou un réseau, comme 10.0.0.0/8",
    "host_or_socket": "--unix-socket remplace --host et --port",
    "not_listened": "{} : {}",
}
_EN: Final = {
    "starting": "cmcompliance: loading the rules…",
    "at": "cmcompliance listens on {}",
    "page": "page: {}",
    "rules": "rules: {} ({})",
    "workers": "workers: {}, {:g} s for a draft, at most {} waiting",
    "no_keys": "keys: none needed, the service can be seen from this machine alone",
    "log": "log: a line of JSON for each request, on standard error, without the text of drafts",
    "log_drafts": "WARNING: the log holds the text of drafts (--log-drafts)",
    "root": "WARNING: the service runs as root; give it an account of its own",
    "stop": "Ctrl-C to stop: what runs comes to its end; twice to stop at once",
    "stopped": "cmcompliance: stopped",
    "keys": "keys: {} hold, in {}",
    "needs_keys": "{} needs a key: {}; create one: cmcompliance keys create NAME"
    " (or, for this machine alone, --no-key)",
    "no_key_holds": "no key of {} holds",
    "key_or_not": "--keys and --no-key contradict each other",
    "key_needed": "--no-key: only where other machines cannot reach the service",
    "decisions": "decisions: kept in {}, without the text of drafts",
    "no_decisions": "decisions: NOT kept (--log off)",
    "keep_drafts": "decisions: kept in {}, WITH the drafts (--keep-drafts)",
    "no_log": "decision log: {}",
    "webhooks": "webhooks: to {}",
    "no_webhook": "webhook: {}",
    "busy": "{}: {}; does the service run already? Else: --port",
    "extra": "`serve` needs FastAPI and uvicorn: pip install 'cmcompliance[serve]'",
    "config_or_not": "--config and --no-config contradict each other",
    "proxy": "--trusted-proxy {}: an address or a network, such as 10.0.0.0/8",
    "host_or_socket": "--unix-socket stands in place of --host and --port",
    "not_listened": "{}: {}",
}
_WORDS: Final[Mapping[str, Mapping[str, str]]] = {"fr": _FR, "en": _EN}


def serve_words(language: Language) -> Mapping[str, str]:
    """Return the words of a language, by key."""
    return _WORDS[language]
