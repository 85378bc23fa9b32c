"""Where Wagtail asks: addresses, permissions, the log, and a word with the editor before a publication."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib.auth.models import Permission
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin import messages
from wagtail.log_actions import LogFormatter

from cmcompliance.wagtail import views
from cmcompliance.wagtail.drafts import is_checked
from cmcompliance.wagtail.editing import filled, new_page
from cmcompliance.wagtail.judging import Judgement, judge
from cmcompliance.wagtail.middleware import record_block
from cmcompliance.wagtail.notices import notice
from cmcompliance.wagtail.site_settings import site_settings
from cmcompliance.wagtail.words import language, lazy_word, word, words_in

_PUBLISH = "action-publish"
_ACTIONS = ("accept", "withdraw", "answer", "forget", "block", "warn")


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    """Return the addresses of the panel, which only people of the admin reach."""
    own = [
        path("<str:app_label>/<str:model_name>/new/", views.of_new, name="new"),
        path("<str:app_label>/<str:model_name>/new/<int:parent>/", views.of_new, name="new_page"),
        path("<str:app_label>/<str:model_name>/<str:pk>/", views.of_stored, name="stored"),
    ]
    return [path("cmcompliance/", include((own, "cmcompliance"), namespace="cmcompliance"))]


@hooks.register("register_permissions")
def permissions() -> Any:
    """Return the permissions that the groups of the admin may be given."""
    return Permission.objects.filter(
        content_type__app_label="cmcompliance_wagtail", codename="accept_finding"
    )


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """Name what the histories of pages and snippets hold of the check."""
    for name in _ACTIONS:
        actions.register_action(f"cmcompliance.{name}")(_formatter(name))


@hooks.register("before_create_page")
def before_creation(request: HttpRequest, parent: Any, model: Any) -> None:
    """Make a draft of a new page that may not go live: Wagtail would make it live before it asks anyone."""
    if not is_checked(model) or not request.POST.get(_PUBLISH):
        return
    page = new_page(model, parent, request.user)
    if not filled(request, page, parent, complete=True):
        return
    judgement = judge(page, language())
    if judgement.holds_back(site_settings()):
        given = request.POST.copy()
        del given[_PUBLISH]
        request.POST = given
        messages.error(request, notice("not_published", page, judgement, language(), word("kept")))


@hooks.register("before_publish_page")
def before_publication(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Keep a page that may not go live as the draft that it is, and say why."""
    if not is_checked(type(page)):
        return None
    spoken = language()
    judgement = judge(page, spoken)
    if not judgement.holds_back(site_settings()):
        return None
    record_block(page, judgement, request)
    _tell(request, "not_published", page, judgement, word("kept"))
    return redirect(reverse("wagtailadmin_pages:edit", args=[page.pk]))


@hooks.register("after_publish_page")
def after_publication(request: HttpRequest, page: Any) -> None:
    """Say that a page went live in spite of the check."""
    if not is_checked(type(page)):
        return
    judgement = judge(page, language())
    if judgement.error is not None:
        messages.warning(request, word("allowed_unchecked").format(page))
    elif judgement.verdict == "block":
        told = notice("published_anyway", page, judgement, language())
        messages.warning(request, told)


@hooks.register("before_bulk_action")
def before_bulk(
    request: HttpRequest, action_type: str, objects: Sequence[Any], action: Any
) -> HttpResponse | None:
    """Publish all of the chosen pages or none, and name each that may not go live."""
    if action_type != "publish":
        return None
    form = getattr(action, "cleaned_form", None)
    below = bool(form is not None and form.cleaned_data.get("include_descendants"))
    settings, spoken, held = site_settings(), language(), False
    for planned in _planned(objects, below):
        judgement = judge(planned, spoken)
        if judgement.holds_back(settings):
            held = True
            record_block(planned, judgement, request)
            _tell(request, "not_published", planned, judgement, words_in(spoken)["none_published"])
    return redirect(action.next_url) if held else None


def _planned(objects: Sequence[Any], below: bool) -> Iterator[Any]:
    """Yield what a bulk action is about to publish: the newest states, of drafts below too where asked."""
    for chosen in objects:
        drafts = chosen.get_descendants().not_live() if below else ()
        for one in (chosen, *drafts):
            latest = one.specific.get_latest_revision_as_object()
            if is_checked(type(latest)):
                yield latest


def _tell(request: HttpRequest, key: str, page: Any, judgement: Judgement, end: str) -> None:
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    buttons = [messages.button(url, lazy_word("panel"))]
    messages.error(request, notice(key, page, judgement, language(), end), buttons=buttons)


def _formatter(name: str) -> type[Any]:
    def said(self: Any, entry: Any) -> str:
        known = {"rule": "", "until": "", "reason": "", "field": "", "value": "", "what": ""}
        return word(f"log_{name}_said").format(**{**known, **(entry.data or {})})

    return type(f"_{name}", (LogFormatter,), {"label": lazy_word(f"log_{name}"), "format_message": said})
