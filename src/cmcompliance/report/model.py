"""The report as every renderer, hook and archive uses it.

Offsets are Unicode code points of the author's own text.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Verdict = Literal["pass", "review", "block"]
Severity = Literal["error", "warning", "info"]
Origin = Literal["text", "metadata", "derived", "assumed", "ledger", "file", "subtitles", "transcript", "ocr"]
FactValue = bool | int | float | str | None
Safety = Literal["safe", "suggested"]
"""Whether an edit may be applied without a person's consent: it says nothing that is not known to be true."""
WaiverSource = Literal["draft", "settings", "file"]
WaiverTrouble = Literal["expired", "no_end", "not_waivable", "partial", "unused", "unknown_rule"]
SCHEMA_VERSION = "1.1"
"""Of the report: the first number grows when what reads it may break, the second with each addition."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _is_empty(items: list[Any]) -> bool:
    return not items


class TextSpan(_Part):
    """A stretch of one field, `start` inclusive and `end` exclusive, in code points."""

    field: str = Field(description="text, title, media[0].overlay, contest.rules_text, …")
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str


class Shown(_Part):
    """What a media file or a ledger of rights says, in its own words."""

    field: str = Field(description="the medium: media[0]")
    origin: Origin
    where: str = Field(description="in which field of which standard, or at which line of the ledger")
    value: str


class Because(_Part):
    """A fact that a finding or a question rests on; `value` null means unknown."""

    fact: str
    value: FactValue
    origin: Origin
    meaning: str | None = Field(
        default=None, description="what the fact says, or how the draft's field is called"
    )
    value_meaning: str | None = Field(
        default=None, description="what the draft's field holds, in words; of fields alone"
    )
    spans: list[TextSpan] = Field(default_factory=list)
    shown: list[Shown] = Field(
        default_factory=list, description="what files and ledgers say that shows it", exclude_if=_is_empty
    )


class LegalBasis(_Part):
    """A text that the finding rests on, in force on the draft's day: a law, terms or a house's policy."""

    citation: str
    title: str | None = None
    url: str | None = None
    in_force_from: date | None = None
    in_force_to: date | None = None
    sanction: str | None = None
    checked_on: date | None = Field(None, description="when we last read it at a primary source")
    house: str | None = Field(None, description="whose own policy it is, where it is no law and no terms")


class Edit(_Part):
    """A change of one field; applying it removes the finding."""

    action: Literal["insert", "replace", "delete"]
    field: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str = ""
    placeholders: list[str] = Field(default_factory=list, description="what the author still has to fill in")
    safety: Safety = Field(
        default="suggested",
        description="safe: changes no meaning; suggested: a person must agree that it is true",
    )
    over_limit: int = Field(
        default=0,
        ge=0,
        description="characters by which this edit takes the text over the platform's limit; "
        "0 for a text that is over it already",
    )


class Remediation(_Part):
    """What mends the breach."""

    hint: str
    edit: Edit | None = None


class Waived(_Part):
    """A finding that someone accepted."""

    by: str
    reason: str
    until: date | None = Field(None, description="last day on which that holds")
    source: WaiverSource | None = Field(None, description="whether the draft, the settings or a file says so")
    place: str | None = Field(None, description="where: waivers[0] of the draft, or waivers.toml:12")


class WaiverNote(_Part):
    """What is amiss with a waiver that was met; the findings it speaks of stay."""

    kind: WaiverTrouble
    rule: str = Field(description="what the waiver names")
    by: str
    until: date | None = None
    source: WaiverSource | None = None
    place: str | None = None
    message: str


class Finding(_Part):
    """One breach."""

    rule: str
    obligation: str
    fingerprint: str = Field(description="stays the same while the text elsewhere is edited")
    severity: Severity
    regraded_from: Severity | None = Field(
        None, description="how grave the rule holds it, where settings say otherwise"
    )
    title: str
    message: str
    spans: list[TextSpan]
    jurisdiction: str | None = None
    platform: str | None = None
    legal_basis: list[LegalBasis]
    remediation: Remediation
    because: list[Because]
    waived: Waived | None = None


class AtStake(_Part):
    """A finding that an answer would raise or rule out."""

    rule: str
    obligation: str
    severity: Severity
    title: str


class Question(_Part):
    """A fact that would change the verdict and that the draft does not give."""

    field: str
    question: str
    type: Literal["bool", "choice", "number", "text", "date", "list"]
    choices: list[str] = Field(default_factory=list)
    labels: dict[str, str] = Field(default_factory=dict, description="the choices in the reader's words")
    why: str
    rules: list[str] = Field(description="the rules whose outcome hangs on it")
    at_stake: list[AtStake] = Field(description="the findings that hang on it, the gravest first")


class NotEvaluated(_Part):
    """A rule that could not run."""

    rule: str
    reason: str


class PackInfo(_Part):
    """A pack of rules over those of the rule book."""

    name: str
    version: str


class RulesetInfo(_Part):
    """Which rule book judged, and which packs over it; `digest` is that of all together."""

    name: str
    version: str
    digest: str
    packs: list[PackInfo] = Field(default_factory=list)

    @property
    def label(self) -> str:
        """The names and versions of all in one line: `cmcompliance 2026.11 + acme 1.0`."""
        parts = [(self.name, self.version), *((pack.name, pack.version) for pack in self.packs)]
        return " + ".join(f"{name} {version}" for name, version in parts)


class Report(_Part):
    """The outcome of one check."""

    schema_version: str = SCHEMA_VERSION
    draft_id: str | None
    verdict: Verdict
    findings: list[Finding]
    questions: list[Question]
    language: str
    jurisdictions: list[str]
    platform: str | None
    as_of: date
    assumed: list[str] = Field(description="names of the fields above that were assumed, not given")
    from_settings: list[str] = Field(
        default_factory=list, description="fields of the draft that it did not give and the settings did"
    )
    not_evaluated: list[NotEvaluated]
    switched_off: list[str] = Field(
        default_factory=list, description="rules that apply here but were left out by settings or options"
    )
    baselined: int = Field(default=0, ge=0, description="findings left out since the baseline has them")
    waiver_notes: list[WaiverNote] = Field(
        default_factory=list, description="waivers that expired, cover nothing or do not hold"
    )
    ruleset: RulesetInfo
