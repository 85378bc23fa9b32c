"""What `scan report` says, in French and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cmcompliance.render import Language

_FR = {
    "written": "Rapport : {}",
    "not_written": "{}: écriture impossible : {}",
    "fault": "le rapport n'a pas pu être fait ({}) ; les résultats sont entiers : `cmcompliance scan "
    "report {}` essaie encore",
}
_EN = {
    "written": "Report: {}",
    "not_written": "{}: cannot be written: {}",
    "fault": "the report could not be made ({}); the results are whole: `cmcompliance scan report {}` "
    "tries again",
}


def words_of(language: Language) -> Mapping[str, str]:
    """Return the words of a language, by key."""
    return _FR if language == "fr" else _EN
