"""Which lines of a condition keep it from being met, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cmcompliance.explaining.model import Step
from cmcompliance.explaining.words import words_of
from cmcompliance.rulebook.vocabulary import MECHANICS

_MOST = 3


def obstacles(step: Step, language: str) -> list[str]:
    """Return a phrase for each line that makes a condition false; where none does, for those left unknown."""
    phrases = list(dict.fromkeys(_phrases(step, language)))
    if len(phrases) > _MOST:
        phrases[_MOST:] = [words_of(language)["more"].format(len(phrases) - _MOST)]
    return phrases


def _phrases(step: Step, language: str) -> Iterator[str]:
    if step.sort == "test":
        yield _phrase(step, language)
        return
    wanting = [member for member in step.steps if member.truth is step.truth]
    names = list(dict.fromkeys(name for member in wanting for name in _names(member, language)))
    if step.sort == "all" or step.truth is None or len(names) <= 1:
        for member in wanting:
            yield from _phrases(member, language)
        return
    words = words_of(language)
    more = f" {words['more'].format(len(names) - _MOST)}" if len(names) > _MOST else ""
    yield words["none_of"].format(words["or"].join(names[:_MOST])) + more


def _names(step: Step, language: str) -> Sequence[str]:
    """Return what would have to be otherwise, by name."""
    if step.sort == "test":
        return [_wanted(step, language)]
    wanting = [member for member in step.steps if member.truth is step.truth]
    return [name for member in wanting for name in _names(member, language)]


def _wanted(step: Step, language: str) -> str:
    words, name = words_of(language), step.meaning or step.fact or ""
    if step.wanted is not None and not isinstance(step.value, bool):
        return words["wanted"].format(name, step.wanted)
    return words["not"].format(name) if _is_excluded(step) else name


def _is_excluded(step: Step) -> bool:
    """Whether what is said is in the way; a condition may ask that a field be false without negating it."""
    return step.value is True if step.wanted is not None else step.negated


def _phrase(step: Step, language: str) -> str:
    words = words_of(language)
    if step.truth is None or step.value is None:
        return (words["unknown"] if step.meaning else words["not_given"]).format(step.meaning or step.fact)
    if not isinstance(step.value, bool):
        of_terms = (step.fact or "").startswith(MECHANICS)
        name, held = step.meaning or step.fact, step.value_meaning or step.value
        return words["terms" if of_terms else "field"].format(step.wanted or step.test, name, held)
    name = (step.meaning or step.fact or "") + _quoted(step, language)
    return words["excluded" if _is_excluded(step) else "missing"].format(name)


def _quoted(step: Step, language: str) -> str:
    texts = list(dict.fromkeys(" ".join(place.text.split()) for place in step.places if place.text.strip()))
    return words_of(language)["words"].format(texts[0]) if texts else ""
