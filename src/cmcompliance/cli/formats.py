"""The forms in which a report can be had, by the name that `--format` gives them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TextIO

if TYPE_CHECKING:
    from cmcompliance.cli.output import Writer
    from cmcompliance.render import Language

Format = Literal["text", "json", "jsonl"]


@dataclass(frozen=True, slots=True)
class Setup:
    """What a writer is made with; `language`: the reader's, None when each draft's own is to be used."""

    stream: TextIO
    language: Language | None


def writer_for(name: Format, setup: Setup) -> Writer:
    """Return the writer of that form; everything but text is UTF-8, whatever the locale."""
    from cmcompliance.cli.terminal import never_fail_to_write, use_utf8

    (never_fail_to_write if name == "text" else use_utf8)(setup.stream)
    return _WRITERS[name](setup)


def _text(setup: Setup) -> Writer:
    from cmcompliance.cli.output import TextWriter
    from cmcompliance.cli.terminal import style_for

    return TextWriter(setup.stream, style_for(setup.stream), setup.language)


def _json(setup: Setup) -> Writer:
    from cmcompliance.cli.output import JsonWriter

    return JsonWriter(setup.stream)


def _json_lines(setup: Setup) -> Writer:
    from cmcompliance.cli.output import EachWriter, outcome_json

    return EachWriter(setup.stream, lambda outcome: outcome_json(outcome) + "\n")


_WRITERS: Mapping[Format, Callable[[Setup], Writer]] = {"text": _text, "json": _json, "jsonl": _json_lines}
