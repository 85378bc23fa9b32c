"""Affiliate links: addresses that pay whoever shares them for a sale."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qsl

_HOSTS: Final = frozenset(
    {
        "amzn.to", "amzn.eu", "awin1.com", "tidd.ly", "rstyle.me", "shopmy.us", "go.shopmy.us",
        "liketk.it", "ltk.app", "shop-links.co", "howl.link", "howl.me", "click.linksynergy.com",
        "shareasale.com", "shrsl.com", "go.magik.ly", "s.click.aliexpress.com", "go.skimresources.com",
        "go.redirectingat.com", "tradedoubler.com", "clk.tradedoubler.com", "track.effiliation.com",
        "action.metaffiliation.com", "c3po.link", "geni.us", "anrdoezrs.net", "dpbolvw.net",
        "jdoqocy.com", "kqzyfj.com", "tkqlhce.com", "pxf.io", "sjv.io", "prf.hn", "partnerize.com",
        "refersion.com",
    }
)  # fmt: skip
_PARENTS: Final = (
    ".awin1.com",
    ".pxf.io",
    ".sjv.io",
    ".effiliation.com",
    ".tradedoubler.com",
    ".metaffiliation.com",
    ".evyy.net",
)
_KEYS: Final = frozenset(
    {
        "ref", "aff", "affid", "aff_id", "affiliate", "affiliate_id", "irclickid", "clickref",
        "refcode", "ref_id", "referral", "partner", "partnerid", "partner_id", "parrain", "parrainage",
        "sponsor_code", "sca_ref", "rfsn", "a_aid", "awc",
    }
)  # fmt: skip
_PAID_MEDIA: Final = re.compile(r"affiliat|influen|creator|creatric|createur")
_ADDRESS: Final = re.compile(
    r"(?:[a-z][a-z0-9+.-]*:)?(?://)?(?:www\.)?(?P<host>[^/?#:]+)[^?#]*(?:\?(?P<query>[^#]*))?"
)


def is_affiliate(url: str) -> bool:
    """Tell it by the host, or by what the query says about who sends the buyer."""
    match = _ADDRESS.match(url.lower())
    if match is None:
        return False
    host = match["host"]
    if host in _HOSTS or host.endswith(_PARENTS):
        return True
    query = match["query"]
    return query is not None and any(_pays(host, key, value) for key, value in parse_qsl(query))


def _pays(host: str, key: str, value: str) -> bool:
    if key in {"utm_source", "utm_medium"}:
        return _PAID_MEDIA.match(value) is not None
    return key in _KEYS or (key == "tag" and "amazon." in host)
