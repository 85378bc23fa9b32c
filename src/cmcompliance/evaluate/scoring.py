"""Scores of the checker over labelled cases: pure functions of what was expected and what was reported.

A breach in `must` is met by a finding of any severity. An error or a warning whose obligation is in neither
`must` nor `may` is a false alarm, counted once a case and obligation. `may` is neutral everywhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, computed_field

from cmcompliance.evaluate.case import Case
from cmcompliance.report import Finding, Report, Severity

_LOUD = ("error", "warning")
_RANK = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True, slots=True)
class Judged:
    """A case and the report on its draft."""

    case: Case
    report: Report


@dataclass(frozen=True, slots=True)
class Scope:
    """Which obligations count. `rules` gives the obligation of each rule, to see what a question is about."""

    counts: Callable[[str], bool]
    rules: Mapping[str, str]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class Miss(_Part):
    """A breach that was not raised; `asked` if a question about it was."""

    case: str
    obligation: str
    asked: bool


class Alarm(_Part):
    """An error or a warning that nobody wanted; `named` if the case says that it must not be raised."""

    case: str
    obligation: str
    rule: str
    severity: Severity
    words: str
    named: bool


class Rates(_Part):
    """Breaches met and missed, and false alarms; rates are None where nothing was counted."""

    met: int
    missed: int
    alarms: int

    @computed_field  # type: ignore[prop-decorator]
    @property
    def recall(self) -> float | None:
        """Share of the breaches that were raised."""
        return _share(self.met, self.met + self.missed)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def precision(self) -> float | None:
        """Share of what was raised that was right, `may` left out."""
        return _share(self.met, self.met + self.alarms)


class Calibration(_Part):
    """Findings of one severity, once a case and obligation: right (`must`), neutral (`may`), false."""

    right: int
    neutral: int
    false: int

    @computed_field  # type: ignore[prop-decorator]
    @property
    def right_share(self) -> float | None:
        """Right ones among the right and the false."""
        return _share(self.right, self.right + self.false)


class Evaluation(_Part):
    """Everything measured on a set of cases."""

    cases: int
    total: Rates
    clean_cases: int
    clean_silent: int
    cases_with_question: int
    not_evaluated: int
    severities: dict[str, Calibration]
    families: dict[str, Rates]
    obligations: dict[str, Rates]
    misses: list[Miss]
    alarms: list[Alarm]

    @computed_field  # type: ignore[prop-decorator]
    @property
    def clean_rate(self) -> float | None:
        """Share of the cases with nothing in `must` that got no error and no warning."""
        return _share(self.clean_silent, self.clean_cases)


class Measurement(_Part):
    """The scores of all cases together, and of each language's."""

    overall: Evaluation
    languages: dict[str, Evaluation]


def evaluate(judged: Iterable[Judged], scope: Scope) -> Measurement:
    """Return the scores of the judged cases, over the obligations that count."""
    overall = _Tally()
    languages: defaultdict[str, _Tally] = defaultdict(_Tally)
    for item in judged:
        overall.add(item, scope)
        languages[item.case.lang].add(item, scope)
    return Measurement(
        overall=overall.evaluation(),
        languages={lang: languages[lang].evaluation() for lang in sorted(languages)},
    )


class _Tally:
    """Counts as the cases go by, so that a large set needs no memory for its reports."""

    def __init__(self) -> None:
        self.cases = self.clean_cases = self.clean_silent = self.questions = self.gaps = 0
        self.met: list[str] = []
        self.misses: list[Miss] = []
        self.alarms: list[Alarm] = []
        self.outcomes: list[tuple[Severity, str]] = []

    def add(self, item: Judged, scope: Scope) -> None:
        case, report = item.case, item.report
        expected = case.expected
        worst = _worst_by_obligation(report.findings, scope)
        must = sorted(code for code in expected.must if scope.counts(code))
        asked = {scope.rules.get(rule) for question in report.questions for rule in question.rules}
        self.cases += 1
        self.questions += bool(asked & _counted(asked, scope))
        self.gaps += bool(report.not_evaluated)
        if not expected.must:
            self.clean_cases += 1
            self.clean_silent += not any(finding.severity in _LOUD for finding in worst.values())
        self.met += [code for code in must if code in worst]
        self.misses += [
            Miss(case=case.id, obligation=code, asked=code in asked) for code in must if code not in worst
        ]
        for code, finding in worst.items():
            outcome = "right" if code in expected.must else "neutral" if code in expected.may else "false"
            self.outcomes.append((finding.severity, outcome))
            if outcome == "false" and finding.severity in _LOUD:
                self.alarms.append(_alarm(case, finding))

    def evaluation(self) -> Evaluation:
        return Evaluation(
            cases=self.cases,
            total=self._rates(lambda _: True),
            clean_cases=self.clean_cases,
            clean_silent=self.clean_silent,
            cases_with_question=self.questions,
            not_evaluated=self.gaps,
            severities={severity: self._calibration(severity) for severity in ("error", "warning", "info")},
            families=self._grouped(family_of),
            obligations=self._grouped(str),
            misses=self.misses,
            alarms=self.alarms,
        )

    def _rates(self, wanted: Callable[[str], bool]) -> Rates:
        return Rates(
            met=sum(map(wanted, self.met)),
            missed=sum(wanted(miss.obligation) for miss in self.misses),
            alarms=sum(wanted(alarm.obligation) for alarm in self.alarms),
        )

    def _grouped(self, key: Callable[[str], str]) -> dict[str, Rates]:
        seen = [
            *self.met,
            *(miss.obligation for miss in self.misses),
            *(alarm.obligation for alarm in self.alarms),
        ]
        return {
            group: self._rates(lambda code, group=group: key(code) == group)  # type: ignore[misc]
            for group in sorted({key(code) for code in seen})
        }

    def _calibration(self, severity: str) -> Calibration:
        outcomes = [outcome for level, outcome in self.outcomes if level == severity]
        return Calibration(
            right=outcomes.count("right"), neutral=outcomes.count("neutral"), false=outcomes.count("false")
        )


def family_of(obligation: str) -> str:
    """Return the family of an obligation: contest.dates-missing → contest."""
    return obligation.split(".", maxsplit=1)[0]


def _worst_by_obligation(findings: Sequence[Finding], scope: Scope) -> dict[str, Finding]:
    worst: dict[str, Finding] = {}
    for finding in findings:
        known = worst.get(finding.obligation)
        if scope.counts(finding.obligation) and (
            known is None or _RANK[finding.severity] < _RANK[known.severity]
        ):
            worst[finding.obligation] = finding
    return worst


def _counted(codes: Iterable[str | None], scope: Scope) -> set[str | None]:
    return {code for code in codes if code is not None and scope.counts(code)}


def _alarm(case: Case, finding: Finding) -> Alarm:
    return Alarm(
        case=case.id,
        obligation=finding.obligation,
        rule=finding.rule,
        severity=finding.severity,
        words=" … ".join(span.text for span in finding.spans[:3]),
        named=finding.obligation in case.expected.must_not,
    )


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
