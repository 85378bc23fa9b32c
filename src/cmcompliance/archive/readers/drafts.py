"""Drafts as this project writes them: JSON, JSONL, and text or Markdown with front matter."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from cmcompliance.archive.items import Archived, Item, Place, Unreadable
from cmcompliance.archive.registry import Claim
from cmcompliance.archive.source import Source
from cmcompliance.read import ReadDraft, ReadItem, read_drafts

_PAGES = (".md", ".markdown", ".mdown", ".mdx")
_JSON = (".json", ".jsonl", ".ndjson")
_OPENERS = ("{", "[")


class DraftsReader:
    """Each member is a claim of its own."""

    name = "drafts"

    def claims(self, source: Source) -> Sequence[Claim]:
        """Return the pages, and the JSON whose first object has a text."""
        return [
            Claim(self.name, (name,), "likely")
            for name in source.members
            if name.lower().endswith(_PAGES) or (name.lower().endswith(_JSON) and _has_text(source, name))
        ]

    def read(self, source: Source, claim: Claim) -> Iterator[Item]:
        """Yield the drafts of a member."""
        for member in claim.members:
            with source.members[member].open() as stream:
                for number, read in enumerate(read_drafts(stream, member), 1):
                    place = Place(source.name, member, number)
                    yield _item(read, place)


def _item(read: ReadItem, place: Place) -> Item:
    if not isinstance(read, ReadDraft):
        return Unreadable(place, "; ".join(problem.message for problem in read.problems))
    draft, own = read.draft, f"{place.member}#{place.number}"
    return Archived(draft if draft.id else draft.model_copy(update={"id": own}), place)


def _has_text(source: Source, name: str) -> bool:
    """Return whether the first object of a JSON or JSONL has a `text`, which may be beyond its head."""
    head = source.head(name).decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    if not head.startswith(_OPENERS):
        return False
    first = head.lstrip("[ \t\r\n")
    try:
        value, _ = json.JSONDecoder().raw_decode(first)
    except (ValueError, RecursionError):
        return '"text"' in first.partition("}")[0]
    return isinstance(value, dict) and isinstance(value.get("text"), str)
