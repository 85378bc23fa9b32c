"""Whatever keeps an error from deciding is told in each form of a report that a person or a build keeps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]
RULE = "eu/paid-entry"
LATER = (date.today() + timedelta(days=400)).isoformat()
SETTINGS = {
    "lowered": "rules.severity.contest = 'info'\n",
    "off": "rules.off = ['contest']\n",
    "only": "rules.only = ['contest.rules-missing']\n",
    "waived": f"[[waiver]]\nrule = '{RULE}'\nreason = 'accord écrit'\nby = 'Léa'\nuntil = {LATER}\n",
    "baseline": "baseline = 'baseline.json'\n",
}
TOLD = {
    "lowered": ("advice by your settings; error by the rule", '"regraded_from": "error"'),
    "off": ("switched off by your settings", f"{RULE} is switched off"),
    "only": ("switched off by your settings", f"{RULE} is switched off"),
    "waived": ("accord écrit", "accord écrit"),
    "baseline": ("1 finding that the baseline has is not shown", '"baselined": 1'),
}
JSON_TOLD = {
    "lowered": '"regraded_from": "error"',
    "off": f'"{RULE}"',
    "only": f'"{RULE}"',
    "waived": "accord écrit",
    "baseline": '"baselined": 1',
}


@pytest.mark.parametrize("how", SETTINGS)
def test_what_keeps_an_error_from_deciding_is_told(how: str, run: Run) -> None:
    Path("post.md").write_text("Achète un savon", encoding="utf-8")
    assert run("check", "post.md").exit_code == 1
    assert run("baseline", "post.md").exit_code == 0
    Path("cmcompliance.toml").write_text(SETTINGS[how], encoding="utf-8")
    forms = ("report.json", "report.html", "report.md", "report.sarif")
    outputs = [part for form in forms for part in ("--output", form)]
    assert run("check", "post.md", "--lang", "en", *outputs).exit_code == 0
    words, sarif = TOLD[how]
    assert words in " ".join(run("check", "post.md", "--lang", "en").stdout.split())
    for form in ("report.html", "report.md"):
        assert words in Path(form).read_text(encoding="utf-8").replace("\u00a0", " ")
    assert JSON_TOLD[how] in Path("report.json").read_text(encoding="utf-8")
    assert sarif in Path("report.sarif").read_text(encoding="utf-8")
