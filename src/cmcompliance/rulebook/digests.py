"""Digests of a rule book and of its parts: what stays the same while they do. Comments, layout and places do
not count.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import lru_cache
from typing import Any, Final

from cmcompliance.rulebook.book import Rule, RuleBook

_AS_IT_IS: Final = frozenset({str, int, float, bool, type(None)})
_NOT_COMMON: Final = frozenset({"name", "version", "digest", "packs", "duties", "rules", "sources"})
"""What no report hangs on but by its name, and what the digests of rules answer for."""


@dataclass(frozen=True, slots=True)
class BookDigests:
    """`common`: of all that any draft's report may hang on beside rules; `rules`: of each rule by name, its
    sources included and its examples left out.
    """

    common: str
    rules: Mapping[str, str]


def digests_of(book: RuleBook) -> BookDigests:
    """Return the digests of the parts of a book."""
    common = {part.name: getattr(book, part.name) for part in fields(book) if part.name not in _NOT_COMMON}
    terms = {cell.source for mechanic in book.mechanics.values() for cell in mechanic.cells.values()}
    common["terms"] = [book.sources[key] for key in sorted(terms & book.sources.keys())]
    return BookDigests(
        digest_of(common), {name: digest_of(_of_rule(rule, book)) for name, rule in book.rules.items()}
    )


def digest_of(value: Any) -> str:
    """Return the SHA-256 of plain values, mappings, sequences, sets, days and dataclasses of them."""
    text = json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _of_rule(rule: Rule, book: RuleBook) -> dict[str, Any]:
    return {
        "rule": replace(rule, examples=()),
        "sources": [book.sources[key] for key in rule.sources if key in book.sources],
    }


def _plain(value: Any) -> Any:
    kind: Any = type(value)
    if kind in _AS_IT_IS:
        return value
    if kind is tuple or kind is list:
        return [_plain(part) for part in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, frozenset):
        return sorted(_plain(part) for part in value)
    if isinstance(value, date):
        return value.isoformat()
    return {kind.__name__: {name: _plain(getattr(value, name)) for name in _names_of(kind)}}


@lru_cache(maxsize=64)
def _names_of(kind: type) -> tuple[str, ...]:
    return tuple(item.name for item in fields(kind) if item.name != "place")
