from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcompliance import Checker, Draft
from cmcompliance.remedy.length import length, length_bound, overrun
from cmcompliance.rulebook import load_book
from cmcompliance.rulebook.book import CountedAs, PlatformInfo

PLATFORMS = load_book().platforms
FAMILY = "👨‍👩‍👧‍👦"


def counting(unit: CountedAs, link_length: int | None = None) -> PlatformInfo:
    return PlatformInfo("x", "X", "X", None, 10, None, None, unit, link_length)


@pytest.mark.parametrize(
    ("unit", "text", "expected"),
    [
        ("characters", FAMILY, 7),
        ("characters", "é\r\n", 2),
        ("graphemes", f"{FAMILY}e\u0301🇫🇷", 3),
        ("utf16", "a🎁", 3),
        ("bytes", "é🎁", 6),
        ("emoji_bytes", "é🎁", 5),
        ("emoji_bytes", "1️⃣", 7),
        ("weighted", "é", 1),
        ("weighted", "e\u0301", 1),
        ("weighted", FAMILY, 2),
        ("weighted", "🇫🇷", 2),
        ("weighted", "日本", 4),
        ("weighted", "« a » – … ’", 12),
    ],
)
def test_a_text_is_as_long_as_the_platform_counts(unit: CountedAs, text: str, expected: int) -> None:
    assert length(text, counting(unit)) == expected


@pytest.mark.parametrize("address", ["https://example.org/a/very/long/path?with=arguments", "https://t.co"])
def test_an_address_counts_for_what_the_platform_says(address: str) -> None:
    assert length(f"Voir {address} !", counting("weighted", 23)) == 5 + 23 + 2
    assert length(f"Voir {address} !", counting("characters")) == 7 + len(address)


@given(st.text(), st.sampled_from(sorted(PLATFORMS)))
def test_the_bound_is_never_less_than_the_length(text: str, platform: str) -> None:
    assert length(text, PLATFORMS[platform]) <= length_bound(text, PLATFORMS[platform])


X = PLATFORMS["x"]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [(200, 280, 0), (200, 281, 1), (280, 300, 20), (281, 300, 0), (24999, 25001, 1), (25001, 25100, 0)],
)
def test_the_lowest_limit_that_a_text_kept_to_holds(before: int, after: int, expected: int) -> None:
    assert overrun("a" * before, "a" * after, Draft(text=""), X) == expected


def test_without_a_known_limit_nothing_is_too_long() -> None:
    assert overrun("a", "a" * 10**5, Draft(text=""), None) == 0
    assert overrun("a", "a" * 10**5, Draft(text=""), PLATFORMS["blog"]) == 0


def test_a_document_has_no_limit_of_posts() -> None:
    assert overrun("a", "a" * 10**5, Draft(text="", kind="contest_rules"), X) == 0


def test_an_edit_says_by_how_much_it_is_too_long() -> None:
    words = "J'utilise le sérum de @lumidaube, mon code LEA15 : 15 % sur le site. "
    text = words + "a" * (280 - len(words))
    fields = {"author": {"role": "influencer"}, "relationship": {"kind": "paid", "platform_label": False}}
    draft = Draft.model_validate({"text": text, "platform": "x", "jurisdictions": ["FR"], **fields})
    edits = {
        finding.obligation: finding.remediation.edit
        for finding in Checker().check(draft).findings
        if finding.remediation.edit
    }
    label = edits["disclosure.missing"]
    assert label.over_limit == length(label.text, X)


def test_a_short_text_is_not_counted_character_by_character() -> None:
    code = (
        "import sys\n"
        "from cmcompliance import check\n"
        "check('Tirage au sort dimanche 🎁 : like et abonne-toi !', platform='x', jurisdictions=['FR'])\n"
        "print('regex' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
