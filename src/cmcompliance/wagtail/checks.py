"""What Django's `check` says of the set-up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured

from cmcompliance.rulebook import RuleBookError
from cmcompliance.settings import SettingsError
from cmcompliance.wagtail.drafts import METHOD
from cmcompliance.wagtail.site_settings import site_settings

_MIDDLEWARE = "cmcompliance.wagtail.middleware.ComplianceMiddleware"


def connect() -> None:
    """Let Django run the checks."""
    checks.register(_of_the_set_up)


def _of_the_set_up(**_: Any) -> list[checks.CheckMessage]:
    return [*_of_the_settings(), *_of_the_order(), *_of_the_models()]


def _of_the_settings() -> Iterator[checks.CheckMessage]:
    try:
        given = site_settings()
    except ImproperlyConfigured as error:
        yield checks.Error(str(error), id="cmcompliance.E001")
        return
    for label, mapped in given.models.items():
        yield from _of_a_mapping(label, mapped)
    if given.settings is not None:
        yield from _of_the_file(given.settings)


def _of_a_mapping(label: str, mapped: Any) -> Iterator[checks.CheckMessage]:
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError) as error:
        yield checks.Error(f"CMCOMPLIANCE['MODELS'][{label!r}]: {error}", id="cmcompliance.E002")
        return
    fields = {one.name for one in model._meta.get_fields()}
    sources = [source.partition(".")[0] for source in mapped.fields.values()]
    for name in filter(None, (*mapped.text, mapped.title, *mapped.pictures, *sources)):
        if name not in fields and not hasattr(model, name):
            there = ", ".join(sorted(fields))
            yield checks.Error(
                f"CMCOMPLIANCE['MODELS'][{label!r}]: {model._meta.label} has no `{name}`; it has {there}",
                id="cmcompliance.E003",
            )


def _of_the_file(path: Any) -> Iterator[checks.CheckMessage]:
    from cmcompliance.settings import Preparation  # noqa: PLC0415

    try:
        Preparation(path).settings_for(None)
    except (SettingsError, RuleBookError, OSError) as error:
        yield checks.Error(f"CMCOMPLIANCE['SETTINGS']: {error}", id="cmcompliance.E004")


def _of_the_order() -> Iterator[checks.CheckMessage]:
    names = [one.name for one in apps.get_app_configs()]
    if "wagtail" in names and names.index("cmcompliance.wagtail") > names.index("wagtail"):
        yield checks.Error(
            "'cmcompliance.wagtail' must stand before 'wagtail' in INSTALLED_APPS",
            hint="Else one scheduled page that is held back keeps the others from being published.",
            id="cmcompliance.E005",
        )
    if _MIDDLEWARE not in settings.MIDDLEWARE:
        yield checks.Warning(
            f"{_MIDDLEWARE!r} is missing in MIDDLEWARE",
            hint="Without it an editor sees an error page where a workflow or a snippet is held back.",
            id="cmcompliance.W001",
        )


def _of_the_models() -> Iterator[checks.CheckMessage]:
    try:
        mapped = site_settings().models
    except ImproperlyConfigured:
        return
    for model in apps.get_models():
        if not hasattr(model, METHOD) and model._meta.label_lower not in mapped:
            continue
        if not hasattr(model, "live"):
            yield checks.Warning(
                f"{model._meta.label} is public as soon as it is saved, and a text that is held back is lost",
                hint="Let it inherit from wagtail.models.DraftStateMixin and RevisionMixin.",
                obj=model,
                id="cmcompliance.W002",
            )
