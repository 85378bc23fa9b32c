"""WARC files as crawlers write them, by a library that crawlers use; sites and pages are invented."""

from __future__ import annotations

import gzip
import io

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

PAGE = """<!doctype html><html lang="fr-FR"><head><title>Jeu | Savons</title>
<meta property="og:title" content="Jeu &amp; savons"><meta name="author" content="Léa Dupont">
<meta property="article:published_time" content="2026-11-25T10:00:00+00:00"></head>
<body><nav><a href="/">Accueil</a></nav><main><h1>Jeu</h1><p>Gagnez <a href="https://savons.example/r">ici</a></p>
<img src="a.jpg" alt="Savon"></main><footer>Mentions</footer></body></html>"""


class Crawl:
    """A WARC that is being written."""

    def __init__(self, packed: bool = True) -> None:
        self._stream = io.BytesIO()
        self._writer = WARCWriter(self._stream, gzip=packed)
        self._writer.write_record(self._writer.create_warcinfo_record("a.warc.gz", {"software": "a crawler"}))

    def add(
        self,
        address: str,
        body: bytes | str,
        content_type: str = "text/html; charset=utf-8",
        status: str = "200 OK",
        **more: str,
    ) -> Crawl:
        headers = [
            ("Content-Type", content_type),
            *((key.replace("_", "-"), one) for key, one in more.items()),
        ]
        record = self._writer.create_warc_record(
            address,
            "response",
            payload=io.BytesIO(body.encode() if isinstance(body, str) else body),
            http_headers=StatusAndHeaders(status, headers, protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": "2026-11-26T08:00:00Z"},
        )
        self._writer.write_record(record)
        return self

    def data(self) -> bytes:
        return self._stream.getvalue()


def chunked(body: bytes, size: int = 50) -> bytes:
    pieces = [body[place : place + size] for place in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def whole_warc() -> dict[str, bytes | str]:
    plain = Crawl(packed=False)
    plain.add("https://savons.example/1", PAGE).add("https://savons.example/a.png", b"\x89PNG", "image/png")
    packed = Crawl()
    packed.add("https://savons.example/2", chunked(PAGE.encode()), Transfer_Encoding="chunked")
    packed.add("https://savons.example/3", gzip.compress(PAGE.encode()), Content_Encoding="gzip")
    return {"plain.warc": plain.data(), "packed.warc.gz": packed.data()}
