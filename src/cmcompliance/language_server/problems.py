"""What is wrong with rule files and settings, as an editor underlines it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lsprotocol import types

from cmcompliance.language_server.diagnostics import SOURCE
from cmcompliance.language_server.document import Document
from cmcompliance.rulebook.errors import Problem

_WORD = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'|[^\s,\[\]{}]+")


def problem_diagnostics(
    document: Document,
    problems: Iterable[Problem],
    severity: types.DiagnosticSeverity = types.DiagnosticSeverity.Error,
) -> list[types.Diagnostic]:
    """Return the problems of a document, each at the word where it is."""
    return [_diagnostic(document, problem, severity) for problem in sorted(set(problems))]


def elsewhere(document: Document, problems: Iterable[Problem]) -> list[types.Diagnostic]:
    """Return problems of other files, at the document's first line and with their place in words."""
    lines = document.lines
    return [
        types.Diagnostic(
            lines.range(*lines.words_of(0)),
            str(problem),
            severity=types.DiagnosticSeverity.Error,
            source=SOURCE,
        )
        for problem in sorted(set(problems))
    ]


def _diagnostic(document: Document, problem: Problem, severity: types.DiagnosticSeverity) -> types.Diagnostic:
    start, stop = document.lines.stretch(problem.line - 1)
    begin = min(start + problem.column - 1, stop)
    word = _WORD.match(document.text, begin, stop)
    return types.Diagnostic(
        document.lines.range(begin, word.end() if word else min(begin + 1, stop)),
        problem.message,
        severity=severity,
        source=SOURCE,
    )
