"""What a document says of each draft, in words and in order: Markdown and HTML only lay it out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from cmcompliance.read import ReadError
from cmcompliance.render.document_words import day_in_words, document_words
from cmcompliance.render.edits import replaced, spot, to_fill_in
from cmcompliance.render.grouping import Shown, group_findings, regraded, scope_names
from cmcompliance.render.outcome import Outcome
from cmcompliance.render.reasons import reasons
from cmcompliance.render.source import Source
from cmcompliance.render.words import Language, counted, verdict_key
from cmcompliance.report import Edit, Finding, LegalBasis, Question, Report, Severity, TextSpan, Verdict

_FIELD = re.compile(r"(?:media\[(\d+)\]\.|contest\.)?([a-z_]+)(?:\[(\d+)\])?")


@dataclass(frozen=True, slots=True)
class Law:
    """A source: `url` is one that a reader may follow, or None."""

    citation: str
    title: str | None
    url: str | None
    dates: str


@dataclass(frozen=True, slots=True)
class Change:
    """An edit in words; `new` is what is inserted, `old` what is taken away."""

    label: str
    where: str
    safety: str
    old: str
    new: str
    fill_in: tuple[str, ...]
    over_limit: str | None


@dataclass(frozen=True, slots=True)
class Item:
    """A finding; `number` counts within the draft, waived ones last."""

    number: int
    severity: Severity
    level: str
    title: str
    scopes: str
    spans: tuple[TextSpan, ...]
    message: str
    reasons: tuple[str, ...]
    laws: tuple[Law, ...]
    penalties: tuple[str, ...]
    hint: str
    change: Change | None
    rule: str
    obligation: str
    regraded: str | None
    waived: str | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question; `choices`: each as it is written, with what it means; `at_stake`: what hangs on it."""

    question: str
    field: str
    choices: tuple[tuple[str, str], ...]
    why: str
    at_stake: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DraftPage:
    """All that a document says of a draft that was checked; `nothing`: what it says in place of findings."""

    name: str
    source: Source
    language: str
    verdict: Verdict
    verdict_words: str
    nothing: str
    counts: Mapping[str, int]
    counts_words: str
    applied: tuple[tuple[str, str], ...]
    findings: tuple[Item, ...]
    waived: tuple[Item, ...]
    questions: tuple[Asked, ...]
    gaps: tuple[tuple[str, str], ...]
    assumed: tuple[str, ...]
    waiver_notes: tuple[str, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """A draft that could not be read, and why."""

    name: str
    problems: tuple[str, ...]
    verdict: Literal["unread"] = "unread"


Page = DraftPage | Unread


def document_language(outcomes: Sequence[Outcome], language: Language | None) -> Language:
    """Return the language asked for, else that of the first draft which has one: a document has one."""
    if language is not None:
        return language
    first = next((outcome.report for outcome in outcomes if not isinstance(outcome, ReadError)), None)
    return "fr" if first is not None and first.language == "fr" else "en"


def page_of(outcome: Outcome, language: Language) -> Page:
    """Return what is to be said of an outcome."""
    if isinstance(outcome, ReadError):
        name = outcome.file if outcome.line is None else f"{outcome.file}:{outcome.line}"
        return Unread(name, tuple(problem.message for problem in outcome.problems))
    return _Reader(outcome.report, outcome.source, language).page()


def field_name(field: str, words: Mapping[str, str]) -> str:
    """Return what people call a field: `Text on the picture, medium 1`; its own name if they have none."""
    match = _FIELD.fullmatch(field)
    medium, name, index = match.groups() if match else (None, "", None)
    if medium is not None:
        return (
            words[name].format(int(medium) + 1)
            if name in {"overlay", "transcript", "alt", "credit"}
            else field
        )
    if name == "links" and index is not None:
        return words["link"].format(int(index) + 1)
    return words[name] if name in {"text", "title", "rules_text"} else field


class _Reader:
    def __init__(self, report: Report, source: Source, language: Language) -> None:
        self.report = report
        self.source = source
        self.language = language
        self.words = document_words(language)

    def page(self) -> DraftPage:
        report, words = self.report, self.words
        shown = group_findings(report.findings)
        still_open = [group for group in shown if group.worst.waived is None]
        accepted = [group for group in shown if group.worst.waived is not None]
        numbers = {
            **{
                level: sum(group.severity == level for group in still_open)
                for level in ("error", "warning", "info")
            },
            "waived": len(accepted),
            "question": len(report.questions),
        }
        return DraftPage(
            name=self.source.name,
            source=self.source,
            language=report.language,
            verdict=report.verdict,
            verdict_words=words[verdict_key(report)],
            nothing=words["new_since" if report.baselined else "nothing_found"],
            counts=numbers,
            counts_words=", ".join(
                counted(name, number, words) for name, number in numbers.items() if number
            ),
            applied=tuple(self._applied()),
            findings=tuple(self._item(number, group) for number, group in enumerate(still_open, 1)),
            waived=tuple(
                self._item(number, group) for number, group in enumerate(accepted, len(still_open) + 1)
            ),
            questions=tuple(self._asked(question) for question in report.questions),
            gaps=tuple(
                (words["all_rules"] if gap.rule == "*" else gap.rule, gap.reason)
                for gap in report.not_evaluated
            ),
            assumed=tuple(self._assumed()),
            waiver_notes=tuple(note.message for note in report.waiver_notes),
            remarks=tuple(self._remarks()),
        )

    def _applied(self) -> list[tuple[str, str]]:
        report, words = self.report, self.words
        ruleset = report.ruleset
        digest = words["digest"].format(ruleset.digest[:12])
        return [
            (words["law_of"], ", ".join(report.jurisdictions) or words["none"]),
            (words["day"], day_in_words(report.as_of, self.language)),
            (words["platform_name"], report.platform or words["none"]),
            (words["language_name"], report.language),
            (words["rule_book"], f"{ruleset.label}, {digest}"),
        ]

    def _item(self, number: int, group: Shown) -> Item:
        finding = group.worst
        edit = finding.remediation.edit
        bases = group.legal_basis
        return Item(
            number=number,
            severity=group.severity,
            level=self.words[f"severity_{group.severity}"],
            title=finding.title,
            scopes=", ".join(scope_names(group, self.words)),
            spans=tuple(span for span in finding.spans if span.text.strip()),
            message=finding.message,
            reasons=tuple(reasons(finding.because, self.source, self.words, most=None)),
            laws=tuple(self._law(basis) for basis in bases),
            penalties=tuple(dict.fromkeys(basis.sanction for basis in bases if basis.sanction)),
            hint=finding.remediation.hint,
            change=self._change(edit) if edit is not None else None,
            rule=finding.rule,
            obligation=finding.obligation,
            regraded=regraded(group, self.words),
            waived=self._waived(finding),
        )

    def _law(self, basis: LegalBasis) -> Law:
        words, said = self.words, []
        for name in ("in_force_from", "in_force_to", "checked_on"):
            day = getattr(basis, name)
            if day is not None:
                said.append(words[name].format(day_in_words(day, self.language)))
        if basis.house is not None:
            said.append(words["house_policy"].format(basis.house))
        elif basis.checked_on is None:
            said.append(words["never_checked"])
        return Law(basis.citation, basis.title, followed(basis.url), ", ".join(said))

    def _change(self, edit: Edit) -> Change:
        return Change(
            label=self.words[edit.action],
            where=spot(edit, self.source, self.words) if edit.action == "insert" else "",
            safety=self.words[f"{edit.safety}_long"],
            old=replaced(edit, self.source) if edit.action != "insert" else "",
            new=edit.text.strip(),
            fill_in=tuple(to_fill_in(edit)),
            over_limit=self.words["over_limit"].format(edit.over_limit) if edit.over_limit else None,
        )

    def _waived(self, finding: Finding) -> str | None:
        waived = finding.waived
        if waived is None:
            return None
        until = waived.until and self.words["until"].format(day_in_words(waived.until, self.language))
        terms = ", ".join(term for term in (until, waived.place) if term)
        said = self.words["waived_by"].format(waived.by, waived.reason)
        return f"{said} ({terms})" if terms else said

    def _asked(self, question: Question) -> Asked:
        stakes = (f"{stake.title} ({self.words[f'level_{stake.severity}']})" for stake in question.at_stake)
        return Asked(
            question.question,
            question.field,
            tuple((choice, question.labels.get(choice, "")) for choice in question.choices),
            question.why,
            tuple(dict.fromkeys(stakes)),
        )

    def _assumed(self) -> list[str]:
        report = self.report
        values = {
            "language": report.language,
            "jurisdictions": ", ".join(report.jurisdictions),
            "as_of": day_in_words(report.as_of, self.language),
            "platform": report.platform or "",
        }
        return [self.words[name].format(values[name]) for name in report.assumed if name in values]

    def _remarks(self) -> Iterator[str]:
        """Yield what was taken from elsewhere or left out."""
        report, words = self.report, self.words
        if report.from_settings:
            yield words["from_settings"].format(", ".join(report.from_settings))
        if report.baselined:
            yield counted("baselined", report.baselined, words)
        if report.switched_off:
            yield counted("off", len(report.switched_off), words)


def followed(url: str | None) -> str | None:
    """Return an address of the web as it is, None for anything else: a link must not run anything."""
    if url is None:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None
