"""Which rules a list is to show."""

from __future__ import annotations

from collections.abc import Iterable

from cmcompliance.rulebook.book import Rule, RuleBook
from cmcompliance.rulebook.errors import nearest


class SelectionError(ValueError):
    """A territory, platform or obligation that the rule book does not know."""


def select(
    book: RuleBook, jurisdiction: str | None, platform: str | None, obligation: str | None
) -> list[Rule]:
    """Return the rules that fit all that is given, by name.

    `jurisdiction`: rules of that territory or a larger one around it. With both a jurisdiction and a
    platform, a rule that is silent on one of them fits by the other. `obligation`: a code, or a topic.
    Raises SelectionError.
    """
    check_names(book, jurisdiction, platform, obligation)
    chosen = (rule for rule in book.rules.values() if _fits(rule, book, jurisdiction, platform))
    return [rule for rule in chosen if obligation is None or _under(rule.obligation, obligation)]


def check_names(
    book: RuleBook, jurisdiction: str | None, platform: str | None, obligation: str | None
) -> None:
    """Raise SelectionError for a name that the rule book does not know."""
    _check(jurisdiction, book.territories, "territory")
    _check(platform, book.platforms, "platform")
    topics = {code.split(".")[0] for code in book.obligations}
    _check(obligation, topics.union(book.obligations), "obligation")


def _fits(rule: Rule, book: RuleBook, jurisdiction: str | None, platform: str | None) -> bool:
    territories = {entry.key for entry in rule.scope.territories}
    platforms = {entry.key for entry in rule.scope.platforms}
    around = set(book.ancestry(jurisdiction)) if jurisdiction else set()
    there, on_it = bool(territories & around), platform in platforms
    if not territories and not platforms:
        return True
    if jurisdiction and platform:
        return (there or on_it) and (there or not territories) and (on_it or not platforms)
    return there if jurisdiction else on_it if platform else True


def _under(code: str, wanted: str) -> bool:
    return code == wanted or code.startswith(f"{wanted}.")


def _check(word: str | None, known: Iterable[str], kind: str) -> None:
    names = set(known)
    if word is not None and word not in names:
        raise SelectionError(f"the rule book has no {kind} {word!r}{nearest(word, names, list_up_to=0)}")
