"""The waivers that cover given findings and no more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cmcompliance.report import Finding
from cmcompliance.waivers.waiver import Waiver

_LONGEST = 200
"""Characters of a passage that a waiver quotes."""


def proposals(findings: Iterable[Finding], terms: Waiver, *, any_words: bool = False) -> tuple[Waiver, ...]:
    """Return a waiver for each rule that found something, on the same terms (`terms.rule` does not count).

    Without words in the terms it is bound to those of the findings, unless `any_words`, and unless something
    is missing: such a finding points to what asks for it, which may change with any edit.
    """
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    return tuple(
        _on_terms(terms, rule, terms.words or (() if any_words else _words(found)))
        for rule, found in by_rule.items()
    )


def _on_terms(terms: Waiver, rule: str, words: tuple[str, ...]) -> Waiver:
    return Waiver(
        rule=rule,
        reason=terms.reason,
        by=terms.by,
        until=terms.until,
        words=words,
        paths=terms.paths,
        drafts=terms.drafts,
    )


def _words(findings: Sequence[Finding]) -> tuple[str, ...]:
    if any(_misses_something(finding) for finding in findings):
        return ()
    passages = (" ".join(span.text.split()) for finding in findings for span in finding.spans)
    return tuple(dict.fromkeys(_shortened(passage) for passage in passages if passage))


def _misses_something(finding: Finding) -> bool:
    edit = finding.remediation.edit
    return edit is not None and edit.action == "insert"


def _shortened(passage: str) -> str:
    if len(passage) <= _LONGEST:
        return passage
    return passage[:_LONGEST].rsplit(" ", 1)[0]
