"""Facts that the draft's metadata declares. What is absent is unknown (None), never false."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, get_args

from cmcompliance.draft import Draft
from cmcompliance.draft.model import EntryAction
from cmcompliance.facts.fact import Fact, Value

_LISTS = frozenset({"contest.entry_actions", "sectors"})
ENTRY_ACTIONS: tuple[str, ...] = get_args(EntryAction)


class MetadataFacts:
    """Reads the facts of a draft's fields, named after them."""

    def __init__(self, sectors: Sequence[str]) -> None:
        """`sectors`: those that rules ask about, each of which gets a fact `sectors.<name>`."""
        self._sectors = tuple(sectors)
        # Most fields of most drafts are not given: their facts are made once.
        self._unknown = {
            name: Fact(name, None, "metadata", asks=_list_of(name)) for name in self._values(Draft(text=""))
        }

    def find(self, draft: Draft, as_of: date) -> dict[str, Fact]:
        """Return all facts of the draft's fields by name."""
        facts = dict(self._unknown)
        for name, value in self._values(draft).items():
            if value is not None:
                facts[name] = Fact(name, value, "metadata")
        day = as_of.year * 10000 + as_of.month * 100 + as_of.day
        facts["published_at"] = Fact("published_at", day, "metadata" if draft.published_at else "assumed")
        return facts

    def _values(self, draft: Draft) -> dict[str, Value]:
        return {**_scalars(draft), **_presences(draft), **_lists(draft, self._sectors)}


def _list_of(name: str) -> tuple[str, ...]:
    """Return the field to ask for when a member of a list is unknown."""
    field, _, member = name.rpartition(".")
    return (field,) if member and field in _LISTS else ()


def _scalars(draft: Draft) -> dict[str, Value]:
    author, relationship, contest, audience = draft.author, draft.relationship, draft.contest, draft.audience
    kind = None if relationship.kind == "unknown" else relationship.kind
    return {
        "kind": draft.kind,
        "platform": draft.platform,
        "author.role": author.role,
        "author.followers": author.followers,
        "author.age": author.age,
        "author.account_type": author.account_type,
        "author.country": author.country.lower() if author.country else None,
        "relationship.kind": kind,
        "relationship.value": relationship.value if relationship.currency == "EUR" else None,
        "relationship.platform_label": relationship.platform_label,
        "relationship.written_contract": relationship.written_contract,
        "contest.mechanism": contest.mechanism if contest else None,
        "contest.free_entry": contest.free_entry if contest else None,
        "contest.min_age": contest.min_age if contest else None,
        "audience.min_age": audience.min_age,
        "audience.targets_minors": audience.targets_minors,
    }


def _presences(draft: Draft) -> dict[str, Value]:
    contest = draft.contest
    texts: dict[str, Any] = {
        "title": draft.title,
        "author.name": draft.author.name,
        "author.handle": draft.author.handle,
        "relationship.brand": draft.relationship.brand,
        **{
            f"contest.{name}": getattr(contest, name) if contest else None
            for name in ("organiser", "rules_url", "rules_text", "opens_at", "closes_at")
        },
    }
    return {name: True if value else None for name, value in texts.items()}


def _lists(draft: Draft, sectors: Sequence[str]) -> dict[str, Value]:
    contest = draft.contest
    actions = contest.entry_actions if contest else None
    return {
        **dict(_members("contest.entry_actions", actions, ENTRY_ACTIONS)),
        **dict(_members("sectors", draft.sectors, sectors)),
        **{
            f"contest.{name}": _given(getattr(contest, name) if contest else None)
            for name in ("prizes", "filings", "territories")
        },
        "links": bool(draft.links),
        "media": bool(draft.media),
        "contest": contest is not None,
    }


def _members(name: str, given: Sequence[str] | None, known: Sequence[str]) -> Iterator[tuple[str, Value]]:
    for member in known:
        yield f"{name}.{member}", None if given is None else member in given


def _given(items: Sequence[Any] | None) -> Value:
    return None if items is None else bool(items)
