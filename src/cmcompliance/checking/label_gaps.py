"""Labels of a draft that nobody can use: a value that does not fit, or a name that is a slip of another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Literal

from cmcompliance.rulebook.book import QuestionText
from cmcompliance.rulebook.labels import PREFIX, read_label

_MISFIT = {
    "fr": "`{}` vaut « {} » ; attendu : {}",
    "en": "`{}` is “{}”; expected {}",
}
_SLIP = {
    "fr": "aucune règle ne connaît `{}` ; vouliez-vous dire `{}` ?",
    "en": "no rule knows `{}`; did you mean `{}`?",
}
_EXPECTED = {
    "fr": {"bool": "true ou false", "number": "un nombre", "choice": "l'un de {}", "text": "un texte"},
    "en": {"bool": "true or false", "number": "a number", "choice": "one of {}", "text": "a text"},
}


def label_gaps(
    given: Mapping[str, bool | int | float | str],
    declared: Mapping[str, QuestionText],
    language: Literal["fr", "en"],
) -> Iterator[str]:
    """Yield why labels do not count: those that look like a declared one that the draft does not give, and
    those whose value is none of what their question asks for. Labels of packs that are not loaded may stand.
    """
    for name, value in given.items():
        question = declared.get(name)
        if question is None:
            near = get_close_matches(name, declared.keys() - given.keys(), n=1, cutoff=0.75)
            if near:
                yield _SLIP[language].format(PREFIX + name, PREFIX + near[0])
        elif read_label(question, value) is None:
            expected = _EXPECTED[language][question.type].format(", ".join(question.labels))
            shown = str(value).lower() if isinstance(value, bool) else value
            yield _MISFIT[language].format(PREFIX + name, shown, expected)
