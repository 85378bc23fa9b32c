"""What the plugin says: French and English, escaped wherever the service's words or an author's are shown."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator

import pytest

from wordpress.fake_service import BREACH, Fake, finding, report
from wordpress.forms import form_on
from wordpress.posts import make_post, settings, stored
from wordpress.site import Site

HOSTILE = "<img src=x onerror=alert(1)>\"'</script><script>alert(2)</script><!-- opened"


@pytest.fixture
def french_editor(site: Site) -> Iterator[Site]:
    site.php(f"return update_user_meta({site.users['editor']}, 'locale', 'fr_BE');")
    yield site
    site.php(f"return delete_user_meta({site.users['editor']}, 'locale');")


def test_an_editor_reads_french(french_editor: Site, fake: Fake) -> None:
    post = make_post(french_editor, BREACH)
    page = french_editor.page(f"post.php?post={post}&action=edit")
    assert "Lien avec la marque dont il parle" in page
    told = french_editor.submit("post.php", {**form_on(page, "post"), "publish": "Publier"}).text
    assert "gardé comme brouillon avec tout son texte" in told
    assert "Erreur – Promesse" in told
    assert [asked["query"]["lang"] for asked in fake.asked] == [["fr"]]


def test_the_block_editor_reads_french(french_editor: Site, fake: Fake) -> None:
    post = make_post(french_editor, BREACH)
    answer = french_editor.rest_in_browser(f"/wp/v2/posts/{post}", {"status": "publish"})
    told = answer.json()["message"]
    assert "cmcompliance a trouvé 1 infraction" in told
    assert f"« {BREACH} »" in told


def test_nothing_that_the_service_says_is_markup(site: Site, fake: Fake) -> None:
    bad = finding(
        title=HOSTILE,
        message=HOSTILE,
        spans=[{"field": "text", "start": 0, "end": 1, "text": HOSTILE}],
        legal_basis=[
            {"citation": HOSTILE, "url": "javascript:alert(3)", "sanction": HOSTILE},
            {"citation": "loi", "url": 'https://law.example/"onmouseover="alert(4)'},
        ],
        remediation={"hint": HOSTILE, "edit": {"action": "insert", "text": HOSTILE}},
    )
    asked = {"field": HOSTILE, "question": HOSTILE, "why": HOSTILE}
    notes = [{"kind": "unused", "message": HOSTILE}]
    fake.body = json.dumps(report("block", bad, questions=[asked], waiver_notes=notes)).encode()
    post = make_post(site, "Bonjour", title="Savon")
    form = form_on(site.page(f"post.php?post={post}&action=edit"), "post")
    page = site.submit("post.php", {**form, "publish": "Publish"}).text
    assert page.count("&lt;img src=x onerror=alert(1)&gt;") >= 12
    for danger in ("<img src=x", "<script>alert(2)", "javascript:alert", '"onmouseover='):
        assert danger not in page
    editor = site.block_editor(post)
    assert "</script><script>alert" not in editor
    assert "<!-- opened" not in editor
    told = site.rest("POST", f"/wp/v2/posts/{post}", json={"status": "publish"}).json()["message"]
    assert "<" not in told


def test_the_browser_gets_neither_address_nor_key(site: Site, fake: Fake) -> None:
    settings(site, url=fake.url, key="cmc_secret")
    post = make_post(site, "Bonjour")
    page = site.block_editor(post)
    assert "window.cmcompliance = " in page
    assert "cmc_secret" not in page
    assert fake.url not in page


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<p>Un</p>\n\n<p>Deux<br>trois</p>", "Un\n\nDeux\ntrois"),
        ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
        ("Texte &lt;b&gt; &eacute;t&eacute;\nligne", "Texte <b> été\nligne"),
        ("<p>x</p><script>var y = 'perdu'</script><!-- caché -->", "x"),
        ('[caption id="a" width="3"]Légende[/caption] [inconnu]', "Légende [inconnu]"),
        ('<!-- wp:html --><div style="display:block">d</div><!-- /wp:html -->', "d"),
        ("prix < 10 € et > 5 €", "prix < 10 € et > 5 €"),
        ("<p>" + "é" * 3000 + "</p>", "é" * 3000),
    ],
)
def test_the_service_gets_the_text_that_readers_see(site: Site, fake: Fake, content: str, text: str) -> None:
    made = site.php(f"return (new CMCompliance\\Post_Text({php_text(content)}, ''))->text;")
    assert made == text


def php_text(text: str) -> str:
    return f"base64_decode('{base64.b64encode(text.encode()).decode()}')"


def test_pictures_links_summary_and_reusable_blocks_are_part_of_it(site: Site, fake: Fake) -> None:
    block = site.php(
        "return wp_insert_post(array('post_type' => 'wp_block', 'post_status' => 'publish',"
        "'post_content' => '<p>Bloc partagé</p>'));"
    )
    content = (
        f'<!-- wp:block {{"ref":{block}}} /--><p><a href="https://shop.example/?a=1&amp;b=2">ici</a></p>'
        '<img class="w" src="https://x.example/u/serum.jpg?v=1" alt="Le sérum">'
    )
    post = make_post(site, content)
    given = {"status": "publish", "excerpt": "Résumé"}
    assert site.rest("POST", f"/wp/v2/posts/{post}", json=given).ok
    (draft,) = fake.drafts
    assert draft["text"] == "Bloc partagé\n\nici\n\nRésumé"
    assert draft["links"] == ["https://shop.example/?a=1&b=2"]
    assert draft["media"] == [{"kind": "image", "path": "serum.jpg", "alt": "Le sérum"}]


def test_a_block_that_holds_itself_ends(site: Site, fake: Fake) -> None:
    block = site.php(
        "$id = wp_insert_post(array('post_type' => 'wp_block', 'post_status' => 'publish'), false, false);"
        "$holds = 'x<!-- wp:block ' . wp_json_encode(array('ref' => $id)) . ' /-->';"
        "wp_update_post(wp_slash(array('ID' => $id, 'post_content' => $holds))); return $id;"
    )
    post = make_post(site, f'<!-- wp:block {{"ref":{block}}} /-->')
    assert site.rest("POST", f"/wp/v2/posts/{post}", json={"status": "publish"}).ok
    assert [draft["text"] for draft in fake.drafts] == ["x"]
    assert stored(site, post)["post_status"] == "publish"
