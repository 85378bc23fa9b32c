"""The settings that the documentation shows are right."""

from __future__ import annotations

import re
from pathlib import Path

from tests.settings.conftest import Write

from cmcompliance.rulebook import load_book
from cmcompliance.settings.loading import load_settings
from cmcompliance.settings.model import SettingsModel
from cmcompliance.settings.policy import wrong_selectors
from cmcompliance.settings.resolution import rules_of

PAGE = Path(__file__).parents[2] / "docs" / "configuration.md"


def test_the_example_is_right_and_every_key_is_documented(write: Write) -> None:
    page = PAGE.read_text(encoding="utf-8")
    example = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)[0]
    file = load_settings(write("cmcompliance.toml", example))
    assert wrong_selectors(rules_of(tuple(file.every_layer())), load_book()) == []
    keys = SettingsModel.model_fields
    assert [name for name in keys if f"`{name}" not in page and name not in example] == []
