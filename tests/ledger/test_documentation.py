"""The ledgers that docs/ledger.md shows are ledgers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cmcompliance.ledger import read_ledger

PAGE = (Path(__file__).parents[2] / "docs/ledger.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("language", "name"), [("toml", "rights.toml"), ("csv", "rights.csv")])
def test_the_examples_can_be_read(tmp_path: Path, language: str, name: str) -> None:
    (example,) = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / name).write_text(example, encoding="utf-8")
    ledger = read_ledger(tmp_path / name)
    people = [person.name for entry in ledger.entries for person in entry.grant.people or ()]
    assert people[:1] == ["Léa"]
