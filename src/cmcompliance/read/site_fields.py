"""Front matter of a site's generator (Hugo, Jekyll, MkDocs, Eleventy …): what a draft takes of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from cmcompliance.draft.errors import FieldPath
from cmcompliance.draft.model import Audience, Contest, Draft, Kind
from cmcompliance.read.item import FrontMatterError, Problem
from cmcompliance.read.moments import moment_of

TABLE = "cmcompliance"
"""Under this name a site's front matter has what it says of the draft."""
Style = Literal["draft", "both", "site"]


def _words(listed: str) -> list[str]:
    return listed.split()


_SIGNS = frozenset(
    _words(
        "aliases cascade categories category cover date description draft eleventycomputed "
        "eleventyexcludefromcollections eleventynavigation excerpt expirydate extra featured_image "
        "has_children heroimage hide hide_table_of_contents hide_title iscjklanguage keywords "
        "last_modified_at lastmod layout linktitle markup menu nav_exclude nav_order outputs pagination "
        "pagination_label pagination_next pagination_prev params permalink pubdate publishdate published "
        "redirect_from redirect_to series sidebar_class_name sidebar_label sidebar_position sitemap slug "
        "tags taxonomies toc translationkey updated updateddate weight"
    )
)
"""Names, in small letters, that a generator or the usual themes give a meaning to, and no draft has."""
_ALSO_SITES = frozenset(
    _words(
        "author author_profile authors build code comments css display_name footer head header headless "
        "hero hide_in_toc icon id image images js lang language last_update linkcolor links locale math "
        "menus mermaid meta modified name next og order parent prev readtime related render resources "
        "robots search section share sidebar social social_image status subtitle summary tag tagline "
        "template theme thumbnail tile time title toc_sticky type url user video videos"
    )
)
"""Names that they use too, which do not tell by themselves that a generator is meant."""
_OURS_ALONE = frozenset(("platform", "jurisdictions", "published_at", "relationship", "sectors", "waivers"))
_OF_OUR_TABLES = {
    "author": frozenset(("role", "followers", "account_type")),
    "contest": frozenset(Contest.model_fields),
    "audience": frozenset(Audience.model_fields),
}
_TO_BE_MOVED = _OURS_ALONE | {"contest", "audience"}
_MOMENTS = ("publishdate", "pubdate", "published", "date")
"""Names that say when it appears, the plainest first."""
_LANGUAGES = ("lang", "language")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z0-9]{2,8}))*")


@dataclass(frozen=True, slots=True)
class DraftFields:
    """What front matter says of a draft.

    `fields` and `lines` have the draft's own names; `places`: where a field stands that goes by another name.
    """

    fields: Mapping[str, Any]
    lines: Mapping[FieldPath, int]
    style: Style = "draft"
    places: Mapping[FieldPath, FieldPath] = field(default_factory=dict)
    notes: tuple[Problem, ...] = ()

    def place_of(self, path: FieldPath) -> FieldPath:
        """Return where a field of the draft stands, or is to stand, in the front matter."""
        if path in self.places:
            return self.places[path]
        return (TABLE, *path) if self.style == "site" else path


def style_of(top: Mapping[str, Any]) -> Style:
    """Return whose front matter this is, from its names and, where it matters, its values.

    `site`: it has the table `cmcompliance`, or a generator's names and none that only a draft has; `both`: it
    has names of both; `draft`: it has none of a generator's.
    """
    heads = {name.partition(".")[0] for name in top}
    if TABLE in heads:
        return "site"
    if not any(name.lower() in _SIGNS for name in heads):
        return "draft"
    return "both" if _is_of_draft(top, heads) else "site"


def is_ours(name: str) -> bool:
    """Return whether a field of a site's front matter says something of the draft."""
    return name.partition(".")[0] == TABLE


def fields_of_site(
    site: Mapping[str, Any], ours: Mapping[str, Any], lines: Mapping[FieldPath, int]
) -> DraftFields:
    """Return what a draft takes of a site's front matter.

    `site`: all fields of it, at least in outline; `ours`: those that are ours. Raises FrontMatterError.
    """
    table = ours.get(TABLE)
    if table is None:
        table = {}
    if not isinstance(table, Mapping):
        message = f"`{TABLE}` holds fields with their values, such as `platform: x`"
        raise FrontMatterError(message, lines.get((TABLE,), 1))
    taken = _taken(site)
    if "kind" not in table and site.get("kind") in get_args(Kind):
        taken[("kind",)] = ("kind",), site["kind"]
    own_lines = {path[1:]: line for path, line in lines.items() if path[0] == TABLE and len(path) > 1}
    fields, own_lines, places = _merged(dict(table), own_lines, taken, lines)
    return DraftFields(fields, own_lines, "site", places, tuple(_notes(site, table, lines)))


def fields_of_both(data: Mapping[str, Any], lines: Mapping[FieldPath, int]) -> DraftFields:
    """Return what a draft takes of front matter that has its names and a generator's."""
    own = {name: value for name, value in data.items() if not _is_sites(name, value)}
    fields, own_lines, places = _merged(own, dict(lines), _taken(data), lines)
    return DraftFields(fields, own_lines, "both", places)


_Taken = dict[FieldPath, tuple[FieldPath, Any]]
"""By the path in the draft: the path in the front matter, and the value."""


def _taken(data: Mapping[str, Any]) -> _Taken:
    by_small_name = {name.lower(): name for name in reversed(list(data))}
    named = [
        (("published_at",), _MOMENTS, _moment_in),
        (("language",), _LANGUAGES, _language_in),
        (("title",), ("title",), _title_in),
        (("author", "name"), ("author",), _name_in),
    ]
    taken: _Taken = {}
    for path, smalls, value_in in named:
        for name in (by_small_name[small] for small in smalls if small in by_small_name):
            found = value_in(data[name])
            if found is not None and path not in taken:
                taken[path] = (name, *found[0]), found[1]
    return taken


_Within = tuple[FieldPath, Any] | None
"""A value with the way to it in its field, None where the field holds none."""


def _moment_in(value: Any) -> _Within:
    if isinstance(value, Mapping):
        created = moment_of(value.get("created"))
        return None if created is None else (("created",), created)
    moment = moment_of(value)
    return None if moment is None else ((), moment)


def _language_in(value: Any) -> _Within:
    if isinstance(value, str) and _LANGUAGE.fullmatch(value.strip()):
        return (), value.strip().replace("_", "-")
    return None


def _title_in(value: Any) -> _Within:
    return ((), str(value)) if isinstance(value, str | int | float) else None


def _name_in(author: Any) -> _Within:
    if isinstance(author, str) and author.strip():
        return (), author
    name = author.get("name") if isinstance(author, Mapping) else None
    return (("name",), name) if isinstance(name, str) and name.strip() else None


def _merged(
    own: dict[str, Any], own_lines: dict[FieldPath, int], taken: _Taken, lines: Mapping[FieldPath, int]
) -> tuple[dict[str, Any], dict[FieldPath, int], dict[FieldPath, FieldPath]]:
    """Return the draft's own words with what is taken of the generator's where they say nothing."""
    places: dict[FieldPath, FieldPath] = {}
    for path, (place, value) in taken.items():
        holder: Any = own
        if len(path) > 1:
            outer = str(path[0])
            inner = own.get(outer, {})
            holder = own[outer] = {} if inner is None else dict(inner) if isinstance(inner, dict) else inner
        if not isinstance(holder, dict) or path[-1] in holder:
            continue
        holder[str(path[-1])] = value
        places[path] = place
        own_lines[path] = lines.get(place, lines.get(place[:1], 1))
    return own, own_lines, places


def _is_sites(name: str, value: Any) -> bool:
    """Whether a field beside a draft's own ones is the generator's."""
    small = name.lower()
    if small in _SIGNS:
        return True
    if name == "author":
        return isinstance(value, str)
    return small in _ALSO_SITES and name not in Draft.model_fields


def _is_of_draft(top: Mapping[str, Any], heads: set[str]) -> bool:
    if heads & _OURS_ALONE or any(
        "." in name and name.partition(".")[0] in Draft.model_fields for name in top
    ):
        return True
    return any(
        isinstance(part := top.get(name), Mapping) and not own.isdisjoint(part)
        for name, own in _OF_OUR_TABLES.items()
    )


def _notes(
    site: Mapping[str, Any], table: Mapping[str, Any], lines: Mapping[FieldPath, int]
) -> Iterator[Problem]:
    for name, value in site.items():
        line = lines.get((name,))
        other_kind = name == "kind" and "kind" not in table and value not in get_args(Kind)
        if name in _TO_BE_MOVED or (other_kind and _close(str(value), get_args(Kind))):
            message = (
                f"`{name}` is taken for the site's own; meant for cmcompliance, it stands under `{TABLE}`"
            )
        elif name.lower() in _MOMENTS and not _is_moment_or_plain(value):
            message = f"`{name}`: no day is read from {value!r}; write it as 2026-11-22"
        elif near := _near(name):
            message = f"`{name}` is taken for the site's own; did you mean `{TABLE}.{near}`?"
        else:
            continue
        yield Problem(message, line)


def _is_moment_or_plain(value: Any) -> bool:
    """Whether a value is a moment, or one that plainly is none: true, a template, Eleventy's words."""
    if not isinstance(value, str):
        return True
    small = value.strip().lower()
    plain = ("", "true", "false", "yes", "no", "last modified", "created", "git last modified", "git created")
    return small in plain or "{" in small or moment_of(value) is not None


def _near(name: str) -> str | None:
    if name.lower() in _SIGNS | _ALSO_SITES or name in {TABLE, *Draft.model_fields}:
        return None
    return _close(name, tuple(Draft.model_fields))


def _close(word: str, words: Sequence[str]) -> str | None:
    from difflib import get_close_matches  # noqa: PLC0415  # most names are known

    return next(iter(get_close_matches(word, words, n=1, cutoff=0.8)), None)
