"""Which finding speaks when several rules see the same breach: each is said once."""

from __future__ import annotations

from collections.abc import Sequence

from cmcompliance.checking.goals import Application
from cmcompliance.report import Finding
from cmcompliance.rulebook.book import RuleBook

_RANK = {"error": 0, "warning": 1, "info": 2}
Found = tuple[Application, Finding]


def said_once(found: Sequence[Found], book: RuleBook) -> tuple[list[Found], list[tuple[Found, Found]]]:
    """Return the findings that speak, and each of the others with the one that says it instead.

    Of one obligation, a union's rule yields to that of the country, a federation's to that of the state; of
    two rules of the same rank that see the same words, the more severe one stays, else the first by name; a
    platform's rule that sees the same words yields to a territory's that is as severe. A rule with a duty of
    its own (`beside`) neither yields nor silences, and no house's own rule silences the law or terms.
    """
    kept: list[Found] = []
    unsaid: list[tuple[Found, Found]] = []
    for one in sorted(found, key=lambda item: _order(item, book)):
        speaking = next((other for other in kept if _says_it(other, one, book)), None)
        if speaking is None:
            kept.append(one)
        else:
            unsaid.append((one, speaking))
    return kept, unsaid


def _order(found: Found, book: RuleBook) -> tuple[bool, int, int, str, str]:
    """Those that may silence others come first: a territory's rules, nearer ones, more severe ones."""
    application, finding = found
    place = application.jurisdiction or ""
    distance = _distance(application, book)
    return application.jurisdiction is None, distance, _RANK[finding.severity], finding.rule, place


def _says_it(kept: Found, other: Found, book: RuleBook) -> bool:
    """Whether `kept`, which comes first, says what `other` says."""
    (of_kept, finding), (of_other, other_finding) = kept, other
    places = {of_kept.jurisdiction, of_other.jurisdiction} - {None}
    beside = of_kept.goal.rule.beside or of_other.goal.rule.beside
    apart = beside or _of_house(of_kept) != _of_house(of_other)
    if finding.obligation != other_finding.obligation or len(places) > 1 or apart:
        return False
    if of_other.jurisdiction is not None and _distance(of_kept, book) < _distance(of_other, book):
        return True
    # A law's advice does not silence what a platform forbids.
    graver = of_other.jurisdiction is None and _RANK[finding.severity] > _RANK[other_finding.severity]
    return not graver and _same_words(finding, other_finding)


def _of_house(application: Application) -> bool:
    return all(source.house is not None for source in application.sources)


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
