"""HTML as tags and texts with their places, whatever it is; in a time that grows with its length."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Final

_RAW: Final = frozenset({"script", "style", "iframe", "noembed", "noframes"})
"""Elements whose content is no markup, and is not shown."""
_NAME = re.compile(r"/?([A-Za-z][^\s/>]*)")
_QUOTE_OR_END = re.compile(r"[\"'>]")
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+)))?")
_REFERENCE = re.compile(r"&(?:#[xX]?[0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag; `inside`: what stands between its name and its end."""

    name: str
    start: int
    end: int
    inside: str = ""
    closing: bool = False

    def attributes(self) -> Mapping[str, str]:
        """Return its attributes, the first of each name."""
        found: dict[str, str] = {}
        for match in _ATTRIBUTE.finditer(self.inside):
            value = match[2] or match[3] or match[4] or ""
            found.setdefault(match[1].lower(), _REFERENCE.sub(lambda one: unescape(one[0]), value))
        return found


@dataclass(frozen=True, slots=True)
class Run:
    """A text between tags, its references as they are written."""

    start: int
    end: int


def tags_and_runs(html: str) -> Iterator[Tag | Run]:
    """Yield what HTML is made of, but comments and declarations."""
    place = text_from = 0
    quotes_end = True
    while (start := html.find("<", place)) >= 0:
        name = _NAME.match(html, start + 1)
        if name is None and html[start + 1 : start + 2] not in ("!", "?", "/"):
            place = start + 1
            continue
        if start > text_from:
            yield Run(text_from, start)
        if name is None:
            end = _after_declaration(html, start)
        else:
            end, quotes_end = _after_tag(html, name.end(), quotes_end)
            tag = _tag(html, start, name, end)
            yield tag
            if tag.name in _RAW and not tag.closing:
                end = _after_raw(html, tag.name, end)
        place = text_from = end
    if text_from < len(html):
        yield Run(text_from, len(html))


def _tag(html: str, start: int, name: re.Match[str], end: int) -> Tag:
    inside = html[name.end() : end - 1 if html[end - 1] == ">" else end]
    return Tag(name[1].lower(), start, end, inside, html[start + 1] == "/")


def _after_declaration(html: str, start: int) -> int:
    closing = "-->" if html.startswith("<!--", start) else ">"
    # `<!-->` and `<!--->` are comments, too.
    end = html.find(closing, start + 2)
    return len(html) if end < 0 else end + len(closing)


def _after_tag(html: str, place: int, quotes_end: bool) -> tuple[int, bool]:
    """Return where a tag ends, and whether it did where its quotes were taken for such.

    Once one did not, quotes mean nothing to the end: to try each anew would take the square of the time.
    """
    scan = place
    while quotes_end and (found := _QUOTE_OR_END.search(html, scan)):
        if found[0] == ">":
            return found.end(), True
        scan = html.find(found[0], found.end()) + 1
        if scan == 0:
            break
    end = html.find(">", place)
    return (len(html) if end < 0 else end + 1), False


def _after_raw(html: str, name: str, place: int) -> int:
    found = re.compile(rf"</{name}\b", re.IGNORECASE).search(html, place)
    return found.start() if found else len(html)
