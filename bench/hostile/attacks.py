"""What somebody sends who means no good, as bytes on a connection."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

MIB: Final = 1 << 20
DRAFT: Final = {
    "id": "1",
    "text": "🎁 Concours : tague un ami pour gagner ! Lien en bio, résultat le 12/12.",
    "platform": "instagram",
    "jurisdictions": ["FR", "US-NY"],
    "author": {"role": "influencer", "followers": 12000, "name": "Léa"},
    "relationship": {"kind": "paid", "brand": "Maison Rive", "value": 120.5, "currency": "EUR"},
    "media": [{"kind": "image", "people": [{"consent": True}]}],
    "contest": {"prizes": [{"value": 10, "quantity": 2}], "opens_at": "2026-11-01"},
    "labels": {"client_approved": True},
}
_PATHS: Final = (
    "/..%2f..%2fetc/passwd",
    "/../etc/passwd",
    "/page/../../pyproject.toml",
    "/page/..%2fserver.py",
    "/page/%2e%2e/%2e%2e/x",
    "/page/....//x",
    "/page//etc/passwd",
    "/v1/check%00",
    "/v1\\check",
    "/v1/check;x=1",
    "/v1/%63heck",
    "/V1/CHECK",
    "/v1/check/../../metrics",
    "/%ff%fe",
    "/" + "a/" * 900,
    "/v1/check#x",
    "*",
    "http://evil.example/",
    "//evil.example/",
    "/page/main.js%00.html",
    "/.git/config",
    "/page/%c0%ae%c0%ae/x",
    "/proc/self/environ",
    "/docs",
    "/redoc",
    "/openapi.json/",
    "/metrics/x",
)
_QUERIES: Final = (
    "lang=fr&lang=en",
    "lang=xx",
    "as_of=0000-00-00",
    "as_of=9999-12-31",
    "as_of=0001-01-01",
    "format=../../x",
    "purpose=preview%00",
    "=",
    "&&&&",
    "lang",
    "%",
    "%zz",
    "lang=%C3%28",
    "unsafe=1",
    "a=" + "b" * 3000,
    "&".join(f"x{n}=1" for n in range(100)),
    "rule=" + "%2A" * 60,
    "words=" + "%F0%9F%98%80" * 40,
)
_METHODS: Final = (
    "TRACE",
    "CONNECT",
    "PUT",
    "DELETE",
    "PATCH",
    "OPTIONS",
    "HEAD",
    "GET",
    "PROPFIND",
    "X" * 30,
)
_TEXTS: Final = (
    "\u202e\u2066" * 500,
    "a\u0301" * 2000,
    "\u200d".join("👩🏽‍🚀" * 200),
    "\x00\x01\x02",
    "\u202e<script>alert(1)</script>",
    "#" * 5000,
    "@" * 5000,
    "http://" * 2000,
    "(" * 3000,
    "1" * 6000,
    "1/1/" * 2000,
    "€" * 3000,
    "ne pas " * 2000,
    "gagner " * 2000,
    "\n" * 9000,
    "à" * 9000,
    "ﷺ" * 500,
    "i̇" * 1000,
    "{{7*7}} ${7*7} <%= 7 %>",
    "'; DROP TABLE decisions; --",
    "\ufeff" * 100,
    "𝗖𝗼𝗻𝗰𝗼𝘂𝗿𝘀 " * 300,
    "c.o.n.c.o.u.r.s " * 300,
)


@dataclass(frozen=True, slots=True)
class Attack:
    """Parts that are sent one after the other; `pause`: seconds between them; `reads`: whether it waits for
    the answer, or leaves.
    """

    kind: str
    parts: tuple[bytes, ...]
    pause: float = 0.0
    reads: bool = True


def attacks(count: int, seed: int) -> list[Attack]:
    """Return so many attacks of all kinds, the same for the same seed."""
    chance = random.Random(seed)
    names = list(_KINDS)
    return [_KINDS[names[number % len(names)]](chance) for number in range(count)]


def _request(
    body: bytes = b"",
    *,
    path: str = "/v1/check",
    method: str = "POST",
    headers: str = "",
    length: bool = True,
) -> bytes:
    head = f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n{headers}"
    if length:
        head += f"Content-Length: {len(body)}\r\n"
    return head.encode("utf-8", "surrogateescape") + b"\r\n" + body


def _draft(**fields: object) -> bytes:
    return json.dumps({**DRAFT, **fields}, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _mutated(chance: random.Random) -> Attack:
    data = bytearray(_draft())
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(len(data))
        match chance.randrange(4):
            case 0:
                data[place] = chance.randrange(256)
            case 1:
                del data[place : place + chance.randint(1, 9)]
            case 2:
                data[place:place] = chance.choice(
                    (b'"', b"{", b"]", b"\\", b"\x00", b"\xff", b"e999", b"null")
                )
            case _:
                data[place:place] = data[: chance.randint(1, 200)]
    return Attack("mutated draft", (_request(bytes(data), path=_path(chance)),))


def _path(chance: random.Random) -> str:
    return chance.choice(("/v1/check", "/v1/check", "/v1/fix", "/v1/explain", "/v1/contest-rules"))


def _broken_json(chance: random.Random) -> Attack:
    body = chance.choice(
        (
            b"",
            b"{",
            b"[]",
            b"nul",
            b"NaN",
            b'{"text": NaN}',
            b'{"text": -Infinity}',
            b'{"text": "\xff\xfe"}',
            b'{"text": "\xed\xa0\x80"}',
            b'{"text": "a", "text": "b"}',
            b'{"text": "a"} x',
            b"\x00" * 100,
            _draft().decode().encode("utf-16"),
            _draft()[:-20],
            b'{"text": "\\ud83d"}',
            b'{"text": "\\u0000"}',
            b'{"text": "a", "relationship": {"value": ' + b"9" * 100_000 + b"}}",
            b'{"text": "a", "relationship": {"value": 1e99999}}',
            b'{"text": "a", "__proto__": {"x": 1}}',
        )
    )
    return Attack("broken JSON", (_request(body, path=_path(chance)),))


def _deep(chance: random.Random) -> Attack:
    depth = chance.choice((33, 100, 1_000, 100_000))
    opening, closing = chance.choice(((b"[", b"]"), (b'{"a":', b"}")))
    whole = opening * depth + b"1" + closing * depth
    body = chance.choice((whole, opening * depth, b'{"text":"a","author":' + whole + b"}"))
    return Attack("deep JSON", (_request(body),))


def _odd_values(chance: random.Random) -> Attack:
    values = (
        None,
        True,
        -1,
        1e308,
        2**70,
        "",
        "x" * 5_000,
        [],
        {},
        [[]],
        {"a": 1},
        ["FR"] * 500,
        "\ud800",
        "2026-99-99",
    )
    names = (
        "text",
        "kind",
        "platform",
        "jurisdictions",
        "published_at",
        "author",
        "relationship",
        "media",
        "links",
        "contest",
        "sectors",
        "audience",
        "labels",
        "waivers",
        "id",
        "language",
        "unknown",
    )
    fields = {chance.choice(names): chance.choice(values) for _ in range(chance.randint(1, 5))}
    return Attack("odd values", (_request(_draft(**fields), path=_path(chance)),))


def _odd_text(chance: random.Random) -> Attack:
    form = chance.choice(("json", "html", "markdown", "text"))
    return Attack(
        "odd text", (_request(_draft(text=chance.choice(_TEXTS)), path=f"/v1/check?format={form}"),)
    )


def _oversize(chance: random.Random) -> Attack:
    size = chance.choice((4 * MIB + 1, 5 * MIB))
    match chance.randrange(3):
        case 0:
            return Attack("oversize", (_request(b" " * size),))
        case 1:
            return Attack(
                "oversize", (_request(headers="Content-Length: 99999999999\r\n", length=False), b" " * MIB)
            )
        case _:
            head = _request(headers="Transfer-Encoding: chunked\r\n", length=False)
            return Attack("oversize", (head, *(b"100000\r\n" + b" " * MIB + b"\r\n" for _ in range(6))))


def _framing(chance: random.Random) -> Attack:
    headers = chance.choice(
        (
            "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
            "Content-Length: 5\r\nContent-Length: 6\r\n",
            "Content-Length: -1\r\n",
            "Content-Length: +5\r\n",
            "Content-Length: 0x5\r\n",
            "Content-Length: 5, 5\r\n",
            "Transfer-Encoding: identity\r\n",
            "Transfer-Encoding: chunked, chunked\r\n",
            "Transfer-Encoding : chunked\r\n",
            "Transfer-Encoding: \x0bchunked\r\n",
            "Content-Length: 1" + "0" * 400 + "\r\n",
        )
    )
    tail = chance.choice(
        (
            b"0\r\n\r\n",
            b"ZZ\r\nabc\r\n",
            b"fffffffffffffffff\r\n",
            b"5\r\nhello",
            b"0\r\n\r\nGET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n",
        )
    )
    return Attack("framing", (_request(headers=headers, length=False) + tail,))


def _headers(chance: random.Random) -> Attack:
    headers = chance.choice(
        (
            "X: " + "x" * 20_000 + "\r\n",
            "".join(f"X-{n}: 1\r\n" for n in range(100)),
            "X\r\n",
            ": x\r\n",
            "X: \x00\r\n",
            'X-Request-Id: "><script>\r\n',
            "X-Request-Id: " + "a" * 500 + "\r\n",
            "Content-Encoding: gzip\r\n",
            "Accept-Language: " + "fr;q=0." * 500 + "\r\n",
            "Expect: 200-ok\r\n",
            "Upgrade: websocket\r\nConnection: Upgrade\r\n",
            "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAAQ\r\n",
            "Range: bytes=0-\r\n",
            "Authorization: Bearer " + "a" * 5_000 + "\r\n",
            "X-API-Key: é\r\n",
            "Cookie: " + "a=b;" * 1_000 + "\r\n",
            "X-Forwarded-For: 127.0.0.1\r\nX-Forwarded-Host: evil.example\r\n",
            "Content-Type: text/plain\r\n",
            "Connection: close\r\nConnection: keep-alive\r\n",
            "X: a\r\n b\r\n",
            "Host: evil.example\r\n",
        )
    )
    return Attack("headers", (_request(_draft(), headers=headers),))


def _hosts(chance: random.Random) -> Attack:
    host = chance.choice(
        (
            "evil.example",
            "",
            "localhost.evil.example",
            "[::1",
            "a b",
            "127.0.0.1@evil",
            "%00",
            "localhost:99999x",
        )
    )
    origin = chance.choice(
        ("", "Origin: https://evil.example\r\n", "Origin: null\r\n", "Sec-Fetch-Site: cross-site\r\n")
    )
    raw = _request(b"{}", headers=origin).decode().replace("Host: localhost", f"Host: {host}")
    return Attack("host and origin", (raw.encode(),))


def _paths(chance: random.Random) -> Attack:
    path = chance.choice(_PATHS)
    return Attack("paths", (_request(path=path, method=chance.choice(("GET", "POST"))),))


def _queries(chance: random.Random) -> Attack:
    where = chance.choice(
        (("POST", "/v1/check"), ("GET", "/v1/rules"), ("GET", "/v1/vocabulary"), ("POST", "/v1/explain"))
    )
    body = _draft() if where[0] == "POST" else b""
    return Attack("queries", (_request(body, path=f"{where[1]}?{chance.choice(_QUERIES)}", method=where[0]),))


def _methods(chance: random.Random) -> Attack:
    path = chance.choice(("/v1/check", "/v1/rules", "/", "/metrics", "/page/main.js", "/nothing"))
    return Attack("methods", (_request(path=path, method=chance.choice(_METHODS)),))


def _no_http(chance: random.Random) -> Attack:
    tls = b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + chance.randbytes(200)
    return Attack(
        "no HTTP",
        (
            chance.choice(
                (
                    tls,
                    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                    b"GET /\r\n\r\n",
                    b"\r\n" * 50,
                    chance.randbytes(500),
                    b"GET / HTTP/1.1\n\n",
                    b"SSH-2.0-x\r\n",
                )
            ),
        ),
    )


def _leaves(chance: random.Random) -> Attack:
    whole = _request(_draft(text="gagner " * 500))
    return Attack("leaves early", (whole[: chance.choice((1, 40, len(whole) - 5, len(whole)))],), reads=False)


def _slow(chance: random.Random) -> Attack:
    whole = _request(_draft())
    cut = chance.choice((10, 90, len(whole) - 10))
    return Attack("slow", (whole[:cut], *(whole[n : n + 1] for n in range(cut, cut + 4))), pause=7.0)


def _pipelined(chance: random.Random) -> Attack:
    return Attack("pipelined", (_request(b'{"text": "a"}') * chance.randint(2, 8),))


def _batch(chance: random.Random) -> Attack:
    lines = [
        chance.choice(
            (
                b'{"text": "a"}',
                b"{}",
                b"",
                b"nonsense",
                b"[" * 100,
                b"\xff",
                b'{"text": "' + b"x" * 9_000 + b'"}',
                b"null",
            )
        )
        for _ in range(chance.randint(1, 12))
    ]
    body = chance.choice((b"\n", b"\r\n", b"\n\n")).join(lines)
    json_head = _request(body, path="/v1/check/batch").partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
    whole = json_head.replace(b"application/json", b"application/x-ndjson") + body
    return Attack("batch", (whole if chance.random() < 0.8 else whole[:-5],), reads=chance.random() < 0.9)


_KINDS: Final[Mapping[str, Callable[[random.Random], Attack]]] = {
    "mutated": _mutated,
    "broken": _broken_json,
    "deep": _deep,
    "values": _odd_values,
    "text": _odd_text,
    "oversize": _oversize,
    "framing": _framing,
    "headers": _headers,
    "hosts": _hosts,
    "paths": _paths,
    "queries": _queries,
    "methods": _methods,
    "no-http": _no_http,
    "leaves": _leaves,
    "slow": _slow,
    "pipelined": _pipelined,
    "batch": _batch,
}
