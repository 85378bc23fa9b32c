"""What `scan diff` says, in French and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cmcompliance.render import Language

_FR = {
    "posts": "Publications : {} avant, {} maintenant. Constats :",
    "new": "nouveaux",
    "changed": "changés",
    "fixed": "disparus",
    "unchanged": "inchangés",
    "title_new": "NOUVEAUX",
    "title_changed": "CHANGÉS",
    "title_fixed": "DISPARUS",
    "error": "erreur",
    "warning": "alerte",
    "info": "info",
    "more": "… et {} autres : --format csv ou json les donne tous",
    "new_errors": "Nouvelles erreurs que personne n'a acceptées : {}",
    "post_new": "nouvelle publication",
    "post_gone": "publication absente de l'archive",
    "post_edited": "publication modifiée",
    "not_checked": "publication qui n'a pas pu être contrôlée (voir errors)",
    "waiver": "dérogation",
    "rules": "règles ou réglages changés",
    "unknown": "raison inconnue",
}
_EN = {
    "posts": "Posts: {} then, {} now. Findings:",
    "new": "new",
    "changed": "changed",
    "fixed": "gone",
    "unchanged": "unchanged",
    "title_new": "NEW",
    "title_changed": "CHANGED",
    "title_fixed": "GONE",
    "error": "error",
    "warning": "warning",
    "info": "info",
    "more": "… and {} more: --format csv or json has them all",
    "new_errors": "New errors that nobody accepted: {}",
    "post_new": "the post is new",
    "post_gone": "the archive has the post no more",
    "post_edited": "the post was edited",
    "not_checked": "the post could not be checked (see errors)",
    "waiver": "a waiver",
    "rules": "rules or settings changed",
    "unknown": "for an unknown reason",
}


def words_of(language: Language) -> Mapping[str, str]:
    """Return the words of a language, by key."""
    return _FR if language == "fr" else _EN
