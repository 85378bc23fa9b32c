"""Whatever stands in a settings file, it is used or what is wrong with it is told with its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import tomlkit
from hypothesis import HealthCheck, example, given
from hypothesis import settings as run_with
from hypothesis import strategies as st

from cmcompliance.rulebook import Problem
from cmcompliance.settings.errors import SettingsError
from cmcompliance.settings.loading import load_settings
from cmcompliance.settings.model import SettingsModel
from cmcompliance.settings.resolution import resolve

FOLDER_FIXTURE = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
KEYS = st.sampled_from(
    [
        *SettingsModel.model_fields,
        "role",
        "kind",
        "off",
        "on",
        "only",
        "match",
        "strict",
        "lang",
        "format",
        "zz",
    ]
)
WORDS = st.sampled_from(["", "x", "fr", "FR", "brand", "error", "*.md", "!", "cmcompliance.toml", "é\n\x00"])
SCALARS: st.SearchStrategy[Any] = st.one_of(
    WORDS, st.integers(-1, 9), st.booleans(), st.floats(), st.just(date(2026, 1, 1))
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS | WORDS, inner, max_size=3),
    max_leaves=8,
)
TABLES = st.dictionaries(KEYS, VALUES, max_size=5)


@run_with(suppress_health_check=FOLDER_FIXTURE, deadline=None)
@given(TABLES)
@example({"extends": "cmcompliance.toml"})
@example({"paths": [{"match": ["*"], "rules": {"only": ["x"]}}]})
def test_a_file_is_loaded_or_each_problem_has_a_place_in_it(tmp_path: Path, table: dict[str, Any]) -> None:
    path = tmp_path / "cmcompliance.toml"
    text = tomlkit.dumps(table)
    path.write_text(text, encoding="utf-8", newline="")
    lines = text.split("\n")
    problems = problems_of(path)
    for problem in problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        assert str(problem).isprintable()
    if not problems:
        file = load_settings(path)
        assert resolve(tuple(file.layers(tmp_path / "post.md")), file).files == [path]


@run_with(suppress_health_check=FOLDER_FIXTURE, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_text_that_is_no_settings_file_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "cmcompliance.toml"
    path.write_text(text, encoding="utf-8", newline="")
    text_of_problems = [str(problem) for problem in problems_of(path)]
    assert all(line.startswith(f"{path}:") for line in text_of_problems)


def problems_of(path: Path) -> tuple[Problem, ...]:
    """What is wrong with a file; an error always says something."""
    try:
        load_settings(path)
    except SettingsError as error:
        return error.problems or (Problem(str(path), 0, 0, "nothing is said"),)
    return ()
