"""A baseline in memory: the findings that were accepted, draft by draft, without a word of their texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from cmcompliance.report import RulesetInfo, Severity


@dataclass(frozen=True, slots=True, order=True)
class Accepted:
    """A finding that was accepted; `words` are digests of the passages that it rests on."""

    rule: str
    jurisdiction: str
    platform: str
    severity: Severity
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """What was accepted of one draft. `draft` names it, `content` is a digest of all that it says."""

    draft: str
    content: str
    findings: tuple[Accepted, ...] = ()


@dataclass(frozen=True)
class Baseline:
    """All entries in order, and the rules that had judged."""

    ruleset: RulesetInfo
    entries: tuple[Entry, ...] = ()

    def of(self, draft: str, content: str) -> Entry | None:
        """Return the entry of a draft: one with the very same content, else the one of its name.

        So a draft is known again when it is moved or renumbered, and when it is edited.
        """
        named = self._by_draft.get(draft, ())
        same = next((entry for entry in named if entry.content == content), None)
        same = same or self._by_content.get(content)
        return same or (named[0] if len(named) == 1 else None)

    @cached_property
    def _by_draft(self) -> Mapping[str, Sequence[Entry]]:
        groups: dict[str, list[Entry]] = {}
        for entry in self.entries:
            groups.setdefault(entry.draft, []).append(entry)
        return groups

    @cached_property
    def _by_content(self) -> Mapping[str, Entry]:
        return {entry.content: entry for entry in reversed(self.entries)}


def baseline_of(ruleset: RulesetInfo, entries: Iterable[Entry]) -> Baseline:
    """Return the baseline with these entries in order; those that accept nothing are left out.

    What is accepted under one name and one content is put together.
    """
    findings: dict[tuple[str, str], set[Accepted]] = {}
    for entry in entries:
        findings.setdefault((entry.draft, entry.content), set()).update(entry.findings)
    kept = [Entry(*key, tuple(sorted(accepted))) for key, accepted in sorted(findings.items()) if accepted]
    return Baseline(ruleset, tuple(kept))
