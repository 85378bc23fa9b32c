"""A line a finding, as `grep` and editors read it: what `--quiet` prints."""

from __future__ import annotations

from cmcompliance.render.grouping import Shown, group_findings
from cmcompliance.render.source import Source, position
from cmcompliance.render.style import clean
from cmcompliance.render.words import Language, words_of
from cmcompliance.report import Report


def render_brief(report: Report, source: Source, language: Language) -> str:
    """Return a line for each error, each warning and what could not be checked; empty if there is none."""
    words = words_of(language)
    lines = [
        f"{_place(group, source)}: {words[f'level_{group.severity}']} {group.worst.rule} {group.worst.title}"
        for group in group_findings(report.findings)
        if group.worst.waived is None and group.severity != "info"
    ]
    unchecked = words["not_evaluated"].lower()
    for gap in report.not_evaluated:
        rule = words["all_rules"] if gap.rule == "*" else gap.rule
        lines.append(f"{source.name}: {unchecked} {rule} {gap.reason}")
    return "".join(" ".join(clean(line).split()) + "\n" for line in lines)


def _place(group: Shown, source: Source) -> str:
    """Return `post.md:17:52`; elsewhere than in the text of a file, the draft and then the place in it."""
    span = next((span for span in group.worst.spans if span.text.strip()), None)
    if span is None:
        return source.name
    where = position(source, span)
    in_file = span.field == "text" and source.text_line is not None
    return where if in_file else f"{source.name}: {where}"
