"""What was mended of a draft, what was not and why, and what remains: text for people, JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from cmcompliance.fixing import AppliedEdit, Fixed, LeftEdit
from cmcompliance.read import ReadDraft
from cmcompliance.remedy import apply_edit
from cmcompliance.render.blocks import edit_lines, labelled, titled
from cmcompliance.render.grouping import Shown, group_findings
from cmcompliance.render.outcome import Checked
from cmcompliance.render.source import Source
from cmcompliance.render.style import PLAIN, Look, Style, clean
from cmcompliance.render.words import Language, counted, words_of
from cmcompliance.report import Finding, Report, Severity, Verdict


@dataclass(frozen=True, slots=True)
class Mended:
    """A draft that was read, and what came of mending it."""

    item: ReadDraft
    fixed: Fixed

    @property
    def source(self) -> Source:
        """The draft with its name."""
        return Checked(self.item, self.fixed.report).source


_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
_LOOKS: Mapping[Verdict, Look] = {"block": "error", "review": "warning", "pass": "good"}


def render_mended(fixed: Fixed, source: Source, language: Language, style: Style = PLAIN) -> str:
    """Return each edit with its finding, what was left, and what remains, with a final newline.

    `source`: the draft as it was, with its name.
    """
    return "\n".join(_Page(fixed, source, language, style).lines()) + "\n"


def mended_json(fixed: Fixed, *, indent: int | None = None) -> str:
    """Return what came of mending exactly as its model, without a final newline."""
    return fixed.model_dump_json(indent=indent)


class _Page:
    def __init__(self, fixed: Fixed, source: Source, language: Language, style: Style) -> None:
        self.fixed = fixed
        self.source = source
        self.words = words_of(language)
        self.style = style

    def lines(self) -> Iterator[str]:
        yield from self._head()
        yield from self._applied()
        yield from self._left()
        yield from self._rest(self.fixed.report)

    def _head(self) -> Iterator[str]:
        number = len(self.fixed.applied)
        said = counted("edit", number, self.words) if number else self.words["no_edit"]
        for line in self.style.wrap(f"{clean(self.source.name)} — {said}"):
            yield self.style.paint(line, "bold")

    def _applied(self) -> Iterator[str]:
        draft = self.fixed.original
        for item in self.fixed.applied:
            yield ""
            yield from self._edit(item, replace(self.source, draft=draft))
            draft = apply_edit(draft, item.edit)

    def _edit(self, item: AppliedEdit, before: Source) -> Iterator[str]:
        groups = group_findings([item.finding, *item.also])
        own = next(group for group in groups if item.finding in group.findings)
        yield from self._title(own, "good")
        yield from edit_lines(item.edit, before, self.words, self.style)
        others = [titled(group, self.words) for group in groups if group is not own]
        if others:
            yield from self._labelled("mends_too", self.words["and_so"].join(others))
        yield from self._labelled("rule", f"{own.worst.rule} ({own.worst.obligation})", dim=True)

    def _left(self) -> Iterator[str]:
        mended = replace(self.source, draft=self.fixed.draft)
        wanted = [left for left in self.fixed.left if left.why != "not_selected"]
        if wanted:
            yield ""
            yield self.style.paint(self.words["not_done"].upper(), "warning")
        for left in wanted:
            yield ""
            first, *others = group_findings(left.findings)
            yield from self._title(first, "bold")
            yield from edit_lines(left.edit, mended, self.words, self.style)
            if others:
                titles = [titled(group, self.words) for group in others]
                yield from self._labelled("mends_too", self.words["and_so"].join(titles))
            yield from self._labelled("reason", self._reason(left))
            yield from self._labelled("rule", f"{first.worst.rule} ({first.worst.obligation})", dim=True)
        unasked = len(self.fixed.left) - len(wanted)
        if unasked:
            yield ""
            yield self.style.paint(counted("unasked", unasked, self.words), "dim")

    def _reason(self, left: LeftEdit) -> str:
        brought = self.words["and_so"].join(dict.fromkeys(finding.title for finding in left.brings))
        return self.words[f"left_{left.why}"].format(brought)

    def _rest(self, report: Report) -> Iterator[str]:
        groups = [group for group in group_findings(report.findings) if group.worst.waived is None]
        verdict = self.style.paint(self.words[report.verdict], _LOOKS[report.verdict])
        yield ""
        yield f"{self.words['afterwards']}{self.words['colon']} {verdict}{self._counts(report, groups)}"
        for group in groups:
            level = self.words[f"level_{group.severity}"]
            line = f"{level}{self.words['colon']} {titled(group, self.words)} ({group.worst.rule})"
            yield from self.style.wrap(line, "■ ", "  ")
        for question in report.questions:
            yield from self.style.wrap(f"{question.question} (`{question.field}`)", "? ", "  ")
        for gap in report.not_evaluated:
            yield from self.style.wrap(
                f"{self.words['not_evaluated']}{self.words['colon']} {gap.reason}", "- ", "  "
            )

    def _counts(self, report: Report, groups: Sequence[Shown]) -> str:
        numbers: dict[str, int] = {
            level: sum(group.severity == level for group in groups) for level in _SEVERITIES
        }
        every = {**numbers, "waived": _waived(report.findings), "question": len(report.questions)}
        parts = [counted(name, number, self.words) for name, number in every.items() if number]
        return f" ({', '.join(parts)})" if parts else ""

    def _title(self, group: Shown, look: Look) -> Iterator[str]:
        for line in self.style.wrap(titled(group, self.words), "■ ", "  "):
            yield self.style.paint(line, look)

    def _labelled(self, label: str, text: str, *, dim: bool = False) -> Iterator[str]:
        yield from labelled(label, text, self.words, self.style, dim=dim)


def _waived(findings: Sequence[Finding]) -> int:
    return sum(group.worst.waived is not None for group in group_findings(findings))
