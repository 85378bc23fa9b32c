from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.archive.readers.site_exports import drafts, read, rss, unreadable


def test_an_entry_of_rss_has_its_whole_content(tmp_path: Path) -> None:
    item = (
        "<item><title>Jeu &amp;amp; savons</title><link>https://savons.example/1</link>"
        "<guid isPermaLink='false'>savons-1</guid><pubDate>Wed, 25 Nov 2026 10:00:00 +0100</pubDate>"
        "<dc:creator>Léa</dc:creator><description>Le début…</description>"
        "<content:encoded><![CDATA[<p>Gagnez <a href='https://savons.example/jeu'>ici</a></p>"
        "<img src='a.jpg' alt='Savon'>]]></content:encoded></item>"
    )
    (draft,) = drafts(read(tmp_path, {"feed.xml": rss(item)}))
    assert (draft.id, draft.title, draft.text) == ("feed:savons-1", "Jeu & savons", "Gagnez ici")
    assert (draft.kind, draft.platform, draft.language, draft.author.name) == ("article", "blog", "fr", "Léa")
    assert draft.published_at == datetime(2026, 11, 25, 9, tzinfo=UTC)
    assert draft.links == ["https://savons.example/jeu"]
    assert [(one.path, one.alt) for one in draft.media] == [("a.jpg", "Savon")]


def test_an_episode_of_a_podcast_has_its_recording(tmp_path: Path) -> None:
    item = (
        "<item><title>Épisode 3</title><guid>e3</guid><itunes:summary>Avec notre partenaire</itunes:summary>"
        "<enclosure length='7' type='audio/mpeg' url='https://sons.example/3.mp3?a=1&amp;b=2'/></item>"
    )
    (draft,) = drafts(
        read(tmp_path, {"feed.rss": rss(item, channel="<itunes:author>Radio Savon</itunes:author>")})
    )
    assert (draft.text, draft.kind, draft.platform) == ("Avec notre partenaire", "post", None)
    assert (draft.author.name, draft.published_at) == ("Radio Savon", None)
    assert [(one.kind, one.path) for one in draft.media] == [("audio", "https://sons.example/3.mp3?a=1&b=2")]


ATOM = """<?xml version="1.0"?>
<{p}feed {x}="http://www.w3.org/2005/Atom" xml:lang="fr-FR"><{p}title>Savons</{p}title>
<{p}author><{p}name>Savonnerie</{p}name></{p}author>
<{p}entry><{p}id>urn:1</{p}id><{p}title type="html">Un &amp;lt; deux</{p}title>
<{p}link rel="alternate" href="https://savons.example/1"/><{p}updated>2026-11-25T10:00:00Z</{p}updated>
<{p}content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Mes <b>savons</b>
&amp; moi</p></div></{p}content></{p}entry>
<{p}entry xml:lang="en"><{p}id>urn:2</{p}id><{p}title>Two</{p}title>
<{p}content type="text">3 &lt; 5</{p}content></{p}entry>
</{p}feed>"""


@pytest.mark.parametrize(("prefix", "declared"), [("", "xmlns"), ("a:", "xmlns:a")])
def test_atom_is_read_with_any_prefix(tmp_path: Path, prefix: str, declared: str) -> None:
    first, second = drafts(read(tmp_path, {"a.atom": ATOM.format(p=prefix, x=declared)}))
    assert (first.id, first.title, first.text) == ("feed:urn:1", "Un < deux", "Mes savons & moi")
    assert (first.language, first.author.name) == ("fr-FR", "Savonnerie")
    assert first.published_at == datetime(2026, 11, 25, 10, tzinfo=UTC)
    assert (second.language, second.text) == ("en", "3 < 5")


def test_rss_1_has_its_items_beside_the_channel(tmp_path: Path) -> None:
    feed = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>A</title><dc:language>fr</dc:language></channel>'
        "<item><title>Un</title><description>Bonjour</description><dc:date>2026-11-25T10:00:00Z</dc:date></item></rdf:RDF>"
    )
    (draft,) = drafts(read(tmp_path, {"a.rdf": feed}))
    assert (draft.id, draft.text, draft.language) == ("a.rdf#1", "Bonjour", "fr")


def test_an_entry_that_is_only_a_title_is_read_as_that(tmp_path: Path) -> None:
    (draft,) = drafts(read(tmp_path, {"a.xml": rss("<item><title>Gagnez !</title></item>")}))
    assert draft.text == "Gagnez !"


def test_encodings_that_are_declared_are_understood(tmp_path: Path) -> None:
    feed = rss("<item><title>Été</title><description>Gagnez 5 €</description></item>")
    western = feed.replace("UTF-8", "windows-1252").encode("cp1252")
    wide = feed.replace("UTF-8", "UTF-16").encode("utf-16")
    for number, data in enumerate((western, wide)):
        found = drafts(read(tmp_path / str(number), {"a.xml": data}))
        assert [draft.text for draft in found] == ["Gagnez 5 €"]


@pytest.mark.parametrize("tags", ["<b>" * 100_000, "<item>" * 100_000, "<item><a/>" * 300])
def test_what_lies_too_deep_is_told(tmp_path: Path, tags: str) -> None:
    items = read(tmp_path, {"a.xml": rss("<item><title>Un</title></item>", f"<item>{tags}")})
    assert [draft.text for draft in drafts(items)] == ["Un"]
    assert "deep" in unreadable(items)[0]


def test_an_entry_that_is_too_large_harms_no_other(tmp_path: Path) -> None:
    large = f"<item><title>Gros</title><description>{'savon ' * 3_000_000}</description></item>"
    items = read(tmp_path, {"a.xml": rss(large, "<item><title>Un</title></item>")})
    assert [draft.text for draft in drafts(items)] == ["Un"]
    assert unreadable(items) == ["is too large for a post"]


@pytest.mark.parametrize(
    "item",
    [
        "<item/>",
        "<item><pubDate>hier</pubDate><title><a><b>x</b></a></title><link/></item>",
        "<item><enclosure/><media:content type='video/mp4'/><media:group/><guid><x/></guid></item>",
        "<item><pubDate>Wed, 25 Nov 2026 10:00:00 +99999999</pubDate></item>",
        "<item><title>&#0;&#xD800;</title></item>",
    ],
)
def test_odd_items_harm_no_program(tmp_path: Path, item: str) -> None:
    items = read(tmp_path, {"a.xml": rss("<item><title>Un</title></item>", item)})
    assert drafts(items)[0].text == "Un"
    assert not any("failed after" in problem for problem in unreadable(items))
