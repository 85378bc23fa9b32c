from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as run_with
from hypothesis import strategies as st
from tests.settings.conftest import values

from cmcompliance.draft.model import Platform, Role
from cmcompliance.rulebook import load_book
from cmcompliance.rulebook.vocabulary import SECTORS
from cmcompliance.settings.loading import load_settings
from cmcompliance.settings.policy import wrong_selectors
from cmcompliance.settings.resolution import resolve, rules_of
from cmcompliance.settings.settings import Settings
from cmcompliance.settings.starter import Answers, Language, starter

COMMENTED = re.compile(r"^# (?=\[|[a-z.]+ = |\"contest\" = )", re.MULTILINE)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
ANSWERS = st.builds(
    Answers,
    role=st.sampled_from([None, *get_args(Role)]),
    name=st.none() | TEXTS,
    handle=st.none() | TEXTS,
    jurisdictions=st.sets(st.sampled_from(["FR", "BE", "CA-QC", "EU"])).map(tuple),
    platforms=st.sets(st.sampled_from(get_args(Platform)), max_size=3).map(tuple),
    sectors=st.sets(st.sampled_from(SECTORS), max_size=3).map(tuple),
)


def written(answers: Answers, language: Language) -> str:
    return starter(answers, language, get_args(Role), SECTORS)


def load(folder: Path, text: str, about: str = "post.md") -> Settings:
    path = folder / "cmcompliance.toml"
    path.write_text(text, encoding="utf-8")
    file = load_settings(path)
    return resolve(tuple(file.layers(folder / about)), file)


def told(answers: Answers) -> dict[str, Any]:
    one = answers.platforms[0] if len(answers.platforms) == 1 else None
    said = {
        "platform": one,
        "jurisdictions": list(answers.jurisdictions) or None,
        "sectors": list(answers.sectors) or None,
        "author.role": answers.role,
        "author.name": answers.name,
        "author.handle": answers.handle,
    }
    return {name: value for name, value in said.items() if value}


@run_with(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ANSWERS, st.sampled_from(["fr", "en"]))
def test_what_is_written_loads_and_says_what_was_answered(
    tmp_path: Path, answers: Answers, language: Language
) -> None:
    text = written(answers, language)
    assert values(load(tmp_path, text).draft) == told(answers)
    for platform in answers.platforms if len(answers.platforms) > 1 else ():
        assert load(tmp_path, text, f"a/{platform}/post.md").draft["platform"].value == platform


@pytest.mark.parametrize("language", ["fr", "en"])
def test_all_that_is_commented_out_may_be_uncommented(tmp_path: Path, language: Language) -> None:
    text = COMMENTED.sub("", written(Answers(), language))
    settings = load(tmp_path, text, "clients/acme/post.md")
    assert set(settings.draft) == {
        "platform",
        "jurisdictions",
        "sectors",
        "author.role",
        "author.name",
        "author.handle",
        "relationship.brand",
    }
    assert set(settings.output) == {"lang", "format", "strict"}
    assert settings.source is not None
    choices = rules_of(tuple(settings.source.every_layer()))
    assert wrong_selectors(choices, load_book()) == []
    assert choices[0].only
    assert choices[0].severity


@given(ANSWERS, st.sampled_from(["fr", "en"]))
def test_comments_are_short_lines(answers: Answers, language: Language) -> None:
    lines = [line for line in written(answers, language).splitlines() if line.startswith("#")]
    assert max(map(len, lines)) <= 100
