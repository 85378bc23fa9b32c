"""The panel and its address in the admin."""

import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client, override_settings
from django.urls import reverse
from tests.wagtail.scenes import (
    LAWFUL,
    UNLAWFUL,
    body,
    create_url,
    draft_post,
    edit_url,
    editor,
    form_of,
    home,
    live_post,
    logged,
    stored,
    superuser,
)
from tests.wagtail.site.models import FreePage, MappedPage, Note, PostPage
from wagtail.log_actions import registry
from wagtail.models import Locale

from cmcompliance.wagtail.models import AcceptedFinding, GivenAnswer

pytestmark = pytest.mark.usefixtures("site")

SOON = (date.today() + timedelta(days=30)).isoformat()


def address(instance: Any) -> str:
    meta = instance._meta
    return reverse("cmcompliance:stored", args=[meta.app_label, meta.model_name, instance.pk])


def shown(response: Any) -> str:
    return unescape(response.content.decode())


def act(client: Client, page: Any, do: str, **asked: str) -> Any:
    given = {f"cmcompliance-{name}": value for name, value in {"do": do, **asked}.items()}
    return client.post(address(page), form_of(page) | given)


def finding_in(client: Client, page: Any) -> str:
    match = re.search(r'data-cmcompliance-finding="(.+?)"', shown(client.post(address(page), form_of(page))))
    assert match is not None
    return match[1]


def test_the_editor_shows_the_verdict_the_words_and_what_to_do() -> None:
    html = shown(superuser().get(edit_url(draft_post())))
    assert "DO NOT PUBLISH AS IT IS" in html
    assert '<mark class="cmcompliance-error">@lumidaube</mark>' in html
    assert 'data-cmcompliance-spot="intro"' in html
    assert "https://www.legifrance.gouv.fr" in html
    assert "Put the label in the first words" in html


def test_the_panel_speaks_the_language_of_the_admin() -> None:
    html = shown(superuser("fr").get(edit_url(draft_post())))
    assert "À NE PAS PUBLIER EN L'ÉTAT" in html
    assert "Contrôle juridique" in html
    assert "Accepter ce constat" in html


def test_the_panel_needs_no_inline_script_and_no_inline_style() -> None:
    html = superuser().get(edit_url(draft_post())).content.decode()
    panel = html[html.index("data-cmcompliance ") : html.index("Rule book")]
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=|javascript:", panel)
    assert re.search(r'src="/static/cmcompliance_wagtail/panel\.js', html)
    assert re.search(r'href="/static/cmcompliance_wagtail/panel\.css', html)


def test_hostile_words_are_shown_as_text() -> None:
    hostile = f'<img src=x onerror="alert(1)"></mark><script>alert(2)</script> {UNLAWFUL}'
    page = draft_post(hostile)
    html = superuser().post(address(page), form_of(page)).content.decode()
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;" in html


def test_what_stands_in_the_editor_is_checked_and_not_saved() -> None:
    page, client = draft_post(), superuser()
    html = shown(client.post(address(page), form_of(page, intro=LAWFUL)))
    assert "DO NOT PUBLISH" not in html
    assert "Publicité – collaboration commerciale" in html
    assert stored(page).get_latest_revision_as_object().intro == UNLAWFUL


def test_a_page_that_is_being_made_is_checked_too() -> None:
    url = reverse("cmcompliance:new_page", args=["blog", "postpage", home().pk])
    client = superuser()
    assert url in shown(client.get(create_url()))
    html = shown(client.post(url, form_of(intro=UNLAWFUL)))
    assert "DO NOT PUBLISH" in html
    assert "Accept this finding" not in html


def test_a_form_with_errors_says_that_nothing_was_checked() -> None:
    page = live_post()
    html = shown(superuser().post(address(page), form_of(page, title="x" * 300, intro=UNLAWFUL)))
    assert "Not checked yet: the form has errors." in html
    assert "DO NOT PUBLISH" not in html


def test_a_finding_in_a_block_names_the_block_and_its_input_can_be_mended() -> None:
    blocks = body(("line", UNLAWFUL, "block-1"), ("paragraph", f"<p>{UNLAWFUL}</p>", "block-2"))
    html = shown(superuser().get(edit_url(draft_post("", body=blocks))))
    assert 'data-cmcompliance-spot="body block-1"' in html
    assert 'data-cmcompliance-spot="body block-2"' in html
    assert ">Body › Paragraph</button>" in html
    fix = re.search(r'data-cmcompliance-fix="body block-1" data-old="(.+?)" data-new="(.+?)"', html)
    assert fix is not None
    assert fix[1] == UNLAWFUL
    assert fix[2] == f"Publicité – collaboration commerciale avec Lumidaube {UNLAWFUL}"


def test_rich_text_is_not_mended_by_a_click_but_shown_what_to_add() -> None:
    blocks = body(("paragraph", f"<p>{UNLAWFUL}</p>", "block-2"))
    html = shown(superuser().get(edit_url(draft_post("", body=blocks))))
    assert "data-cmcompliance-fix" not in html
    assert "<ins>Publicité – collaboration commerciale avec Lumidaube</ins>" in html


def test_what_one_click_makes_of_the_text_may_go_live() -> None:
    page, client = draft_post(), superuser()
    match = re.search(r'data-new="(.+?)"', shown(client.get(edit_url(page))), re.DOTALL)
    assert match is not None
    client.post(edit_url(page), form_of(page, intro=match[1]) | {"action-publish": "action-publish"})
    assert stored(page).live


def test_who_may_not_edit_a_page_learns_nothing_of_it() -> None:
    page = draft_post()
    stranger = editor(pages=())
    response = stranger.post(address(page), form_of(page))
    assert response.status_code == 302
    assert b"lumidaube" not in response.content
    assert Client().post(address(page), form_of(page)).status_code == 302
    url = reverse("cmcompliance:new_page", args=["blog", "postpage", home().pk])
    assert stranger.post(url, form_of(intro=UNLAWFUL)).status_code == 302


def test_the_address_wants_the_token_of_the_form_and_a_post() -> None:
    page = draft_post()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(User.objects.create_superuser("other", "o@example.org", "secret"))
    assert strict.post(address(page), form_of(page)).status_code == 403
    assert strict.get(address(page)).status_code == 405


def test_what_is_not_checked_has_no_address() -> None:
    free = home().add_child(instance=FreePage(title="Free", slug="free"))
    client = superuser()
    assert client.post(address(free), {}).status_code == 404
    nothing = reverse("cmcompliance:stored", args=["blog", "nothing", 1])
    assert client.post(nothing, {}).status_code == 404
    for number in ("9999", "none"):
        absent = reverse("cmcompliance:stored", args=["blog", "postpage", number])
        assert client.post(absent, {}).status_code == 404


def test_an_accepted_finding_no_longer_holds_the_page_back_and_the_history_says_who_and_why() -> None:
    page, client = draft_post(), editor("accept_finding")
    key = finding_in(client, page)
    html = shown(act(client, page, "accept", finding=key, reason="Accord du client", until=SOON))
    assert "DO NOT PUBLISH" not in html
    assert "Léa Roux" in html
    client.post(edit_url(page), form_of(page) | {"action-publish": "action-publish"})
    assert stored(page).live
    (entry,) = [one for one in registry.get_logs_for_instance(page) if one.action == "cmcompliance.accept"]
    assert entry.user.username == "lea"
    assert entry.message == f"Finding eu/disclosure/missing accepted until {SOON}: Accord du client"
    accepted = AcceptedFinding.objects.get()
    html = shown(act(client, page, "withdraw", number=str(accepted.pk)))
    assert "DO NOT PUBLISH" in html
    assert "cmcompliance.withdraw" in logged(page)


def test_an_acceptance_ends_on_its_day() -> None:
    page, client = draft_post(), editor("accept_finding")
    act(client, page, "accept", finding=finding_in(client, page), reason="Accord", until=SOON)
    AcceptedFinding.objects.update(until=date.today() - timedelta(days=1))
    assert "DO NOT PUBLISH" in shown(client.post(address(page), form_of(page)))


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ({"reason": " "}, "A reason is needed."),
        ({"until": ""}, "A day to come is needed"),
        ({"until": "2020-01-01"}, "A day to come is needed"),
        ({"finding": "0000"}, "This finding is no longer there"),
        ({"draft": "7"}, "This finding is no longer there"),
    ],
)
def test_an_acceptance_needs_a_finding_a_reason_and_an_end(asked: dict[str, str], answer: str) -> None:
    page, client = draft_post(), editor("accept_finding")
    given = {"finding": finding_in(client, page), "reason": "Accord", "until": SOON, **asked}
    response = act(client, page, "accept", **given)
    assert response.status_code == 422
    assert answer in shown(response)
    assert not AcceptedFinding.objects.exists()


def test_only_who_has_the_permission_accepts_findings() -> None:
    page, client = draft_post(), editor()
    key = finding_in(client, page)
    assert "Accept this finding" not in shown(client.get(edit_url(page)))
    act(client, page, "accept", finding=key, reason="Accord", until=SOON)
    assert not AcceptedFinding.objects.exists()


def test_an_acceptance_of_another_page_cannot_be_withdrawn_from_here() -> None:
    page, other, client = draft_post(), draft_post(slug="other"), editor("accept_finding")
    act(client, page, "accept", finding=finding_in(client, page), reason="Accord", until=SOON)
    act(client, other, "withdraw", number=str(AcceptedFinding.objects.get().pk))
    assert AcceptedFinding.objects.exists()
    assert "DO NOT PUBLISH" in shown(client.post(address(other), form_of(other)))


INVITED = "Merci @hotel.belvedere pour cette invitation au calme, on ne voulait plus repartir 🌄"


def asking(**fields: Any) -> Any:
    """Settings under which questions stay open."""
    draft = {"platform": "instagram", "jurisdictions": ["FR"], "author": {"role": "influencer"}, **fields}
    return override_settings(CMCOMPLIANCE={"MODELS": {"blog.MappedPage": {"text": "intro", "draft": draft}}})


def mapped_page(text: str) -> MappedPage:
    french = Locale.objects.get(language_code="fr")
    page: MappedPage = home().add_child(
        instance=MappedPage(title="Routine", intro=text, locale=french, live=False)
    )
    page.save_revision()
    return page


def test_an_answer_is_kept_with_the_page_and_changes_the_verdict() -> None:
    page, client = mapped_page(INVITED), editor()
    with asking():
        html = shown(client.get(edit_url(page)))
        assert 'data-field="relationship.kind"' in html
        asked = {"field": "relationship.kind", "draft": "0"}
        refused = act(client, page, "answer", **asked, reply="purple")
        assert refused.status_code == 422
        assert "“purple” is not in the list" in shown(refused)
        html = shown(act(client, page, "answer", **asked, reply="paid"))
        assert 'data-field="relationship.kind"' not in html
        assert "relationship.kind</code> = paid (Léa Roux)" in html
        assert "DO NOT PUBLISH" in html
        assert "cmcompliance.answer" in logged(page)
        client.post(edit_url(page), form_of(page) | {"action-publish": "action-publish"})
        assert not stored(page).live
        html = shown(act(client, page, "forget", number=str(GivenAnswer.objects.get().pk)))
        assert 'data-field="relationship.kind"' in html
        again = act(client, page, "answer", field="contest.organiser", reply="x")
        assert "This question is no longer asked." in shown(again)


def test_what_the_draft_says_itself_goes_before_an_answer() -> None:
    page, client = mapped_page(INVITED), editor()
    with asking():
        act(client, page, "answer", field="relationship.kind", reply="paid")
    with asking(relationship={"kind": "none"}):
        assert "DO NOT PUBLISH" not in shown(client.post(address(page), form_of(page)))


def test_an_answer_on_a_medium_holds_for_no_other() -> None:
    page, client = mapped_page("Nouvelle vidéo"), editor()
    question = 'data-field="media.music.licence"'
    song = {"kind": "video", "path": "a.mp4", "music": {"title": "Song"}}
    with asking(author={"role": "brand"}, media=[song], relationship={"kind": "own_brand"}):
        assert question in shown(client.get(edit_url(page)))
        html = shown(act(client, page, "answer", field="media.music.licence", reply="commercial"))
        assert question not in html
    other = {**song, "music": {"title": "Another"}}
    with asking(author={"role": "brand"}, media=[other], relationship={"kind": "own_brand"}):
        assert question in shown(client.post(address(page), form_of(page)))


def test_a_snippet_has_a_panel_of_its_own() -> None:
    note, client = Note.objects.create(text=UNLAWFUL, live=False), superuser()
    html = shown(client.get(reverse("wagtailsnippets_blog_note:edit", args=[note.pk])))
    assert "DO NOT PUBLISH" in html
    assert address(note) in html
    assert "DO NOT PUBLISH" not in shown(client.post(address(note), {"text": LAWFUL}))
    assert editor().post(address(note), {"text": LAWFUL}).status_code == 302
    made = reverse("cmcompliance:new", args=["blog", "note"])
    assert made in shown(client.get(reverse("wagtailsnippets_blog_note:add")))
    assert "DO NOT PUBLISH" in shown(client.post(made, {"text": UNLAWFUL}))


def test_a_check_that_fails_is_said_in_the_panel(monkeypatch: pytest.MonkeyPatch) -> None:
    page = draft_post()
    monkeypatch.setattr(PostPage, "cmcompliance_drafts", lambda self: ["no draft"])
    html = shown(superuser().get(edit_url(page)))
    assert "The legal check failed" in html
    assert "cmcompliance_drafts() returns Drafts or what page_draft() makes, not 'no draft'" in html
