"""A post of the results as the page shows it: what was found is marked, what is long shortened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from cmcompliance.draft import Draft
from cmcompliance.draft.model import Author, Relationship
from cmcompliance.read import Origin, ReadDraft
from cmcompliance.render.document import Change, DraftPage, Item, page_of
from cmcompliance.render.document_words import day_in_words
from cmcompliance.render.html.highlight import Piece, Run
from cmcompliance.render.html.section import Section, ShownField, section_of
from cmcompliance.render.outcome import Checked
from cmcompliance.render.style import cut_right
from cmcompliance.render.words import Language
from cmcompliance.report import (
    Edit,
    Finding,
    LegalBasis,
    Remediation,
    Report,
    RulesetInfo,
    TextSpan,
    Waived,
)
from cmcompliance.results.report.choice import Chosen
from cmcompliance.results.report.labels import Labels

_MOST_FINDINGS: Final = 8
_MOST_WAIVED: Final = 3
_MOST_LAWS: Final = 6
_MOST_SPANS: Final = 40
_LONGEST_WORDS: Final = 900
_LONGEST_NAME: Final = 90
_LONGEST_FIELD: Final = 3_000
_AROUND: Final = 220
"""How much of a long stretch in which nothing was found is shown at each of its ends."""
_LONGEST_MARK: Final = 600
_RANK: Final = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True, slots=True)
class ShownPost:
    """`codes`: of month, platform and author; `hits`: obligation and severity of each finding, by code;
    `more`: findings that had no room; `team`: that of the posts that say nearly the same.
    """

    anchor: str
    section: Section
    name: str
    day: str
    platform: str
    author: str
    place: str
    is_worst: bool
    alike: int
    team: int | None
    codes: tuple[int, int, int]
    hits: tuple[tuple[int, int], ...]
    more: int


class PostReader:
    """Makes posts ready to be shown, in one language."""

    def __init__(self, language: Language, words: Mapping[str, str], labels: Labels) -> None:
        self._language = language
        self._words = words
        self._labels = labels

    def shown(
        self, anchor: str, chosen: Chosen, row: Mapping[str, Any], findings: Sequence[Mapping[str, Any]]
    ) -> ShownPost:
        """Return a post; `row`: of drafts, `findings`: rows of findings."""
        checked = Checked(
            ReadDraft(_draft(row), Origin(str(row["source"]))),
            _report(row, [_finding(one) for one in findings]),
        )
        page = page_of(checked, self._language)
        assert isinstance(page, DraftPage)
        more = max(0, len(page.findings) - _MOST_FINDINGS) + max(0, len(page.waived) - _MOST_WAIVED)
        page = replace(
            page,
            findings=tuple(self._short(item) for item in page.findings[:_MOST_FINDINGS]),
            waived=tuple(self._short(item) for item in page.waived[:_MOST_WAIVED]),
        )
        section = section_of(anchor, page, self._words)
        day = row["published_on"]
        return ShownPost(
            anchor=anchor,
            section=replace(section, fields=tuple(_short_field(field) for field in section.fields)),
            name=self._name(row),
            day=day_in_words(day, self._language) if isinstance(day, date) else self._words["no_date"],
            platform=self._labels.platform(row["platform"] or ""),
            author=cut_right(row["handle"] or row["author"] or self._words["no_author"], _LONGEST_NAME),
            place=_place(row),
            is_worst=chosen.is_worst,
            alike=chosen.alike,
            team=chosen.team,
            codes=chosen.codes,
            hits=chosen.hits,
            more=more,
        )

    def _name(self, row: Mapping[str, Any]) -> str:
        """Return the first words of a post, which is how people know it."""
        said = " ".join(str(row["title"] or row["text"] or "").split())
        return cut_right(said, 70) or self._words["no_words"]

    def _short(self, item: Item) -> Item:
        return replace(
            item,
            title=_cut(item.title),
            message=_cut(item.message),
            hint=_cut(item.hint),
            spans=item.spans[:_MOST_SPANS],
            laws=tuple(
                replace(law, citation=_cut(law.citation), title=law.title and _cut(law.title), dates="")
                for law in item.laws[:_MOST_LAWS]
            ),
            change=self._change(item.change),
            waived=item.waived and _cut(item.waived),
        )

    def _change(self, change: Change | None) -> Change | None:
        if change is None:
            return None
        return replace(change, old=_cut(change.old), new=_cut(change.new), where=_cut(change.where))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_WORDS else text[: _LONGEST_WORDS - 1] + "…"


def _place(row: Mapping[str, Any]) -> str:
    number = f"#{row['number']}" if row["number"] else ""
    where = "!".join(part for part in (row["source"], row["member"]) if part)
    return (where if len(where) <= _LONGEST_NAME else "…" + where[1 - _LONGEST_NAME :]) + number


def _draft(row: Mapping[str, Any]) -> Draft:
    """Return what of a draft the results hold."""
    return Draft.model_construct(
        text=row["text"] or "",
        title=row["title"],
        links=list(row["links"] or ()),
        author=Author(),
        relationship=Relationship(),
    )


def _report(row: Mapping[str, Any], findings: Sequence[Finding]) -> Report:
    return Report(
        draft_id=row["draft_id"],
        verdict=row["verdict"],
        findings=sorted(findings, key=_reading_order),
        questions=[],
        language=row["language"] or "und",
        jurisdictions=list(row["jurisdictions"] or ()),
        platform=row["platform"],
        as_of=row["as_of"],
        assumed=[],
        not_evaluated=[],
        ruleset=RulesetInfo(name="", version="", digest=""),
    )


def _reading_order(finding: Finding) -> tuple[Any, ...]:
    first = finding.spans[0].start if finding.spans else -1
    scopes = (finding.jurisdiction or "", finding.platform or "")
    return (_RANK[finding.severity], first, finding.rule, *scopes, finding.fingerprint)


def _finding(row: Mapping[str, Any]) -> Finding:
    waived, edit = row["waived"], row["edit"]
    return Finding(
        rule=row["rule"],
        obligation=row["obligation"],
        fingerprint=row["fingerprint"],
        severity=row["severity"],
        regraded_from=row["regraded_from"],
        title=row["title"],
        message=row["message"],
        spans=[TextSpan(**span) for span in row["spans"] or ()],
        jurisdiction=row["jurisdiction"],
        platform=row["platform"],
        legal_basis=[LegalBasis(**basis) for basis in row["legal_basis"] or ()],
        remediation=Remediation(hint=row["hint"] or "", edit=Edit(**edit) if edit else None),
        because=[],
        waived=Waived(**waived) if waived else None,
    )


def _short_field(field: ShownField) -> ShownField:
    return replace(field, pieces=tuple(_short_pieces(field.pieces)))


def _short_pieces(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the pieces with what is long and blameless cut out of their middle, up to so many letters."""
    room = _LONGEST_FIELD
    for number, piece in enumerate(pieces):
        if room <= 0:
            yield Piece((Run(" […]"),), None, _anchors(pieces[number:]), ())
            return
        keep = _LONGEST_MARK if piece.look else 2 * _AROUND
        made = replace(piece, runs=_short_runs(piece.runs, min(keep, max(room, 80))))
        room -= sum(len(run.text) for run in made.runs)
        yield made


def _anchors(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """Return the names of places that are cut off, so that what leads to them leads somewhere."""
    return tuple(anchor for piece in pieces for anchor in piece.anchors)


def _short_runs(runs: tuple[Run, ...], most: int) -> tuple[Run, ...]:
    size = sum(len(run.text) for run in runs)
    if size <= most + 40:
        return runs
    before, after = _until(runs, most // 2), _until(tuple(reversed(runs)), most // 2, backwards=True)
    return (*before, Run(" […] "), *reversed(after))


def _until(runs: Sequence[Run], most: int, *, backwards: bool = False) -> list[Run]:
    kept: list[Run] = []
    for run in runs:
        if most <= 0:
            break
        if run.is_sign:
            kept.append(run)
            most -= len(run.text)
        else:
            text = run.text[-most:] if backwards else run.text[:most]
            kept.append(Run(text))
            most -= len(text)
    return kept
