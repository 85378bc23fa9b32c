from __future__ import annotations

import io

import pytest

from cmcompliance.cli.terminal import Progress, reader_language, style_for


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environment", "stream", "colour"),
    [
        ({}, Terminal(), True),
        ({}, io.StringIO(), False),
        ({"NO_COLOR": "1"}, Terminal(), False),
        ({"NO_COLOR": ""}, Terminal(), True),
        ({"TERM": "dumb"}, Terminal(), False),
    ],
)
def test_colour_only_on_a_terminal_that_wants_it(
    environment: dict[str, str], stream: io.StringIO, colour: bool
) -> None:
    assert style_for(stream, environment).colour is colour


@pytest.mark.parametrize(("columns", "width"), [("20", 40), ("90", 90), ("400", 120)])
def test_the_width_is_the_terminals_within_reason(
    monkeypatch: pytest.MonkeyPatch, columns: str, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert style_for(io.StringIO(), {}).width == width


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, None),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_MESSAGES": "en_US"}, "en"),
        ({"LC_ALL": "", "LANG": "en_US"}, "en"),
        ({"LC_ALL": "C", "LANG": "en_US"}, None),
    ],
)
def test_the_locale_gives_the_language(environment: dict[str, str], language: str | None) -> None:
    assert reader_language(None, environment) == language


@pytest.mark.parametrize(
    ("wanted", "stdout", "shown"),
    [
        (True, io.StringIO(), "\r50 drafts\r60 drafts\n"),
        (True, Terminal(), ""),
        (False, io.StringIO(), ""),
    ],
)
def test_progress_is_shown_only_where_nothing_else_is(
    monkeypatch: pytest.MonkeyPatch, wanted: bool, stdout: io.StringIO, shown: str
) -> None:
    stderr = Terminal()
    monkeypatch.setattr("sys.stderr", stderr)
    monkeypatch.setattr("sys.stdout", stdout)
    progress = Progress(wanted)
    for _ in range(60):
        progress.advance()
    progress.close()
    assert stderr.getvalue() == shown
