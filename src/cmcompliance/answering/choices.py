"""Choices as people name them: by number, by value, by its words, or by the beginning of either."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from cmcompliance.answering.folding import bare
from cmcompliance.answering.misread import MisreadError
from cmcompliance.answering.words import words_of

_BETWEEN = re.compile(r"[,;+\n]|\s(?:et|and|&)\s")
_NUMBERS = re.compile(r"\d+(?:\s+\d+)+")


def read_choice(text: str, choices: Sequence[str], labels: Mapping[str, str], language: str) -> str:
    """Return the choice that a reply names.

    `labels`: the choices in the reader's words. Raises MisreadError for none, or for more than one.
    """
    words, reply = words_of(language), text.strip()
    if reply.isdecimal():
        if not 1 <= int(reply) <= len(choices):
            raise MisreadError(words["out_of_range"].format(reply, len(choices)))
        return choices[int(reply) - 1]
    names = {choice: (bare(choice), bare(labels.get(choice, choice))) for choice in choices}
    wanted = bare(reply)
    found = _named(wanted, names) if wanted else []
    if len(found) == 1:
        return found[0]
    if found:
        shown = words["and"].join(labels.get(choice, choice) for choice in found)
        raise MisreadError(words["several"].format(reply, shown))
    every = {name: choice for choice, both in names.items() for name in both}
    near = get_close_matches(wanted, every, n=1, cutoff=0.6)
    hint = words["nearest"].format(labels.get(every[near[0]], every[near[0]])) if near else ""
    raise MisreadError(words["not_choice"].format(reply, len(choices)) + hint)


def read_choices(text: str, choices: Sequence[str], labels: Mapping[str, str], language: str) -> list[str]:
    """Return the choices that a reply names, each once, in the order of the list. Raises MisreadError."""
    try:
        return [read_choice(text, choices, labels, language)]
    except MisreadError:
        parts = parts_of(text)
        if len(parts) < 2:
            raise
    found = {read_choice(part, choices, labels, language) for part in parts}
    return [choice for choice in choices if choice in found]


def parts_of(text: str) -> list[str]:
    """Return the parts of a list: between commas, semicolons, "et", "and"; numbers also between blanks."""
    if _NUMBERS.fullmatch(text.strip()):
        return text.split()
    return [part.strip() for part in _BETWEEN.split(text) if part.strip()]


def _named(wanted: str, names: Mapping[str, tuple[str, str]]) -> list[str]:
    """Return the choices called so; failing that, those that begin so; else those with a word that does."""
    return (
        [choice for choice, both in names.items() if wanted in both]
        or [choice for choice, both in names.items() if any(name.startswith(wanted) for name in both)]
        or [choice for choice, both in names.items() if any(f" {wanted}" in name for name in both)]
    )
