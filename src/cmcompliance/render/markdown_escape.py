"""Text in Markdown that stays text: it marks up nothing, links nowhere and mentions nobody."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import quote

from cmcompliance.render.style import clean

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~#$^{}]")
_LEADING = re.compile(r"^(?:(\d+)(?=[.)])|(?=[-+=]))")
# GitHub looks for these in the text that it has rendered, so that a backslash does not keep them from acting.
_ACTING = re.compile(
    r"(?<=@)(?=\w)"  # a mention, an address
    r"|(?<=#)(?=\w)"  # an issue
    r"|(?<=GH-)(?=\d)"
    r"|(?<=:)(?=//)|(?<=\bwww)(?=\.)|(?<=\bmailto:)|(?<=\bxmpp:)"  # what becomes a link by itself
    r"|(?<=:)(?=[\w+-]+:)"  # an emoji by its name
    r"|(?<=\b[0-9a-f])(?=[0-9a-f]{6,63}\b)",  # a commit
    re.IGNORECASE,
)
_NOTHING = "\u200b"
_SAFE_IN_ADDRESS = "/:?&=#%+,;@!~*'$-._[]"


def inline(text: str) -> str:
    """Return a text as one line of Markdown."""
    return _escaped(_still(_one_line(text)))


def in_html(text: str) -> str:
    """Return a text as one line for a place in Markdown where HTML stands."""
    return escape(_still(_one_line(text)))


def preformatted(text: str) -> str:
    """Return a text for the inside of `<pre>` or `<code>`, where nothing acts: it can be copied as it is."""
    return escape(clean(text).replace("\t", " "))


def code(text: str) -> str:
    """Return a text as one line of code; not for a table, which would end at its `|`."""
    shown = _one_line(text)
    mark = "`" * (1 + _longest_run(shown))
    return f"{mark} {shown} {mark}" if shown.startswith("`") or shown.endswith("`") else mark + shown + mark


def fenced(text: str) -> str:
    """Return a text as a block that can be copied, fenced by more backticks than it holds."""
    shown = "\n".join(clean(text).splitlines())
    fence = "`" * max(3, 1 + _longest_run(shown))
    return f"{fence}text\n{shown}\n{fence}"


def link(text: str, url: str | None) -> str:
    """Return a text that leads to an address, or the text alone when there is none."""
    return f"[{inline(text)}](<{quote(url, safe=_SAFE_IN_ADDRESS)}>)" if url else inline(text)


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())


def _still(text: str) -> str:
    return _ACTING.sub(_NOTHING, text)


def _escaped(text: str) -> str:
    return _LEADING.sub(r"\g<1>\\", _SPECIAL.sub(r"\\\g<0>", text.replace("&", "&amp;")))


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)
