"""The block editor and other clients of the REST interface."""

from __future__ import annotations

from typing import Any

import pytest

from wordpress.fake_service import BREACH, REMARK, Fake
from wordpress.posts import make_post, settings, stored
from wordpress.site import Site


def publish(site: Site, post: int, user: str = "editor", **given: Any) -> Any:
    return site.rest("POST", f"/wp/v2/posts/{post}", user, json={"status": "publish", **given})


def test_a_breach_is_refused_with_its_findings_and_the_draft_is_kept(site: Site, fake: Fake) -> None:
    post = make_post(site, "Bonjour")
    answer = publish(site, post, content=f"<p>{BREACH}</p>")
    assert answer.status_code == 422
    told = answer.json()
    for words in ("Promesse d'amaigrissement", BREACH, "Retirez la promesse", "art. L. 5122-1"):
        assert words in told["message"]
    assert told["data"]["cmcompliance"]["report"]["findings"][0]["severity"] == "error"
    kept = stored(site, post)
    assert (kept["post_status"], kept["post_content"]) == ("draft", f"<p>{BREACH}</p>")
    assert kept["verdict"]["why"] == "breach"
    assert site.rest("GET", f"/wp/v2/posts/{post}", user=None).status_code == 401


def test_a_lawful_post_is_published_after_one_question(site: Site, fake: Fake) -> None:
    post = make_post(site, "Bonjour")
    answer = publish(site, post)
    assert answer.status_code == 200
    assert answer.json()["status"] == "publish"
    assert len(fake.asked) == 1
    assert fake.asked[0]["query"] == {"lang": ["en"], "purpose": ["decision"]}
    assert site.rest("GET", f"/wp/v2/posts/{post}", user=None).status_code == 200


def test_a_remark_lets_pass_and_stands_in_the_answer(site: Site, fake: Fake) -> None:
    post = make_post(site, REMARK)
    told = publish(site, post, content=REMARK).json()
    assert told["status"] == "publish"
    verdict = site.rest("GET", f"/wp/v2/posts/{post}", params={"context": "edit"}).json()[
        "cmcompliance_verdict"
    ]
    assert [found["severity"] for found in verdict["report"]["findings"]] == ["warning"]


def test_a_breach_in_a_new_post_saves_nothing(site: Site, fake: Fake) -> None:
    before = site.php("return wp_count_posts();")
    answer = site.rest("POST", "/wp/v2/posts", json={"content": BREACH, "status": "publish"})
    assert answer.status_code == 422
    assert "nothing was saved" in answer.json()["message"]
    assert site.php("return wp_count_posts();") == before


def test_what_readers_see_stays_when_an_update_is_refused(site: Site, fake: Fake) -> None:
    post = make_post(site, "Bonjour", status="publish")
    answer = site.rest("POST", f"/wp/v2/posts/{post}", json={"content": BREACH})
    assert answer.status_code == 422
    kept = stored(site, post)
    assert (kept["post_status"], kept["post_content"], kept["autosave"]) == ("publish", "Bonjour", BREACH)
    again = site.rest("POST", f"/wp/v2/posts/{post}", json={"content": f"{BREACH} encore"})
    assert again.status_code == 422
    assert stored(site, post)["autosave"] == f"{BREACH} encore"


def test_a_save_that_changes_no_text_of_a_public_post_asks_nothing(site: Site, fake: Fake) -> None:
    post = make_post(site, BREACH, status="publish")
    assert site.rest("POST", f"/wp/v2/posts/{post}", json={"comment_status": "closed"}).status_code == 200
    assert fake.asked == []


@pytest.mark.parametrize("status", ["draft", "pending", "private"])
def test_what_does_not_go_public_is_not_asked_about(site: Site, fake: Fake, status: str) -> None:
    post = make_post(site, "Bonjour")
    answer = site.rest("POST", f"/wp/v2/posts/{post}", json={"content": BREACH, "status": status})
    assert answer.status_code == 200
    assert fake.asked == []


def test_a_private_post_made_public_is_checked(site: Site, fake: Fake) -> None:
    post = make_post(site, BREACH, status="private")
    assert publish(site, post).status_code == 422
    assert stored(site, post)["post_status"] == "private"


def test_fields_of_the_editor_go_into_the_draft(site: Site, fake: Fake) -> None:
    settings(
        site, url=fake.url, jurisdictions=["FR", "BE"], role="influencer", language="fr", platform="website"
    )
    post = make_post(site, "<!-- wp:paragraph --><p>Bonjour &amp; <b>bienvenue</b></p><!-- /wp:paragraph -->")
    said = {"relationship": "paid", "brand": "Lumidaube", "kind": "ad", "platform": "newsletter"}
    assert publish(site, post, cmcompliance_fields=said).status_code == 200
    (draft,) = fake.drafts
    assert draft["text"] == "Bonjour & bienvenue"
    assert draft["relationship"] == {"kind": "paid", "brand": "Lumidaube"}
    assert (draft["kind"], draft["platform"], draft["language"]) == ("ad", "newsletter", "fr")
    assert (draft["jurisdictions"], draft["author"]["role"]) == (["FR", "BE"], "influencer")
    assert stored(site, post)["fields"] == said


def test_fields_of_a_post_that_is_created_go_into_its_draft(site: Site, fake: Fake) -> None:
    given = {"content": "Bonjour", "status": "publish", "cmcompliance_fields": {"relationship": "gifted"}}
    made = site.rest("POST", "/wp/v2/posts", json=given)
    assert made.status_code == 201
    assert [draft["relationship"] for draft in fake.drafts] == [{"kind": "gifted"}]
    assert stored(site, made.json()["id"])["fields"]["relationship"] == "gifted"


def test_a_check_before_publishing_is_a_preview(site: Site, fake: Fake) -> None:
    post = make_post(site, "Bonjour", user="author")
    route = f"/cmcompliance/v1/posts/{post}/check"
    told = site.rest("POST", route, "author", json={"title": "T", "content": BREACH}).json()
    assert (told["label"], told["allowed"]) == ("Do not publish as it is", False)
    assert fake.asked[0]["query"]["purpose"] == ["preview"]
    assert site.rest("POST", route, "contributor", json={"content": BREACH}).status_code == 403
    assert site.rest("POST", route, None, json={"content": BREACH}).status_code == 401


def test_a_written_reason_lets_who_may_publish_in_spite_of_a_breach(site: Site, fake: Fake) -> None:
    post = make_post(site, BREACH)
    assert publish(site, post, "admin").status_code == 422
    route = f"/cmcompliance/v1/posts/{post}/waiver"
    reason = {"reason": "étude au dossier 118", "until": "2099-01-31"}
    assert site.rest("POST", route, "editor", json=reason).status_code == 403
    assert site.rest("POST", route, "admin", json={**reason, "until": "2001-01-31"}).status_code == 400
    assert site.rest("POST", route, "admin", json={**reason, "reason": "  "}).status_code == 400
    assert site.rest("POST", route, "admin", json=reason).status_code == 200
    assert publish(site, post, "admin").json()["status"] == "publish"
    (waiver,) = fake.drafts[-1]["waivers"]
    assert waiver == {
        "rule": "fr/health/weight",
        "reason": "étude au dossier 118",
        "by": "admin",
        "until": "2099-01-31",
        "words": [BREACH],
        "jurisdiction": "FR",
    }
    (record,) = stored(site, post)["waivers"]
    assert record["user"] > 0
    assert record["at"] > 0


def test_a_reason_for_a_post_that_was_not_held_is_refused(site: Site, fake: Fake) -> None:
    post = make_post(site, "Bonjour")
    reason = {"reason": "étude", "until": "2099-01-31"}
    assert site.rest("POST", f"/cmcompliance/v1/posts/{post}/waiver", "admin", json=reason).status_code == 409


def test_only_who_edits_reads_the_verdict(site: Site, fake: Fake) -> None:
    post = make_post(site, REMARK)
    publish(site, post)
    public = site.rest("GET", f"/wp/v2/posts/{post}", user=None).text
    assert "cmcompliance" not in public
