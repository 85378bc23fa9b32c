"""The text that a reader sees of HTML, each character with its place in the source."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from typing import Final, Literal

from cmcompliance.markup.tags import Run, Tag, tags_and_runs

_PIECE = re.compile(
    r"([ \t\n\r\f]+)|(&(?:#[xX][0-9A-Fa-f]+|#[0-9]+|[A-Za-z][A-Za-z0-9]*);?)"
    r"|[^ \t\n\r\f&]+(?: [^ \t\n\r\f&]+)*|&"
)
_PARAGRAPHS = frozenset(
    {"address", "article", "aside", "blockquote", "div", "dl", "figure", "footer", "header", "hr", "main"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "nav", "ol", "p", "pre", "section", "table", "ul"}
)
_LINES = frozenset({"br", "dd", "dt", "figcaption", "li", "tr"})
_CELLS = frozenset({"td", "th"})
_UNSEEN = frozenset({"template", "noscript", "head"})
_RECORDINGS: Final[Mapping[str, Literal["video", "audio"]]] = {"video": "video", "audio": "audio"}
_PICTURE_SOURCES: Final = ("src", "data-src", "data-image", "data-lazy-src")


@dataclass(frozen=True, slots=True)
class HtmlMedium:
    """A picture, a film or a sound in HTML; `path` as it is written there, empty where the HTML holds it."""

    kind: Literal["image", "video", "audio"]
    path: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class HtmlText:
    """What is read of HTML; `offsets`: where in the source each character of `text` begins."""

    text: str
    offsets: tuple[int, ...]
    links: tuple[str, ...] = ()
    alts: tuple[str, ...] = ()
    media: tuple[HtmlMedium, ...] = ()


def text_of_html(html: str) -> HtmlText:
    """Return the text of HTML: a paragraph after an empty line, blanks as a browser folds them."""
    reader = _Reader(html)
    for piece in tags_and_runs(html):
        if isinstance(piece, Run):
            reader.run(piece)
        elif piece.closing:
            reader.end(piece)
        else:
            reader.begin(piece)
    return reader.read()


class _Reader:
    def __init__(self, html: str) -> None:
        self._html = html
        self._characters: list[str] = []
        self._offsets: list[int] = []
        self._links: list[str] = []
        self._alts: list[str] = []
        self._media: list[HtmlMedium] = []
        self._playing: Literal["video", "audio"] | None = None
        self._unseen = 0

    def read(self) -> HtmlText:
        while self._characters and self._characters[-1] in "\n ":
            self._drop()
        return HtmlText(
            "".join(self._characters),
            tuple(self._offsets),
            tuple(self._links),
            tuple(self._alts),
            tuple(self._media),
        )

    def begin(self, tag: Tag) -> None:
        if tag.name in _UNSEEN and not tag.inside.endswith("/"):
            self._unseen += 1
        if tag.name == "body":
            self._unseen = 0
        self._break(tag.name, tag.start)
        if tag.name == "a":
            self._link(tag.attributes().get("href", ""))
        elif tag.name == "iframe":
            self._link(tag.attributes().get("src", ""))
        elif tag.name in ("img", "embed"):
            self._picture(tag.name, tag.attributes())
        elif tag.name in ("video", "audio", "source"):
            self._recording(tag.name, tag.attributes())

    def end(self, tag: Tag) -> None:
        if tag.name in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        if tag.name in ("video", "audio"):
            self._playing = None
        if tag.name != "br":
            self._break(tag.name, tag.start)

    def run(self, run: Run) -> None:
        if self._unseen:
            return
        for piece in _PIECE.finditer(self._html, run.start, run.end):
            if piece[1]:
                self._blank(piece.start())
            elif piece[2]:
                characters = unescape(piece[2])
                self._characters.extend(characters)
                self._offsets.extend([piece.start()] * len(characters))
            else:
                self._characters.extend(piece[0])
                self._offsets.extend(range(piece.start(), piece.end()))

    def _link(self, address: str) -> None:
        address = f"https:{address}" if address.startswith("//") else address
        if address.startswith(("http:", "https:")):
            self._links.append(address)

    def _picture(self, name: str, given: Mapping[str, str]) -> None:
        if name == "embed" and given.get("embedtype") == "media":
            self._links += [given["url"]] if given.get("url") else []
            return
        alt = given.get("alt", "")
        self._alts += [alt] if alt else []
        sources = (given.get(source, "") for source in _PICTURE_SOURCES)
        path = next((path for path in sources if path and not path.startswith("data:")), "")
        if path or alt:
            self._media.append(HtmlMedium("image", path, alt))

    def _recording(self, name: str, given: Mapping[str, str]) -> None:
        self._playing = _RECORDINGS.get(name, self._playing)
        if self._playing and given.get("src"):
            self._media.append(HtmlMedium(self._playing, given["src"], given.get("title", "")))
            self._playing = None  # the other sources are the same in other formats

    def _break(self, name: str, start: int) -> None:
        if name in _PARAGRAPHS:
            self._end_line(2, start)
        elif name == "br":
            self._add("\n", start)
        elif name in _LINES:
            self._end_line(1, start)
        elif name in _CELLS:
            self._blank(start)

    def _end_line(self, newlines: int, start: int) -> None:
        while self._characters and self._characters[-1] == " ":
            self._drop()
        if not self._characters:
            return
        there = 0
        while there < newlines and self._characters[-1 - there : len(self._characters) - there] == ["\n"]:
            there += 1
        for _ in range(newlines - there):
            self._add("\n", start)

    def _blank(self, start: int) -> None:
        if self._characters and self._characters[-1] not in "\n ":
            self._add(" ", start)

    def _add(self, character: str, start: int) -> None:
        if not self._unseen:
            self._characters.append(character)
            self._offsets.append(start)

    def _drop(self) -> None:
        self._characters.pop()
        self._offsets.pop()
