"""Where the front matter of a text stands, and how it is written."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Literal

from cmcompliance.read.item import FrontMatterError

Form = Literal["yaml", "toml", "json"]

_YAML = re.compile(r"^---(?:ya?ml)?[ \t]*\r?\n")
_YAML_END = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_NAMED = re.compile(r"^---(json|toml)[ \t]*\r?\n")
_NAMED_END = re.compile(r"^---[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
# A line of plus signs may also be an ornament: a key, a table, a comment or the end follows that of TOML.
_TOML = re.compile(
    r"""^\+\+\+[ \t]*\r?\n(?=\s*(?:\#|\[|\+\+\+[ \t]*(?:\r?\n|\Z)|[\w."'-][\w."' -]*=))""", re.VERBOSE
)
_TOML_END = re.compile(r"^\+\+\+[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_JSON = re.compile(r'^\{\s*(?:"(?:[^"\\\n]|\\.)*"\s*:|\}[ \t]*(?:\r?\n|\Z))')
_REST_OF_LINE = re.compile(r"[ \t]*(?:\r?\n|\Z)")


@dataclass(frozen=True, slots=True)
class Block:
    """Front matter: its source without the fences, and where the body begins; offsets in the text.

    `first_line`: the line in the file on which the source begins.
    """

    form: Form
    start: int
    end: int
    body_start: int
    first_line: int = 2


def block_of(content: str) -> Block | None:
    """Return the front matter of a text, None without. Raises FrontMatterError for one that never ends.

    YAML between `---`, TOML between `+++`, JSON as an object that begins the file, or either of the latter
    between `---json` or `---toml` and `---`.
    """
    if (opening := _YAML.match(content)) is not None:
        return _fenced(content, opening, _YAML_END, "yaml", "---")
    if (opening := _TOML.match(content)) is not None:
        return _fenced(content, opening, _TOML_END, "toml", "+++")
    if (opening := _NAMED.match(content)) is not None:
        return _fenced(content, opening, _NAMED_END, "json" if opening[1] == "json" else "toml", "---")
    return _object(content) if _JSON.match(content) else None


def _fenced(content: str, opening: re.Match[str], end: re.Pattern[str], form: Form, fence: str) -> Block:
    closing = end.search(content, opening.end())
    if closing is None:
        opened = opening.group().strip()
        raise FrontMatterError(
            f"front matter opens here (`{opened}`) and is never closed by another `{fence}` line"
            if opened == fence
            else f"front matter opens here (`{opened}`) and is never closed by a `{fence}` line",
            1,
        )
    return Block(form, opening.end(), closing.start(), closing.end())


def _object(content: str) -> Block | None:
    try:
        _, end = json.JSONDecoder().raw_decode(content)
    except json.JSONDecodeError as error:
        raise FrontMatterError(
            f"front matter: not JSON: {error.msg}, column {error.colno}", error.lineno
        ) from None
    except (ValueError, RecursionError):
        raise FrontMatterError("front matter: nested too deeply", 1) from None
    rest = _REST_OF_LINE.match(content, end)
    return Block("json", 0, end, rest.end(), 1) if rest else None
