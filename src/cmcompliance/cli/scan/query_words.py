"""What `scan query` and `scan export` say beside what they write, in French and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cmcompliance.render import Language

_FR = {
    "unfinished": "le contrôle n'est pas achevé : voici les résultats jusqu'ici (--resume le reprend)",
    "rows": "({} lignes)",
    "row": "({} ligne)",
    "written": "écrit : {} ({} lignes)",
    "exported": "écrit : {}",
    "which_form": "sous quelle forme écrire {} ? Dites-le par --format, ou terminez le nom par {}",
    "parquet_to": "--format parquet demande --to FICHIER",
    "no_sql": "la requête est vide",
}
_EN = {
    "unfinished": "the scan is not finished: these are the results so far (--resume goes on with it)",
    "rows": "({} rows)",
    "row": "({} row)",
    "written": "written: {} ({} rows)",
    "exported": "written: {}",
    "which_form": "in which form is {} to be written? Say it by --format, or end it in {}",
    "parquet_to": "--format parquet needs --to FILE",
    "no_sql": "the query is empty",
}


def words_of(language: Language) -> Mapping[str, str]:
    """Return the words of a language, by key."""
    return _FR if language == "fr" else _EN
