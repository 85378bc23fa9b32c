"""What is known of a request while it is answered."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Iterable, MutableMapping
from dataclasses import dataclass, field
from typing import Any, Literal, cast

from cmcompliance.service.http.partners import Owner

Language = Literal["fr", "en"]
Scope = MutableMapping[str, Any]
_PLAIN_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}")
_KEY = "cmcompliance.exchange"


@dataclass(slots=True)
class Exchange:
    """`caller`: by whom the request counts, a key or an address; `received`: bytes of its body."""

    request_id: str
    method: str
    language: Language
    address: str
    started: float = field(default_factory=time.perf_counter)
    caller: str = ""
    owner: Owner | None = None
    received: int = 0
    sent: int = 0
    status: int = 0
    verdict: str | None = None
    verdicts: dict[str, int] = field(default_factory=dict)
    drafts: list[bytes] = field(default_factory=list)
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    """Those that the answer is to carry beside its own."""

    def judged(self, verdict: str | None) -> None:
        """Count the verdict on a draft of the request."""
        if verdict is not None:
            self.verdict = verdict
            self.verdicts[verdict] = self.verdicts.get(verdict, 0) + 1


def begin(scope: Scope, address: str) -> Exchange:
    """Return what is known of a request from its head, and let `exchange_of` find it."""
    headers = scope["headers"]
    exchange = Exchange(
        request_id=_request_id(headers),
        method=scope["method"],
        language=_language(scope["query_string"], headers),
        address=address,
    )
    scope[_KEY] = exchange
    return exchange


def exchange_of(scope: Scope) -> Exchange:
    """Return what is known of a request that was begun."""
    return cast(Exchange, scope[_KEY])


def header(headers: Iterable[tuple[bytes, bytes]], name: bytes) -> bytes | None:
    """Return the first header of that name."""
    return next((value for key, value in headers if key == name), None)


def new_request_id() -> str:
    """Return a name for a request that has none."""
    return secrets.token_hex(8)


def _request_id(headers: Iterable[tuple[bytes, bytes]]) -> str:
    given = header(headers, b"x-request-id")
    if given is not None and _PLAIN_ID.fullmatch(given):
        return given.decode("ascii")
    return new_request_id()


def _language(query: bytes, headers: Iterable[tuple[bytes, bytes]]) -> Language:
    if query and (found := re.search(rb"(?:^|&)lang=(fr|en)(?:&|$)", query)):
        return "fr" if found[1] == b"fr" else "en"
    accepted = header(headers, b"accept-language")
    return "en" if accepted is None else _preferred(accepted[:200].decode("latin-1"))


def _preferred(accepted: str) -> Language:
    """Return the language of ours that an Accept-Language header likes best."""
    best: tuple[float, Language] = (0.0, "en")
    for part in accepted.lower().split(","):
        tag, _, weight = part.partition(";")
        name = tag.strip().partition("-")[0]
        quality = _quality(weight)
        if name in ("fr", "en") and quality > best[0]:
            best = (quality, "fr" if name == "fr" else "en")
    return best[1]


def _quality(weight: str) -> float:
    name, _, value = weight.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    return float(value) if re.fullmatch(r"[01](\.\d{0,3})?", value.strip()) else 0.0
