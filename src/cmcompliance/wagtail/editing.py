"""What an editor holds, put into an instance as a preview does."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.admin.panels import get_edit_handler
from wagtail.models import Page


def new_page(model: Any, parent: Any, user: Any) -> Any:
    """Return a page that is being made under a parent."""
    page = model(owner=user)
    page.locale = parent.locale
    return page


def filled(request: HttpRequest, instance: Any, parent: Any, *, complete: bool = False) -> bool:
    """Put what was posted into the instance and return True, or False where the form has errors.

    `complete`: fields that may be empty in a draft may not be so.
    """
    own = getattr(type(instance), "get_edit_handler", None)
    handler = own() if own is not None else get_edit_handler(type(instance))
    given = {"parent_page": parent} if isinstance(instance, Page) else {}
    user = request.user
    form = handler.get_form_class()(request.POST, request.FILES, instance=instance, for_user=user, **given)
    if not complete and hasattr(form, "defer_required_fields"):
        form.defer_required_fields()
    if not form.is_valid():
        return False
    form.save(commit=False)
    return True
