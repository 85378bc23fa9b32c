"""What the documentation says of waivers is true."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from cmcompliance import Checker
from cmcompliance.read import ReadDraft
from cmcompliance.read.text import read_text
from cmcompliance.rulebook import load_book
from cmcompliance.waivers.file import parse_waivers
from cmcompliance.waivers.model import WaiverTable

PAGE = (Path(__file__).parents[2] / "docs" / "waivers.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)[0]


def test_the_drafts_waiver_covers_what_is_found_in_it() -> None:
    item = read_text(block("markdown").encode(), "post.md")
    assert isinstance(item, ReadDraft)
    report = Checker().check(item.draft, today=date(2026, 11, 29))
    assert {finding.rule for finding in report.findings if finding.waived} == {"eu/claims/superlative"}
    assert report.waiver_notes == []


def test_the_waiver_file_is_right() -> None:
    file = parse_waivers(block("toml").encode(), Path("waivers.toml"), "waivers.toml")
    assert list(file.wrong_selectors(load_book())) == []


def test_every_key_is_documented() -> None:
    assert [name for name in WaiverTable.model_fields if f"`{name}`" not in PAGE] == []
