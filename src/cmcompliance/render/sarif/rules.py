"""The rules that found something: what they are about, their law and their remedy."""

from __future__ import annotations

import re
from typing import Any

from cmcompliance.render.grouping import Shown
from cmcompliance.render.sarif.messages import cut, escaped
from cmcompliance.render.words import Language, words_of
from cmcompliance.report import LegalBasis, Severity

LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_PROBLEMS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "recommendation"}
_RANK = {"error": 0, "warning": 1, "info": 2}
_MOST_TAGS = 10
_ADDRESS = re.compile(r"https?://[!-;=?-~]+")


class RuleTable:
    """The rules of a run, each once, in the order of their first finding."""

    def __init__(self) -> None:
        self._index: dict[str, int] = {}
        self._entries: list[_Entry] = []

    def index_of(self, group: Shown, language: Language) -> int:
        """Return the index of the rule of a finding, which is added to what is known of the rule."""
        rule = group.worst.rule
        if rule not in self._index:
            self._index[rule] = len(self._entries)
            self._entries.append(_Entry(group, language))
        index = self._index[rule]
        self._entries[index].add(group)
        return index

    def descriptors(self) -> list[dict[str, Any]]:
        """Return the descriptors, by index."""
        return [entry.descriptor() for entry in self._entries]


class _Entry:
    def __init__(self, first: Shown, language: Language) -> None:
        self.first = first.worst
        self.language = language
        self.severity = first.severity
        self.bases: dict[str, LegalBasis] = {}
        self.jurisdictions: dict[str, None] = {}
        self.platforms: dict[str, None] = {}

    def add(self, group: Shown) -> None:
        self.severity = min(self.severity, group.severity, key=lambda severity: _RANK[severity])
        for finding in group.findings:
            self.bases |= {basis.citation: basis for basis in finding.legal_basis}
            self.jurisdictions |= {code: None for code in (finding.jurisdiction,) if code}
            self.platforms |= {name: None for name in (finding.platform,) if name}

    def descriptor(self) -> dict[str, Any]:
        finding = self.first
        urls = (basis.url for basis in self.bases.values() if basis.url)
        url = next((url for url in urls if _ADDRESS.fullmatch(url)), None)
        return {
            "id": finding.rule,
            "name": _pascal_case(finding.rule),
            "shortDescription": {"text": cut(finding.title)},
            "fullDescription": {"text": cut(finding.message)},
            "help": {"text": self._help(), "markdown": self._markdown()},
            **({"helpUri": url} if url else {}),
            "defaultConfiguration": {"level": LEVELS[self.severity]},
            "properties": self._properties(),
        }

    def _properties(self) -> dict[str, Any]:
        topic = self.first.obligation.partition(".")[0]
        tags = dict.fromkeys([topic, self.first.obligation, *self.jurisdictions, *self.platforms])
        return {
            "tags": list(tags)[:_MOST_TAGS],
            "problem.severity": _PROBLEMS[self.severity],
            "obligation": self.first.obligation,
            "jurisdictions": list(self.jurisdictions),
            "platforms": list(self.platforms),
            "legal_basis": [
                basis.model_dump(mode="json", exclude_none=True) for basis in self.bases.values()
            ],
        }

    def _help(self) -> str:
        words, finding = words_of(self.language), self.first
        colon = words["colon"]
        lines = [finding.message, "", f"{words['todo']}{colon} {finding.remediation.hint}"]
        if self.bases:
            lines += ["", f"{words['basis']}{colon}", *(_cited(basis) for basis in self.bases.values())]
        return "\n".join(lines)

    def _markdown(self) -> str:
        words, finding = words_of(self.language), self.first
        hint = escaped(finding.remediation.hint)
        lines = [escaped(finding.message), "", f"**{words['todo']}**{words['colon']} {hint}"]
        if self.bases:
            lines += ["", f"**{words['basis']}**", "", *(_linked(basis) for basis in self.bases.values())]
        return "\n".join(lines)


def _cited(basis: LegalBasis) -> str:
    parts = [basis.citation, basis.title, basis.sanction, basis.url]
    return "- " + " — ".join(part for part in parts if part)


def _linked(basis: LegalBasis) -> str:
    citation = escaped(basis.citation)
    link = f"[{citation}](<{basis.url}>)" if basis.url and _ADDRESS.fullmatch(basis.url) else citation
    parts = [link, *(escaped(part) for part in (basis.title, basis.sanction) if part)]
    return "- " + " — ".join(parts)


def _pascal_case(rule: str) -> str:
    return "".join(word[:1].upper() + word[1:] for word in re.split(r"[^0-9A-Za-z]+", rule))
