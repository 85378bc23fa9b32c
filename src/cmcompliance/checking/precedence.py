"""Which finding speaks when several rules see the same breach: each is said once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from cmcompliance.checking.goals import Application
from cmcompliance.report import Finding
from cmcompliance.rulebook.book import RuleBook

_RANK = {"error": 0, "warning": 1, "info": 2}
Found = tuple[Application, Finding]


def said_once(found: Sequence[Found], book: RuleBook) -> list[Finding]:
    """Return the findings without those that say again what another one says.

    Of one obligation, a union's rule yields to that of the country, a federation's to that of the state; of
    two rules of the same rank that see the same words, the more severe one stays, else the first by name; a
    platform's rule that sees the same words yields to a territory's. A rule with a duty of its own
    (`beside`) neither yields nor silences.
    """
    silent: set[int] = set()
    for one, other in combinations(range(len(found)), 2):
        if not {one, other} & silent and (weaker := _weaker(found, one, other, book)) is not None:
            silent.add(weaker)
    return [finding for index, (_, finding) in enumerate(found) if index not in silent]


def _weaker(found: Sequence[Found], one: int, other: int, book: RuleBook) -> int | None:
    """Return which of the two yields, None when both are said."""
    (of_one, finding), (of_other, other_finding) = found[one], found[other]
    if not _comparable(found[one], found[other]):
        return None
    nearness = _distance(of_one, book), _distance(of_other, book)
    if nearness[0] != nearness[1] and of_one.jurisdiction == of_other.jurisdiction:
        return one if nearness[0] > nearness[1] else other
    if not _same_words(finding, other_finding):
        return None
    return other if _order(found[one]) <= _order(found[other]) else one


def _comparable(one: Found, other: Found) -> bool:
    """Whether both speak of one obligation, and not to audiences of different countries."""
    (of_one, finding), (of_other, other_finding) = one, other
    places = {of_one.jurisdiction, of_other.jurisdiction} - {None}
    beside = of_one.goal.rule.beside or of_other.goal.rule.beside
    return finding.obligation == other_finding.obligation and len(places) < 2 and not beside


def _distance(application: Application, book: RuleBook) -> int:
    """Return how far up the rule's territory lies from the draft's: 0 for the country's own rule."""
    entry = application.goal.territory
    if entry is None or application.jurisdiction is None:
        return 0
    return book.ancestry(application.jurisdiction).index(entry.key)


def _same_words(one: Finding, other: Finding) -> bool:
    if not one.spans or not other.spans:
        return one.spans == other.spans
    return any(
        mine.field == theirs.field and mine.start < theirs.end and theirs.start < mine.end
        for mine in one.spans
        for theirs in other.spans
    )


def _order(found: Found) -> tuple[bool, int, str]:
    """A territory's rule comes first, then the more severe one."""
    application, finding = found
    return application.jurisdiction is None, _RANK[finding.severity], finding.rule
