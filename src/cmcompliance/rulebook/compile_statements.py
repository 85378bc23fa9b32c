"""Entries of the statements: the wordings that the law gives, each also a concept that finds it in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cmcompliance.rulebook.book import Concept, Statement
from cmcompliance.rulebook.compile_data import Complain, words
from cmcompliance.rulebook.entries import Entry, Reference
from cmcompliance.rulebook.errors import nearest, problem_at
from cmcompliance.rulebook.files import StatementData, StatementsFile
from cmcompliance.rulebook.phrase import PhraseError, parse_phrase
from cmcompliance.rulebook.vocabulary import VARIABLES
from cmcompliance.rulebook.yamltree import Path, Tree

PREFIX = "statement "
"""Begins the names of the concepts that statements bring; no concept of the lexicon has a space."""

_VARIABLE = re.compile(r"\{([^{}]*)\}")
_SENTENCE_END = re.compile(r"[.!?…:;](?=\s|$)|\n")
_SYNTAX = re.compile(r"[()\[\]|{}<>*#«»\"“”]|//")
_PHONE = re.compile(r"(?<!\d)\d\d(?:[ .-]\d\d){4}(?!\d)")
_LONGEST_VALUE = 8
"""Words that the value of a variable may have."""


def concept_of(statement: str) -> str:
    """Return the name of the concept that finds a statement."""
    return PREFIX + statement


def statement_entries(data: StatementsFile, tree: Tree, complain: Complain) -> Iterator[Entry]:
    """Yield each statement and its concept."""
    for key, item in data.statements.items():
        path: Path = ("statements", key)
        place = tree.place(path, key=True)
        texts = words(item.text)
        _check(item, tree, path, complain)
        reference = Reference("source", item.source, tree.place((*path, "source")))
        value = Statement(key, words(item.meaning), texts, item.source, place)
        yield Entry("statement", key, value, place, (reference,))
        phrases: dict[str, tuple[str, ...]] = {code: (phrase_of(text),) for code, text in texts.items()}
        if item.also:
            phrases["any"] = tuple(item.also)
        name = concept_of(key)
        yield Entry("concept", name, Concept(name, words(item.meaning), phrases, {}, place), place)


def phrase_of(text: str) -> str:
    """Return the phrase that finds a wording, whatever its punctuation; a variable stands for a value."""
    pieces = _VARIABLE.split(text)
    value = f"{{1-{_LONGEST_VALUE}}}"
    plain = [value if index % 2 else _plain(piece) for index, piece in enumerate(pieces)]
    return re.sub(r"^(// )+|( //)+$", "", " ".join(" ".join(plain).split()))


def _plain(text: str) -> str:
    without_syntax = _SYNTAX.sub(" ", _SENTENCE_END.sub("\0", text)).replace("\0", " // ")
    return _PHONE.sub(lambda number: _any_spacing(number[0]), without_syntax)


def _any_spacing(number: str) -> str:
    pairs = re.findall(r"\d\d", number)
    return f"({'|'.join(sign.join(pairs) for sign in (' ', '-', '.', ''))})"


def _check(item: StatementData, tree: Tree, path: Path, complain: Complain) -> None:
    for code, text in words(item.text).items():
        place = tree.place((*path, "text", code))
        for variable in _VARIABLE.findall(text):
            if variable not in VARIABLES:
                hint = nearest(variable, VARIABLES)
                complain(problem_at(place, f"unknown variable `{{{variable}}}`{hint}"))
        try:
            parse_phrase(phrase_of(text))
        except PhraseError as error:
            complain(problem_at(place, str(error)))
    for index, phrase in enumerate(item.also):
        try:
            parse_phrase(phrase)
        except PhraseError as error:
            complain(problem_at(tree.place((*path, "also", index)), str(error)))
