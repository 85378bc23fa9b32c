"""Drafts whose text is HTML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import unescape
from typing import Any, Final

from cmcompliance.archive.items import Archived, Place, Skipped, Unreadable
from cmcompliance.archive.readers.building import archived
from cmcompliance.markup import HtmlMedium, text_of_html

LONGEST_HTML: Final = 1 << 22


def html_draft(
    data: Mapping[str, Any],
    html: str,
    place: Place,
    media: Sequence[HtmlMedium] = (),
    links: Sequence[str] = (),
) -> Archived | Skipped | Unreadable:
    """Return the draft of fields and of an HTML, with its links and media beside those that are given."""
    if len(html) > LONGEST_HTML:
        return Unreadable(place, f"is an HTML text of more than {LONGEST_HTML >> 20} million characters")
    read = text_of_html(html)
    text = read.text.strip()
    if not text and not data.get("title"):
        return Skipped(place, "without a text")
    return archived(
        {
            **data,
            "text": text or data["title"],
            "links": [*dict.fromkeys([*read.links, *links])],
            "media": media_fields([*media, *read.media]),
        },
        place,
    )


def media_fields(media: Iterable[HtmlMedium]) -> list[dict[str, Any]]:
    """Return media as a draft has them, each place once."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for one in media:
        fields = {"kind": one.kind, "path": one.path or None, "alt": one.alt or None}
        key = (one.path, "") if one.path else ("", one.alt)
        if key not in found or (one.alt and not found[key]["alt"]):
            found[key] = fields
    return [*found.values()]


def plain_title(text: str) -> str:
    """Return a title, which is HTML in one export and plain in the next."""
    return text_of_html(text).text if "<" in text else " ".join(unescape(text).split())
