"""What there is to render: a checked draft with its report, or what could not be read."""

from __future__ import annotations

from dataclasses import dataclass

from cmcompliance.read import Origin, ReadDraft, ReadError
from cmcompliance.render.source import Source
from cmcompliance.report import Report


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft that was read, and the report on it."""

    item: ReadDraft
    report: Report

    @property
    def source(self) -> Source:
        """The draft with its name, for those who show where its words stand."""
        origin = self.item.origin
        return Source(self.item.draft, shown_name(self.item), origin.text_line, origin.file)


Outcome = Checked | ReadError


def place(origin: Origin) -> str:
    """Return where a draft came from: `drafts.jsonl:3`, or the file alone."""
    return origin.file if origin.line is None else f"{origin.file}:{origin.line}"


def shown_name(item: ReadDraft) -> str:
    """Return the place of a draft, with its id where that says more."""
    where, given = place(item.origin), item.draft.id
    return where if given is None or given == item.origin.name else f"{where} ({given})"
