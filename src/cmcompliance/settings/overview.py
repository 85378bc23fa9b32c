"""What applies to the drafts of a file, and where each value comes from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from cmcompliance.draft import Draft
from cmcompliance.rulebook.book import Place
from cmcompliance.settings.settings import Settings

Source = Literal["option", "draft", "settings", "default"]

FIELDS = ("kind", "platform", "language", "jurisdictions", "sectors")
TABLES = ("author", "relationship", "audience")
_ALWAYS_SHOWN = {"kind", "platform", "language", "jurisdictions", "author.role", "relationship.kind"}
_OUTPUT_DEFAULTS: Mapping[str, Any] = {"format": None, "lang": None, "strict": False}


@dataclass(frozen=True, slots=True)
class Applied:
    """A value and who says it; None: nobody does. `holds` False: the settings say it, of another author."""

    key: str
    value: Any
    source: Source
    place: Place | None = None
    holds: bool = True


def overview(
    draft: Draft | None,
    options: Mapping[str, Any],
    settings: Settings,
    filled: Collection[str] | None = None,
) -> list[Applied]:
    """Return what applies to a draft under its settings, in the order of the documentation.

    `draft`: as it is written, None for a file of several, which may each say more; `options`: what the call
    says of it, by key; `filled`: the fields that it takes of the settings, None for all that they have.
    """
    return [
        *_draft_values(draft, options, settings, settings.draft if filled is None else filled),
        *_rules(options, settings),
        *_paths(options, settings),
        *_output(options, settings),
    ]


def _draft_values(
    draft: Draft | None, options: Mapping[str, Any], settings: Settings, filled: Collection[str]
) -> Iterator[Applied]:
    own = {} if draft is None else _said(draft)
    for key in _keys(own, options, settings):
        given = settings.draft.get(key)
        if key in options:
            yield Applied(key, options[key], "option")
        elif key in own:
            yield Applied(key, own[key], "draft")
        elif given is not None:
            yield Applied(key, given.value, "settings", given.place, key in filled)
        else:
            yield Applied(key, "post" if key == "kind" else None, "default")


def _keys(own: Mapping[str, Any], options: Mapping[str, Any], settings: Settings) -> list[str]:
    known = _ALWAYS_SHOWN | set(own) | set(settings.draft) | {key for key in options if _of_draft(key)}
    order = [*FIELDS, *TABLES]
    return sorted(known, key=lambda key: (order.index(key.partition(".")[0]), key))


def _of_draft(key: str) -> bool:
    return key.partition(".")[0] in {*FIELDS, *TABLES}


def _said(draft: Draft) -> dict[str, Any]:
    data = draft.model_dump(mode="json", exclude_unset=True, exclude_none=True)
    said = {name: data[name] for name in FIELDS if name in data}
    for table in TABLES:
        said |= {f"{table}.{name}": value for name, value in data.get(table, {}).items()}
    return said


def _rules(options: Mapping[str, Any], settings: Settings) -> Iterator[Applied]:
    if "rules.only" in options:
        yield Applied("rules.only", options["rules.only"], "option")
    for choice in settings.rules:
        for name, selectors in (("only", choice.only), ("off", choice.off), ("on", choice.on)):
            for given in selectors or ():
                yield Applied(f"rules.{name}", given.value, "settings", given.place)
        for selector, severity in choice.severity.items():
            yield Applied(f"rules.severity.{selector}", severity.value, "settings", severity.place)


def _paths(options: Mapping[str, Any], settings: Settings) -> Iterator[Applied]:
    if "packs" in options:
        yield Applied("packs", options["packs"], "option")
    for pack in settings.packs.names if settings.packs else ():
        yield Applied("packs", pack.value, "settings", pack.place)
    for name, given in (("waivers", settings.waivers), ("baseline", settings.baseline)):
        if given is not None:
            yield Applied(name, str(given.value), "settings", given.place)
    for waiver in settings.accepted:
        yield Applied("waiver", waiver.value.rule, "settings", waiver.place)


def _output(options: Mapping[str, Any], settings: Settings) -> Iterator[Applied]:
    for name, default in _OUTPUT_DEFAULTS.items():
        given = settings.output.get(name)
        if given is not None:
            yield Applied(f"output.{name}", given.value, "settings", given.place)
        else:
            yield Applied(f"output.{name}", default, "default")
