"""Ask the open questions of a draft, one after the other, checking it again after each answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from cmcompliance.answering.change import Change, changed, changes_for
from cmcompliance.answering.folding import bare
from cmcompliance.answering.misread import MisreadError
from cmcompliance.answering.place import Place, label_of, places_of, without_people
from cmcompliance.answering.reply import OF_PEOPLE, Reader, expected, read_reply
from cmcompliance.answering.words import EACH, HELP, NOT_KNOWN, STOP, words_of
from cmcompliance.draft import Draft, DraftError
from cmcompliance.draft.validation import path_text
from cmcompliance.facts.media import media_kept_open
from cmcompliance.facts.publication import Publication
from cmcompliance.report import Finding, Question, Report
from cmcompliance.rulebook import RuleBook


@dataclass(frozen=True, slots=True)
class Terminal:
    """Where the conversation takes place.

    `say` shows a text of some sort ("question", "choice", "note", "wrong" …); `hear` shows a prompt and
    returns the reply, None at the end of input.
    """

    say: Callable[[str, str], None]
    hear: Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Answered:
    """The draft with all answers, the report on it, and what the answers changed; `stopped`: on request."""

    draft: Draft
    report: Report
    changes: tuple[Change, ...]
    stopped: bool


class StoppedError(Exception):
    """The person who was asked wants to answer no more."""


@dataclass(slots=True)
class _State:
    draft: Draft
    report: Report
    changes: list[Change] = field(default_factory=list)
    asked: set[tuple[str, Place]] = field(default_factory=set)


class Conversation:
    """Asks in one language about the drafts that one rule book judges."""

    def __init__(self, book: RuleBook, terminal: Terminal, language: str) -> None:
        """`language`: fr or en, that of the questions too."""
        self._book = book
        self._terminal = terminal
        self._language = language
        self._words = words_of(language)

    def about(self, name: str, draft: Draft, report: Report, check: Callable[[Draft], Report]) -> Answered:
        """Ask what the report leaves open, until nothing is or the person stops.

        `name`: what the person calls the draft; `check`: returns the report on it with an answer in it.
        A question that falls away is not asked, one that comes up is, and none is asked twice.
        """
        state = _State(draft, report)
        if not report.questions:
            return Answered(draft, report, (), False)
        head = self._words["head_one" if len(report.questions) == 1 else "head_many"]
        self._say("head", head.format(name, len(report.questions)))
        self._say("note", self._words["keys"])
        try:
            while (pending := self._next(state)) is not None:
                self._settle(*pending, state, check)
        except StoppedError:
            self._say("note", self._words["stopped"])
            return Answered(state.draft, state.report, tuple(state.changes), True)
        return Answered(state.draft, state.report, tuple(state.changes), False)

    def _next(self, state: _State) -> tuple[Question, tuple[Place, ...]] | None:
        for question in state.report.questions:
            publication = Publication(state.draft, state.report.as_of, self._book.ancestry)
            media = media_kept_open(publication, self._book.media.values(), question.field)
            places = tuple(
                place
                for place in places_of(state.draft, question.field, media)
                if (question.field, place) not in state.asked
            )
            if places:
                return question, places
        return None

    def _settle(
        self,
        question: Question,
        places: tuple[Place, ...],
        state: _State,
        check: Callable[[Draft], Report],
    ) -> None:
        state.asked.update((question.field, place) for place in places)
        self._show(question, places, state.draft)
        while True:
            text = self._terminal.hear(self._words["prompt"])
            if text is None or bare(text) in STOP:
                raise StoppedError
            if text.strip() == HELP:
                self._explain(question)
            elif not text.strip() or bare(text) in NOT_KNOWN:
                return
            elif len(places) > 1 and bare(text) in EACH:
                self._settle_each(question, places, state, check)
                return
            elif self._take(question, places, text, state, check):
                return

    def _settle_each(
        self,
        question: Question,
        places: tuple[Place, ...],
        state: _State,
        check: Callable[[Draft], Report],
    ) -> None:
        for place in places:
            still_open = next((item for item in state.report.questions if item.field == question.field), None)
            if still_open is None:
                return
            if place in places_of(state.draft, question.field):
                self._settle(still_open, (place,), state, check)

    def _take(
        self,
        question: Question,
        places: Sequence[Place],
        text: str,
        state: _State,
        check: Callable[[Draft], Report],
    ) -> bool:
        """Put the reply in the draft and check it again; False, having said why, for one that is none."""
        try:
            value = read_reply(question, text, self._reader(state))
            meant = self._meant(question, places, value, state.draft)
            changes = changes_for(meant, value)
            draft = changed(state.draft, changes)
        except MisreadError as error:
            self._say("wrong", str(error))
            return False
        except DraftError as error:
            self._say("wrong", "; ".join(error.problems))
            return False
        report = check(draft)
        for change in changes:
            shown = f"{path_text(change.path)} = {self._shown(change.value, question)}"
            self._say("understood", self._words["understood"].format(shown))
        for sort, finding in _news(state.report, report):
            self._say(sort, self._words[sort].format(self._words[finding.severity], finding.title))
        if any(item.field == question.field for item in report.questions) and not _any_open(
            draft, question.field
        ):
            self._say("note", self._words["left_open"])
        state.draft, state.report = draft, report
        state.changes += changes
        state.asked.difference_update((question.field, place) for place in places if place not in meant)
        return True

    def _meant(
        self, question: Question, places: Sequence[Place], value: Any, draft: Draft
    ) -> Sequence[Place]:
        """Return the places that a value is for: nobody is no answer where somebody is named."""
        if value != [] or not question.field.startswith(OF_PEOPLE):
            return places
        meant = without_people(draft, places)
        if not meant:
            raise MisreadError(self._words["not_bool"])
        return meant

    def _reader(self, state: _State) -> Reader:
        currency = state.draft.relationship.currency or "EUR"
        return Reader(self._language, state.report.as_of, self._book.territories, currency)

    def _show(self, question: Question, places: Sequence[Place], draft: Draft) -> None:
        self._say("question", question.question)
        labels = list(
            dict.fromkeys(filter(None, (label_of(draft, place, self._language) for place in places)))
        )
        if labels:
            self._say("for", self._words["for"].format(self._words["and"].join(labels)))
        if len(places) > 1:
            self._say("note", self._words["for_each"])
        for number, choice in enumerate(question.choices, 1):
            self._say("choice", f"{number:>2}  {question.labels.get(choice, choice)}")
        self._say("note", f"({expected(question, self._language)})")

    def _explain(self, question: Question) -> None:
        self._say("note", question.why)
        self._say("note", self._words["stake"])
        for stake in question.at_stake:
            severity = self._words[stake.severity]
            self._say("stake", self._words["stake_line"].format(severity, stake.title, stake.rule))

    def _shown(self, value: Any, question: Question) -> str:
        if isinstance(value, bool):
            return self._words["true" if value else "false"]
        if isinstance(value, list):
            return (
                self._words["and"].join(self._shown(item, question) for item in value) or self._words["empty"]
            )
        if isinstance(value, dict):
            return " ".join(str(part) for part in value.values())
        if isinstance(value, datetime):
            return value.isoformat(" ", "minutes")
        if isinstance(value, date):
            return value.isoformat()
        label = question.labels.get(value) if isinstance(value, str) else None
        return f"{value} ({label})" if label and label != value else str(value)

    def _say(self, sort: str, text: str) -> None:
        self._terminal.say(sort, text)


def _any_open(draft: Draft, name: str) -> bool:
    return name.startswith("media.") and bool(places_of(draft, name))


def _news(before: Report, after: Report) -> Iterator[tuple[str, Finding]]:
    """Yield the findings that an answer raised, then those that it cleared."""
    for sort, some, others in (("raised", after, before), ("cleared", before, after)):
        known = {(finding.rule, finding.title) for finding in others.findings}
        shown: set[tuple[str, str]] = set()
        for finding in some.findings:
            key = finding.rule, finding.title
            if key not in known and key not in shown:
                shown.add(key)
                yield sort, finding
