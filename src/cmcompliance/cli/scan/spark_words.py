"""What `scan --engine spark` and `scan drafts` say, in French and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cmcompliance.render import Language

_FR = {
    "extra": "`scan --engine spark` a besoin de {} : pip install 'cmcompliance[spark]'",
    "java": "`scan --engine spark` a besoin de Java 17 ou plus récent : installez-le (Debian, Ubuntu : "
    "apt-get install openjdk-17-jre-headless) ou indiquez-le par JAVA_HOME",
    "not_with": "{} n'a pas de sens avec --engine spark : {}",
    "workers": "c'est --master qui dit combien de processus contrôlent, par exemple local[4]",
    "resume": "Spark reprend lui-même les tâches perdues ; un scan arrêté se refait dans un autre dossier",
    "conditions": "choisissez les publications avant, ou dans les résultats",
    "reuse": "un scan antérieur ne se reprend que sans Spark",
    "period": "choisissez les jours en préparant les publications, par cmcompliance scan drafts",
    "only_with": "{} ne vaut qu'avec --engine spark",
    "no_pair": "--conf {} : écrivez NOM=VALEUR, par exemple spark.executor.memory=4g",
    "running": "contrôle par Spark en cours…",
    "fed": "Publications écrites : {}",
    "told": "Autres lignes (laissé de côté ou illisible, qui seront dans errors) : {}",
    "where": "Fichier : {}",
    "next": "Ensuite : cmcompliance scan {} --engine spark --out …",
    "to": "--to {} : donnez un nom en .jsonl ou en .parquet",
    "is_source": "--to {} : c'est une des archives à lire",
}
_EN = {
    "extra": "`scan --engine spark` needs {}: pip install 'cmcompliance[spark]'",
    "java": "`scan --engine spark` needs Java 17 or later: install it (Debian, Ubuntu: apt-get install "
    "openjdk-17-jre-headless) or say where it is by JAVA_HOME",
    "not_with": "{} makes no sense with --engine spark: {}",
    "workers": "it is --master that says how many processes check, such as local[4]",
    "resume": "Spark itself repeats tasks that were lost; what was stopped is done again in another folder",
    "conditions": "choose the posts before, or in the results",
    "reuse": "an older scan is taken over without Spark only",
    "period": "choose the days when the posts are prepared, by cmcompliance scan drafts",
    "only_with": "{} goes with --engine spark only",
    "no_pair": "--conf {}: write NAME=VALUE, such as spark.executor.memory=4g",
    "running": "Spark is at it…",
    "fed": "Posts written: {}",
    "told": "Other lines (left out or not readable, which will be in errors): {}",
    "where": "File: {}",
    "next": "Next: cmcompliance scan {} --engine spark --out …",
    "to": "--to {}: give a name that ends in .jsonl or .parquet",
    "is_source": "--to {}: is one of the archives that are read",
}


def words_of(language: Language) -> Mapping[str, str]:
    """Return the words of a language, by key."""
    return _FR if language == "fr" else _EN
