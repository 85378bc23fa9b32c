"""XML of any length, one element at a time; entities of a document's own are refused.

Broken bytes, lone ampersands, signs that XML forbids and entities of HTML, which exports are full of, break
nothing.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.entities import html5
from typing import BinaryIO, Final
from xml.parsers import expat

from cmcompliance.archive.faults import ArchiveFault
from cmcompliance.archive.readers.xml_repair import AmpersandRepair

LARGEST_ELEMENT: Final = 1 << 24
"""Characters, with some for each tag, that an element may have; of a larger one nothing is kept."""
DEEPEST: Final = 200
_MOST_PREFIXES: Final = 200
_LARGEST_TAG: Final = 1 << 22
_TAG_COST: Final = 100
_CHUNK: Final = 1 << 16
_DECLARED = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']")
_ENCODINGS = re.compile(
    r"utf-?(8|16|32)|us-?ascii|latin-?1|(iso-?8859|windows|cp|koi8|euc|shift|gb|big5|mac)"
)
_MARKS: Final = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
    b"<\x00": "utf-16-le",
    b"\x00<": "utf-16-be",
}
_FORBIDDEN: Final = bytes(place for place in range(32) if place not in (9, 10, 13))
_FORBIDDEN_LETTERS: Final = ("\ufffe".encode(), "\uffff".encode())
_PREFIXES: Final = (
    (re.compile(r"https?://wordpress\.org/export/[\d.]+/excerpt/"), "excerpt"),
    (re.compile(r"https?://wordpress\.org/export/[\d.]+/"), "wp"),
    (re.compile(r"http://purl\.org/rss/1\.0/modules/content/"), "content"),
    (re.compile(r"http://purl\.org/dc/(elements/1\.1|terms)/"), "dc"),
    (re.compile(r"http://www\.itunes\.com/dtds/podcast-1\.0\.dtd", re.IGNORECASE), "itunes"),
    (re.compile(r"https?://search\.yahoo\.com/mrss/?"), "media"),
    (re.compile(r"http://purl\.org/atom/app#|http://www\.w3\.org/2007/app"), "app"),
    (re.compile(r"http://schemas\.google\.com/blogger/\d+"), "blogger"),
    (re.compile(r"http://purl\.org/syndication/thread/1\.0"), "thr"),
)


@dataclass(slots=True)
class Element:
    """An element; `name`: with the prefix that its namespace usually has, none for that of the document.

    `cut`: it was too large, and has lost its content.
    """

    name: str
    attributes: Mapping[str, str]
    pieces: list[str | Element] = field(default_factory=list)
    cut: bool = False

    @property
    def text(self) -> str:
        """Its own text, without that of its elements."""
        return "".join(piece for piece in self.pieces if isinstance(piece, str)).strip()

    def all(self, *names: str) -> list[Element]:
        """Return its elements of some names, as they follow each other."""
        return [piece for piece in self.pieces if isinstance(piece, Element) and piece.name in names]

    def text_of(self, *names: str) -> str:
        """Return the text of its first element of the first name that has one, or none."""
        texts = (one.text for name in names for one in self.all(name))
        return next((text for text in texts if text), "")


def elements(stream: BinaryIO, level: int) -> Iterator[Element]:
    """Yield the root without its content, then each element at a level below it, whole: 1 for its children.

    Raises ArchiveFault after the elements before the fault.
    """
    building = _Building(level)
    head = stream.read(_CHUNK)
    decoder = codecs.getincrementaldecoder(_encoding(head))("replace")
    data, repair = head, AmpersandRepair()
    while True:
        last = not data
        text = repair.repaired(decoder.decode(data, last), last)
        failed = building.feed(text, last)
        yield from building.taken()
        if failed:
            raise ArchiveFault(failed)
        if last:
            return
        data = stream.read(_CHUNK)


def beginning(head: bytes) -> str:
    """Return the first bytes of a document as a text."""
    return head.decode(_encoding(head), "replace")


def _encoding(head: bytes) -> str:
    for mark, name in _MARKS.items():
        if head.startswith(mark):
            return name
    declared = _DECLARED.search(head[:400])
    name = declared[1].decode().lower() if declared else "utf-8"
    if not _ENCODINGS.match(name) or name.startswith(("utf-16", "utf-32", "utf16", "utf32")):
        return "utf-8"  # in UTF-16 the declaration would not have been read
    try:
        codecs.lookup(name)
    except LookupError:
        return "utf-8"
    return name


class _Building:
    """Elements as a parser tells of them."""

    def __init__(self, level: int) -> None:
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.buffer_size = _CHUNK
        parser.UseForeignDTD(True)  # what no one declared is told, and is no error
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.SkippedEntityHandler = self._entity
        parser.EntityDeclHandler = self._declared
        self._parser = parser
        self._level = level
        self._fed = self._depth = self._size = 0
        self._open: list[Element] = []
        self._done: list[Element] = []
        self._prefixes: dict[str, str] = {}

    def feed(self, text: str, last: bool) -> str | None:
        """Take in more of a document; return what is wrong with it."""
        data = text.encode("utf-8", "replace").translate(None, _FORBIDDEN)
        for letter in _FORBIDDEN_LETTERS:
            data = data.replace(letter, b"")
        self._fed += len(data)
        try:
            self._parser.Parse(data, last)
        except expat.ExpatError as error:
            reason = expat.errors.messages.get(error.code, "unknown") if error.code else "unknown"
            return f"is no sound XML from line {error.lineno} on: {reason}"
        except ArchiveFault as fault:
            return str(fault)
        if self._fed - self._parser.CurrentByteIndex > _LARGEST_TAG:
            return f"has a tag of more than {_LARGEST_TAG >> 20} MiB"
        return None

    def taken(self) -> list[Element]:
        done, self._done = self._done, []
        return done

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self._depth >= DEEPEST:
            raise ArchiveFault(f"has elements within each other more than {DEEPEST} deep")
        self._declare(name, attributes)
        element = Element(self._usual(name), {self._usual(key): one for key, one in attributes.items()})
        if self._depth == 0 and self._level > 0:
            self._done.append(Element(element.name, element.attributes))
        elif self._depth == self._level:
            self._size = 0
            self._open = [element]
        elif self._depth > self._level:
            self._grow(_TAG_COST + sum(map(len, attributes.values())))
            if not self._open[0].cut:
                self._open[-1].pieces.append(element)
            self._open.append(element)
        self._depth += 1

    def _end(self, name: str) -> None:
        self._depth -= 1
        if self._depth >= self._level and self._open:
            element = self._open.pop()
            if self._depth == self._level:
                self._done.append(element)

    def _text(self, text: str) -> None:
        if self._open:
            self._grow(len(text))
            if not self._open[0].cut:
                self._open[-1].pieces.append(text)

    def _grow(self, size: int) -> None:
        self._size += size
        if self._size > LARGEST_ELEMENT and not self._open[0].cut:
            self._open[0].cut = True
            for one in self._open:
                one.pieces.clear()

    def _entity(self, name: str, parameter: bool) -> None:
        if not parameter:
            self._text(html5.get(f"{name};", f"&{name};"))

    def _declared(self, name: str, *_: object) -> None:
        raise ArchiveFault(
            f"declares entities of its own ({name[:40]}), as files do that were made to do harm"
        )

    def _declare(self, name: str, attributes: Mapping[str, str]) -> None:
        for key, value in attributes.items():
            if key.startswith("xmlns:") and len(self._prefixes) < _MOST_PREFIXES:
                usual = next((prefix for uri, prefix in _PREFIXES if uri.fullmatch(value.strip())), None)
                self._prefixes[key[6:]] = f"{usual}:" if usual else f"{key[6:]}:"
        prefix, colon, local = name.partition(":")
        if self._depth == 0 and colon and local != "RDF":
            self._prefixes[prefix] = ""

    def _usual(self, name: str) -> str:
        prefix, colon, local = name.partition(":")
        return self._prefixes.get(prefix, f"{prefix}:") + local if colon else name


def markup_of(element: Element) -> str:
    """Return the content of an element as HTML: a feed may hold it as elements of its own."""
    parts: list[str] = []
    waiting: list[str | Element] = [*reversed(element.pieces)]
    while waiting:
        piece = waiting.pop()
        if isinstance(piece, Element):
            given = "".join(f' {key}="{_quoted(value)}"' for key, value in piece.attributes.items())
            local = piece.name.rpartition(":")[2]
            parts.append(f"<{local}{given}>")
            waiting += [_Closing(local), *reversed(piece.pieces)]
        else:
            parts.append(piece if isinstance(piece, _Closing) else _quoted(piece))
    return "".join(parts)


class _Closing(str):
    """The tag that ends an element."""

    __slots__ = ()

    def __new__(cls, name: str) -> _Closing:
        return super().__new__(cls, f"</{name}>")


def _quoted(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
