"""The check of all that is live, and what belongs to a release."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings
from tests.wagtail.scenes import LAWFUL, UNLAWFUL, draft_post, live_post
from tests.wagtail.site.models import Note, PostPage

pytestmark = pytest.mark.usefixtures("site")


def test_what_came_in_past_the_gate_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    live_post(slug="right")
    wrong = draft_post(slug="wrong")
    PostPage.objects.filter(pk=wrong.pk).update(live=True)
    with pytest.raises(CommandError, match="must not be public") as caught:
        call_command("cmcompliance_check")
    assert caught.value.returncode == 1
    out = capsys.readouterr().out
    assert f"block blog.PostPage:{wrong.pk} Routine" in out
    assert "  - Advertising not disclosed (Intro, FR): Loi n° 2023-451" in out
    assert "pass: 1, review: 0, block: 1, failed: 0" in out


def test_drafts_are_nobodys_business(capsys: pytest.CaptureFixture[str]) -> None:
    draft_post()
    Note.objects.create(text=UNLAWFUL, live=False)
    call_command("cmcompliance_check")
    assert "pass: 0, review: 0, block: 0, failed: 0" in capsys.readouterr().out


def test_the_findings_are_told_in_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    PostPage.objects.filter(pk=draft_post().pk).update(live=True)
    with pytest.raises(CommandError):
        call_command("cmcompliance_check", "blog.PostPage", lang="fr")
    assert "Publicité non signalée" in capsys.readouterr().out
    call_command("cmcompliance_check", "blog.Note")


def test_what_could_not_be_checked_is_no_success(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    live_post()
    monkeypatch.setattr(PostPage, "cmcompliance_drafts", lambda self: 1 / 0)
    with pytest.raises(CommandError) as caught:
        call_command("cmcompliance_check")
    assert caught.value.returncode == 2
    assert "ZeroDivisionError" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["blog.Pots", "pots", "blog.FreePage"])
def test_a_model_that_is_not_checked_is_refused(name: str) -> None:
    with pytest.raises(CommandError) as caught:
        call_command("cmcompliance_check", name)
    assert caught.value.returncode == 2


def test_what_is_to_be_reviewed_fails_a_strict_check() -> None:
    mapped = {"blog.MappedPage": {"text": "intro", "draft": {"jurisdictions": ["JP"]}}}
    from tests.wagtail.scenes import home
    from tests.wagtail.site.models import MappedPage

    with override_settings(CMCOMPLIANCE={"MODELS": mapped}):
        home().add_child(instance=MappedPage(title="Bonjour", intro="Bonjour à tous"))
        call_command("cmcompliance_check")
        with pytest.raises(CommandError) as caught:
            call_command("cmcompliance_check", strict=True)
    assert caught.value.returncode == 1


def test_the_migrations_make_the_tables_that_the_models_describe() -> None:
    call_command("makemigrations", "cmcompliance_wagtail", check_changes=True, dry_run=True, verbosity=0)


def test_a_text_that_may_be_published_passes(capsys: pytest.CaptureFixture[str]) -> None:
    live_post(LAWFUL)
    call_command("cmcompliance_check")
    assert "pass: 1" in capsys.readouterr().out
