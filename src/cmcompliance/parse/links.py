"""Web addresses and e-mail addresses in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from linkify_it import LinkifyIt

_DIRECTIONS: Final = "\u200e\u200f\u202a-\u202e\u2066-\u2069"
# Begins only where the class before the sign cannot, so that a long run is read once.
_CANDIDATE: Final = re.compile(
    rf"(?<![^\s.,;:!?()<>\[\]«»\"{_DIRECTIONS}])(?:https?://|[^\s.,;:!?()<>\[\]«»\"{_DIRECTIONS}]+[.@])"
    rf"[^\s<>«»\"{_DIRECTIONS}]+",
    re.IGNORECASE,
)
_LONGEST: Final = 2048
_HINT: Final = re.compile(r"://|[^\W_][.@][^\W\d_]", re.IGNORECASE)
_ENDINGS: Final = frozenset(
    {
        "com", "net", "org", "info", "biz", "edu", "gov", "eu", "fr", "be", "ch", "lu", "ca", "uk",
        "us", "ie", "de", "es", "it", "nl", "pt", "io", "co", "ly", "gl", "me", "tv", "gg", "app",
        "shop", "store", "link", "bio", "site", "online", "blog", "page", "dev", "ai", "cc", "re", "nc",
        "pf", "mc", "au", "nz", "at", "pl", "jobs", "paris", "bzh", "fm", "ee", "to", "gift",
    }
    # Reserved for examples: what documentation, tests and labelled drafts write.
    | {"example", "test", "invalid"}
)  # fmt: skip
_BARE: Final = re.compile(r"^[\w\-]+(?:\.[\w\-]+)*\.(?P<ending>[^\W\d_]+)$")
_KINDS: Final = {"mailto:": "email"}


def find_links(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, "url" or "email") of each address in `text`, in order."""
    if _HINT.search(text) is None:
        return
    for candidate in _CANDIDATE.finditer(text):
        for start, end, kind in _links_in(candidate[0][:_LONGEST]):
            yield candidate.start() + start, candidate.start() + end, kind


@lru_cache(maxsize=4096)
def _links_in(chunk: str) -> tuple[tuple[int, int, str], ...]:
    matches = _linkify().match(chunk) or []
    return tuple(
        (match.index, match.last_index, _KINDS.get(match.schema, "url"))
        for match in matches
        if match.schema or _is_address(match.raw)
    )


@lru_cache(maxsize=1)
def _linkify() -> LinkifyIt:
    linkify = LinkifyIt()
    linkify.tlds(sorted(_ENDINGS), True)
    return linkify


def _is_address(text: str) -> bool:
    # "gratuit.La suite" and "fin.me" are two sentences, not sites: a bare name is one when nothing speaks
    # against it.
    bare = _BARE.match(text)
    if bare is None:
        return True
    ending = bare["ending"]
    return ending in _ENDINGS and (
        len(ending) > 2
        or ending not in {"me", "re", "es", "it", "at", "us", "to", "de", "co"}
        or "www." in text
    )
