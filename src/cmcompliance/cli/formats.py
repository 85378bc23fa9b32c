"""The forms in which a report can be had, by the name that `--format` gives them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TextIO

if TYPE_CHECKING:
    from cmcompliance.cli.output import Writer
    from cmcompliance.render import Language

Format = Literal[
    "text", "markdown", "html", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson", "csv"
]


@dataclass(frozen=True, slots=True)
class Setup:
    """What a writer is made with; `language`: the reader's, None when each draft's own is to be used.

    `quiet`: a line a finding; `statistics`: numbers instead of reports; `strict`: a draft to review fails.
    """

    stream: TextIO
    language: Language | None
    quiet: bool = False
    statistics: bool = False
    strict: bool = False


def writer_for(name: Format, setup: Setup) -> Writer:
    """Return the writer of that form; everything but text is UTF-8, whatever the locale."""
    from cmcompliance.cli.terminal import never_fail_to_write, use_utf8

    (never_fail_to_write if name == "text" else use_utf8)(setup.stream)
    return _WRITERS[name](setup)


def refusal(name: Format, quiet: bool, statistics: bool) -> str | None:
    """Return why these cannot be had together, None if they can."""
    if quiet and statistics:
        return "--quiet or --statistics, not both"
    if quiet and name != "text":
        return f"--quiet is for text, not for {name}"
    if statistics and name not in {"text", "json"}:
        return f"--statistics can be had as text or json, not as {name}"
    return None


def _text(setup: Setup) -> Writer:
    from cmcompliance.cli.output import EachWriter, StatisticsWriter, TextWriter, outcome_lines
    from cmcompliance.cli.terminal import style_for

    if setup.quiet:
        return EachWriter(setup.stream, lambda outcome: outcome_lines(outcome, setup.language))
    if setup.statistics:
        from cmcompliance.render.statistics import render_statistics

        style = style_for(setup.stream)
        language = setup.language or "en"
        return StatisticsWriter(setup.stream, lambda tally: render_statistics(tally, language, style))
    return TextWriter(setup.stream, style_for(setup.stream), setup.language)


def _json(setup: Setup) -> Writer:
    from cmcompliance.cli.output import JsonWriter, StatisticsWriter

    if setup.statistics:
        from cmcompliance.render.statistics import statistics_json

        return StatisticsWriter(setup.stream, lambda tally: statistics_json(tally) + "\n")
    return JsonWriter(setup.stream)


def _json_lines(setup: Setup) -> Writer:
    from cmcompliance.cli.output import EachWriter, outcome_json

    return EachWriter(setup.stream, lambda outcome: outcome_json(outcome) + "\n")


def _sarif(setup: Setup) -> Writer:
    from cmcompliance.cli.output import WholeWriter
    from cmcompliance.cli.version import package_version
    from cmcompliance.render.sarif import render_sarif

    version, root = package_version(), _root()
    return WholeWriter(setup.stream, lambda outcomes: render_sarif(outcomes, version, setup.language, root))


def _github(setup: Setup) -> Writer:
    from cmcompliance.cli.output import EachWriter
    from cmcompliance.render.github import render_github

    root = _root()
    return EachWriter(setup.stream, lambda outcome: render_github([outcome], setup.language, root))


def _gitlab(setup: Setup) -> Writer:
    from cmcompliance.cli.output import WholeWriter
    from cmcompliance.render.gitlab import render_gitlab

    root = _root()
    return WholeWriter(setup.stream, lambda outcomes: render_gitlab(outcomes, setup.language, root))


def _junit(setup: Setup) -> Writer:
    from cmcompliance.cli.output import WholeWriter
    from cmcompliance.render.junit import render_junit

    root, strict = _root(), setup.strict
    return WholeWriter(
        setup.stream, lambda outcomes: render_junit(outcomes, setup.language, root, strict=strict)
    )


def _rdjson(setup: Setup) -> Writer:
    from cmcompliance.cli.output import WholeWriter
    from cmcompliance.render.rdjson import render_rdjson

    root = _root()
    return WholeWriter(setup.stream, lambda outcomes: render_rdjson(outcomes, setup.language, root))


def _csv(setup: Setup) -> Writer:
    from cmcompliance.cli.output import EachWriter
    from cmcompliance.render.csv_table import csv_head, csv_rows

    root = _root()
    return EachWriter(setup.stream, lambda outcome: csv_rows([outcome], root), head=csv_head())


def _root() -> str:
    """Return the folder to which programs take paths as relative."""
    return str(Path.cwd())


def _markdown(setup: Setup) -> Writer:
    from cmcompliance.cli.output import WholeWriter
    from cmcompliance.render.markdown import render_markdown

    return WholeWriter(setup.stream, lambda outcomes: render_markdown(outcomes, setup.language))


def _html(setup: Setup) -> Writer:
    from cmcompliance.cli.output import WholeWriter
    from cmcompliance.render.html import render_html

    return WholeWriter(setup.stream, lambda outcomes: render_html(outcomes, setup.language))


_WRITERS: Mapping[Format, Callable[[Setup], Writer]] = {
    "text": _text,
    "json": _json,
    "jsonl": _json_lines,
    "sarif": _sarif,
    "github": _github,
    "gitlab": _gitlab,
    "junit": _junit,
    "rdjson": _rdjson,
    "csv": _csv,
    "markdown": _markdown,
    "html": _html,
}
