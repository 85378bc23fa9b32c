"""What a run found, in numbers: drafts by verdict, findings by rule and by obligation, questions by field."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from cmcompliance.read import ReadError
from cmcompliance.render.grouping import group_findings
from cmcompliance.render.outcome import Outcome
from cmcompliance.render.style import PLAIN, Style, clean, cut_right
from cmcompliance.render.words import Language, words_of
from cmcompliance.report import RulesetInfo, Severity

SCHEMA_VERSION = "1.0"
_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
_Key = TypeVar("_Key")
_VERDICTS = ("block", "review", "pass", "unread")


class Tally:
    """Counts that grow with each outcome; what one rule says of one place counts once, as it is shown."""

    def __init__(self) -> None:
        self.drafts: Counter[str] = Counter()
        self.findings: Counter[str] = Counter()
        self.rules: Counter[tuple[str, Severity]] = Counter()
        self.drafts_by_rule: Counter[tuple[str, Severity]] = Counter()
        self.obligations: Counter[str] = Counter()
        self.drafts_by_obligation: Counter[str] = Counter()
        self.questions: Counter[str] = Counter()
        self.gaps: Counter[str] = Counter()
        self.titles: dict[str, str] = {}
        self.obligation_of: dict[str, str] = {}
        self.ruleset: RulesetInfo | None = None

    def add(self, outcome: Outcome) -> None:
        """Count one outcome."""
        if isinstance(outcome, ReadError):
            self.drafts["unread"] += 1
            return
        report = outcome.report
        self.ruleset = report.ruleset
        self.drafts[report.verdict] += 1
        self.questions.update({question.field for question in report.questions})
        self.gaps.update({gap.reason for gap in report.not_evaluated})
        shown = group_findings(report.findings)
        self.findings.update(group.severity if group.worst.waived is None else "waived" for group in shown)
        rules = [(group.worst.rule, group.severity) for group in shown if group.worst.waived is None]
        obligations = [group.worst.obligation for group in shown if group.worst.waived is None]
        self.rules.update(rules)
        self.drafts_by_rule.update(set(rules))
        self.obligations.update(obligations)
        self.drafts_by_obligation.update(set(obligations))
        for group in shown:
            self.titles.setdefault(group.worst.rule, group.worst.title)
            self.obligation_of.setdefault(group.worst.rule, group.worst.obligation)


def statistics_json(tally: Tally) -> str:
    """Return the numbers as a JSON object, without a final newline."""
    record: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "drafts": {"total": tally.drafts.total(), **{name: tally.drafts[name] for name in _VERDICTS}},
        "findings": {name: tally.findings[name] for name in (*_SEVERITIES, "waived")},
        "rules": [
            {
                "rule": rule,
                "obligation": tally.obligation_of[rule],
                "severity": severity,
                "title": tally.titles[rule],
                "findings": number,
                "drafts": tally.drafts_by_rule[rule, severity],
            }
            for (rule, severity), number in _most_first(tally.rules)
        ],
        "obligations": [
            {"obligation": name, "findings": number, "drafts": tally.drafts_by_obligation[name]}
            for name, number in _most_first(tally.obligations)
        ],
        "questions": [{"field": name, "drafts": number} for name, number in _most_first(tally.questions)],
        "not_evaluated": [{"reason": reason, "drafts": number} for reason, number in _most_first(tally.gaps)],
        "ruleset": tally.ruleset.model_dump() if tally.ruleset else None,
    }
    return json.dumps(record, ensure_ascii=False, indent=2)


def render_statistics(tally: Tally, language: Language, style: Style = PLAIN) -> str:
    """Return the numbers as tables, with a final newline."""
    words = words_of(language)
    tables: list[tuple[str, list[tuple[int, str]]]] = [
        ("drafts", [(tally.drafts[name], words[f"verdict_{name}"]) for name in _VERDICTS]),
        (
            "findings",
            [(tally.findings[name], words[name].lower()) for name in (*_SEVERITIES, "waived")],
        ),
        (
            "by_rule",
            [
                (number, f"{rule} ({words[f'level_{severity}']}) {tally.titles[rule]}")
                for (rule, severity), number in _most_first(tally.rules)
            ],
        ),
        ("by_obligation", [(number, name) for name, number in _most_first(tally.obligations)]),
        ("questions_by_field", [(number, name) for name, number in _most_first(tally.questions)]),
        ("not_evaluated", [(number, reason) for reason, number in _most_first(tally.gaps)]),
    ]
    lines: list[str] = []
    for name, rows in tables:
        lines.extend(_table(words[name], rows, style))
    return "\n".join(lines[1:]) + "\n"


def _table(name: str, rows: Iterable[tuple[int, str]], style: Style) -> Iterator[str]:
    counted = [(str(number), text) for number, text in rows if number]
    if not counted:
        return
    yield ""
    yield style.paint(name.upper(), "bold")
    width = max(len(number) for number, _ in counted)
    for number, text in counted:
        yield f"{number:>{width}}  {cut_right(' '.join(clean(text).split()), style.width - width - 2)}"


def _most_first(counts: Counter[_Key]) -> list[tuple[_Key, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], str(item[0])))
