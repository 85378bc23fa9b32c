"""Classic editor, quick edit, bulk edit, XML-RPC, schedules and programs: each is checked and is told."""

from __future__ import annotations

import json
import re
import xmlrpc.client
from typing import Any

import pytest

from wordpress.fake_service import BREACH, REMARK, Fake, finding, report
from wordpress.forms import form_on
from wordpress.posts import make_post, settings, stored
from wordpress.site import PASSWORD, Site

NOTICE = re.compile(
    r'<div class="notice notice-(\w+) is-dismissible cmcompliance-notice">(.*?)</div>', re.DOTALL
)


def editor_form(site: Site, post: int, user: str = "editor") -> dict[str, str]:
    return form_on(site.page(f"post.php?post={post}&action=edit", user), "post")


def publish_by_form(site: Site, post: int, user: str = "editor", **given: str) -> Any:
    form = {**editor_form(site, post, user), "publish": "Publish", **given}
    return site.submit("post.php", form, user)


def test_classic_editor_keeps_the_draft_and_shows_the_findings(site: Site, fake: Fake) -> None:
    post = make_post(site, "Bonjour")
    page = publish_by_form(site, post, content=f"{BREACH} <script>alert(1)</script>", post_title="Été")
    kept = stored(site, post)
    assert kept["post_status"] == "draft"
    assert kept["post_title"] == "Été"
    assert kept["post_content"].startswith(BREACH)
    ((kind, told),) = NOTICE.findall(page.text)
    assert kind == "error"
    for words in (
        "kept as a draft",
        "Promesse d&#039;amaigrissement",
        BREACH,
        'href="https://law.example/L5122-1"',
    ):
        assert words in told
    assert "message=10" in page.url
    assert NOTICE.findall(site.page(f"post.php?post={post}&action=edit")) == []


def test_classic_editor_publishes_what_is_lawful(site: Site, fake: Fake) -> None:
    post = make_post(site, "Bonjour")
    form = {"cmcompliance[relationship]": "gifted", "cmcompliance[brand]": "Lumi'daube"}
    page = publish_by_form(site, post, **form)
    assert "message=6" in page.url
    assert stored(site, post)["post_status"] == "publish"
    assert [draft["relationship"] for draft in fake.drafts] == [{"kind": "gifted", "brand": "Lumi'daube"}]


def test_classic_editor_shows_remarks_on_what_was_published(site: Site, fake: Fake) -> None:
    page = publish_by_form(site, make_post(site, REMARK))
    ((kind, told),) = NOTICE.findall(page.text)
    assert (kind, "Superlatif" in told) == ("info", True)


def test_an_update_that_is_refused_leaves_the_public_text(site: Site, fake: Fake) -> None:
    post = make_post(site, "Bonjour", status="publish")
    before = stored(site, post)
    page = site.submit("post.php", {**editor_form(site, post), "save": "Update", "content": BREACH})
    kept = stored(site, post)
    assert (kept["post_status"], kept["post_content"]) == ("publish", "Bonjour")
    assert kept["post_modified"] == before["post_modified"]
    assert "message=" not in page.url
    assert "readers still see the earlier text" in page.text
    assert (
        site.php(f"return wp_get_post_autosave({post}, get_user_by('login', 'editor')->ID)->post_content;")
        == BREACH
    )


def test_a_reason_on_the_classic_form_counts_for_who_may_give_one(site: Site, fake: Fake) -> None:
    post = make_post(site, BREACH, user="admin")
    publish_by_form(site, post, "admin")
    reason = {"cmcompliance[reason]": "étude au dossier 118", "cmcompliance[until]": "2099-01-31"}
    publish_by_form(site, post, "editor", **reason)
    assert stored(site, post)["post_status"] == "draft"
    assert "Publish in spite of it" in site.page(f"post.php?post={post}&action=edit", "admin")
    forged = publish_by_form(site, post, "admin", **reason, cmcompliance_box="0123456789")
    assert forged.ok
    assert stored(site, post)["post_status"] == "draft"
    publish_by_form(site, post, "admin", **reason)
    kept = stored(site, post)
    assert kept["post_status"] == "publish"
    assert [waiver["reason"] for waiver in kept["waivers"]] == ["étude au dossier 118"]


def quick_edit(site: Site, post: int, **given: str) -> str:
    page = site.page("edit.php")
    found = re.search(r'name="_inline_edit" value="(\w+)"', page)
    assert found
    form = {
        "action": "inline-save",
        "post_type": "post",
        "post_ID": str(post),
        "_inline_edit": found[1],
        "screen": "edit-post",
        "post_view": "list",
        "post_title": "Savon",
        "post_status": "draft",
        "_status": "publish",
        **given,
    }
    return site.submit("admin-ajax.php", form).text


def test_quick_edit_says_what_was_found_and_keeps_the_draft(site: Site, fake: Fake) -> None:
    post = make_post(site, BREACH)
    told = quick_edit(site, post)
    assert "<tr" not in told
    assert "Promesse d&#039;amaigrissement" in told
    assert stored(site, post)["post_status"] == "draft"


def test_quick_edit_publishes_what_is_lawful(site: Site, fake: Fake) -> None:
    post = make_post(site, "Bonjour")
    assert "<tr" in quick_edit(site, post)
    assert stored(site, post)["post_status"] == "publish"


def test_a_title_is_text_too(site: Site, fake: Fake) -> None:
    post = make_post(site, "Bonjour", status="publish")
    assert "Promesse" in quick_edit(site, post, post_title=BREACH)
    assert stored(site, post)["post_title"] == "Savon"


def test_bulk_edit_holds_the_unlawful_and_publishes_the_rest(site: Site, fake: Fake) -> None:
    posts = [make_post(site, text, title=text) for text in (BREACH, "Bonjour", f"{BREACH} !")]
    nonce = form_on(site.page("edit.php"), "posts-filter")["_wpnonce"]
    form = {
        "_wpnonce": nonce,
        "action": "edit",
        "bulk_edit": "Update",
        "_status": "publish",
        "post_type": "post",
    }
    form |= {
        "post_author": "-1",
        "comment_status": "",
        "ping_status": "",
        "sticky": "-1",
        "post_format": "-1",
    }
    page = site.submit("edit.php", {**form, "post[]": [str(post) for post in posts]})
    assert [stored(site, post)["post_status"] for post in posts] == ["draft", "publish", "draft"]
    assert [kind for kind, _ in NOTICE.findall(page.text)] == ["error", "error"]


def test_bulk_edit_asks_a_dead_service_once(site: Site, fake: Fake) -> None:
    fake.status = 503
    posts = [make_post(site, f"Bonjour {number}") for number in range(3)]
    nonce = form_on(site.page("edit.php"), "posts-filter")["_wpnonce"]
    form = {
        "_wpnonce": nonce,
        "action": "edit",
        "bulk_edit": "Update",
        "_status": "publish",
        "post_type": "post",
    }
    form |= {
        "post_author": "-1",
        "comment_status": "",
        "ping_status": "",
        "sticky": "-1",
        "post_format": "-1",
    }
    site.submit("edit.php", {**form, "post[]": [str(post) for post in posts]})
    assert len(fake.asked) == 1
    assert {stored(site, post)["post_status"] for post in posts} == {"draft"}


def test_xmlrpc_answers_with_a_fault_and_keeps_the_draft(site: Site, fake: Fake) -> None:
    made = {"post_title": "Savon", "post_content": BREACH, "post_status": "publish", "post_type": "post"}
    with pytest.raises(xmlrpc.client.Fault) as raised:
        site.xmlrpc().wp.newPost(0, "editor", PASSWORD, made)
    assert raised.value.faultCode == 403
    assert "Promesse d'amaigrissement" in raised.value.faultString
    found = re.search(r"\(post (\d+)\)", raised.value.faultString)
    assert found
    kept = stored(site, int(found[1]))
    assert (kept["post_status"], kept["post_content"]) == ("draft", BREACH)


def test_xmlrpc_publishes_what_is_lawful(site: Site, fake: Fake) -> None:
    made = {"title": "Savon", "description": "Bonjour"}
    post = site.xmlrpc().metaWeblog.newPost(0, "editor", PASSWORD, made, True)
    assert stored(site, int(str(post)))["post_status"] == "publish"
    assert len(fake.asked) == 1


def scheduled(site: Site, content: str) -> int:
    """Return a post that was scheduled by the block editor, lawfully, and is now due."""
    post = make_post(site, content)
    when = {"status": "publish", "date_gmt": "2099-01-31T08:00:00"}
    answer = site.rest("POST", f"/wp/v2/posts/{post}", json=when)
    assert answer.json().get("status") == "future", answer.text
    site.php(
        f"global $wpdb; $past = gmdate('Y-m-d H:i:s', time() - 60);"
        f"$dates = array('post_date' => $past, 'post_date_gmt' => $past);"
        f"$wpdb->update($wpdb->posts, $dates, array('ID' => {post})); clean_post_cache({post});"
        f"wp_clear_scheduled_hook('publish_future_post', array({post}));"
        f"wp_schedule_single_event(time() - 60, 'publish_future_post', array({post})); return true;"
    )
    return post


def test_a_scheduled_post_is_checked_for_its_day_and_again_when_due(site: Site, fake: Fake) -> None:
    post = scheduled(site, "Bonjour")
    assert [draft["published_at"] for draft in fake.drafts] == ["2099-01-31"]
    site.run_cron()
    assert stored(site, post)["post_status"] == "publish"
    assert len(fake.asked) == 2


def test_a_breach_cannot_be_scheduled(site: Site, fake: Fake) -> None:
    post = make_post(site, BREACH)
    when = {"status": "publish", "date_gmt": "2099-01-31T08:00:00"}
    assert site.rest("POST", f"/wp/v2/posts/{post}", json=when).status_code == 422
    assert stored(site, post)["post_status"] == "draft"


def test_a_post_that_is_unlawful_once_it_is_due_becomes_a_draft_and_its_author_is_told(
    site: Site, fake: Fake
) -> None:
    post = scheduled(site, "Bonjour")
    fake.body = json.dumps(report("block", finding())).encode()
    site.run_cron()
    assert stored(site, post)["post_status"] == "draft"
    (mail,) = site.php("return get_option('observed_mail');")
    assert mail["to"] == "editor@example.org"
    assert "Not published" in mail["subject"]
    assert "Promesse d'amaigrissement" in mail["message"]
    assert "kept as a draft" in site.page("index.php")


def test_a_post_that_is_due_waits_for_a_service_that_is_down(site: Site, fake: Fake) -> None:
    late, other = scheduled(site, "Bonjour"), scheduled(site, "Bonsoir")
    fake.status = 503
    site.run_cron()
    assert {stored(site, post)["post_status"] for post in (late, other)} == {"future"}
    waits = site.php(f"return wp_next_scheduled('publish_future_post', array({late})) - time();")
    assert 200 < waits <= 300
    fake.status = 200
    for post in (late, other):
        site.php(
            f"wp_clear_scheduled_hook('publish_future_post', array({post}));"
            f"wp_schedule_single_event(time() - 60, 'publish_future_post', array({post})); return true;"
        )
    site.run_cron()
    assert {stored(site, post)["post_status"] for post in (late, other)} == {"publish"}


def test_a_post_that_waited_too_long_becomes_a_draft(site: Site, fake: Fake) -> None:
    post = scheduled(site, "Bonjour")
    fake.status = 503
    site.php(f"return update_post_meta({post}, '_cmcompliance_tries', 12);")
    site.run_cron()
    assert stored(site, post)["post_status"] == "draft"
    assert len(site.php("return get_option('observed_mail');")) == 1


def test_a_program_that_inserts_or_publishes_passes_the_gate(site: Site, fake: Fake) -> None:
    new = f"array('post_title' => 'Savon', 'post_content' => '{BREACH}', 'post_status' => 'publish')"
    assert site.php(f"return get_post(wp_insert_post({new}))->post_status;") == "draft"
    post = make_post(site, BREACH)
    assert site.php(f"wp_publish_post({post}); return get_post({post})->post_status;") == "draft"
    lawful = make_post(site, "Bonjour")
    assert site.php(f"wp_publish_post({lawful}); return get_post({lawful})->post_status;") == "publish"


def test_a_program_that_saves_a_draft_and_then_publishes_it_passes_the_gate(site: Site, fake: Fake) -> None:
    post = make_post(site, "Bonjour")
    saved = f"wp_update_post(array('ID' => {post}, 'post_content' => '{BREACH}'))"
    assert site.php(f"{saved}; wp_publish_post({post}); return get_post({post})->post_status;") == "draft"
    back = f"wp_update_post(array('ID' => {post}, 'post_content' => 'Bonjour', 'post_status' => 'publish'))"
    again = (
        f"wp_update_post(array('ID' => {post}, 'post_status' => 'draft')); {saved}; wp_publish_post({post})"
    )
    assert site.php(f"{back}; {again}; return get_post({post})->post_status;") == "draft"


def test_other_plugins_hear_of_a_draft_where_a_publication_was_taken_back(site: Site, fake: Fake) -> None:
    post = make_post(site, BREACH)
    heard = "add_action('transition_post_status', function ($new, $old, $post) use (&$heard) {"
    heard += "$heard[] = $post->post_status; }, 10, 3)"
    assert site.php(f"$heard = array(); {heard}; wp_publish_post({post}); return $heard;") == [
        "draft",
        "draft",
    ]


def test_the_text_of_a_held_scheduled_post_stays_as_its_author_may_write_it(site: Site, fake: Fake) -> None:
    post = scheduled(site, '<iframe src="https://video.example/1"></iframe><p>Bonjour</p>')
    before = stored(site, post)["post_content"]
    assert "<iframe" in before
    fake.body = json.dumps(report("block", finding())).encode()
    site.run_cron()
    kept = stored(site, post)
    assert (kept["post_status"], kept["post_content"]) == ("draft", before)


def test_wp_cli_prints_what_was_found(site: Site, fake: Fake) -> None:
    tool = "class WP_CLI { public static $said = array();"
    tool += "public static function warning($text) { self::$said[] = $text; } } define('WP_CLI', true);"
    new = f"array('post_title' => 'Savon', 'post_content' => '{BREACH}', 'post_status' => 'publish')"
    head, finding_line = site.php(f"{tool} wp_insert_post({new}); return WP_CLI::$said;")
    assert "kept as a draft" in head
    assert "Promesse d'amaigrissement" in finding_line


def test_an_author_is_told_where_wp_cli_runs_the_schedule(site: Site, fake: Fake) -> None:
    post = scheduled(site, "Bonjour")
    fake.body = json.dumps(report("block", finding())).encode()
    tool = "class WP_CLI { public static function warning($text) {} } define('WP_CLI', true);"
    site.php(f"{tool} define('DOING_CRON', true); do_action('publish_future_post', {post}); return true;")
    assert stored(site, post)["post_status"] == "draft"
    assert len(NOTICE.findall(site.page("index.php"))) == 1


def test_types_that_are_not_chosen_pass(site: Site, fake: Fake) -> None:
    settings(site, url=fake.url, post_types=["page"])
    post = make_post(site, BREACH)
    assert site.rest("POST", f"/wp/v2/posts/{post}", json={"status": "publish"}).status_code == 200
    assert fake.asked == []
