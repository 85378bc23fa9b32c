"""What a whole page of a site says of itself, and the part of it that is no menu."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Final

from cmcompliance.markup.tags import Tag, tags_and_runs

_PARTS: Final = ("main", "article", "nav")
_TITLES: Final = ("og:title", "twitter:title")
_AUTHORS: Final = ("author", "article:author", "dc.creator")
_DATES: Final = ("article:published_time", "datepublished", "og:article:published_time", "date", "dc.date")
_WRITTEN_DATE = re.compile(r"\"datePublished\"\s*:\s*\"([^\"<>]{10,40})\"")


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """A page; `content`: the HTML of its main part, `published` as it is written there."""

    content: str
    title: str = ""
    language: str = ""
    author: str = ""
    published: str = ""


def page_of_html(html: str) -> HtmlPage:
    """Return a page: its `main`, else its only `article`, else all of it but its menus."""
    seen = _Seen()
    for piece in tags_and_runs(html):
        if isinstance(piece, Tag):
            seen.tag(piece)
    title = seen.said(*_TITLES) or unescape(html[seen.title[0] : seen.title[1]]).strip()
    written = _WRITTEN_DATE.search(html)
    return HtmlPage(
        seen.content(html),
        " ".join(title.split()),
        seen.language,
        seen.said(*_AUTHORS),
        seen.said(*_DATES) or (written[1] if written else "") or seen.time,
    )


@dataclass(slots=True)
class _Seen:
    """What the tags of a page have said so far."""

    language: str = ""
    time: str = ""
    title: tuple[int, int] = (0, 0)
    metas: dict[str, str] = field(default_factory=dict)
    begun: dict[str, tuple[int, int]] = field(default_factory=dict)
    parts: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def tag(self, tag: Tag) -> None:
        if tag.name in _PARTS:
            self._part(tag)
        elif tag.name == "title" and self.title[1] == 0:
            self.title = (self.title[0], tag.start) if tag.closing else (tag.end, 0)
        elif tag.name == "html":
            self.language = self.language or tag.attributes().get("lang", "")
        elif tag.name == "meta":
            given = tag.attributes()
            name = given.get("property") or given.get("name") or given.get("itemprop") or ""
            self.metas.setdefault(name.lower(), given.get("content", "").strip())
        elif tag.name == "time" and not self.time:
            self.time = tag.attributes().get("datetime", "")

    def said(self, *names: str) -> str:
        return next((self.metas[name] for name in names if self.metas.get(name)), "")

    def content(self, html: str) -> str:
        """Return the main part of a page."""
        for name, (start, _) in self.begun.items():  # what never ended goes on to the end
            self.parts.setdefault(name, []).append((start, len(html)))
        mains, articles = self.parts.get("main", []), self.parts.get("article", [])
        if mains:
            return "\n".join(html[start:end] for start, end in mains)
        if len(articles) == 1:
            return html[articles[0][0] : articles[0][1]]
        kept, place = [], 0
        for start, end in self.parts.get("nav", []):
            kept.append(html[place:start])
            place = end
        return "".join([*kept, html[place:]])

    def _part(self, tag: Tag) -> None:
        start, depth = self.begun.get(tag.name, (tag.start, 0))
        depth += -1 if tag.closing else 1
        if depth > 0:
            self.begun[tag.name] = (start, depth)
        elif tag.name in self.begun:
            del self.begun[tag.name]
            self.parts.setdefault(tag.name, []).append((start, tag.end))
