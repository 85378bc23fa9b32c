"""Workflow commands of GitHub Actions: each becomes an annotation on a line of the pull request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cmcompliance.read import sound_name
from cmcompliance.render.location import STDIN_NAME, path_in
from cmcompliance.render.notice import Notice, notices
from cmcompliance.render.outcome import Outcome
from cmcompliance.render.style import clean
from cmcompliance.render.words import Language
from cmcompliance.report import Severity

_COMMANDS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}


def render_github(outcomes: Sequence[Outcome], language: Language | None = None, root: str = "") -> str:
    """Return a command for each finding, question and gap; `root`: the folder that paths are relative to."""
    return "".join(f"{_command(notice, root)}\n" for notice in notices(outcomes, language))


def _command(notice: Notice, root: str) -> str:
    given = ",".join(f"{name}={_property(value)}" for name, value in _properties(notice, root).items())
    return f"::{_COMMANDS[notice.severity]} {given}::{_data(_text(notice))}"


def _properties(notice: Notice, root: str) -> dict[str, str]:
    title = notice.title if notice.code == notice.kind else f"{notice.title} ({notice.code})"
    if notice.file == STDIN_NAME:
        return {"title": title}
    place = {"file": path_in(notice.file, root), "line": str(notice.line)}
    region = notice.region
    if region is not None:
        place["endLine"] = str(region.end_line)
        if region.line == region.end_line:  # columns are understood inside one line only
            place |= {"col": str(region.column), "endColumn": str(region.end_column)}
    return {**place, "title": title}


def _text(notice: Notice) -> str:
    about = [notice.draft_id] if notice.draft_id not in {None, sound_name(notice.file)} else []
    return "\n".join([*notice.lines, *(f"[{name}]" for name in about)])


def _data(text: str) -> str:
    lines = clean(text.replace("\r\n", "\n").replace("\r", "\n"))
    return lines.replace("%", "%25").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
