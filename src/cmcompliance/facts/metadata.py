"""Facts that the draft's metadata declares. What is absent is unknown (None), never false."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, get_args

from cmcompliance.draft import Draft
from cmcompliance.draft.model import Contest, EntryAction
from cmcompliance.facts.fact import Fact, Value
from cmcompliance.rulebook.book import QuestionText
from cmcompliance.rulebook.labels import read_label

_ACTIONS = "contest.entry_actions"
_SECTORS = "sectors"
ENTRY_ACTIONS: tuple[str, ...] = get_args(EntryAction)


class MetadataFacts:
    """Reads the facts of a draft's fields, named after them."""

    def __init__(self, sectors: Sequence[str], labels: Mapping[str, QuestionText] | None = None) -> None:
        """`sectors`: those that rules ask about, each of which gets a fact `sectors.<name>`; `labels`: the
        questions that declare labels, by the label's name.
        """
        self._sectors = tuple(sectors)
        self._labels = labels or {}
        # Most fields of most drafts are not given: their facts are made once.
        fields = [*_of_draft(Draft(text="")), *_of_contest(Contest())]
        self._unknown = {
            **{name: Fact(name, None, "metadata") for name in fields},
            **_unknown_members(_ACTIONS, ENTRY_ACTIONS),
            **_unknown_members(_SECTORS, self._sectors),
            **{item.field: Fact(item.field, None, "metadata") for item in self._labels.values()},
        }

    def find(self, draft: Draft, as_of: date) -> dict[str, Fact]:
        """Return all facts of the draft's fields by name."""
        facts = dict(self._unknown)
        _state(facts, _of_draft(draft))
        if draft.sectors is not None:
            _state(facts, _members(_SECTORS, draft.sectors, self._sectors))
        contest = draft.contest
        if contest is not None:
            _state(facts, _of_contest(contest))
            if contest.entry_actions is not None:
                _state(facts, _members(_ACTIONS, contest.entry_actions, ENTRY_ACTIONS))
        for name, value in draft.labels.items():
            if name in self._labels:
                question = self._labels[name]
                _state(facts, {question.field: read_label(question, value)})
        day = as_of.year * 10000 + as_of.month * 100 + as_of.day
        facts["published_at"] = Fact("published_at", day, "metadata" if draft.published_at else "assumed")
        return facts


def _state(facts: dict[str, Fact], values: Mapping[str, Value]) -> None:
    """Put the facts of the fields that are given in the place of those that are unknown."""
    for name, value in values.items():
        if value is not None:
            facts[name] = Fact(name, value, "metadata")


def _of_draft(draft: Draft) -> dict[str, Value]:
    author, relationship, audience = draft.author, draft.relationship, draft.audience
    return {
        "kind": draft.kind,
        "platform": draft.platform,
        "title": _given(draft.title),
        "author.name": _given(author.name),
        "author.handle": _given(author.handle),
        "author.role": author.role,
        "author.followers": author.followers,
        "author.age": author.age,
        "author.account_type": author.account_type,
        "author.country": author.country.lower() if author.country else None,
        "relationship.brand": _given(relationship.brand),
        "relationship.kind": None if relationship.kind == "unknown" else relationship.kind,
        "relationship.value": relationship.value if relationship.currency == "EUR" else None,
        "relationship.platform_label": relationship.platform_label,
        "relationship.written_contract": relationship.written_contract,
        "audience.min_age": audience.min_age,
        "audience.targets_minors": audience.targets_minors,
        "links": bool(draft.links),
        "media": bool(draft.media),
        "contest": draft.contest is not None,
    }


def _of_contest(contest: Contest) -> dict[str, Value]:
    return {
        "contest.mechanism": contest.mechanism,
        "contest.free_entry": contest.free_entry,
        "contest.min_age": contest.min_age,
        "contest.organiser": _given(contest.organiser),
        "contest.rules_url": _given(contest.rules_url),
        "contest.rules_text": _given(contest.rules_text),
        "contest.opens_at": _given(contest.opens_at),
        "contest.closes_at": _given(contest.closes_at),
        "contest.prizes": _listed(contest.prizes),
        "contest.filings": _listed(contest.filings),
        "contest.territories": _listed(contest.territories),
    }


def _given(value: Any) -> Value:
    return True if value else None


def _listed(items: Sequence[Any] | None) -> Value:
    return None if items is None else bool(items)


def _members(name: str, given: Sequence[str], known: Sequence[str]) -> dict[str, Value]:
    return {f"{name}.{member}": member in given for member in known}


def _unknown_members(name: str, known: Sequence[str]) -> dict[str, Fact]:
    """Return the facts of a list's members while the list, which is what to ask for, is not given."""
    return {fact: Fact(fact, None, "metadata", asks=(name,)) for fact in (f"{name}.{item}" for item in known)}
