"""Who may ask at all: hosts, origins and heads of requests that no honest client sends are turned away."""

from __future__ import annotations

import re
from collections.abc import Collection
from ipaddress import ip_address
from typing import Final

from cmcompliance.service.http.exchange import Exchange, Scope, header
from cmcompliance.service.http.limits import Limits
from cmcompliance.service.http.problem import Problem

_AUTHORITY = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::([0-9]{1,5}))?")
_ODD_PATH = re.compile(rb"%2[eEfF]|%5[cC]|%00|\\|//|/\.\.?(?:/|$)|[\x00-\x20\x7f-\xff]")
"""Dots and slashes that are written so as to mean something else to somebody on the way."""
_SINGLE: Final = (
    b"host",
    b"content-length",
    b"content-type",
    b"content-encoding",
    b"transfer-encoding",
    b"authorization",
    b"x-api-key",
    b"origin",
)
_VERSIONS: Final = ("1.0", "1.1")
_WHY: Final = {
    "version": (
        "Le service parle HTTP/1.1.",
        "The service speaks HTTP/1.1.",
    ),
    "twice": (
        "L'en-tête {} s'y trouve plusieurs fois.",
        "The header {} stands in it several times.",
    ),
    "both": (
        "Content-Length et Transfer-Encoding s'excluent.",
        "Content-Length and Transfer-Encoding contradict each other.",
    ),
    "path": (
        "L'adresse contient des signes qui n'ont rien à y faire.",
        "The address has characters that have no business there.",
    ),
}


class Gate:
    """Looks at the head of a request."""

    def __init__(self, limits: Limits, hosts: Collection[str]) -> None:
        """`hosts`: names of the service beside addresses and `localhost`."""
        self._limits = limits
        self._hosts = {host.lower().rstrip(".") for host in hosts} | {"localhost"}

    def check(self, scope: Scope, exchange: Exchange) -> None:
        """Raise Problem for a request that is not for us or cannot be meant honestly."""
        headers = scope["headers"]
        if scope["http_version"] not in _VERSIONS:
            raise _malformed("version", exchange)
        self._check_size(headers)
        _check_framing(headers, exchange)
        host = (header(headers, b"host") or b"").decode("latin-1").lower()
        if not self._is_ours(host):
            raise Problem("foreign-host", closes=True)
        origin = header(headers, b"origin")
        if origin is not None and origin.decode("latin-1").lower() not in (
            f"http://{host}",
            f"https://{host}",
        ):
            raise Problem("foreign-origin")
        if header(headers, b"sec-fetch-site") in (b"cross-site", b"same-site") and not _is_visit(scope):
            raise Problem("foreign-origin")
        if _ODD_PATH.search(scope.get("raw_path") or scope["path"].encode()):
            raise _malformed("path", exchange)

    def _check_size(self, headers: list[tuple[bytes, bytes]]) -> None:
        most, count = self._limits.header_bytes, self._limits.header_count
        if len(headers) > count or sum(len(name) + len(value) for name, value in headers) > most:
            raise Problem("headers-too-large", count=count, most=most, closes=True)

    def _is_ours(self, host: str) -> bool:
        """An address is safe: a page that lures a browser here by a name of its own sends that name."""
        found = _AUTHORITY.fullmatch(host)
        if found is None:
            return False
        name = found[1].rstrip(".")
        return name in self._hosts or _is_address(name)


def _check_framing(headers: list[tuple[bytes, bytes]], exchange: Exchange) -> None:
    names = [name for name, _ in headers]
    for name in _SINGLE:
        if names.count(name) > 1:
            raise _malformed("twice", exchange, name.decode())
    if b"content-length" in names and b"transfer-encoding" in names:
        raise _malformed("both", exchange)


def _is_visit(scope: Scope) -> bool:
    """Return whether somebody follows a link to a page of ours."""
    return (
        scope["method"] in ("GET", "HEAD")
        and header(scope["headers"], b"sec-fetch-mode") == b"navigate"
        and not scope["path"].startswith("/v1/")
    )


def _is_address(name: str) -> bool:
    try:
        ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


def _malformed(why: str, exchange: Exchange, *values: str) -> Problem:
    french, english = _WHY[why]
    return Problem(
        "malformed",
        why=(french if exchange.language == "fr" else english).format(*values),
        closes=True,
    )
