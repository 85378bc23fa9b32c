"""From a page or a snippet to the drafts that it publishes: said by its model, or by the site's settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from cmcompliance.draft import Draft, parse_draft
from cmcompliance.wagtail.passages import Touched, Woven, weave
from cmcompliance.wagtail.reading import read_fields
from cmcompliance.wagtail.site_settings import Mapped, site_settings

METHOD = "cmcompliance_drafts"


@dataclass(frozen=True, slots=True)
class PageDraft:
    """A draft, and where the words of its fields stand in the page."""

    draft: Draft
    texts: Mapping[str, Woven] = field(default_factory=dict)

    def touched(self, name: str, start: int, end: int) -> Iterator[Touched]:
        """Yield the places in the page of a stretch of a field; none for a text of the draft's own making."""
        woven = self.texts.get(name)
        if woven is not None:
            yield from woven.touched(start, end)


def page_draft(
    instance: Any,
    *,
    text: str | Sequence[str],
    title: str | None = None,
    pictures: str | Sequence[str] = (),
    **fields: Any,
) -> PageDraft:
    """Return the draft that a page or a snippet publishes.

    `text`, `title`, `pictures`: names of its fields, in the order of their reading; plain and rich text,
    StreamField, pictures. `fields`: what else is known, as in any draft: `platform`, `author`,
    `relationship`. The language is that of the instance's locale, the day that of its scheduled publication.

    Raises DraftError for fields that a draft cannot have, AttributeError for names that the instance has not.
    """
    content = read_fields(instance, _several(text))
    shown = [*content.pictures, *read_fields(instance, _several(pictures)).pictures]
    texts = {"text": weave(content.passages)}
    data: dict[str, Any] = {**_known(instance), **fields, "text": texts["text"].text}
    if title is not None:
        texts["title"] = weave(read_fields(instance, (title,)).passages)
        data["title"] = texts["title"].text
    if content.links:
        data["links"] = [*dict.fromkeys(content.links), *data.get("links", ())]
    first = len(data.get("media", ()))
    data["media"] = [*data.get("media", ()), *({"kind": "image", "alt": one.text} for one in shown)]
    texts |= {f"media[{first + number}].alt": weave([one]) for number, one in enumerate(shown)}
    return PageDraft(parse_draft(data), texts)


def drafts_of(instance: Any) -> list[PageDraft]:
    """Return the drafts that an instance publishes, none where neither its model nor the settings say so."""
    method = getattr(instance, METHOD, None)
    if method is not None:
        return [one if isinstance(one, PageDraft) else PageDraft(_as_draft(one)) for one in method()]
    mapped = site_settings().models.get(instance._meta.label_lower)
    return [] if mapped is None else [_mapped_draft(instance, mapped)]


def is_checked(model: Any) -> bool:
    """Return whether the instances of a model publish drafts."""
    return hasattr(model, METHOD) or model._meta.label_lower in site_settings().models


def _mapped_draft(instance: Any, mapped: Mapped) -> PageDraft:
    fields: dict[str, Any] = {
        name: dict(value) if isinstance(value, Mapping) else value for name, value in mapped.draft.items()
    }
    for path, source in mapped.fields.items():
        value: Any = instance
        for step in source.split("."):
            value = getattr(value, step)
        value = value() if callable(value) else value
        if value is not None and value != "":
            _put(fields, path, value)
    return page_draft(instance, text=mapped.text, title=mapped.title, pictures=mapped.pictures, **fields)


def _put(fields: dict[str, Any], path: str, value: Any) -> None:
    *parents, last = path.split(".")
    holder = fields
    for step in parents:
        holder = holder.setdefault(step, {})
    holder[last] = value


def _known(instance: Any) -> dict[str, Any]:
    known: dict[str, Any] = {}
    if instance.pk is not None:
        known["id"] = f"{instance._meta.label_lower}:{instance.pk}"
    locale = getattr(instance, "locale", None) if getattr(instance, "locale_id", None) else None
    if locale is not None:
        known["language"] = locale.language_code
    later: datetime | None = getattr(instance, "go_live_at", None)
    if later is not None and later > timezone.now():
        known["published_at"] = later
    return known


def _several(names: str | Sequence[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


def _as_draft(given: object) -> Draft:
    if isinstance(given, Draft):
        return given
    raise ImproperlyConfigured(f"{METHOD}() returns Drafts or what page_draft() makes, not {given!r}")
