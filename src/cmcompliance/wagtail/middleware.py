"""Tells the person at the admin why something was not published, whichever view tried."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.log_actions import log

from cmcompliance.wagtail.blocked import PublicationBlocked
from cmcompliance.wagtail.notices import notice, rules_named
from cmcompliance.wagtail.words import words_in


class ComplianceMiddleware:
    """Turns a publication that was held back into a message and the way to the page.

    Outside the admin the exception goes its way: the site's own views know what to do.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request pass."""
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a publication that was held back."""
        if not isinstance(exception, PublicationBlocked) or not _in_admin(request):
            return None
        record_block(exception.instance, exception.judgement, request)
        if (
            request.headers.get("x-requested-with") == "XMLHttpRequest"
            or request.accepts("text/html") is False
        ):
            return JsonResponse(
                {
                    "success": False,
                    "error_code": "cmcompliance",
                    "error_message": "\n".join(exception.messages),
                },
                status=422,
            )
        words = words_in(exception.language)
        told = notice(
            "not_published", exception.instance, exception.judgement, exception.language, words["undone"]
        )
        messages.error(request, told)
        return redirect(_place_of(exception.instance, request))


def record_block(instance: Any, judgement: Any, request: HttpRequest) -> None:
    """Write into the history of an instance that it was held back."""
    if instance.pk is not None:
        user = request.user if request.user.is_authenticated else None
        log(instance=instance, action="cmcompliance.block", user=user, data={"what": rules_named(judgement)})


def _in_admin(request: HttpRequest) -> bool:
    try:
        return bool(request.path.startswith(reverse("wagtailadmin_home")))
    except NoReverseMatch:
        return False


def _place_of(instance: Any, request: HttpRequest) -> str:
    url = AdminURLFinder(request.user).get_edit_url(instance) if instance.pk is not None else None
    return str(url or reverse("wagtailadmin_home"))
