"""Which waivers cover which findings, and what is amiss with the others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from cmcompliance.draft import Draft
from cmcompliance.report import Finding, TextSpan, Waived, WaiverTrouble
from cmcompliance.rulebook.book import RuleBook
from cmcompliance.rulebook.selector import selects
from cmcompliance.waivers.waiver import Waiver


@dataclass(frozen=True, slots=True)
class Trouble:
    """What keeps a waiver from covering findings; `words`: the passages that it does not speak of."""

    kind: WaiverTrouble
    waiver: Waiver
    rules: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settled:
    """The findings, those that are covered marked as waived, and what is amiss with the waivers."""

    findings: list[Finding]
    troubles: tuple[Trouble, ...]


def settle(
    findings: Sequence[Finding],
    waivers: Sequence[Waiver],
    draft: Draft,
    day: date,
    book: RuleBook,
    off: frozenset[str] = frozenset(),
) -> Settled:
    """Return the findings with `waived` where a waiver covers them, the first one in order.

    `day`: the one on which a waiver must still hold; `off`: rules that did not speak. Of waivers that speak
    of no finding only the draft's own are told: those of a file may be meant for other drafts.
    """
    settled: list[Finding] = []
    troubles: list[Trouble] = []
    met: set[Waiver] = set()
    for finding in findings:
        concerned = [waiver for waiver in waivers if touches(waiver, finding, draft, book)]
        met.update(concerned)
        held = [(waiver, trouble_of(waiver, finding, day, book)) for waiver in concerned]
        cover = next((waiver for waiver, trouble in held if trouble is None), None)
        settled.append(finding if cover is None else _waived(finding, cover))
        # That a waiver has expired is worth knowing, even where another one has taken its place.
        troubles += [
            trouble for _, trouble in held if trouble and (cover is None or trouble.kind == "expired")
        ]
    idle = [
        waiver
        for waiver in waivers
        if waiver.source == "draft" and waiver not in met and not is_silenced(waiver, off, book)
    ]
    return Settled(settled, (*_merged(troubles), *(_idle(waiver, book) for waiver in idle)))


def touches(waiver: Waiver, finding: Finding, draft: Draft, book: RuleBook) -> bool:
    """Return whether the waiver speaks of the finding: its rule, its scope and at least one passage."""
    rule = book.rules.get(finding.rule)
    return (
        rule is not None
        and selects(waiver.selector, rule)
        and _in_scope(waiver, finding, draft, book)
        and (not waiver.words or any(_speaks_of(waiver, span) for span in finding.spans))
    )


def is_silenced(waiver: Waiver, off: frozenset[str], book: RuleBook) -> bool:
    """Return whether a rule that the waiver names did not speak, so that it may yet cover something."""
    return any(selects(waiver.selector, book.rules[name]) for name in off if name in book.rules)


def trouble_of(waiver: Waiver, finding: Finding, day: date, book: RuleBook) -> Trouble | None:
    """Return why a waiver that touches a finding does not cover it, None if it does."""
    missed = [
        span.text
        for span in finding.spans
        if waiver.words and span.text.strip() and not _speaks_of(waiver, span)
    ]
    kind: WaiverTrouble
    if finding.severity == "error" and not book.rules[finding.rule].waivable:
        kind = "not_waivable"
    elif missed:
        kind = "partial"
    elif waiver.until is None and finding.severity == "error":
        kind = "no_end"
    elif waiver.until is not None and waiver.until < day:
        kind = "expired"
    else:
        return None
    return Trouble(kind, waiver, (finding.rule,), tuple(missed) if kind == "partial" else ())


def _in_scope(waiver: Waiver, finding: Finding, draft: Draft, book: RuleBook) -> bool:
    if waiver.drafts and draft.id not in waiver.drafts:
        return False
    if waiver.platform is not None and waiver.platform != draft.platform:
        return False
    if waiver.jurisdiction is None:
        return True
    return finding.jurisdiction is not None and waiver.jurisdiction in book.ancestry(finding.jurisdiction)


def _speaks_of(waiver: Waiver, span: TextSpan) -> bool:
    text = _plain(span.text)
    return any(_whole(words).search(text) is not None for words in waiver.words)


@lru_cache(maxsize=256)
def _whole(words: str) -> re.Pattern[str]:
    """Match the words as whole ones: `art` is not in `parti`."""
    plain = _plain(words)
    before = r"(?<!\w)" if plain[:1].isalnum() else ""
    after = r"(?!\w)" if plain[-1:].isalnum() else ""
    return re.compile(before + re.escape(plain) + after)


def _plain(text: str) -> str:
    """Fold what a reader does not see or would type otherwise: case, spaces, letter forms, apostrophes."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().replace("’", "'").split())


def _waived(finding: Finding, waiver: Waiver) -> Finding:
    waived = Waived(
        by=waiver.by, reason=waiver.reason, until=waiver.until, source=waiver.source, place=waiver.place
    )
    return finding.model_copy(update={"waived": waived})


def _merged(troubles: Iterable[Trouble]) -> Iterator[Trouble]:
    """Yield one trouble for each kind and waiver, with the rules and the words of all."""
    groups: dict[tuple[WaiverTrouble, Waiver], list[Trouble]] = {}
    for trouble in troubles:
        groups.setdefault((trouble.kind, trouble.waiver), []).append(trouble)
    for (kind, waiver), group in groups.items():
        rules = dict.fromkeys(rule for trouble in group for rule in trouble.rules)
        words = dict.fromkeys(word for trouble in group for word in trouble.words)
        yield Trouble(kind, waiver, tuple(rules), tuple(words))


def _idle(waiver: Waiver, book: RuleBook) -> Trouble:
    known = any(selects(waiver.selector, rule) for rule in book.rules.values())
    return Trouble("unused" if known else "unknown_rule", waiver)
