"""The panel's own address in the admin: checks what is in the editor, and takes what is said at the panel."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST
from wagtail.models import Page

from cmcompliance.render.words import Language
from cmcompliance.wagtail import acting
from cmcompliance.wagtail.acting import NotDone
from cmcompliance.wagtail.drafts import is_checked
from cmcompliance.wagtail.editing import filled, new_page
from cmcompliance.wagtail.judging import Judgement, judge
from cmcompliance.wagtail.panel_content import Content, content_of
from cmcompliance.wagtail.permissions import may_accept, may_add, may_edit
from cmcompliance.wagtail.words import language, words_in

_PREFIX = "cmcompliance-"
_FRAGMENT = "cmcompliance_wagtail/content.html"


@require_POST
def of_stored(request: HttpRequest, app_label: str, model_name: str, pk: str) -> HttpResponse:
    """Answer for an instance that is stored: a page by its editor, a snippet by its own."""
    model = _model(app_label, model_name)
    stored = _stored(model, pk)
    if not may_edit(request.user, stored):
        raise PermissionDenied
    parent = stored.get_parent().specific if isinstance(stored, Page) else None
    return _answer(request, lambda: _latest(_stored(model, pk)), parent)


@require_POST
def of_new(request: HttpRequest, app_label: str, model_name: str, parent: int = 0) -> HttpResponse:
    """Answer for an instance that is being made."""
    model = _model(app_label, model_name)
    above = get_object_or_404(Page, pk=parent).specific if issubclass(model, Page) else None
    if not may_add(request.user, model, above):
        raise PermissionDenied
    return _answer(request, model if above is None else lambda: new_page(model, above, request.user), above)


def fragment(content: Content) -> str:
    """Return the inside of the panel as HTML."""
    context = {"content": content, "words": content.words, "said": content.report_words}
    html: str = render_to_string(_FRAGMENT, context)
    return html


def _answer(request: HttpRequest, read: Callable[[], Any], parent: Any) -> HttpResponse:
    """Answer with the inside of the panel; `read` returns the instance as it is without what was posted."""
    spoken = language()
    words, user = words_in(spoken), request.user
    instance, note = read(), None
    if not filled(request, instance, parent):
        instance, note = read(), words["unreadable"]
    judgement = judge(instance, spoken)
    status = 200
    if instance.pk is not None and request.POST.get(f"{_PREFIX}do"):
        try:
            _do(request, instance, judgement, user, spoken)
            judgement = judge(instance, spoken)
        except NotDone as refused:
            note, status = str(refused), 422
    content = content_of(instance, judgement, spoken, may_accept=may_accept(user, instance), note=note)
    return HttpResponse(fragment(content), status=status)


def _do(request: HttpRequest, instance: Any, judgement: Judgement, user: Any, spoken: Language) -> None:
    asked = {
        name.removeprefix(_PREFIX): str(value)
        for name, value in request.POST.items()
        if name.startswith(_PREFIX)
    }
    match asked["do"]:
        case "answer":
            acting.answer(instance, judgement, asked, user, spoken)
        case "forget":
            acting.forget(instance, asked.get("number", ""), user)
        case "accept" | "withdraw" if not may_accept(user, instance):
            raise PermissionDenied
        case "accept":
            acting.accept(instance, judgement, asked, user, spoken)
        case "withdraw":
            acting.withdraw(instance, asked.get("number", ""), user)


def _stored(model: Any, pk: str) -> Any:
    try:
        return get_object_or_404(model, pk=pk)
    except (ValueError, ValidationError):  # no key of this model looks like that
        raise Http404 from None


def _latest(stored: Any) -> Any:
    revision = getattr(stored, "get_latest_revision_as_object", None)
    return stored if revision is None else revision()


def _model(app_label: str, model_name: str) -> Any:
    try:
        model = ContentType.objects.get_by_natural_key(app_label, model_name).model_class()
    except ContentType.DoesNotExist:
        raise Http404 from None
    if model is None or not is_checked(model):
        raise Http404
    return model
