"""WARC, the form in which crawlers keep sites: records, plain or packed one by one; and the HTTP in them."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO, Final, cast

from cmcompliance.archive.faults import ArchiveFault

_GZIP: Final = b"\x1f\x8b"
_VERSION: Final = b"WARC/"
_LONGEST_LINE: Final = 1 << 16
_MOST_HEADERS: Final = 200
_CHUNK: Final = 1 << 16
_HEADERS_END = re.compile(rb"\r?\n\r?\n")
_SIZE = re.compile(rb"\s*([0-9A-Fa-f]{1,8})[^\n]{0,200}\n")
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,40})", re.IGNORECASE)
_LETTERS = re.compile(
    r"utf-?8|utf-?16(le|be)?|us-ascii|iso-?8859-?\d+|windows-?\d+|cp\d+|latin-?1|koi8-[ru]", re.IGNORECASE
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_-]{2,40})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WarcRecord:
    """A record; `content`: the first bytes of what it holds, `size`: how many there are.

    `broken`: there were bytes in front of it that belong to no record.
    """

    headers: Mapping[str, str]
    content: bytes
    size: int
    broken: bool = False

    def said(self, name: str) -> str:
        """Return one of its headers."""
        return self.headers.get(name.lower(), "").strip()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a site sent, its body as it was sent."""

    status: int
    headers: Mapping[str, str]
    sent: bytes

    def body(self, most: int) -> bytes | None:
        """Return at most so many bytes of its body, None for one that is packed in a way not read here."""
        chunked = "chunked" in self.headers.get("transfer-encoding", "").lower()
        whole = _joined(self.sent) if chunked else self.sent
        return _unpacked(whole, self.headers.get("content-encoding", ""), most)


def looks_like_warc(head: bytes) -> bool:
    """Return whether bytes begin as a WARC does."""
    if head.startswith(_GZIP):
        try:
            head = zlib.decompressobj(wbits=31).decompress(head, len(_VERSION))
        except zlib.error:
            return False
    return head.startswith(_VERSION)


def warc_records(stream: BinaryIO, head: bytes, most: int) -> Iterator[WarcRecord]:
    """Yield the records of a WARC with at most so many bytes of each. Raises ArchiveFault."""
    if head.startswith(_GZIP):
        stream = cast(BinaryIO, io.BufferedReader(_Unpacked(stream), _CHUNK))
    broken = False
    while line := stream.readline(_LONGEST_LINE):
        if not line.startswith(_VERSION):
            broken = broken or bool(line.strip())
            continue
        headers = _headers(stream)
        length = headers.get("content-length", "").strip()
        if not (length.isascii() and length.isdigit() and len(length) < 16):
            broken = True
            continue
        content = _taken(stream, int(length), most)
        yield WarcRecord(headers, content, int(length), broken)
        broken = False
    if broken:
        raise ArchiveFault("has bytes at its end that belong to no record: get the archive again")


class _Unpacked(io.RawIOBase):
    """What gzip packed, up to the very byte where it is damaged."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream = stream
        self._unpacker = zlib.decompressobj(wbits=31)
        self._waiting = b""
        self._within = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        data = b""
        while not data:
            if self._unpacker.eof:
                self._waiting, self._within = self._unpacker.unused_data, False
                self._unpacker = zlib.decompressobj(wbits=31)
            packed = self._waiting or self._stream.read(_CHUNK)
            if not packed and self._within:
                raise ArchiveFault("ends within a record: it was cut off, get the archive again")
            if not packed:
                return 0
            try:
                data, self._within = self._unpacker.decompress(packed, len(view)), True
            except zlib.error as error:
                raise ArchiveFault(f"is damaged from here on ({error}): get the archive again") from None
            self._waiting = self._unpacker.unconsumed_tail
        view[: len(data)] = data
        return len(data)


def _headers(stream: BinaryIO) -> Mapping[str, str]:
    lines: list[str] = []
    while len(lines) < _MOST_HEADERS and (line := stream.readline(_LONGEST_LINE)).strip():
        lines.append(line.decode("utf-8", "replace"))
    return _fields(lines)


def _fields(lines: list[str]) -> Mapping[str, str]:
    fields: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(":")
        fields.setdefault(name.strip().lower(), value.strip())
    return fields


def _taken(stream: BinaryIO, length: int, most: int) -> bytes:
    kept = io.BytesIO()
    left = length
    while left:
        data = stream.read(min(left, _CHUNK))
        if not data:
            raise ArchiveFault("ends within a record: it was cut off, get the archive again")
        left -= len(data)
        if kept.tell() < most:
            kept.write(data[: most - kept.tell()])
    return kept.getvalue()


def answer_of(content: bytes) -> Answer | None:
    """Return the HTTP of a record, None for what is none."""
    end = _HEADERS_END.search(content)
    first, *lines = content[: end.start() if end else len(content)].decode("latin-1").splitlines() or [""]
    parts = first.split()
    if len(parts) < 2 or not parts[0].startswith("HTTP/") or not re.fullmatch(r"\d{3}", parts[1], re.ASCII):
        return None
    headers = _fields(lines)
    return Answer(int(parts[1]), headers, content[end.end() :] if end else b"")


def _joined(body: bytes) -> bytes:
    """Return a body without the sizes of its pieces; many crawlers leave them out and the header in."""
    pieces, place = [], 0
    while (size := _SIZE.match(body, place)) and int(size[1], 16):
        end = size.end() + int(size[1], 16)
        pieces.append(body[size.end() : end])
        place = end
    return b"".join(pieces) if pieces else body


def _unpacked(body: bytes, how: str, most: int) -> bytes | None:
    how = how.strip().lower()
    if how in ("", "identity") or body.lstrip()[:1] == b"<":  # the header is often left in
        return body[:most]
    if how not in ("gzip", "x-gzip", "deflate"):
        return None
    for bits in (47, -15):
        try:
            return zlib.decompressobj(wbits=bits).decompress(body, most)
        except zlib.error:
            continue
    return None


def text_of_body(body: bytes, content_type: str) -> str:
    """Return the HTML of a body, in the letters that it or its header declares."""
    declared = _CHARSET.search(content_type)
    within = _META_CHARSET.search(body[:4096])
    named = declared[1] if declared else within[1].decode("ascii") if within else "utf-8"
    for name in (named, "utf-8"):
        if _LETTERS.fullmatch(name):
            try:
                return body.decode(name)
            except (UnicodeDecodeError, LookupError):
                continue
    return body.decode("cp1252", "replace")
