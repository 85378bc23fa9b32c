"""How long a text is to a platform, and by how much an edit makes it too long there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping

from cmcompliance.draft import Draft
from cmcompliance.parse.links import find_links
from cmcompliance.rulebook.book import CountedAs, PlatformInfo

_DOCUMENTS = {"article", "contest_rules", "email", "bio", "comment"}
"""Kinds of draft that a platform's limit for posts does not hold for."""
# X counts these code points once and all others twice (twitter-text, configuration 3).
_HEAVY = re.compile(r"[^\u0000-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]")


def overrun(before: str, after: str, draft: Draft, platform: PlatformInfo | None) -> int:
    """Return by how many characters a change of the draft's text takes it over the platform's limit.

    0 for a text that is over it already: its author has other plans for it than the change could upset. Where
    accounts have different limits, the lowest that the text kept to holds.
    """
    if platform is None or draft.kind in _DOCUMENTS:
        return 0
    for limit in sorted(limit for limit in (platform.basic_limit, platform.text_limit) if limit):
        if length_bound(after, platform) <= limit:
            return 0
        if length(before, platform) <= limit:
            return max(0, length(after, platform) - limit)
    return 0


def length(text: str, platform: PlatformInfo) -> int:
    """Return how many characters a text has as the platform counts."""
    text = _as_sent(text)
    links = list(find_links(text)) if platform.link_length is not None else []
    addresses = [(start, end) for start, end, kind in links if kind == "url"]
    count = _COUNTS[platform.counted_as]
    return sum(map(count, _between(text, addresses))) + len(addresses) * (platform.link_length or 0)


def length_bound(text: str, platform: PlatformInfo) -> int:
    """Return a number that the length does not exceed, got at little cost."""
    text = _as_sent(text)
    return _BOUNDS[platform.counted_as](text) + text.count(".") * (platform.link_length or 0)


def _as_sent(text: str) -> str:
    return text.replace("\r\n", "\n")


def _between(text: str, stretches: list[tuple[int, int]]) -> Iterator[str]:
    done = 0
    for start, end in stretches:
        yield text[done:start]
        done = end
    yield text[done:]


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _graphemes(text: str) -> int:
    return sum(1 for _ in _clusters(text))


def _emoji_as_bytes(text: str) -> int:
    return sum(_bytes(cluster) if is_emoji else len(cluster) for cluster, is_emoji in _clusters(text))


def _weighted(text: str) -> int:
    clusters = _clusters(unicodedata.normalize("NFC", text))
    return sum(2 if is_emoji else _weight(cluster) for cluster, is_emoji in clusters)


def _weight(text: str) -> int:
    return len(text) if text.isascii() else len(text) + len(_HEAVY.findall(text))


def _clusters(text: str) -> Iterator[tuple[str, bool]]:
    """Yield what a reader sees as one character, and whether it is an emoji."""
    import regex  # noqa: PLC0415 (few texts come near a limit, and it takes a moment to import)

    emoji = regex.compile(r"\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F|\p{RI}|\u20E3")
    for cluster in regex.findall(r"\X", text):
        yield cluster, not cluster.isascii() and emoji.search(cluster) is not None


_COUNTS: Mapping[CountedAs, Callable[[str], int]] = {
    "characters": len,
    "graphemes": _graphemes,
    "utf16": _utf16,
    "bytes": _bytes,
    "emoji_bytes": _emoji_as_bytes,
    "weighted": _weighted,
}
_BOUNDS: Mapping[CountedAs, Callable[[str], int]] = {
    **_COUNTS,
    "graphemes": len,
    "emoji_bytes": _bytes,
    "weighted": _weight,
}
