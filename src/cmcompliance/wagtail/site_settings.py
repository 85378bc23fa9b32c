"""What the site says in its Django settings under CMCOMPLIANCE."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

OnBlock = Literal["block", "warn"]
OnReview = Literal["allow", "block"]
OnError = Literal["block", "allow"]
NAME = "CMCOMPLIANCE"


@dataclass(frozen=True, slots=True)
class Mapped:
    """Which fields of a model make its draft.

    `fields`: of the draft, by path, from the instance; `draft`: the same for every instance.
    """

    text: tuple[str, ...]
    title: str | None = None
    pictures: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    draft: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """What becomes of a publication, and from what the drafts are made; models by `app.model`."""

    settings: Path | None = None
    on_block: OnBlock = "block"
    on_review: OnReview = "allow"
    on_error: OnError = "block"
    timeout: float = 20.0
    models: Mapping[str, Mapped] = field(default_factory=dict)


def site_settings() -> SiteSettings:
    """Return the settings of the site. Raises ImproperlyConfigured, which says what is wrong and where."""
    given = getattr(settings, NAME, {})
    if not isinstance(given, Mapping):
        raise ImproperlyConfigured(f"{NAME} is a dictionary, not {given!r}")
    rest = dict(given)
    path = rest.pop("SETTINGS", None)
    made = SiteSettings(
        settings=None if path is None else Path(path),
        on_block=_one_of(rest, "ON_BLOCK", get_args(OnBlock)),
        on_review=_one_of(rest, "ON_REVIEW", get_args(OnReview)),
        on_error=_one_of(rest, "ON_ERROR", get_args(OnError)),
        timeout=_seconds(rest),
        models=_models(rest.pop("MODELS", {})),
    )
    if rest:
        names = "SETTINGS, ON_BLOCK, ON_REVIEW, ON_ERROR, TIMEOUT, MODELS"
        raise ImproperlyConfigured(f"{NAME}: unknown {', '.join(map(repr, rest))}; there are {names}")
    return made


def _one_of(given: dict[str, Any], key: str, values: tuple[Any, ...]) -> Any:
    value = given.pop(key, values[0])
    if value not in values:
        raise ImproperlyConfigured(f"{NAME}[{key!r}] is {' or '.join(map(repr, values))}, not {value!r}")
    return value


def _seconds(given: dict[str, Any]) -> float:
    value = given.pop("TIMEOUT", 20.0)
    if isinstance(value, bool) or not isinstance(value, int | float) or not value > 0:
        raise ImproperlyConfigured(f"{NAME}['TIMEOUT'] is a number of seconds above 0, not {value!r}")
    return float(value)


def _models(given: Any) -> dict[str, Mapped]:
    if not isinstance(given, Mapping):
        raise ImproperlyConfigured(f"{NAME}['MODELS'] has a dictionary for each 'app.Model', not {given!r}")
    return {str(label).lower(): _mapped(str(label), one) for label, one in given.items()}


def _mapped(label: str, given: Any) -> Mapped:
    where = f"{NAME}['MODELS'][{label!r}]"
    if not isinstance(given, Mapping) or "text" not in given:
        raise ImproperlyConfigured(f"{where} is a dictionary with at least 'text': the fields with the text")
    wrong = set(given) - {"text", "title", "pictures", "fields", "draft"}
    if wrong:
        raise ImproperlyConfigured(
            f"{where}: unknown {', '.join(sorted(map(repr, wrong)))}; "
            "there are text, title, pictures, fields, draft"
        )
    return Mapped(
        text=_names(given["text"]),
        title=given.get("title"),
        pictures=_names(given.get("pictures", ())),
        fields=dict(given.get("fields", {})),
        draft=dict(given.get("draft", {})),
    )


def _names(given: Any) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)
