from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from tests.archive.readers.site_exports import blogger, blogger_entry, drafts, read, skipped

DRAFT = "<app:control xmlns:app='http://purl.org/atom/app#'><app:draft>yes</app:draft></app:control>"


def test_posts_and_pages_of_a_back_up_are_read(tmp_path: Path) -> None:
    content = (
        "Gagnez&amp;nbsp;!&lt;br /&gt;&lt;img src='a.jpg'&gt; &lt;a href='https://a.example'&gt;ici&lt;/a&gt;"
    )
    items = read(
        tmp_path,
        {
            "blog-11-25-2026.xml": blogger(
                blogger_entry(1, content),
                blogger_entry(2, "Qui suis-je", "page"),
                blogger_entry(3, "Brouillon", inside=DRAFT),
                blogger_entry(4, "Bravo", "comment"),
            )
        },
    )
    post, page = drafts(items)
    assert (post.id, post.title, post.text) == ("blogger:1", "Billet 1", "Gagnez\xa0!\nici")
    assert (post.kind, post.platform, post.language) == ("article", "blog", "fr")
    assert (post.author.name, post.links) == ("Léa Dupont", ["https://a.example"])
    assert post.published_at == datetime(2018, 9, 12, 13, 30, 0, 1000, tzinfo=UTC)
    assert page.platform == "website"
    assert skipped(items) == {
        "a comment of a visitor": 1,
        "neither a post nor a page: settings": 1,
        "not published": 1,
    }


def test_the_feed_of_takeout_says_kinds_in_its_own_elements(tmp_path: Path) -> None:
    entry = (
        "<entry><id>tag:blogger.com,1999:blog-77.post-{n}</id><blogger:type>{kind}</blogger:type>"
        "<blogger:status>{status}</blogger:status><author><name>Léa</name><blogger:type>BLOGGER</blogger:type></author>"
        "<title>Un</title><content type='html'>&lt;p&gt;Bonjour&lt;/p&gt;</content>"
        "<published>2026-11-25T10:00:00Z</published><blogger:trashed/></entry>"
    )
    feed = (
        "<?xml version='1.0' encoding='utf-8'?><feed xmlns='http://www.w3.org/2005/Atom' "
        "xmlns:blogger='http://schemas.google.com/blogger/2018'><id>tag:blogger.com,1999:blog-77</id><title>A</title>"
        + entry.format(n=1, kind="POST", status="LIVE")
        + entry.format(n=2, kind="POST", status="DRAFT")
        + entry.format(n=3, kind="COMMENT", status="LIVE")
        + "</feed>"
    )
    items = read(tmp_path, {"Takeout/Blogger/Blogs/A/feed.atom": feed})
    assert [(draft.id, draft.text) for draft in drafts(items)] == [("blogger:1", "Bonjour")]
    assert skipped(items) == {"a comment of a visitor": 1, "not published": 1}
