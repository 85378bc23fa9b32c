"""Tell affiliate links from other links, by their host or by what they carry in their query."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import parse_qsl, urlsplit

from cmcompliance.facts.occurrence import Occurrence

LABEL = "<affiliate_url>"

# Hosts that exist to count sales for someone, and the query keys and values by which shops do so themselves.
_HOSTS = frozenset(
    [
        "amzn.to",
        "awin1.com",
        "tidd.ly",
        "rstyle.me",
        "shopmy.us",
        "go.shopmy.us",
        "liketk.it",
        "ltk.app",
        "shop-links.co",
        "howl.link",
        "click.linksynergy.com",
        "shareasale.com",
        "clk.tradedoubler.com",
        "track.effiliation.com",
        "action.metaffiliation.com",
        "s.click.aliexpress.com",
        "go.skimresources.com",
        "go.magik.ly",
        "pxf.io",
        "sjv.io",
    ]
)
_KEYS = frozenset(
    [
        "ref",
        "aff",
        "affid",
        "aff_id",
        "affiliate",
        "affiliate_id",
        "irclickid",
        "clickref",
        "refcode",
        "ref_id",
        "partnerid",
        "parrain",
    ]
)
_AMAZON_KEY = "tag"
_CAMPAIGN_KEYS = frozenset({"utm_medium", "utm_source"})
_CAMPAIGN_WORDS = ("affili", "influ", "creator", "createur", "ambassad")


def affiliate_occurrences(urls: Sequence[Occurrence]) -> list[Occurrence]:
    """Return those of the `<url>` occurrences that lead to an affiliate programme, labelled so."""
    return [
        Occurrence(LABEL, url.view, url.start, url.end, url.char_start, url.char_end)
        for url in urls
        if is_affiliate(url.evidence().text)
    ]


def is_affiliate(url: str) -> bool:
    """Whether a link, with or without its scheme, pays somebody for the sale."""
    try:
        parts = urlsplit(url if "://" in url else f"//{url}")
        host = (parts.hostname or "").removeprefix("www.")
        query = parse_qsl(parts.query)
    except ValueError:
        return False
    if any(host == known or host.endswith(f".{known}") for known in _HOSTS):
        return True
    return any(_pays(host, key.lower(), value.lower()) for key, value in query)


def _pays(host: str, key: str, value: str) -> bool:
    if key in _KEYS:
        return True
    if key == _AMAZON_KEY:
        return "amazon." in host
    return key in _CAMPAIGN_KEYS and value.startswith(_CAMPAIGN_WORDS)
