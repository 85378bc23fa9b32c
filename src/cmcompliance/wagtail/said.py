"""What editors said of a page's drafts, put into them before they are checked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from cmcompliance.answering import Change, changed
from cmcompliance.draft import Draft, DraftError
from cmcompliance.wagtail.drafts import PageDraft
from cmcompliance.wagtail.models import AcceptedFinding, GivenAnswer, holds_on, key_of


def completed(instance: Any, made: Sequence[PageDraft]) -> list[Draft]:
    """Return the drafts with the answers given and the findings accepted, as waivers."""
    drafts = [one.draft for one in made]
    is_new = instance.pk is None and getattr(instance, "alias_of_id", None) is None
    if is_new or not drafts:
        return drafts
    key = key_of(instance)
    answers = list(GivenAnswer.objects.filter(**key).order_by("pk"))
    accepted = [
        one for one in AcceptedFinding.objects.filter(**key).order_by("pk") if holds_on(one, date.today())
    ]
    return [
        _with_waivers(_with_answers(draft, _of(number, answers)), _of(number, accepted))
        for number, draft in enumerate(drafts)
    ]


def about(draft: Draft, path: Sequence[str | int]) -> str:
    """Return the digest of the medium that a path leads into, empty for a field of the draft itself.

    The numbers of media move when one is taken away: what was said of one must not be taken to be of another.
    """
    if path[0] != "media" or len(path) < 2 or not isinstance(path[1], int) or path[1] >= len(draft.media):
        return ""
    return hashlib.sha256(draft.media[path[1]].model_dump_json().encode()).hexdigest()


def _with_answers(draft: Draft, answers: Iterable[GivenAnswer]) -> Draft:
    full = draft
    for answer in answers:
        changes = [Change(tuple(path), value) for path, value in answer.changes]
        if any(about(draft, change.path) != answer.about for change in changes):
            continue
        wanted = [change for change in changes if not _is_given(draft, change.path)]
        try:
            full = changed(full, wanted)
        except DraftError:  # what it speaks of is no longer there: the question is asked again
            continue
    return full


def _with_waivers(draft: Draft, accepted: Sequence[AcceptedFinding]) -> Draft:
    if not accepted:
        return draft
    waivers = [
        {"rule": one.rule, "reason": one.reason, "by": one.by_name, "until": one.until, "words": one.words}
        for one in accepted
    ]
    data = draft.model_dump(exclude_none=True)
    return Draft.model_validate({**data, "waivers": [*data.get("waivers", ()), *waivers]})


def _is_given(draft: Draft, path: Sequence[str | int]) -> bool:
    value: Any = draft
    for step in path:
        if isinstance(step, int):
            value = value[step] if isinstance(value, list) and step < len(value) else None
        else:
            value = getattr(value, step, None)
    return value is not None


def _of(number: int, some: Iterable[Any]) -> list[Any]:
    return [one for one in some if one.draft == number]
