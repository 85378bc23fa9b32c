"""What an exception tells whoever reads it in a log or a terminal: what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cmcompliance.render.grouping import Shown, group_findings, scope_names
from cmcompliance.render.style import clean
from cmcompliance.render.words import Language, counted, words_of
from cmcompliance.report import Report

_MOST_FINDINGS = 3
_LONGEST_QUOTE = 60
_FR = {
    "block": "Publication arrêtée : {}.",
    "failed": "Publication arrêtée : la vérification n'a pas abouti.",
    "nothing": "Rien n'a été publié. Corrigez le texte, ou faites accepter le constat par une dérogation.",
    "again": "Rien n'a été publié. Réessayez ; si l'erreur reste, sa cause est jointe.",
    "unchecked": "Non vérifié",
}
_EN = {
    "block": "Not published: {}.",
    "failed": "Not published: the check failed.",
    "nothing": "Nothing was published. Mend the text, or have the finding accepted by a waiver.",
    "again": "Nothing was published. Try again; if the error stays, its cause is attached.",
    "unchecked": "Not checked",
}
_WORDS: Mapping[Language, Mapping[str, str]] = {"fr": _FR, "en": _EN}


def blocked_message(report: Report, language: Language) -> str:
    """Return the first findings that held a draft back, each with what to do, and the way on."""
    own, words = _WORDS[language], words_of(language)
    shown = [
        group
        for group in group_findings(report.findings)
        if group.worst.waived is None and group.severity != "info"
    ]
    counts = [
        counted(level, number, words)
        for level in ("error", "warning")
        if (number := sum(group.severity == level for group in shown))
    ]
    if report.not_evaluated:
        counts.append(own["unchecked"].lower())
    lines = [own["block"].format(", ".join(counts) or words[report.verdict].lower())]
    lines += _finding_lines(shown, words)
    lines += _gap_lines(report, own["unchecked"], words)
    return "\n".join([*lines, own["nothing"]])


def failed_message(report: Report, language: Language) -> str:
    """Return why a check failed, as the report has it, and the way on."""
    own, words = _WORDS[language], words_of(language)
    return "\n".join([own["failed"], *_gap_lines(report, own["unchecked"], words), own["again"]])


def _finding_lines(shown: Sequence[Shown], words: Mapping[str, str]) -> Iterator[str]:
    for group in shown[:_MOST_FINDINGS]:
        finding = group.worst
        scopes = ", ".join(scope_names(group, words))
        place = f" ({scopes})" if scopes else ""
        yield f"- {_line(finding.title)}{place}{_quote(group, words)} [{finding.rule}]"
        yield f"  {words['todo']}{words['colon']} {_line(finding.remediation.hint)}"
    if len(shown) > _MOST_FINDINGS:
        yield f"- {words['more'].format(len(shown) - _MOST_FINDINGS)}"


def _gap_lines(report: Report, label: str, words: Mapping[str, str]) -> Iterator[str]:
    for gap in report.not_evaluated[:_MOST_FINDINGS]:
        yield f"- {label}{words['colon']} {_line(gap.reason)}"


def _quote(group: Shown, words: Mapping[str, str]) -> str:
    said = next((span.text for span in group.worst.spans if span.text.strip()), None)
    if said is None:
        return ""
    line = _line(said)
    short = line if len(line) <= _LONGEST_QUOTE else line[: _LONGEST_QUOTE - 1] + "…"
    return f"{words['colon']} {words['quoted'].format(short)}"


def _line(text: str) -> str:
    return " ".join(clean(text).split())
