from __future__ import annotations

from collections.abc import Callable
from string import Formatter

import pytest
from typer.testing import Result

from cmcompliance.cli.service_words import _EN, _FR


def _holes(phrase: str) -> list[tuple[str | None, str | None]]:
    return [(name, conversion) for _, name, _, conversion in Formatter().parse(phrase) if name is not None]


@pytest.mark.parametrize("key", sorted({*_FR, *_EN}))
def test_each_phrase_is_in_both_languages_with_the_same_values(key: str) -> None:
    assert _holes(_FR[key]) == _holes(_EN[key])


def test_a_french_terminal_is_spoken_to_in_french(
    run: Callable[..., Result], tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CMCOMPLIANCE_STATE", f"{tmp_path}/state")
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    assert "Son secret" in run("keys", "create", "blog").stderr
    assert "sans fin" in run("keys", "list").stdout
    assert "aucune file" in run("webhooks", "list").stderr
