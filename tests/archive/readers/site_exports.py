"""Exports of sites, laid out as the programs lay them out; sites, people and posts are invented."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.archive.exports import folder

from cmcompliance.archive import Archived, Item, Skipped, Unreadable, open_source, read_archive
from cmcompliance.archive.registry import shipped_readers

WXR_SPACES = (
    'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:wfw="http://wellformedweb.org/CommentAPI/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"'
)


def read(root: Path, files: Mapping[str, bytes | str]) -> list[Item]:
    with open_source(folder(root, files)) as source:
        return list(read_archive(source, shipped_readers()))


def drafts(items: list[Item]) -> list[Any]:
    return [item.draft for item in items if isinstance(item, Archived)]


def skipped(items: list[Item]) -> dict[str, int]:
    return {item.reason: item.count for item in items if isinstance(item, Skipped)}


def unreadable(items: list[Item]) -> list[str]:
    return [item.problem for item in items if isinstance(item, Unreadable)]


def wxr_item(number: int, content: str, **more: str) -> str:
    fields = {
        "title": f"<![CDATA[Billet {number}]]>",
        "link": f"https://savons.example/?p={number}",
        "pubDate": "Wed, 25 Nov 2026 09:00:00 +0000",
        "dc:creator": "<![CDATA[lea]]>",
        "content:encoded": f"<![CDATA[{content}]]>",
        "excerpt:encoded": "<![CDATA[]]>",
        "wp:post_id": str(number),
        "wp:post_date": "<![CDATA[2026-11-25 10:00:00]]>",
        "wp:post_date_gmt": "<![CDATA[2026-11-25 09:00:00]]>",
        "wp:status": "<![CDATA[publish]]>",
        "wp:post_type": "<![CDATA[post]]>",
        **{key.replace("__", ":"): value for key, value in more.items() if key != "inside"},
    }
    lines = "".join(f"<{key}>{value}</{key}>\n" for key, value in fields.items())
    return f"<item>\n{lines}{more.get('inside', '')}</item>\n"


def wxr_meta(key: str, value: str) -> str:
    inside = f"<wp:meta_key>{key}</wp:meta_key><wp:meta_value><![CDATA[{value}]]></wp:meta_value>"
    return f"<wp:postmeta>{inside}</wp:postmeta>"


def wxr(*items: str, head: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8" ?>\n{head}<!-- generator="WordPress/6.9" -->\n'
        f'<rss version="2.0" {WXR_SPACES}>\n<channel>\n<title>Savonnerie du Pont</title>\n'
        "<link>https://savons.example</link>\n<language>fr-FR</language>\n<wp:wxr_version>1.2</wp:wxr_version>\n"
        "<wp:base_blog_url>https://savons.example</wp:base_blog_url>\n"
        "<wp:author><wp:author_id>2</wp:author_id><wp:author_login><![CDATA[lea]]></wp:author_login>"
        "<wp:author_display_name><![CDATA[Léa Dupont]]></wp:author_display_name></wp:author>\n"
        f"{''.join(items)}</channel>\n</rss>\n"
    )


def rss(*items: str, channel: str = "", spaces: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
        'xmlns:media="http://search.yahoo.com/mrss/" '
        f"{spaces}>\n<channel><title>Le journal des savons</title><link>https://savons.example</link>"
        f"<language>fr</language>{channel}\n{''.join(items)}</channel></rss>"
    )


def blogger_entry(number: int, content: str, kind: str = "post", inside: str = "") -> str:
    kinds = "http://schemas.google.com"
    return (
        f"<entry><id>tag:blogger.com,1999:blog-77.post-{number}</id>"
        "<published>2018-09-12T09:30:00.001-04:00</published>"
        f"<category scheme='{kinds}/g/2005#kind' term='{kinds}/blogger/2008/kind#{kind}'/>"
        f"<title type='text'>Billet {number}</title><content type='html'>{content}</content>"
        f"<link rel='alternate' type='text/html' href='https://savons.example/2018/09/{number}.html'/>"
        f"<author><name>Léa Dupont</name><email>noreply@blogger.com</email></author>{inside}</entry>\n"
    )


def blogger(*entries: str) -> str:
    return (
        "<?xml version='1.0' encoding='UTF-8'?>"
        '<?xml-stylesheet href="https://www.blogger.com/styles/atom.css"?>\n'
        "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:gd='http://schemas.google.com/g/2005' "
        "xmlns:thr='http://purl.org/syndication/thread/1.0'>"
        "<id>tag:blogger.com,1999:blog-77.archive</id><title type='text'>Savons</title>"
        "<link rel='self' type='application/atom+xml' href='https://www.blogger.com/feeds/77/archive'/>"
        "<author><name>Léa Dupont</name></author>\n"
        "<entry><id>tag:blogger.com,1999:blog-77.settings.BLOG_LOCALE</id>"
        "<category scheme='http://schemas.google.com/g/2005#kind' "
        "term='http://schemas.google.com/blogger/2008/kind#settings'/>"
        "<content type='text'>fr</content></entry>\n"
        f"{''.join(entries)}</feed>"
    )


def whole_wordpress() -> dict[str, bytes | str]:
    picture = wxr_item(9, "", wp__post_type="attachment", wp__attachment_url="https://savons.example/9.jpg")
    block = wxr_item(8, "<p>Liens affiliés</p>", wp__post_type="wp_block")
    old = wxr_item(1, "Gagnez\n\n[caption width='3']<img src='a.jpg'> Savon[/caption]", wp__status="future")
    new = wxr_item(
        2,
        '<!-- wp:block {"ref":8} /--><!-- wp:paragraph --><p>Un <a href="https://a.example">avis</a></p>',
        inside=wxr_meta("_thumbnail_id", "9"),
    )
    return {
        "a/export-1.xml": wxr(picture, old),
        "a/export-2.xml": wxr(block, new, wxr_item(3, "", wp__status="draft")),
    }


def whole_feed() -> dict[str, bytes | str]:
    item = (
        "<item><title>Un</title><guid>1</guid><pubDate>Wed, 25 Nov 2026 10:00:00 +0100</pubDate>"
        "<content:encoded><![CDATA[<p>Gagnez &eacute;</p><img src='a.jpg' alt='b'>]]></content:encoded>"
        "<enclosure type='audio/mpeg' url='https://a.example/1.mp3'/></item>"
    )
    entry = (
        "<entry xml:lang='fr'><id>1</id><title>Un</title><author><name>Léa</name></author>"
        "<content type='xhtml'><div><b>deux</b></div></content>"
        "<updated>2026-11-25T10:00:00Z</updated></entry>"
    )
    atom = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>A</title>{entry * 3}</feed>"
    return {"feed.xml": rss(item * 3), "feed.atom": atom}


def whole_blogger() -> dict[str, bytes | str]:
    entries = [
        blogger_entry(1, "Gagnez&lt;br&gt;ici"),
        blogger_entry(2, "a", "page"),
        blogger_entry(3, "b", "comment"),
    ]
    return {"blog.xml": blogger(*entries)}


def ghost_post(own: str, html: str | None, **more: Any) -> dict[str, Any]:
    return {
        "id": own,
        "uuid": f"uuid-{own}",
        "title": f"Billet {own}",
        "slug": own,
        "lexical": None,
        "mobiledoc": None,
        "html": html,
        "feature_image": None,
        "type": "post",
        "status": "published",
        "locale": None,
        "visibility": "public",
        "published_at": "2026-11-25T10:00:00.000Z",
        **more,
    }


def ghost(*posts: Any) -> str:
    owns = [post["id"] for post in posts if isinstance(post, dict) and "uuid" in post]
    data = {
        "posts": [*posts],
        "posts_authors": [{"post_id": own, "author_id": "u1", "sort_order": 0} for own in owns],
        "posts_meta": [
            {"post_id": own, "feature_image_alt": "La savonnerie", "email_only": 0} for own in owns
        ],
        "settings": [{"key": "title", "value": "Savons"}, {"key": "locale", "value": "fr"}],
        "users": [{"id": "u1", "name": "Léa Dupont", "slug": "lea", "email": "lea@savons.example"}],
    }
    meta = {"exported_on": 1616560573131, "version": "6.1.0"}
    return json.dumps({"db": [{"meta": meta, "data": data}]}, ensure_ascii=False)


def whole_ghost() -> dict[str, bytes | str]:
    posts = [ghost_post("a1", "<p>Gagnez <a href='https://a.example'>ici</a></p>", feature_image="a.jpg")]
    posts += [
        ghost_post("a2", "<p>Deux</p>", status="draft"),
        ghost_post("a3", None, plaintext="Trois", type="page"),
    ]
    return {"export.json": ghost(*posts)}
