"""Every way on which something goes live, in the real admin and in code."""

import threading
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db.migrations.state import ProjectState
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone, translation
from tests.wagtail.scenes import (
    LAWFUL,
    UNLAWFUL,
    create_url,
    draft_post,
    edit_url,
    form_of,
    home,
    live_post,
    logged,
    messages_of,
    stored,
    superuser,
)
from tests.wagtail.site.models import FreePage, MappedPage, Note, PostPage
from wagtail.models import Locale, Revision, Task, Workflow, WorkflowTask

from cmcompliance.wagtail.blocked import PublicationBlocked
from cmcompliance.wagtail.judging import Office
from cmcompliance.wagtail.models import AcceptedFinding, key_of

pytestmark = pytest.mark.usefixtures("site")

PUBLISH = {"action-publish": "action-publish"}


def warning() -> Any:
    return override_settings(CMCOMPLIANCE={**settings.CMCOMPLIANCE, "ON_BLOCK": "warn"})


def test_a_new_page_that_may_not_go_live_becomes_a_draft_and_the_editor_is_told_why() -> None:
    response = superuser().post(create_url(), form_of(intro=UNLAWFUL) | PUBLISH, follow=True)
    page = PostPage.objects.get(slug="routine")
    assert not page.live
    assert page.get_latest_revision_as_object().intro == UNLAWFUL
    assert response.redirect_chain[-1][0] == edit_url(page)
    told = messages_of(response)
    assert "“Routine” is not published: 1 error." in told
    assert "Advertising not disclosed (Intro, FR). Law: Loi n° 2023-451" in told
    assert "To do: Put the label in the first words" in told


def test_the_admin_in_french_is_answered_in_french() -> None:
    response = superuser("fr").post(create_url(), form_of(intro=UNLAWFUL) | PUBLISH, follow=True)
    told = messages_of(response)
    assert "n'est pas publié : 1 erreur" in told.replace("&#x27;", "'")
    assert "À faire :" in told


def test_a_new_page_that_may_go_live_does() -> None:
    superuser().post(create_url(), form_of(intro=LAWFUL) | PUBLISH)
    assert PostPage.objects.get(slug="routine").live


def test_a_draft_with_errors_in_its_form_is_refused_as_ever() -> None:
    response = superuser().post(create_url(), form_of(intro=UNLAWFUL, title="") | PUBLISH)
    assert response.status_code == 200
    assert not PostPage.objects.exists()


def test_what_was_edited_stays_a_draft_and_the_live_page_as_it_was() -> None:
    page, client = live_post(), superuser()
    response = client.post(edit_url(page), form_of(page, intro=UNLAWFUL) | PUBLISH, follow=True)
    assert stored(page).live
    assert stored(page).intro == LAWFUL
    assert stored(page).get_latest_revision_as_object().intro == UNLAWFUL
    assert "is not published" in messages_of(response)
    assert "cmcompliance.block" in logged(page)
    client.post(edit_url(page), form_of(page, intro=LAWFUL + " !") | PUBLISH)
    assert stored(page).intro == LAWFUL + " !"


def test_a_draft_may_be_saved_whatever_it_says() -> None:
    page = draft_post(LAWFUL)
    superuser().post(edit_url(page), form_of(page, intro=UNLAWFUL))
    assert stored(page).get_latest_revision_as_object().intro == UNLAWFUL


def test_with_warnings_alone_the_page_goes_live_and_its_history_says_so() -> None:
    page = draft_post()
    with warning():
        response = superuser().post(edit_url(page), form_of(page) | PUBLISH, follow=True)
    assert stored(page).live
    assert "is published in spite of the check: 1 error" in messages_of(response)
    assert "cmcompliance.warn" in logged(page)


def test_a_revision_that_code_publishes_is_held_back() -> None:
    page = draft_post()
    with pytest.raises(PublicationBlocked, match="Advertising not disclosed") as caught:
        page.get_latest_revision().publish()
    assert caught.value.judgement.verdict == "block"
    assert not stored(page).live


@pytest.mark.parametrize("held_as", ["page", "specific"])
def test_a_page_that_code_makes_live_is_held_back(held_as: str) -> None:
    page = draft_post()
    held = page.page_ptr if held_as == "page" else page
    held.live = True
    with pytest.raises(PublicationBlocked):
        held.save()
    with pytest.raises(PublicationBlocked):
        held.save(update_fields=["live"])
    with pytest.raises(PublicationBlocked):
        home().add_child(instance=PostPage(title="Other", intro=UNLAWFUL, sponsor="Lumidaube", live=True))


def test_text_that_code_puts_into_a_live_page_is_checked() -> None:
    page = live_post()
    page.intro = UNLAWFUL
    page.save(update_fields=["seo_title"])
    with pytest.raises(PublicationBlocked):
        page.save(update_fields=["intro"])
    with pytest.raises(PublicationBlocked):
        page.save()


def test_a_live_page_whose_words_do_not_change_can_be_saved_moved_and_hidden() -> None:
    page = draft_post()
    with warning():
        page.get_latest_revision().publish()
    page = stored(page)
    page.seo_title = "Routine"
    page.save()
    other = home().add_child(instance=FreePage(title="Other"))
    page.move(other, pos="last-child")
    page = stored(page)
    page.unpublish()
    assert not stored(page).live


def test_a_schedule_is_refused_when_it_is_made() -> None:
    page, later = draft_post(), timezone.now() + timedelta(days=2)
    response = superuser().post(
        edit_url(page), form_of(page, go_live_at=later.strftime("%Y-%m-%d %H:%M")) | PUBLISH, follow=True
    )
    assert "is not published" in messages_of(response)
    page = draft_post(slug="later", go_live_at=later)
    with pytest.raises(PublicationBlocked):
        page.get_latest_revision().publish()
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_a_scheduled_page_that_may_no_longer_go_live_does_not_stop_the_others(capsys: Any) -> None:
    earlier, wrong = timezone.now() - timedelta(hours=1), draft_post()
    right = draft_post(LAWFUL, slug="right")
    for number, page in enumerate((wrong, right)):
        due = earlier + timedelta(minutes=number)
        page.revisions.update(approved_go_live_at=due)
    call_command("publish_scheduled")
    assert not stored(wrong).live
    assert stored(right).live
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()
    assert "The scheduled publication is cancelled." in capsys.readouterr().err
    assert "cmcompliance.block" in logged(wrong)


@pytest.mark.parametrize("below", [False, True])
def test_a_bulk_publication_is_made_of_all_pages_or_of_none(below: bool) -> None:
    right, wrong = draft_post(LAWFUL, slug="right"), draft_post(slug="wrong")
    chosen = [right]
    if below:
        wrong.move(right, pos="last-child")
        right.refresh_from_db()
    else:
        chosen.append(wrong)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    address = f"{url}?{'&'.join(f'id={page.pk}' for page in chosen)}&next=/admin/"
    data = {"include_descendants": "on"} if below else {}
    client = superuser()
    response = client.post(address, data, follow=True)
    assert "No page was published" in messages_of(response)
    assert not stored(right).live
    assert not stored(wrong).live
    type(wrong).objects.filter(pk=wrong.pk).update(intro=LAWFUL)
    stored(wrong).save_revision()
    client.post(address, data)
    assert stored(right).live
    assert stored(wrong).live


def test_an_approval_of_what_may_not_go_live_leaves_the_workflow_where_it_was() -> None:
    from wagtail.models import GroupApprovalTask

    page, client = draft_post(), superuser()
    workflow = Workflow.objects.create(name="Review")
    task: Task = GroupApprovalTask.objects.create(name="Approve")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    state = workflow.start(page, None)
    address = reverse(
        "wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.current_task_state.pk]
    )
    response = client.post(address, {"comment": ""}, follow=True)
    assert "is not published" in messages_of(response)
    assert response.redirect_chain[-1][0] == edit_url(page)
    state.refresh_from_db()
    assert state.status == "in_progress"
    assert not stored(page).live
    inline = form_of(page) | {"action-workflow-action": "true", "workflow-action-name": "approve"}
    response = client.post(edit_url(page), inline, follow=True)
    assert "is not published" in messages_of(response)
    client.post(edit_url(page), {**inline, "intro": LAWFUL})
    assert stored(page).live


def test_wagtails_own_api_answers_with_the_findings() -> None:
    page = draft_post()
    response = superuser().post(
        reverse("wagtailadmin_api:pages:action", args=[page.pk, "publish"]), content_type="application/json"
    )
    assert response.status_code == 400
    assert "Advertising not disclosed" in response.content.decode()
    assert not stored(page).live


def test_a_copy_that_is_to_be_live_is_checked_like_any_page() -> None:
    page = draft_post()
    with warning():
        page.get_latest_revision().publish()
    address = reverse("wagtailadmin_pages:copy", args=[page.pk])
    fields = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": home().pk, "publish_copies": "on"}
    response = superuser().post(address, fields, follow=True)
    assert "is not published" in messages_of(response)
    assert not PostPage.objects.filter(slug="copy", live=True).exists()


def test_settings_make_the_drafts_of_a_model_that_knows_nothing_of_the_check() -> None:
    french = Locale.objects.get(language_code="fr")
    page = MappedPage(title="Routine", sponsor="Lumidaube", locale=french, live=False)
    page.body = f"<p>{UNLAWFUL}</p>"
    home().add_child(instance=page)
    page.save_revision()
    with pytest.raises(PublicationBlocked):
        page.get_latest_revision().publish()
    page.body = f"<p>Publicité – collaboration commerciale avec Lumidaube</p><p>{UNLAWFUL}</p>"
    page.save_revision().publish()
    assert stored(page).live


def test_a_migration_that_makes_pages_runs() -> None:
    model = ProjectState.from_apps(apps).apps.get_model("blog", "MappedPage")
    stored_as = {field: getattr(home(), field) for field in ("content_type_id", "locale_id", "depth")}
    made = model(
        title="Made",
        intro=UNLAWFUL,
        sponsor="Lumidaube",
        slug="made",
        path="000100010009",
        url_path="/made/",
        **stored_as,
    )
    made.save()
    assert MappedPage.objects.get(slug="made").live


def test_a_page_without_drafts_goes_live_unchecked() -> None:
    page = home().add_child(instance=FreePage(title=UNLAWFUL, slug="free", live=False))
    page.save_revision().publish()
    assert stored(page).live


def test_a_check_that_fails_stops_the_publication_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    page = draft_post(LAWFUL)

    def broken(self: Any) -> Any:
        raise RuntimeError("no picture of that name")

    monkeypatch.setattr(PostPage, "cmcompliance_drafts", broken)
    client = superuser()
    response = client.post(edit_url(page), form_of(page) | PUBLISH, follow=True)
    told = messages_of(response)
    assert "The legal check failed: RuntimeError: no picture of that name" in told
    assert not stored(page).live
    with override_settings(CMCOMPLIANCE={"ON_ERROR": "allow"}):
        response = client.post(edit_url(page), form_of(page) | PUBLISH, follow=True)
    assert "is published UNCHECKED" in messages_of(response)
    assert stored(page).live
    assert "cmcompliance.warn" in logged(page)


def test_a_check_that_takes_too_long_stops_the_publication(monkeypatch: pytest.MonkeyPatch) -> None:
    page, release = draft_post(f"{LAWFUL} Encore une phrase que personne n'a vérifiée."), threading.Event()
    prepared = Office.prepared
    monkeypatch.setattr(Office, "prepared", lambda *args: (release.wait(60), prepared(*args))[1])
    with (
        override_settings(CMCOMPLIANCE={"TIMEOUT": 0.05}),
        pytest.raises(PublicationBlocked, match=r"it took longer than 0\.05 s"),
    ):
        page.get_latest_revision().publish()
    release.set()
    page.get_latest_revision().publish()
    assert stored(page).live


def test_an_alias_goes_live_on_what_was_accepted_of_its_original() -> None:
    page = draft_post()
    accepted = {"rule": "eu/disclosure/missing", "reason": "Accord", "until": date.max, "by_name": "Léa"}
    AcceptedFinding.objects.create(**key_of(page), **accepted)
    page.get_latest_revision().publish()
    alias = stored(page).create_alias(update_slug="alias")
    assert alias.live
    page.intro = UNLAWFUL + " Encore merci."
    page.save_revision().publish()
    assert stored(alias).intro == page.intro
    with pytest.raises(PublicationBlocked):
        home().add_child(instance=PostPage(title="Other", intro=UNLAWFUL, sponsor="Lumidaube", live=True))


def test_a_page_for_review_goes_live_unless_the_site_wants_it_held_back() -> None:
    mapped = {"blog.MappedPage": {"text": "intro", "draft": {"jurisdictions": ["JP"]}}}
    page = home().add_child(instance=MappedPage(title="Bonjour", intro="Bonjour à tous", live=False))
    revision = page.save_revision()
    with (
        override_settings(CMCOMPLIANCE={"MODELS": mapped, "ON_REVIEW": "block"}),
        pytest.raises(PublicationBlocked) as caught,
    ):
        revision.publish()
    assert caught.value.judgement.verdict == "review"
    with override_settings(CMCOMPLIANCE={"MODELS": mapped}):
        revision.publish()
    assert stored(page).live


def test_a_snippet_is_kept_as_a_draft_and_its_editor_told_why() -> None:
    client = superuser()
    french = {"text": UNLAWFUL} | PUBLISH
    response = client.post(reverse("wagtailsnippets_blog_note:add"), french, follow=True)
    note = Note.objects.get()
    assert not note.live
    assert "is not published" in messages_of(response)
    address = reverse("wagtailsnippets_blog_note:edit", args=[note.pk])
    assert response.redirect_chain[-1][0] == address
    response = client.post(address, {"text": UNLAWFUL + "!"} | PUBLISH, follow=True)
    assert "is not published" in messages_of(response)
    assert Note.objects.get().get_latest_revision_as_object().text == UNLAWFUL + "!"
    client.post(address, {"text": LAWFUL} | PUBLISH)
    assert Note.objects.get().live


def test_what_is_raised_speaks_the_language_of_who_publishes() -> None:
    page = draft_post()
    with translation.override("fr"), pytest.raises(PublicationBlocked, match="n'est pas publié"):
        page.get_latest_revision().publish()
