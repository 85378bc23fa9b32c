"""A report for people: what is wrong, where, why, by which law, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from rich.cells import cell_len

from cmcompliance.render.blocks import edit_lines, labelled, titled
from cmcompliance.render.grouping import Shown, group_findings, regraded
from cmcompliance.render.reasons import reasons
from cmcompliance.render.source import Source, excerpt, lines_of, position
from cmcompliance.render.style import PLAIN, Look, Style, clean
from cmcompliance.render.words import Language, counted, verdict_key, words_of
from cmcompliance.report import Question, Report, Severity, Verdict, Waived

_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
_VERDICT_LOOKS: Mapping[Verdict, Look] = {"block": "error", "review": "warning", "pass": "good"}
_MOST_PLACES = 3
_MOST_SOURCES = 4
_MARGIN = "  │ "


def render_text(
    report: Report, source: Source, language: Language, style: Style = PLAIN, *, advice: bool = True
) -> str:
    """Return the report as lines of text, with a final newline.

    `advice`: whether to end with the line that says that this is no legal advice.
    """
    return "\n".join(_Page(report, source, language, style).lines(advice)) + "\n"


class _Page:
    def __init__(self, report: Report, source: Source, language: Language, style: Style) -> None:
        self.report = report
        self.source = source
        self.words = words_of(language)
        self.style = style
        shown = group_findings(report.findings)
        self.open = [group for group in shown if group.worst.waived is None]
        self.waived = [group for group in shown if group.worst.waived is not None]

    def lines(self, advice: bool) -> Iterator[str]:
        yield from self._head()
        for severity in _SEVERITIES:
            yield from self._section(severity, [group for group in self.open if group.severity == severity])
        yield from self._section("waived", self.waived)
        yield from self._questions()
        yield from self._gaps()
        yield from self._waiver_notes()
        yield from self._baselined()
        yield from self._foot(advice)

    def _head(self) -> Iterator[str]:
        verdict = self.report.verdict
        name, said, counts = clean(self.source.name), self.words[verdict_key(self.report)], self._counts()
        painted = self.style.paint(said, _VERDICT_LOOKS[verdict])
        if cell_len(f"{name} — {said}{counts}") <= self.style.width:
            yield f"{self.style.paint(name, 'bold')} — {painted}{counts}"
        else:
            for line in self.style.wrap(name):
                yield self.style.paint(line, "bold")
            first, *rest = self.style.wrap(f"{said}{counts}")
            yield first.replace(said, painted, 1)
            yield from rest
        report = self.report
        platform = report.platform or self.words["no_platform"]
        applied = [", ".join(report.jurisdictions), platform, self.words["on"].format(report.as_of)]
        law = " · ".join(part for part in applied if part)
        yield from self._dim(self.words["law"].format(law))

    def _counts(self) -> str:
        numbers: dict[str, int] = {
            level: sum(group.severity == level for group in self.open) for level in _SEVERITIES
        }
        every = {**numbers, "waived": len(self.waived), "question": len(self.report.questions)}
        parts = [counted(name, number, self.words) for name, number in every.items() if number]
        return f" ({', '.join(parts)})" if parts else ""

    def _section(self, name: Severity | Literal["waived"], groups: Sequence[Shown]) -> Iterator[str]:
        if not groups:
            return
        yield ""
        yield self.style.paint(self.words[name].upper(), "dim" if name == "waived" else name)
        for group in groups:
            yield ""
            yield from self._finding(group)

    def _finding(self, group: Shown) -> Iterator[str]:
        finding = group.worst
        for line in self.style.wrap(titled(group, self.words), "■ ", "  "):
            yield self.style.paint(line, "bold")
        yield from self._places(group)
        if finding.waived is not None:
            yield from self._waived(finding.waived)
        else:
            yield from self.style.wrap(finding.message, "  ", "  ")
            because = reasons(finding.because, self.source, self.words)
            if because:
                yield from self._labelled("why", self.words["and_so"].join(because))
            yield from self._law(group)
            yield from self._labelled("todo", finding.remediation.hint)
            if finding.remediation.edit is not None:
                yield from edit_lines(finding.remediation.edit, self.source, self.words, self.style)
        grade = regraded(group, self.words)
        if grade is not None:
            yield from self._labelled("regraded", grade)
        yield from self._labelled("rule", f"{finding.rule} ({finding.obligation})", dim=True)

    def _waived(self, waived: Waived) -> Iterator[str]:
        until = self.words["until"].format(waived.until) if waived.until else None
        terms = ", ".join(term for term in (until, waived.place) if term)
        said = self.words["waived_by"].format(waived.by, waived.reason)
        yield from self.style.wrap(f"{said} ({terms})" if terms else said, "  ", "  ")

    def _places(self, group: Shown) -> Iterator[str]:
        lines = lines_of(self.source, (span for span in group.worst.spans if span.text.strip()))
        for spans in lines[:_MOST_PLACES]:
            yield from self._dim(position(self.source, spans[0]), "  ")
            line = excerpt(self.source, spans, self.style.width - len(_MARGIN))
            yield _MARGIN + "".join(
                self.style.underline(piece, group.severity) if marked else piece
                for piece, marked in line.pieces
            )
            if not self.style.colour:
                yield _MARGIN + line.underline
        if len(lines) > _MOST_PLACES:
            yield "  " + self.words["more_places"].format(len(lines) - _MOST_PLACES)

    def _law(self, group: Shown) -> Iterator[str]:
        bases = group.legal_basis
        cited = [basis.citation for basis in bases[:_MOST_SOURCES]]
        if len(bases) > _MOST_SOURCES:
            cited.append(self.words["more"].format(len(bases) - _MOST_SOURCES))
        if cited:
            label = "policy" if all(basis.house for basis in bases) else "basis"
            yield from self._labelled(label, self.words["and_so"].join(cited))
        penalty = next((basis.sanction for basis in bases if basis.sanction), None)
        if penalty:
            yield from self._labelled("penalty", penalty)

    def _questions(self) -> Iterator[str]:
        if not self.report.questions:
            return
        yield ""
        yield self.style.paint(self.words["questions"].upper(), "info")
        for question in self.report.questions:
            yield from self._question(question)

    def _question(self, question: Question) -> Iterator[str]:
        yield from self.style.wrap(question.question, "? ", "  ")
        yield from self.style.wrap(self._answers(question), "  ", "  ")
        yield from self.style.wrap(question.why, "  ", "  ")

    def _answers(self, question: Question) -> str:
        """Where to answer, and with what: each choice in words, then what to write for it."""
        answer = self.words["answer"].format(question.field)
        if not question.choices:
            return f"{answer}."
        said = (
            choice if label in {None, choice} else f"{label} (`{choice}`)"
            for choice, label in ((choice, question.labels.get(choice)) for choice in question.choices)
        )
        return f"{answer}{self.words['colon']} {self.words['and_so'].join(said)}."

    def _gaps(self) -> Iterator[str]:
        if not self.report.not_evaluated:
            return
        yield ""
        yield self.style.paint(self.words["not_evaluated"].upper(), "warning")
        for gap in self.report.not_evaluated:
            rule = self.words["all_rules"] if gap.rule == "*" else gap.rule
            yield from self.style.wrap(f"{rule}{self.words['colon']} {gap.reason}", "- ", "  ")

    def _waiver_notes(self) -> Iterator[str]:
        if not self.report.waiver_notes:
            return
        yield ""
        yield self.style.paint(self.words["waivers"].upper(), "warning")
        for note in self.report.waiver_notes:
            place = f"{note.place}{self.words['colon']} " if note.place else ""
            yield from self.style.wrap(place + note.message, "- ", "  ")

    def _baselined(self) -> Iterator[str]:
        number = self.report.baselined
        if number:
            yield ""
            yield from self.style.wrap(
                self.words["one_baselined" if number == 1 else "many_baselined"].format(number)
            )

    def _foot(self, advice: bool) -> Iterator[str]:
        yield from self._fixes()
        report = self.report
        values = {
            "language": report.language,
            "jurisdictions": ", ".join(report.jurisdictions),
            "as_of": str(report.as_of),
            "platform": report.platform or "",
        }
        assumed = [self.words[name].format(values[name]) for name in report.assumed if name in values]
        if assumed:
            yield ""
            yield from self.style.wrap(self.words["assumed"].format(", ".join(assumed)))
        if report.from_settings:
            yield ""
            yield from self.style.wrap(self.words["from_settings"].format(", ".join(report.from_settings)))
        if report.switched_off:
            yield ""
            yield from self._dim(counted("off", len(report.switched_off), self.words))
        if advice:
            yield ""
            yield from self.style.wrap(advice_line(report, self.words["advice"]))

    def _fixes(self) -> Iterator[str]:
        """What `fix` would do, if there is anything that it could."""
        edits = [group.worst.remediation.edit for group in self.open]
        safe = sum(edit is not None and edit.safety == "safe" for edit in edits)
        suggested = sum(edit is not None and edit.safety == "suggested" for edit in edits)
        if safe or suggested:
            name = "fix" if safe and suggested else "fix_safe" if safe else "fix_suggested"
            yield ""
            yield from self.style.wrap(self.words[name].format(safe=safe, suggested=suggested))

    def _dim(self, text: str, indent: str = "") -> Iterator[str]:
        for line in self.style.wrap(text, indent, indent):
            yield self.style.paint(line, "dim")

    def _labelled(self, label: str, text: str, *, dim: bool = False) -> Iterator[str]:
        yield from labelled(label, text, self.words, self.style, dim=dim)


def advice_line(report: Report, template: str) -> str:
    """Return the line that says what this is and which rules judged."""
    ruleset = report.ruleset
    return template.format(f"{ruleset.label}, {ruleset.digest[:12]}")
