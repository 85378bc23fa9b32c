"""What the tests of the site have in common: its people, its pages, and what the editor posts."""

import json
from typing import Any

from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse
from tests.wagtail.site.models import PostPage
from wagtail.log_actions import registry
from wagtail.models import GroupPagePermission, Locale, Page

UNLAWFUL = "Ma routine du matin avec le sérum de @lumidaube, je ne sors plus sans. Merci @lumidaube 🧡"
LAWFUL = f"Publicité – collaboration commerciale avec Lumidaube\n\n{UNLAWFUL}"
BRAND = "Lumidaube"


def home() -> Page:
    return Page.objects.get(slug="home")


def superuser(language: str = "en") -> Client:
    user = User.objects.create_superuser("chief", "chief@example.org", "secret")
    return _client(user, language)


def editor(
    *permissions: str, pages: tuple[str, ...] = ("add", "change", "publish"), name: str = "lea"
) -> Client:
    """Someone of the admin who may do no more than is said."""
    group = Group.objects.create(name=f"group of {name}")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for permission in permissions:
        group.permissions.add(Permission.objects.get(codename=permission))
    for kind in pages:
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=f"{kind}_page")
        GroupPagePermission.objects.create(group=group, page=home(), permission=permission)
    user = User.objects.create_user(name, f"{name}@example.org", "secret", first_name="Léa", last_name="Roux")
    user.groups.add(group)
    return _client(user, "en")


def _client(user: User, language: str) -> Client:
    from wagtail.users.models import UserProfile

    profile = UserProfile.get_for_user(user)
    profile.preferred_language = language
    profile.save()
    client = Client()
    client.force_login(user)
    return client


def draft_post(text: str = UNLAWFUL, **fields: Any) -> PostPage:
    """A post that is not live, with its revision."""
    locale = Locale.objects.get(language_code="fr")
    given = {"title": "Routine", "intro": text, "sponsor": BRAND, "live": False, "locale": locale, **fields}
    page: PostPage = home().add_child(instance=PostPage(**given))
    page.save_revision()
    return page


def live_post(text: str = LAWFUL, **fields: Any) -> PostPage:
    """A post that is live."""
    page = draft_post(text, **fields)
    page.get_latest_revision().publish()
    return PostPage.objects.get(pk=page.pk)


def logged(page: Any) -> list[str]:
    """The actions in the history of a page or a snippet."""
    return [entry.action for entry in registry.get_logs_for_instance(page)]


def form_of(page: Any = None, **fields: Any) -> dict[str, Any]:
    """What the editor of a post posts."""
    given = {
        "title": getattr(page, "title", "Routine"),
        "slug": getattr(page, "slug", "routine"),
        "intro": getattr(page, "intro", ""),
        "caption": getattr(page, "caption", ""),
        "sponsor": getattr(page, "sponsor", BRAND),
        "body-count": "0",
        "seo_title": "",
        "search_description": "",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "",
    }
    return {**given, **fields}


def edit_url(page: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def create_url() -> str:
    return reverse("wagtailadmin_pages:add", args=["blog", "postpage", home().pk])


def stored(page: Any) -> Any:
    return type(page).objects.get(pk=page.pk)


def messages_of(response: Any) -> str:
    return " ".join(str(one) for one in response.context["messages"]) if response.context else ""


def body(*blocks: tuple[str, Any, str]) -> str:
    """The value of a StreamField as it is stored: type, value and id of each block."""
    return json.dumps([{"type": kind, "value": value, "id": number} for kind, value, number in blocks])
