"""Toy rules: a word that must not stand in the text, or one that must, and the edit that mends it."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from cmcompliance.draft import Draft
from cmcompliance.report import (
    Edit,
    Finding,
    Remediation,
    Report,
    RulesetInfo,
    Safety,
    Severity,
    TextSpan,
    Waived,
)


@dataclass(frozen=True)
class Toy:
    """`bad`: the word that must not stand there; else `needed`: one that must. `new`: what the edit writes.

    `at`: "start", "end", "after": an insert; "place": `new` for the bad word; None: no edit.
    """

    name: str
    bad: str = ""
    needed: str = ""
    new: str = ""
    at: str | None = "place"
    severity: Severity = "error"
    safety: Safety = "safe"
    obligation: str = ""
    jurisdiction: str | None = "FR"
    unless: str = ""
    placeholders: tuple[str, ...] = ()
    over_limit: int = 0
    waived: bool = False

    def finding(self, text: str) -> Finding | None:
        starts = [at for at in range(len(text)) if self.bad and text.startswith(self.bad, at)]
        held = bool(starts) if self.bad else self.needed not in text
        if not held or (self.unless and self.unless in text):
            return None
        spans = [TextSpan(field="text", start=at, end=at + len(self.bad), text=self.bad) for at in starts]
        return Finding(
            rule=self.name,
            obligation=self.obligation or self.name,
            fingerprint=self.name,
            severity=self.severity,
            title=self.name,
            message="",
            spans=spans,
            jurisdiction=self.jurisdiction,
            legal_basis=[],
            remediation=Remediation(hint="", edit=self._edit(text, starts)),
            because=[],
            waived=Waived(by="me", reason="so") if self.waived else None,
        )

    def _edit(self, text: str, starts: Sequence[int]) -> Edit | None:
        if self.at is None:
            return None
        place = (starts or [0])[0]
        spot = {"start": (0, 0), "end": (len(text), len(text)), "place": (place, place + len(self.bad))}
        spot["after"] = (spot["place"][1],) * 2
        start, end = spot[self.at]
        around = {"start": ("", "\n"), "end": ("\n", ""), "after": (" ", ""), "place": ("", "")}
        before, after = around[self.at]
        action = "insert" if start == end else "replace" if self.new else "delete"
        return Edit(
            action=action,
            field="text",
            start=start,
            end=end,
            text=before + self.new + after,
            safety=self.safety,
            placeholders=list(self.placeholders),
            over_limit=self.over_limit,
        )


def judge(*toys: Toy, shuffled: random.Random | None = None) -> Callable[[Draft], Report]:
    """Return what judges by these rules; `shuffled` puts the findings in any order."""

    def report(draft: Draft) -> Report:
        findings = [finding for toy in toys if (finding := toy.finding(draft.text)) is not None]
        if shuffled is not None:
            shuffled.shuffle(findings)
        return Report(
            draft_id=None,
            verdict="pass",
            findings=findings,
            questions=[],
            language="fr",
            jurisdictions=[],
            platform=None,
            as_of=date(2026, 1, 1),
            assumed=[],
            not_evaluated=[],
            ruleset=RulesetInfo(name="toy", version="1", digest="0"),
        )

    return report
