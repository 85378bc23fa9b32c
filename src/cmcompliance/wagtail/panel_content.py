"""What the panel shows of a judgement: plain data for its template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from cmcompliance.answering.reply import expected
from cmcompliance.read import Origin, ReadDraft
from cmcompliance.render.document import Asked, DraftPage, Item, field_name, page_of
from cmcompliance.render.document_words import document_words
from cmcompliance.render.grouping import Shown, group_findings
from cmcompliance.render.html.highlight import Mark, Piece, pieces
from cmcompliance.render.outcome import Checked
from cmcompliance.render.words import Language
from cmcompliance.report import Edit, Question, Severity
from cmcompliance.wagtail.judging import Judged, Judgement, reason_of
from cmcompliance.wagtail.models import AcceptedFinding, GivenAnswer, key_of
from cmcompliance.wagtail.passages import Passage, Touched
from cmcompliance.wagtail.words import words_in

_PROPOSED_DAYS = 90


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the editor: `path` as the script finds it, ids of blocks and names joined by a blank."""

    path: str
    label: str


@dataclass(frozen=True, slots=True)
class OneClick:
    """A change of one input of the editor, from what it holds to what it is to hold."""

    path: str
    old: str
    new: str
    label: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding; `acceptable`: this person may accept it; `key`: how the script names it."""

    item: Item
    spots: tuple[Spot, ...]
    one_click: OneClick | None
    key: str
    acceptable: bool


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question, what is chosen from, and what a reply looks like."""

    asked: Asked
    choices: tuple[tuple[str, str], ...]
    expected: str


@dataclass(frozen=True, slots=True)
class ShownText:
    """A text of the draft in pieces, what findings point at marked."""

    name: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One draft of the page."""

    number: int
    heading: str
    page: DraftPage
    texts: tuple[ShownText, ...]
    findings: tuple[FindingRow, ...]
    questions: tuple[QuestionRow, ...]
    accepted: tuple[AcceptedFinding, ...]
    answers: tuple[tuple[GivenAnswer, str], ...]


@dataclass(frozen=True, slots=True)
class Content:
    """All that the panel shows; `saved`: the instance is stored, so that something can be said of it."""

    words: Mapping[str, str]
    report_words: Mapping[str, str]
    sections: tuple[Section, ...]
    error: str | None
    saved: bool
    may_accept: bool
    proposed_until: date
    note: str | None = None

    @property
    def language(self) -> str:
        """Of the words."""
        return "fr" if self.words is words_in("fr") else "en"


def content_of(
    instance: Any, judgement: Judgement, language: Language, *, may_accept: bool, note: str | None = None
) -> Content:
    """Return what the panel shows of an instance; `note`: what came of what was just asked of it."""
    words = words_in(language)
    saved = instance.pk is not None
    key = key_of(instance) if saved else None
    accepted = list(AcceptedFinding.objects.filter(**key).order_by("pk")) if key else []
    answers = list(GivenAnswer.objects.filter(**key).order_by("pk")) if key else []
    several = len(judgement.judged)
    return Content(
        words=words,
        report_words=document_words(language),
        sections=tuple(
            _section(number, several, judged, language, may_accept and saved, accepted, answers)
            for number, judged in enumerate(judgement.judged)
        ),
        error=None if judgement.error is None else reason_of(judgement.error),
        saved=saved,
        may_accept=may_accept,
        proposed_until=date.today() + timedelta(days=_PROPOSED_DAYS),
        note=note,
    )


def finding_key(group: Shown) -> str:
    """Return the name of a finding by which it is found again in the next report."""
    return group.worst.fingerprint


def open_groups(judged: Judged) -> list[Shown]:
    """Return the findings of a draft that nobody accepted, in the order in which they are shown."""
    return [group for group in group_findings(judged.report.findings) if group.worst.waived is None]


def _section(
    number: int,
    several: int,
    judged: Judged,
    language: Language,
    may_accept: bool,
    accepted: Sequence[AcceptedFinding],
    answers: Sequence[GivenAnswer],
) -> Section:
    words = words_in(language)
    page = page_of(Checked(ReadDraft(judged.draft, Origin("")), judged.report), language)
    assert isinstance(page, DraftPage)
    heading = words["several"].format(number + 1, several) if several > 1 else ""
    if several > 1 and judged.draft.platform:
        heading = f"{heading} · {judged.draft.platform}"
    groups = open_groups(judged)
    return Section(
        number=number,
        heading=heading,
        page=page,
        texts=tuple(_texts(judged, page, language)),
        findings=tuple(
            _row(judged, item, group, language, may_accept)
            for item, group in zip(page.findings, groups, strict=True)
        ),
        questions=tuple(
            _question(question, asked, language)
            for question, asked in zip(judged.report.questions, page.questions, strict=True)
        ),
        accepted=tuple(one for one in accepted if one.draft == number),
        answers=tuple((one, _said(one, words)) for one in answers if one.draft == number),
    )


def _texts(judged: Judged, page: DraftPage, language: Language) -> Iterator[ShownText]:
    marks: dict[str, list[Mark]] = {"title": [], "text": []}
    for item in (*page.findings, *page.waived):
        look: Severity | Any = "waived" if item.waived else item.severity
        for span in item.spans:
            if page.source.field(span.field)[span.start : span.end] == span.text:
                marks.setdefault(span.field, []).append(Mark(span.start, span.end, look, "", item.number))
    for name, found in marks.items():
        text = page.source.field(name)
        if text and (found or name == "text"):
            yield ShownText(field_name(name, document_words(language)), tuple(pieces(text, found)))


def _row(judged: Judged, item: Item, group: Shown, language: Language, may_accept: bool) -> FindingRow:
    places = [
        touched for span in item.spans for touched in judged.made.touched(span.field, span.start, span.end)
    ]
    edit = group.worst.remediation.edit
    return FindingRow(
        item=item,
        spots=tuple(_spots(places)),
        one_click=_one_click(judged, edit, language) if edit is not None else None,
        key=finding_key(group),
        acceptable=may_accept and item.severity != "info",
    )


def _spots(places: Iterable[Touched]) -> Iterator[Spot]:
    seen: dict[tuple[str, ...], Passage] = {}
    for touched in places:
        seen.setdefault(touched.passage.path, touched.passage)
    for path, passage in seen.items():
        yield Spot(" ".join(path), passage.label)


def _one_click(judged: Judged, edit: Edit, language: Language) -> OneClick | None:
    """Return the change of the input that an edit falls into, None where it is no plain one."""
    places = list(judged.made.touched(edit.field, edit.start, edit.end))
    if len(places) != 1 or not places[0].passage.plain:
        return None
    touched, passage = places[0], places[0].passage
    if touched.end - touched.start != edit.end - edit.start:
        return None
    text = edit.text if passage.lines else " ".join(edit.text.split("\n"))
    new = passage.text[: touched.start] + text + passage.text[touched.end :]
    label = words_in(language)["fix" if edit.safety == "safe" else "fix_confirm"]
    return OneClick(" ".join(passage.path), passage.text, new if passage.lines else new.strip(), label)


def _question(question: Question, asked: Asked, language: Language) -> QuestionRow:
    words = words_in(language)
    choices = tuple((choice, question.labels.get(choice, choice)) for choice in question.choices)
    if question.type == "bool":
        choices = (
            ("oui" if language == "fr" else "yes", words["yes"]),
            ("non" if language == "fr" else "no", words["no"]),
        )
    if question.type == "list":
        choices = ()
    return QuestionRow(asked, choices, expected(question, language))


def _said(answer: GivenAnswer, words: Mapping[str, str]) -> str:
    values = dict.fromkeys(_in_words(value, words) for _, value in answer.changes)
    return ", ".join(values)


def _in_words(value: Any, words: Mapping[str, str]) -> str:
    if isinstance(value, bool):
        return words["yes" if value else "no"]
    if isinstance(value, list):
        return ", ".join(_in_words(one, words) for one in value) or "–"
    if isinstance(value, dict):
        return " ".join(str(one) for one in value.values())
    return str(value)
