from __future__ import annotations

from typing import Literal, get_args

import pytest

from cmcompliance.cli.media import lines, words
from cmcompliance.media import ProblemCode, ProvenanceState, What
from cmcompliance.media.vocabularies import DIGITAL_SOURCE_TYPES


@pytest.mark.parametrize("language", ["fr", "en"])
def test_whatever_can_be_said_has_words(language: Literal["fr", "en"]) -> None:
    names = [words.name_of(what, language) for what in get_args(What)]
    states = [words.state_of(state, language) for state in get_args(ProvenanceState)]
    problems = [words.problem_of(code, "x", language) for code in get_args(ProblemCode)]
    assert all([*names, *states, *problems])
    for name in DIGITAL_SOURCE_TYPES:
        assert words.value_of("digital_source_type", name, language).endswith(f"({name})")


def test_whatever_can_be_said_is_shown_in_one_group() -> None:
    shown = [what for group in lines._GROUPS.values() for what in group]
    assert sorted(shown) == sorted(get_args(What))
