"""How the run went: what could not be read or judged, what was switched off, what is still asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from cmcompliance.read import ReadError
from cmcompliance.render.notice import reader_of
from cmcompliance.render.outcome import Checked, Outcome
from cmcompliance.render.sarif.messages import message
from cmcompliance.render.sarif.places import at_line, of_draft
from cmcompliance.render.words import Language, words_of
from cmcompliance.report import Question

NOTIFICATIONS = [
    {"id": "unreadable", "shortDescription": {"text": "A draft could not be read."}},
    {"id": "not-evaluated", "shortDescription": {"text": "A rule could not judge a draft."}},
    {"id": "left-out", "shortDescription": {"text": "There are more results than a log may have."}},
    {"id": "switched-off", "shortDescription": {"text": "A rule that applies was switched off."}},
    {"id": "waiver", "shortDescription": {"text": "A waiver expired, covers nothing or does not hold."}},
    {"id": "question", "shortDescription": {"text": "An answer would change what is found."}},
]
_INDEX = {notification["id"]: index for index, notification in enumerate(NOTIFICATIONS)}

Notification = dict[str, Any]


def invocation(
    outcomes: Sequence[Outcome], language: Language | None, root: str, left_out: int
) -> dict[str, Any]:
    """Return how the run went; it was successful if every draft could be read."""
    execution = [notification for outcome in outcomes for notification in _execution(outcome, root)]
    if left_out:
        text = f"{left_out} results are left out: the gravest are kept."
        execution.append(_notification("left-out", "warning", text))
    checked = [outcome for outcome in outcomes if isinstance(outcome, Checked)]
    off = dict.fromkeys(rule for outcome in checked for rule in outcome.report.switched_off)
    configuration = [
        _notification("switched-off", "note", f"{rule} is switched off.", rules=(rule,)) for rule in off
    ]
    configuration += [told for outcome in checked for told in _notes(outcome, language, root)]
    return {
        "executionSuccessful": len(checked) == len(outcomes),
        "toolExecutionNotifications": execution,
        "toolConfigurationNotifications": configuration,
    }


def _execution(outcome: Outcome, root: str) -> Iterator[Notification]:
    if isinstance(outcome, ReadError):
        for problem in outcome.problems:
            line = problem.line or outcome.line or 1
            place = at_line(outcome.file, line, root)
            yield _notification("unreadable", "error", problem.message, place)
        return
    for gap in outcome.report.not_evaluated:
        place = of_draft(outcome.item, root)
        yield _notification(
            "not-evaluated", "warning", gap.reason, place, () if gap.rule == "*" else (gap.rule,)
        )


def _notes(checked: Checked, language: Language | None, root: str) -> Iterator[Notification]:
    place = of_draft(checked.item, root)
    for note in checked.report.waiver_notes:
        told = _notification("waiver", "warning", note.message, place)
        yield {**told, "properties": note.model_dump(mode="json", exclude={"message"}, exclude_none=True)}
    words = words_of(reader_of(checked.report, language))
    for question in checked.report.questions:
        answer = words["answer"].format(question.field)
        text = f"{question.question} {question.why} {answer}."
        told = _notification("question", "note", text, place, question.rules)
        yield {**told, "properties": _asked(question)}


def _asked(question: Question) -> dict[str, Any]:
    return question.model_dump(mode="json", include={"field", "type", "choices", "rules"})


def _notification(
    name: str, level: str, text: str, place: dict[str, Any] | None = None, rules: Sequence[str] = ()
) -> Notification:
    notification: Notification = {
        "descriptor": {"id": name, "index": _INDEX[name]},
        "level": level,
        "message": message(text),
    }
    if place is not None:
        notification["locations"] = [place]
    if rules:
        notification["associatedRule"] = {"id": rules[0]}
    return notification
