"""Hostile texts end: no regular expression of the parse, and no stage of it, takes more than linear time.

The limit is far above what linear time needs and below what anything else would.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from re import _constants, _parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

import pytest

import cmcompliance.facts
import cmcompliance.parse
from cmcompliance.parse import TextParser
from parse.conftest import EXCEPTIONS, LEXICON, concepts_of

LENGTH = 30_000
SECONDS = 4
CATEGORIES = {
    "CATEGORY_DIGIT": "7",
    "CATEGORY_SPACE": " ",
    "CATEGORY_WORD": "w",
    "CATEGORY_NOT_DIGIT": "x",
    "CATEGORY_NOT_SPACE": "x",
    "CATEGORY_NOT_WORD": "!",
}

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs a timer that interrupts")


def _modules() -> Iterator[ModuleType]:
    for package in (cmcompliance.parse, cmcompliance.facts):
        for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            yield importlib.import_module(info.name)


def _patterns_in(value: Any) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from _patterns_in(one)
    elif isinstance(value, dict):
        yield from _patterns_in([*value, *value.values()])


PATTERNS = {
    pattern.pattern: (f"{module.__name__}.{name}", pattern)
    for module in _modules()
    for name, value in vars(module).items()
    if not name.startswith("__")
    for pattern in _patterns_in(value)
}


def _characters(tree: Any) -> Iterator[str]:
    """Yield a character for each literal, range and category of a parsed expression."""
    for kind, value in tree:
        if kind in (_constants.LITERAL, _constants.NOT_LITERAL):
            yield chr(value)
        elif kind is _constants.RANGE:
            yield chr(value[0])
        elif kind is _constants.CATEGORY:
            yield CATEGORIES.get(str(value), "x")
        elif kind is _constants.ANY:
            yield "x"
        elif kind in (_constants.IN, _constants.ATOMIC_GROUP):
            yield from _characters(value)
        elif kind is _constants.BRANCH:
            for option in value[1]:
                yield from _characters(option)
        elif isinstance(value, tuple) and isinstance(value[-1], _parser.SubPattern):
            yield from _characters(value[-1])


def _hostile_texts(pattern: re.Pattern[str]) -> Iterator[str]:
    own = list(dict.fromkeys(_characters(_parser.parse(pattern.pattern, pattern.flags))))
    letters = list(dict.fromkeys([*own[:10], *"a7 .-,"]))
    for letter in letters:
        yield letter * LENGTH + "\n"
    for first in letters[:8]:
        for second in letters[:8]:
            if first != second:
                yield (first + second) * (LENGTH // 2) + "\n"


@contextmanager
def _ends() -> Iterator[None]:
    def too_late(*_: object) -> None:
        pytest.fail(f"did not end within {SECONDS} seconds of work")

    before = signal.signal(signal.SIGVTALRM, too_late)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def test_the_expressions_are_found() -> None:
    assert len(PATTERNS) > 40


@pytest.mark.parametrize("pattern", [pytest.param(pattern, id=name) for name, pattern in PATTERNS.values()])
def test_an_expression_ends_on_what_it_looks_for_over_and_over(pattern: re.Pattern[str]) -> None:
    for text in _hostile_texts(pattern):
        with _ends():
            for _ in pattern.finditer(text):
                pass


@pytest.fixture(scope="module")
def reader() -> TextParser:
    return TextParser(concepts_of(LEXICON, EXCEPTIONS))


@pytest.mark.parametrize(
    "unit",
    [
        "a", "a b ", "a.b.", "l'", "« ", '"', "(", "-", "- ", "_", "/", "?", "!", "·", "@a", "#a",
        "5", "1 000 ", "1,", "5 € ", "50 % ", "12/12/2026 ", "du 3 au 5 mai ", "lundi ", "06 12 34 56 78 ",
        "#JeuConcours", "FR76 ", "http://a.fr/",
        "🎁", "🎁 un ", "\n", "a\n", "\u200b", "e\u0301", "аa", "Léa ", "gagnez ",
        "gagne un bon de 50 € ", "tirage au sort. ", "tague un ami ", "lâche un 🔥 ", "c0nc0urs ", "pas ",
    ],
)  # fmt: skip
def test_a_text_that_says_one_thing_over_and_over_is_read(unit: str, reader: TextParser) -> None:
    text = unit * (LENGTH // len(unit))
    with _ends():
        assert reader.read(text).text == text
