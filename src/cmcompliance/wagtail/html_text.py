"""The text that a reader sees of HTML, each character with its place in the source."""

from __future__ import annotations

from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser

_BLANK = " \t\n\r\f"
_PARAGRAPHS = frozenset(
    {"address", "article", "aside", "blockquote", "div", "dl", "figure", "footer", "header", "hr", "main"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "nav", "ol", "p", "pre", "section", "table", "ul"}
)
_LINES = frozenset({"br", "dd", "dt", "figcaption", "li", "tr"})
_CELLS = frozenset({"td", "th"})
_UNSEEN = frozenset({"script", "style", "template", "noscript", "head"})


@dataclass(frozen=True, slots=True)
class HtmlText:
    """What is read of HTML; `offsets`: where in the source each character of `text` begins."""

    text: str
    offsets: tuple[int, ...]
    links: tuple[str, ...] = ()
    alts: tuple[str, ...] = ()


def text_of_html(html: str) -> HtmlText:
    """Return the text of HTML: a paragraph after an empty line, blanks as a browser folds them."""
    reader = _Reader(html)
    reader.feed(html)
    reader.close()
    return reader.read()


class _Reader(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self._starts = [0]
        for line in html.split("\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._characters: list[str] = []
        self._offsets: list[int] = []
        self._links: list[str] = []
        self._alts: list[str] = []
        self._unseen = 0

    def read(self) -> HtmlText:
        while self._characters and self._characters[-1] in "\n ":
            self._drop()
        return HtmlText(
            "".join(self._characters), tuple(self._offsets), tuple(self._links), tuple(self._alts)
        )

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _UNSEEN:
            self._unseen += 1
        self._break(tag)
        if tag == "a" and given.get("href", "").startswith(("http:", "https:")):
            self._links.append(given["href"])
        if tag == "embed" and given.get("embedtype") == "media" and given.get("url"):
            self._links.append(given["url"])
        if tag in ("img", "embed") and given.get("alt"):
            self._alts.append(given["alt"])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _UNSEEN:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        if tag != "br":
            self._break(tag)

    def handle_data(self, data: str) -> None:
        start = self._offset()
        for index, character in enumerate(data):
            if character in _BLANK:
                self._blank(start + index)
            else:
                self._add(character, start + index)

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name};")

    def _reference(self, reference: str) -> None:
        start = self._offset()
        for character in unescape(reference):
            self._add(character, start)

    def _break(self, tag: str) -> None:
        if tag in _PARAGRAPHS:
            self._end_line(2)
        elif tag == "br":
            self._add("\n", self._offset())
        elif tag in _LINES:
            self._end_line(1)
        elif tag in _CELLS:
            self._blank(self._offset())

    def _end_line(self, newlines: int) -> None:
        while self._characters and self._characters[-1] == " ":
            self._drop()
        if not self._characters:
            return
        there = next((n for n, one in enumerate(reversed(self._characters)) if one != "\n"), newlines)
        for _ in range(newlines - there):
            self._add("\n", self._offset())

    def _blank(self, offset: int) -> None:
        if self._characters and self._characters[-1] not in "\n ":
            self._add(" ", offset)

    def _add(self, character: str, offset: int) -> None:
        if not self._unseen:
            self._characters.append(character)
            self._offsets.append(offset)

    def _drop(self) -> None:
        self._characters.pop()
        self._offsets.pop()

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column
