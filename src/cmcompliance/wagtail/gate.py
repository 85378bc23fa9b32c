"""The one place that every publication passes: the saving of what is live, and of what is scheduled.

An editor, a workflow, a bulk action, a schedule, the API and a script of the site all end in `save()` of an
instance that is live, or of a revision with a day to go live on. `QuerySet.update()`, `bulk_create()`, SQL
and `loaddata` send no signal, and migrations save models that know nothing of their methods: what came in
that way is found by `manage.py cmcompliance_check`.
"""

from __future__ import annotations

import copy
import logging
from collections.abc import Collection
from typing import Any

from django.apps import apps
from django.db.models.signals import pre_save
from wagtail.log_actions import log
from wagtail.models import Revision
from wagtail.signals import published

from cmcompliance.wagtail.blocked import PublicationBlocked
from cmcompliance.wagtail.drafts import drafts_of, is_checked
from cmcompliance.wagtail.judging import Judgement, judge, same_words
from cmcompliance.wagtail.notices import rules_named
from cmcompliance.wagtail.site_settings import site_settings
from cmcompliance.wagtail.words import language

_log = logging.getLogger("cmcompliance.wagtail")
_NAME = "cmcompliance_gate"


def connect() -> None:
    """Stand before every save, and beside every publication."""
    pre_save.connect(_before_save, dispatch_uid=_NAME)
    published.connect(_after_publication, dispatch_uid=_NAME)


def require(instance: Any) -> Judgement:
    """Return the judgement on an instance that may go live. Raises PublicationBlocked for another."""
    settings, spoken = site_settings(), language()
    judgement = judge(instance, spoken)
    if judgement.holds_back(settings):
        raise PublicationBlocked(instance, judgement, spoken)
    if judgement.error is not None:
        _log.error("PUBLISHED UNCHECKED, ON_ERROR is 'allow': %s %s", instance._meta.label, instance.pk)
    return judgement


def _before_save(
    sender: Any, instance: Any, raw: bool, update_fields: Collection[str] | None, **_: Any
) -> None:
    if raw or sender._meta.apps is not apps:
        return
    if sender is Revision:
        _before_schedule(instance, update_fields)
        return
    specific = _specific(instance)
    if specific is None or not is_checked(type(specific)):
        return
    before = _stored(specific)
    after = specific if update_fields is None else _partly(before, specific, update_fields)
    if after is None or not _is_live(after):
        return
    if before is not None and _is_live(before) and _says_the_same(before, after):
        return
    require(after)


def _before_schedule(revision: Revision, update_fields: Collection[str] | None) -> None:
    if revision.approved_go_live_at is None:
        return
    if update_fields is not None and "approved_go_live_at" not in update_fields:
        return
    planned = revision.as_object()
    if is_checked(type(planned)):
        require(planned)


def _after_publication(sender: Any, instance: Any, **_: Any) -> None:
    """Write into the history of an instance that it went live in spite of what was found."""
    specific = _specific(instance)
    if specific is None or not is_checked(type(specific)) or not _is_live(specific):
        return
    judgement = judge(specific, language())
    if judgement.verdict == "block" or judgement.error is not None:
        log(instance=specific, action="cmcompliance.warn", data={"what": rules_named(judgement)})


def _specific(instance: Any) -> Any:
    """Return the instance with the fields of its own model; a page may be held as a mere `Page`."""
    model = getattr(instance, "specific_class", type(instance))
    if model is None or type(instance) is model or instance.pk is None:
        return instance
    whole = model._base_manager.filter(pk=instance.pk).first()
    if whole is not None:
        for one in instance._meta.concrete_fields:
            setattr(whole, one.attname, getattr(instance, one.attname))
    return whole


def _stored(instance: Any) -> Any:
    if instance.pk is None:
        return None
    return type(instance)._base_manager.filter(pk=instance.pk).first()


def _partly(before: Any, after: Any, update_fields: Collection[str]) -> Any:
    """Return what a save of some fields makes of what is stored."""
    if before is None:
        return after
    made = copy.copy(before)
    made._state = copy.copy(before._state)
    for one in after._meta.concrete_fields:
        if one.name in update_fields or one.attname in update_fields:
            setattr(made, one.attname, getattr(after, one.attname))
    return made


def _is_live(instance: Any) -> bool:
    """Return whether the public sees an instance; what has no drafts is seen as soon as it is saved."""
    return bool(getattr(instance, "live", True))


def _says_the_same(before: Any, after: Any) -> bool:
    try:
        return same_words(drafts_of(before), drafts_of(after))
    except Exception:
        return False
