from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.books import book, rule

from cmcompliance.settings.errors import SettingsError
from cmcompliance.waivers import Waiver
from cmcompliance.waivers.file import parse_waivers, read_waivers

WHOLE = """\
# who accepts what
[[waiver]]
rule = "fr/contest"
paths = ["posts/**", "!posts/old/"]
drafts = "p-1"
words = ["tirage au sort"]
jurisdiction = "FR"
platform = "instagram"
reason = "accord écrit du client"
by = "Léa Martin"
until = 2027-01-31

[[waiver]]
rule = "fr"
reason = "r"
by = "b"
until = "2027-01-31"
"""


def problems_of(text: str) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        parse_waivers(text.encode(), Path("waivers.toml"), "waivers.toml")
    return [str(problem) for problem in caught.value.problems]


def test_a_file_says_all_of_each_waiver_and_where_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "waivers.toml"
    path.write_text(WHOLE, encoding="utf-8")
    first, second = read_waivers(path, "w/waivers.toml").waivers
    assert first == Waiver(
        rule="fr/contest",
        reason="accord écrit du client",
        by="Léa Martin",
        until=date(2027, 1, 31),
        words=("tirage au sort",),
        jurisdiction="FR",
        platform="instagram",
        paths=("posts/**", "!posts/old/"),
        drafts=("p-1",),
        source="file",
        place="w/waivers.toml:2",
        folder=tmp_path,
    )
    assert (second.until, second.place) == (date(2027, 1, 31), "w/waivers.toml:13")


def test_an_empty_file_has_none() -> None:
    assert parse_waivers(b"", Path("w.toml"), "w.toml").waivers == ()


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("[[waiver]]\nrule = 'fr'\n", ["1:3: a waiver needs `by`", "1:3: a waiver needs `reason`"]),
        (
            "[[waiver]]\nrule = 'fr'\nby = 'L'\nreason = 'r'\nuntl = 2027-01-31\n",
            ["5:1: unknown key `untl`; did you mean `until`?"],
        ),
        (
            "[[waiver]]\nrule = 'fr'\nby = 'L'\nreason = ' '\nuntil = 'demain'\n",
            [
                "4:1: `reason`: expected some words, got ' '",
                "5:1: `until`: expected a day such as 2026-11-22, got 'demain'",
            ],
        ),
        (
            "[[waiver]]\nrule = 'fr'\nby = 'L'\nreason = 'r'\nplatform = 'insta'\npaths = ['']\n",
            [
                "5:1: `platform`: 'insta' is not a valid value; did you mean 'instagram'?",
                "6:10: `paths[0]`: expected a pattern such as 'clients/acme/**' or 'post.md', got ''",
            ],
        ),
        ("[[waivers]]\nrule = 'fr'\n", ["1:3: unknown key `waivers`: the file holds [[waiver]] tables only"]),
        ("[waiver]\nrule = 'fr'\n", ["1:2: waivers are tables: write [[waiver]] above the keys of each"]),
        ("waiver = ['fr']\n", ["1:11: waivers are tables: write [[waiver]] above the keys of each"]),
        ("[[waiver]\n", ["1:9: no valid TOML: Expected ']]' at the end of an array declaration"]),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text: str, problems: list[str]) -> None:
    told = problems_of(text)
    assert len(told) == len(problems)
    for one, expected in zip(told, problems, strict=True):
        assert one.startswith(f"waivers.toml:{expected}")


def test_a_selector_that_names_no_rule_comes_with_the_nearest_that_does() -> None:
    file = parse_waivers(WHOLE.replace("fr/contest", "fr/contst").encode(), Path("w.toml"), "w.toml")
    assert [str(problem) for problem in file.wrong_selectors(book(rule("fr/contest/rules-missing")))] == [
        "w.toml:3:1: `rule`: no rule is named by 'fr/contst'; did you mean `fr/contest`?"
    ]
