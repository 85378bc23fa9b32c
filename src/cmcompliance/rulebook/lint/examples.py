"""Rules whose examples prove little: too few, or copies of each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations

from cmcompliance.rulebook.book import Example, Rule, RuleBook
from cmcompliance.rulebook.errors import Problem, nearest, problem_at

FEWEST = 3
_ALIKE = 0.8
_SHORTEST = 6
"""Words from which texts are compared: shorter ones are alike by chance."""
_WORD = re.compile(r"\w+")


def example_problems(book: RuleBook) -> Iterator[Problem]:
    """Yield rules with fewer than three breaching or clean examples, and examples that prove little."""
    seen: dict[tuple[str, str], Example] = {}
    for rule in book.rules.values():
        for expect in (_proof(rule), "clean"):
            count = _count(rule, expect)
            if count < FEWEST:
                message = f"{count} {expect} examples in `{rule.name}`, expected at least {FEWEST}"
                yield problem_at(rule.place, message)
        if rule.ask and not _count(rule, "asking"):
            yield problem_at(rule.place, f"`{rule.name}` asks, but has no asking example")
        for example in rule.examples:
            yield from _unknown_places(example, book)
        yield from _copies(rule)
        yield from _repeated(rule, seen)


def _proof(rule: Rule) -> str:
    """A rule may be there to ask and nothing else: then its questions are what must be shown."""
    return "asking" if _count(rule, "asking") and not _count(rule, "breaching") else "breaching"


def _count(rule: Rule, expect: str) -> int:
    return sum(example.expect == expect for example in rule.examples)


def _unknown_places(example: Example, book: RuleBook) -> Iterator[Problem]:
    """A draft for a place that does not exist is judged by no law, and proves nothing."""
    for code in example.draft.get("jurisdictions") or ():
        if code not in book.territories and str(code).split("-")[0] not in book.territories:
            message = f"`{code}` is no territory of the rule book{nearest(str(code), book.territories)}"
            yield problem_at(example.place, message)


def _repeated(rule: Rule, seen: dict[tuple[str, str], Example]) -> Iterator[Problem]:
    for example in rule.examples:
        key = (example.expect, " ".join(_words(example)))
        first = seen.setdefault(key, example)
        if first is not example and key[1]:
            at = first.place
            yield problem_at(example.place, f"the same text as the example at {at.file}:{at.line}")


def _copies(rule: Rule) -> Iterator[Problem]:
    words = {id(example): _words(example) for example in rule.examples}
    for first, second in combinations(rule.examples, 2):
        ours, theirs = words[id(first)], words[id(second)]
        if first.expect != second.expect or ours == theirs or min(len(ours), len(theirs)) < _SHORTEST:
            continue
        matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
        if (
            matcher.real_quick_ratio() >= _ALIKE
            and matcher.quick_ratio() >= _ALIKE
            and matcher.ratio() >= _ALIKE
        ):
            message = f"the same text as the example at line {first.place.line} but for a few words"
            yield problem_at(second.place, message)


def _words(example: Example) -> list[str]:
    return _WORD.findall(str(example.draft.get("text", "")).casefold())
