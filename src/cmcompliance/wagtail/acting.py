"""What a person does at the panel: answers a question, accepts a finding, takes either back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from cmcompliance.answering import Change, MisreadError, Reader, changed, changes_for, places_of, read_reply
from cmcompliance.answering.place import without_people
from cmcompliance.draft import Draft, DraftError
from cmcompliance.facts.media import media_kept_open
from cmcompliance.facts.publication import Publication
from cmcompliance.render.words import Language
from cmcompliance.report import Question
from cmcompliance.rulebook import RuleBook
from cmcompliance.wagtail.judging import Judged, Judgement, office
from cmcompliance.wagtail.models import AcceptedFinding, GivenAnswer, key_of
from cmcompliance.wagtail.panel_content import finding_key, open_groups
from cmcompliance.wagtail.said import about
from cmcompliance.wagtail.words import words_in
from cmcompliance.waivers import Waiver
from cmcompliance.waivers.proposal import proposals

_PEOPLE = "media.people."


class NotDone(Exception):  # noqa: N818  an answer, not a fault
    """What was asked cannot be done; the message says why, in the person's language."""


def answer(
    instance: Any, judgement: Judgement, asked: Mapping[str, str], user: Any, language: Language
) -> None:
    """Keep a reply to a question of a draft. Raises NotDone for one that is none."""
    number, judged = _draft_of(judgement, asked, language)
    words = words_in(language)
    question = next((one for one in judged.report.questions if one.field == asked.get("field")), None)
    if question is None:
        raise NotDone(words["question_gone"])
    book = office().book()
    currency = judged.draft.relationship.currency or "EUR"
    reader = Reader(language, judged.report.as_of, book.territories, currency)
    try:
        value = read_reply(question, asked.get("reply", ""), reader)
        changes = changes_for(_places(judged, question, value, book), value)
        changed(judged.draft, changes)
    except MisreadError as error:
        raise NotDone(str(error)) from None
    except DraftError as error:
        raise NotDone("; ".join(error.problems)) from None
    if not changes:
        raise NotDone(words["question_gone"])
    _keep(instance, number, judged.made.draft, question, changes, user)


def accept(
    instance: Any, judgement: Judgement, asked: Mapping[str, str], user: Any, language: Language
) -> None:
    """Accept a finding, for its words alone, with a reason and an end. Raises NotDone."""
    number, judged = _draft_of(judgement, asked, language)
    words = words_in(language)
    group = next((one for one in open_groups(judged) if finding_key(one) == asked.get("finding")), None)
    if group is None:
        raise NotDone(words["gone"])
    reason = " ".join(asked.get("reason", "").split())
    if not reason:
        raise NotDone(words["reason_needed"])
    until = _day(asked.get("until", ""))
    if until is None or until < date.today():
        raise NotDone(words["until_needed"])
    name = user.get_full_name() or user.get_username()
    terms = Waiver(rule="", reason=reason[:2000], by=name, until=until)
    with transaction.atomic():
        for waiver in proposals(group.findings, terms):
            AcceptedFinding.objects.create(
                **key_of(instance),
                draft=number,
                rule=waiver.rule,
                words=list(waiver.words),
                reason=waiver.reason,
                until=until,
                by=user,
                by_name=name,
            )
            said = {"rule": waiver.rule, "until": until.isoformat(), "reason": waiver.reason}
            log(
                instance=instance,
                action="cmcompliance.accept",
                user=user,
                data={**said, "words": list(waiver.words)},
            )


def withdraw(instance: Any, number: str, user: Any) -> None:
    """Accept a finding no more."""
    for one in AcceptedFinding.objects.filter(**key_of(instance), pk=_number(number)):
        log(instance=instance, action="cmcompliance.withdraw", user=user, data={"rule": one.rule})
        one.delete()


def forget(instance: Any, number: str, user: Any) -> None:
    """Take an answer back."""
    for one in GivenAnswer.objects.filter(**key_of(instance), pk=_number(number)):
        log(instance=instance, action="cmcompliance.forget", user=user, data={"field": one.field})
        one.delete()


def _draft_of(judgement: Judgement, asked: Mapping[str, str], language: Language) -> tuple[int, Judged]:
    number = _number(asked.get("draft", "0"))
    if not 0 <= number < len(judgement.judged):
        raise NotDone(words_in(language)["gone"])
    return number, judgement.judged[number]


def _places(
    judged: Judged, question: Question, value: Any, book: RuleBook
) -> Sequence[tuple[str | int, ...]]:
    publication = Publication(judged.draft, judged.report.as_of, book.ancestry)
    media = media_kept_open(publication, book.media.values(), question.field)
    places = places_of(judged.draft, question.field, media)
    if value == [] and question.field.startswith(_PEOPLE):
        return without_people(judged.draft, places)
    return places


def _keep(
    instance: Any, number: int, made: Draft, question: Question, changes: Sequence[Change], user: Any
) -> None:
    """Store the changes, those of each medium by themselves: they hold as long as it is the same medium."""
    by_medium: dict[str, list[Any]] = {}
    for change in changes:
        by_medium.setdefault(about(made, change.path), []).append([list(change.path), _plain(change.value)])
    name = user.get_full_name() or user.get_username()
    with transaction.atomic():
        for digest, several in by_medium.items():
            GivenAnswer.objects.update_or_create(
                **key_of(instance),
                draft=number,
                field=question.field,
                about=digest,
                defaults={"changes": several, "by": user, "by_name": name},
            )
        value = "; ".join(str(_plain(change.value)) for change in changes)
        log(
            instance=instance,
            action="cmcompliance.answer",
            user=user,
            data={"field": question.field, "value": value},
        )


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    return value


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1
