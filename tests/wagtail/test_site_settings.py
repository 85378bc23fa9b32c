"""What the site may say, and what it is told of mistakes."""

from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

from cmcompliance.wagtail.checks import _of_the_set_up as found_by_check
from cmcompliance.wagtail.site_settings import site_settings


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"ON_BLOCK": "stop"}, "CMCOMPLIANCE['ON_BLOCK'] is 'block' or 'warn', not 'stop'"),
        ({"ON_REVIEW": True}, "CMCOMPLIANCE['ON_REVIEW'] is 'allow' or 'block', not True"),
        ({"ON_ERROR": None}, "CMCOMPLIANCE['ON_ERROR'] is 'block' or 'allow', not None"),
        ({"TIMEOUT": 0}, "CMCOMPLIANCE['TIMEOUT'] is a number of seconds above 0, not 0"),
        ({"ONBLOCK": "warn"}, "CMCOMPLIANCE: unknown 'ONBLOCK'; there are SETTINGS, ON_BLOCK"),
        ({"MODELS": ["blog.PostPage"]}, "CMCOMPLIANCE['MODELS'] has a dictionary for each 'app.Model'"),
        ({"MODELS": {"blog.PostPage": {"title": "title"}}}, "with at least 'text'"),
        ({"MODELS": {"blog.PostPage": {"text": "intro", "titel": "x"}}}, "unknown 'titel'; there are text"),
        ("strict", "CMCOMPLIANCE is a dictionary, not 'strict'"),
    ],
)
def test_a_mistake_is_told_with_its_place(given: Any, told: str) -> None:
    with override_settings(CMCOMPLIANCE=given):
        with pytest.raises(ImproperlyConfigured) as caught:
            site_settings()
        assert told in str(caught.value)
        assert told in found_by_check()[0].msg


def test_nothing_said_means_block_what_is_wrong_and_what_fails() -> None:
    with override_settings(CMCOMPLIANCE={}):
        found = site_settings()
    assert (found.on_block, found.on_review, found.on_error) == ("block", "allow", "block")
    assert found.settings is None


@pytest.mark.parametrize(
    ("mapped", "told"),
    [
        ({"blog.Pots": {"text": "intro"}}, "CMCOMPLIANCE['MODELS']['blog.pots']: "),
        ({"blog.PostPage": {"text": "introduction"}}, "blog.PostPage has no `introduction`; it has "),
        ({"blog.PostPage": {"text": "intro", "fields": {"relationship.brand": "firm.name"}}}, "no `firm`"),
    ],
)
def test_check_names_a_model_and_a_field_that_are_not_there(mapped: Any, told: str) -> None:
    with override_settings(CMCOMPLIANCE={"MODELS": mapped}):
        (message,) = found_by_check()
    assert told in message.msg


def test_check_names_settings_that_cannot_be_used(tmp_path: Path) -> None:
    path = tmp_path / "cmcompliance.toml"
    path.write_text('platfrom = "instagram"\n')
    with override_settings(CMCOMPLIANCE={"SETTINGS": path}):
        (message,) = found_by_check()
    assert "platfrom" in message.msg


def test_check_names_what_is_missing_around_the_app() -> None:
    with override_settings(MIDDLEWARE=[]):
        (message,) = found_by_check()
    assert message.id == "cmcompliance.W001"
    with override_settings(CMCOMPLIANCE={"MODELS": {"auth.Group": {"text": "name"}}}):
        (message,) = found_by_check()
    assert message.id == "cmcompliance.W002"


def test_check_wants_the_app_before_wagtail(monkeypatch: pytest.MonkeyPatch) -> None:
    configs = list(apps.get_app_configs())
    monkeypatch.setattr(apps, "get_app_configs", lambda: configs[::-1])
    (message,) = found_by_check()
    assert message.id == "cmcompliance.E005"


def test_check_is_content_with_a_site_that_is_set_up() -> None:
    assert found_by_check() == []
