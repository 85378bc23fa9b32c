from __future__ import annotations

from typing import Any

from cmcompliance.draft import parse_draft
from cmcompliance.rulebook.book import Place
from cmcompliance.settings.defaults import with_defaults
from cmcompliance.settings.overview import Applied, overview
from cmcompliance.settings.settings import Given, RulesChoice, Settings

PLACE = Place("a.toml", 3, 1)
SETTINGS = Settings(
    draft={
        "platform": Given("x", PLACE),
        "author.role": Given("brand", PLACE),
        "author.name": Given("Us", PLACE),
    },
    rules=(RulesChoice(off=(Given("contest", PLACE),), severity={"disclosure": Given("info", PLACE)}),),
    output={"strict": Given(True, PLACE)},
)


def of(draft: dict[str, Any] | None, options: dict[str, Any] | None = None) -> dict[str, Applied]:
    parsed = parse_draft({"text": "a", **draft}) if draft is not None else None
    filled = with_defaults(parsed, SETTINGS.draft)[1] if parsed is not None else None
    return {item.key: item for item in overview(parsed, options or {}, SETTINGS, filled)}


def test_the_source_of_each_value_is_the_one_that_wins() -> None:
    shown = of({"platform": "tiktok", "language": "fr"}, {"jurisdictions": ["FR"]})
    assert shown["platform"] == Applied("platform", "tiktok", "draft")
    assert shown["jurisdictions"] == Applied("jurisdictions", ["FR"], "option")
    assert shown["author.role"] == Applied("author.role", "brand", "settings", PLACE)
    assert shown["kind"] == Applied("kind", "post", "default")
    assert shown["relationship.kind"] == Applied("relationship.kind", None, "default")


def test_what_the_settings_say_of_another_author_is_shown_as_without_effect() -> None:
    shown = of({"author": {"name": "Léa"}})
    assert shown["author.name"] == Applied("author.name", "Léa", "draft")
    assert shown["author.role"] == Applied("author.role", "brand", "settings", PLACE, holds=False)


def test_of_several_drafts_all_that_the_settings_say_is_shown() -> None:
    assert of(None)["author.name"] == Applied("author.name", "Us", "settings", PLACE)


def test_what_is_said_of_rules_and_of_the_output_is_shown() -> None:
    shown = of(None)
    assert shown["rules.off"] == Applied("rules.off", "contest", "settings", PLACE)
    assert shown["rules.severity.disclosure"].value == "info"
    assert shown["output.strict"] == Applied("output.strict", True, "settings", PLACE)
    assert shown["output.lang"] == Applied("output.lang", None, "default")
