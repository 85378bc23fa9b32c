"""What `scan` says beside its results, in French and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cmcompliance.render import Language

_FR = {
    "no_days": "--since {} vient après --until {} : aucun jour entre les deux",
    "progress": "publications : {drafts} ({rate}/s), constats : {findings}, à ne pas publier : {block}",
    "left": ", reste environ {}",
    "loading": "chargement des règles…",
    "stopping": "arrêt : ce qui est en cours est achevé ; Ctrl-C encore arrête tout de suite",
    "stopped": "arrêté (publications contrôlées : {}) ; la même commande avec --resume reprend là",
    "errors_in": "non contrôlé : {} (voir {}/errors)",
    "nothing": "aucune publication trouvée dans ces archives : rien n'a été contrôlé",
    "title": "Publications contrôlées : {}",
    "so_far": "Publications contrôlées jusqu'ici : {}",
    "over": "  (lots déjà faits auparavant : {})",
    "taken_over": "  (dont repris de l'ancien contrôle, sans rien y changer : {})",
    "damaged": "{}/{} n'est pas ce que le contrôle a écrit : ses publications sont contrôlées à nouveau",
    "block": "à ne pas publier",
    "review": "à relire",
    "pass": "rien à signaler",
    "findings": "Constats, par obligation",
    "more": "  autres obligations : {}",
    "questions": "Questions ouvertes : {}",
    "skipped": "Laissé de côté",
    "troubles": "Non contrôlé",
    "unreadable": "illisible",
    "crashed": "a fait tomber le processus, mis à part",
    "timed_out": "trop long, mis à part",
    "failed": "faute de cmcompliance",
    "incomplete": "une règle n'a pas pu être appliquée",
    "where": "Résultats : {}",
    "advice": "Contrôle automatique : ce n'est pas un avis juridique.",
}
_EN = {
    "no_days": "--since {} comes after --until {}: no day lies between them",
    "progress": "posts: {drafts} ({rate}/s), findings: {findings}, not to be published: {block}",
    "left": ", about {} left",
    "loading": "loading the rules…",
    "stopping": "stopping: what is in flight is finished; Ctrl-C again stops at once",
    "stopped": "stopped (posts checked: {}); the same command with --resume goes on from there",
    "errors_in": "not checked: {} (see {}/errors)",
    "nothing": "no post was found in these archives: nothing was checked",
    "title": "Posts checked: {}",
    "so_far": "Posts checked so far: {}",
    "over": "  (chunks that were done before: {})",
    "taken_over": "  (of which taken over from the older scan as they were: {})",
    "damaged": "{}/{} is not what the scan wrote: its posts are checked anew",
    "block": "not to be published",
    "review": "to be reviewed",
    "pass": "nothing found",
    "findings": "Findings by obligation",
    "more": "  other obligations: {}",
    "questions": "Open questions: {}",
    "skipped": "Left out",
    "troubles": "Not checked",
    "unreadable": "cannot be read",
    "crashed": "ended its process, set apart",
    "timed_out": "took too long, set apart",
    "failed": "a fault of cmcompliance",
    "incomplete": "a rule could not run",
    "where": "Results: {}",
    "advice": "An automatic check: it is no legal advice.",
}


def words_of(language: Language) -> Mapping[str, str]:
    """Return the words of a language, by key."""
    return _FR if language == "fr" else _EN
