from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.archive.readers.site_exports import (
    WXR_SPACES,
    drafts,
    read,
    skipped,
    unreadable,
    wxr,
    wxr_item,
    wxr_meta,
)

BLOCKS = """<!-- wp:paragraph -->
<p>Gagnez trois savons &amp; un sac : <a href="https://savons.example/jeu">ici</a>.</p>
<!-- /wp:paragraph -->

<!-- wp:image {"id":5} -->
<figure class="wp-block-image"><img src="https://savons.example/a.jpg" alt="Trois savons"/>
<figcaption>Légende</figcaption></figure>
<!-- /wp:image -->"""


def texts(tmp_path: Path, *contents: str) -> list[str]:
    items = read(tmp_path, {"export.xml": wxr(*(wxr_item(n, one) for n, one in enumerate(contents)))})
    assert not unreadable(items)
    return [draft.text for draft in drafts(items)]


def test_a_post_has_what_the_export_says_of_it(tmp_path: Path) -> None:
    picture = wxr_item(
        9,
        "",
        wp__post_type="attachment",
        wp__status="inherit",
        wp__attachment_url="https://savons.example/une.jpg",
        inside=wxr_meta("_wp_attachment_image_alt", "La savonnerie"),
    )
    post = wxr_item(7, BLOCKS, title="<![CDATA[Jeu &amp; savons]]>", inside=wxr_meta("_thumbnail_id", "9"))
    items = read(tmp_path, {"export.xml": wxr(post, picture)})
    (draft,) = drafts(items)
    assert draft.id == "wordpress:savons.example:7"
    assert draft.text == "Gagnez trois savons & un sac : ici.\n\nLégende"
    assert (draft.title, draft.kind, draft.platform, draft.language) == (
        "Jeu & savons",
        "article",
        "blog",
        "fr-FR",
    )
    assert draft.published_at == datetime(2026, 11, 25, 9, tzinfo=UTC)
    assert (draft.author.name, draft.author.handle) == ("Léa Dupont", "lea")
    assert draft.links == ["https://savons.example/jeu"]
    assert [(one.kind, one.path, one.alt) for one in draft.media] == [
        ("image", "https://savons.example/une.jpg", "La savonnerie"),
        ("image", "https://savons.example/a.jpg", "Trois savons"),
    ]
    assert draft.relationship.platform_label is None
    assert skipped(items) == {"a part of the site: attachment": 1}


def test_what_is_not_out_is_counted(tmp_path: Path) -> None:
    comment = "<wp:comment><wp:comment_content>Bravo</wp:comment_content></wp:comment>"
    items = read(
        tmp_path,
        {
            "export.xml": wxr(
                wxr_item(1, "publié", inside=comment * 2),
                wxr_item(2, "programmé", wp__status="future", wp__post_type="page"),
                wxr_item(3, "brouillon", wp__status="draft"),
                wxr_item(4, "savon", wp__post_type="product"),
            )
        },
    )
    assert [(draft.text, draft.platform) for draft in drafts(items)] == [
        ("publié", "blog"),
        ("programmé", "website"),
    ]
    assert skipped(items) == {
        "a comment of a visitor": 2,
        "not published: draft": 1,
        "neither a post nor a page: product": 1,
    }


def test_posts_from_before_blocks_keep_their_lines(tmp_path: Path) -> None:
    content = "Un.\nDeux.\n\n<strong>Trois</strong>\nquatre\n<ul>\n<li>cinq</li>\n</ul>\nsix"
    assert texts(tmp_path, content) == ["Un.\nDeux.\n\nTrois\nquatre\n\ncinq\n\nsix"]


def test_a_tag_may_go_over_several_lines(tmp_path: Path) -> None:
    assert texts(tmp_path, "<img class='a'\n\n  data-src='a.jpg'\n alt='b'>\nUn <b\n>deux</b>") == ["Un deux"]


def test_shortcodes_are_undone_and_other_brackets_stay(tmp_path: Path) -> None:
    contents = [
        '[caption id="a" width="3"]<img src="a.jpg" alt="b"> Légende[/caption] [gallery ids="1,2"]',
        "[Publicité] Mon avis [sponsorisé] [ad] [1]",
        '[et_pb_section][et_pb_cta title="Gagnez" button_url="https://a.example"]Jouez[/et_pb_cta][/et_pb_section]',
        '[button size="big"]Achetez[/button] [[gallery]]',
    ]
    assert texts(tmp_path, *contents) == [
        "Légende",
        "[Publicité] Mon avis [sponsorisé] [ad] [1]",
        "Gagnez\n\nJouez",
        "Achetez [gallery]",
    ]


def test_a_reusable_block_is_read_where_it_is_used_and_missed_where_it_is_not_there(tmp_path: Path) -> None:
    block = wxr_item(40, "<p>Liens affiliés</p>", wp__post_type="wp_block")
    post = wxr_item(
        1, '<!-- wp:block {"ref":40} /-->\n\n<!-- wp:paragraph --><p>Mon avis</p><!-- /wp:paragraph -->'
    )
    apart = read(tmp_path / "both", {"a.xml": wxr(post), "b.xml": wxr(block)})
    assert [draft.text for draft in drafts(apart)] == ["Liens affiliés\n\nMon avis"]
    alone = read(tmp_path / "one", {"a.xml": wxr(post)})
    assert [draft.text for draft in drafts(alone)] == ["Mon avis"]
    assert "reusable block 40" in unreadable(alone)[0]


def test_squarespace_exports_the_same_form_with_less_in_it(tmp_path: Path) -> None:
    export = (
        f"<?xml version='1.0' encoding='UTF-8'?>\n<rss {WXR_SPACES}><channel><title>A</title>"
        "<link>http://savons.example</link><language>en-US</language>"
        "<wp:author><wp:author_login>lea@savons.example</wp:author_login>"
        "<wp:author_display_name>Léa</wp:author_display_name></wp:author>"
        "<item><title>Un &mdash; deux & trois</title><link>/blog/un.html</link>"
        "<dc:creator>lea@savons.example</dc:creator>"
        "<content:encoded><![CDATA[<p>Bonjour</p><noscript><img src='a.jpg'/></noscript>"
        "<img data-src='a.jpg' alt='Savon'>]]></content:encoded><wp:post_type>post</wp:post_type>"
        "<wp:post_id>4</wp:post_id><wp:status>publish</wp:status>"
        "<pubDate>Fri, 07 Jun 2013 03:00:44 +0000</pubDate></item></channel></rss>"
    )
    (draft,) = drafts(read(tmp_path, {"Squarespace-Wordpress-Export.xml": export}))
    assert (draft.title, draft.text, draft.language) == ("Un — deux & trois", "Bonjour", "en-US")
    assert (draft.author.name, draft.author.handle) == ("Léa", None)
    assert draft.published_at == datetime(2013, 6, 7, 3, 0, 44, tzinfo=UTC)
    assert [(one.path, one.alt) for one in draft.media] == [("a.jpg", "Savon")]


def test_a_date_that_wordpress_does_not_know_is_taken_from_elsewhere(tmp_path: Path) -> None:
    zero = "<![CDATA[0000-00-00 00:00:00]]>"
    items = read(
        tmp_path,
        {
            "a.xml": wxr(
                wxr_item(1, "a", wp__post_date_gmt=zero), wxr_item(2, "b", wp__post_date_gmt=zero, pubDate="")
            )
        },
    )
    assert [str(draft.published_at) for draft in drafts(items)] == [
        "2026-11-25 09:00:00+00:00",
        "2026-11-25 10:00:00",
    ]


def test_an_export_that_breaks_gives_the_posts_before(tmp_path: Path) -> None:
    export = wxr(wxr_item(1, "un"), wxr_item(2, "deux"), wxr_item(3, "trois"))
    items = read(tmp_path, {"a.xml": export[: export.index("trois")]})
    assert [draft.text for draft in drafts(items)] == ["un", "deux"]
    assert len(unreadable(items)) == 1
    assert "no sound XML from line" in unreadable(items)[0]


def test_bad_bytes_and_forbidden_signs_do_not_break_an_export(tmp_path: Path) -> None:
    export = wxr(wxr_item(1, "un\x0b deux")).encode().replace(b"deux", b"d\xffux")
    assert [draft.text for draft in drafts(read(tmp_path, {"a.xml": export}))] == ["un d�ux"]


@pytest.mark.parametrize("place", ["posts", "declared"])
def test_entities_of_its_own_are_refused(tmp_path: Path, place: str) -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>\n'
    content = "&b;" if place == "posts" else "rien"
    items = read(tmp_path, {"a.xml": wxr(wxr_item(1, "", content__encoded=content), head=bomb)})
    assert not drafts(items)
    assert "entities of its own" in unreadable(items)[0]


def test_files_outside_are_never_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    head = f'<!DOCTYPE rss SYSTEM "file://{tmp_path}/secret">\n'
    items = read(tmp_path / "x", {"a.xml": wxr(wxr_item(1, "un"), head=head)})
    assert [draft.text for draft in drafts(items)] == ["un"]
