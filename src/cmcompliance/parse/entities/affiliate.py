"""Affiliate links: addresses that pay whoever shares them for a sale."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qsl

_DOMAINS: Final = frozenset(
    {
        # Awin, ShareASale, Zanox
        "awin1.com", "tidd.ly", "shrsl.com", "zanox.com", "zenaps.com",
        # Rakuten Advertising
        "click.linksynergy.com", "linksynergy.walmart.com", "fnty.co", "rstyle.me",
        # CJ
        "anrdoezrs.net", "dpbolvw.net", "jdoqocy.com", "kqzyfj.com", "tkqlhce.com", "qksrv.net", "emjcd.com",
        "cj.dotomi.com",
        # Impact
        "pxf.io", "sjv.io", "evyy.net", "7eer.net", "ojrq.net", "howl.link", "howl.me",
        # Partnerize, Ascend
        "prf.hn", "gopjn.com", "pjatr.com", "pjtra.com", "pntra.com", "pntrac.com", "pntrs.com",
        # Kwanko, Effiliation, TimeOne, Affilae, Tradedoubler, Webgains, TradeTracker, Daisycon, Adtraction
        "action.metaffiliation.com", "track.effiliation.com", "tracking.publicidees.com", "a.time1.me",
        "lb.affilae.com", "c3po.link", "track.webgains.com", "tc.tradetracker.net", "ds1.nl",
        "track.adtraction.com",
        # Skimlinks, Sovrn, FlexOffers and others that turn any link into one that pays
        "go.skimresources.com", "go.redirectingat.com", "lk.gt", "redirect.viglink.com", "go.linkby.com",
        "track.flexlinkspro.com", "track.flexlinks.com", "shop-links.co", "geni.us", "glnk.io", "tp.media",
        "hop.clickbank.net",
        # Creators' shop windows
        "liketk.it", "ltk.app", "shopmy.us", "shopstyle.it", "go.magik.ly", "mavely.app.link", "mave.ly",
        # Shops' own programmes
        "amzn.to", "amzlink.to", "s.click.aliexpress.com", "temu.to", "onelink.shein.com", "shein.top",
        "ystyle.co",
    }
)  # fmt: skip
_PAGES: Final = (
    ("shareasale.com", ".cfm"),
    ("tradedoubler.com", "/click"),
    ("shopltk.com", "/explore/"),
    ("amazon", "/shop/"),
    ("expedia", "/affiliate"),
    ("digistore24.com", "/redir/"),
    ("avantlink.com", "/click.php"),
    ("ebay", "/rover/"),
)
"""Sites part of whose pages pay: (the site, or its name whatever its country, what the path contains)."""
_KEYS: Final = frozenset(
    {
        "aff", "affid", "aff_id", "affiliate", "affiliate_id", "affiliateid", "affcid", "irclickid",
        "clickref", "refcode", "ref_id", "referral", "referral_code", "partnerid", "partner_id", "parrain",
        "parrainage", "sponsor_code", "sca_ref", "rfsn", "a_aid", "awc", "awinaffid", "cjevent",
        "ransiteid", "koc_id", "wgcampaignid",
    }
)  # fmt: skip
_LOOSE_KEYS: Final = frozenset({"ref", "partner"})
"""Keys that pay, and as often tell on which button somebody clicked."""
_BUTTONS: Final = re.compile(
    r"(?:(?:top|main|left|right|side|sub|foot|head)?(?:nav|navbar|menu|bar)|header|footer|homepage|home|logo|"
    r"share|sharing|button|btn|cta|banner|link|search|sr|nb|feed|page|blog|rss|news|newsletter|mail|email|"
    r"app|web|website|site|source|social|bookmarks|notif|recommended|related|list|index|profile|profil|"
    r"bio|story|twitter|x|fb|facebook|insta|instagram|ig|tiktok|youtube|yt|linkedin|pinterest|google|whatsapp|"
    r"telegram|reddit|discord|producthunt|true|false|\d{1,3}|)(?=[_.\-+\d]|$)"
)
_OPEN_SITES: Final = frozenset(
    {
        "github.com", "gitlab.com", "wikipedia.org", "facebook.com", "instagram.com", "threads.net",
        "threads.com", "x.com", "twitter.com", "linkedin.com", "youtube.com", "youtu.be", "tiktok.com",
        "pinterest.com", "reddit.com", "change.org", "google.com",
    }
)  # fmt: skip
"""Sites on which no sale can pay: what their queries say is about the site itself."""
_SITE_KEYS: Final = (("amazon", "tag"), ("booking", "aid"), ("ebay", "campid"), ("trip", "allianceid"))
_HOUSE_ACCOUNT: Final = "304142"
"""Booking puts this number into the addresses of whoever came by themselves."""
_CHANNELS: Final = frozenset({"utm_source", "utm_medium", "utm_campaign", "source", "medium", "url_from"})
_PAID_CHANNEL: Final = re.compile(
    r"affiliat|affilae|influen|creator|creatric|createur|awin\b|kwanko|effiliation|timeone|tradedoubler|"
    r"skimlinks|shareasale|webgains|partnerize|tradetracker|shopmy|rewardstyle|ltk\b"
)
_ADDRESS: Final = re.compile(
    r"(?:[a-z][a-z0-9+.-]*:)?(?://)?(?:www\.)?(?P<host>[^/?#:]+)(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?"
)


def is_affiliate(url: str) -> bool:
    """Tell it by the host, the page, or by what the query says about who sends the buyer."""
    match = _ADDRESS.match(url.lower())
    if match is None:
        return False
    domains = _domains(match["host"])
    if not _DOMAINS.isdisjoint(domains):
        return True
    if any(part in match["path"] and _is_site(domains, site) for site, part in _PAGES):
        return True
    query = match["query"]
    return (
        query is not None
        and _OPEN_SITES.isdisjoint(domains)
        and any(_pays(domains, key, value) for key, value in parse_qsl(query))
    )


def _domains(host: str) -> tuple[str, ...]:
    """Return the host and the domains above it: a.b.com, b.com, com."""
    labels = host.split(".")
    return tuple(".".join(labels[i:]) for i in range(len(labels)))


def _is_site(domains: tuple[str, ...], site: str) -> bool:
    """Tell whether it is the site; a name without dots is that site in whatever country."""
    if "." in site:
        return site in domains
    return any(domain.startswith(f"{site}.") and domain.count(".") <= 2 for domain in domains)


def _pays(domains: tuple[str, ...], key: str, value: str) -> bool:
    if key in _CHANNELS:
        return _PAID_CHANNEL.match(value) is not None
    if key in _LOOSE_KEYS:
        return _BUTTONS.match(value) is None
    if key in _KEYS:
        return True
    return any(key == one and value != _HOUSE_ACCOUNT and _is_site(domains, site) for site, one in _SITE_KEYS)
