"""The page read again as a browser would read it: what stands there, where its links lead, what it may do."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, settings
from tests.render.hostile import HOSTILE
from tests.render.reading import Reading
from tests.results.made_scans import made_scan, place
from tests.results.report.rows import draft, finding, question, span, varied
from tests.results.report.test_posts import shown

from cmcompliance.render import Language
from cmcompliance.results.report import write_report
from cmcompliance.results.report.making import Content, content_of
from cmcompliance.results.report.page import render_page

EVIL = (
    "x</script><script>alert(1)</script><img src=x onerror=alert(2)>'\">"
    "<svg onload=alert(3)>\u202e\x00{{7*7}}"
)


def marked_up(page: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return what elements there are, each with the names of its attributes, and nothing of what they say."""
    return [(tag, tuple(sorted(attributes))) for tag, attributes in Reading(page).elements]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_page_asks_for_nothing_and_leads_to_places_that_are_there(
    results: Path, language: Language
) -> None:
    page = render_page(content_of(results, language))
    elements = Reading(page).elements
    names = [attributes["id"] for _, attributes in elements if "id" in attributes]
    links = [attributes["href"] or "" for tag, attributes in elements if tag == "a"]
    assert len(names) == len(set(names))
    assert {link.removeprefix("#") for link in links if link.startswith("#")} <= set(names)
    assert {link for link in links if not link.startswith("#")} == {"https://law.example/1"}
    for _, attributes in elements:
        for name in ("aria-labelledby",):
            assert attributes.get(name, names[0]) in names
        assert not {"src", "style", "srcset", "action", "background"} & set(attributes)
        assert not [name for name in attributes if name.startswith("on")]
    assert elements[0] == ("html", {"lang": language})


def test_the_policy_lets_this_script_and_this_style_through_and_nothing_else(content: Content) -> None:
    page = render_page(content)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    for tag in ("style", "script"):
        [inside] = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = b64encode(sha256(inside.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in unescape(policy[1])
    assert unescape(policy[1]).startswith("default-src 'none'; ")


def test_the_same_results_make_the_same_page(results: Path, content: Content, tmp_path: Path) -> None:
    assert render_page(content_of(results, "fr")) == render_page(content)
    moved = results.rename(results.with_name("moved"))
    try:
        place = write_report(moved, "fr", tmp_path / "page.html")
    finally:
        moved.rename(results)
    assert place.read_text(encoding="utf-8") == render_page(content)


def page_of_one(content: Content, words: str) -> str:
    """Return a page whose only post says these words wherever it says something."""
    row = draft(1, words, title=words, handle=words, platform=words, member=words)
    edit = {"action": "insert", "field": "text", "start": 0, "end": 0, "text": words, "safety": "safe"}
    found = finding(1, title=words, message=words, hint=words, rule=words, edit=edit)
    spans = [span("text", 0, 1, words), span("title", 0, len(words), words)]
    post = shown(row, {**found, "spans": spans})
    return render_page(replace(content, posts=(post,), teams=(), campaigns=()))


@pytest.fixture(scope="module")
def tame(content: Content) -> list[tuple[str, tuple[str, ...]]]:
    return marked_up(page_of_one(content, "xyz"))


@given(HOSTILE)
@settings(max_examples=12, deadline=None)
def test_no_word_of_a_post_becomes_markup(
    content: Content, tame: list[tuple[str, tuple[str, ...]]], words: str
) -> None:
    found = marked_up(page_of_one(content, words))
    assert [one for one in found if one != ("span", ("class", "title"))] == tame


def test_whatever_stands_in_results_is_shown_as_words(tmp_path: Path) -> None:
    evil = dict.fromkeys(("handle", "author", "brand", "title", "platform", "language", "role"), EVIL)
    drafts = [
        draft(
            number,
            EVIL + " #evil",
            (1, 0, 0),
            **{**evil, "source": EVIL, "member": EVIL, "questions": 1, "links": [f"https://{EVIL}"]},
            assumed=[EVIL],
            from_settings=[EVIL],
            switched_off=[EVIL],
            not_evaluated=[{"rule": EVIL, "reason": EVIL}],
            jurisdictions=[EVIL],
        )
        for number in (1, 2)
    ]
    law = [
        {"citation": EVIL, "title": EVIL, "url": url}
        for url in ("javascript:alert(4)", f"https://a.example/{EVIL}")
    ]
    waived = {"by": EVIL, "reason": EVIL, "until": None, "place": EVIL}
    findings = [
        finding(number, obligation=EVIL, title=EVIL, message=EVIL, hint=EVIL, legal_basis=law, waived=waiver)
        for number in (1, 2)
        for waiver in (None, waived)
    ]
    stake = [{"rule": EVIL, "obligation": EVIL, "severity": "error", "title": EVIL}]
    questions = [question(number, EVIL, question=EVIL, at_stake=stake) for number in (1, 2)]
    errors = [
        {**place(3), "source": EVIL, "member": EVIL, "kind": kind, "problem": EVIL, "count": 1}
        for kind in ("skipped", "failed")
    ]
    rows = {"drafts": drafts, "findings": findings, "questions": questions, "errors": errors}
    page = render_page(content_of(made_scan(tmp_path / "out", rows), "fr"))  # type: ignore[arg-type]
    elements = Reading(page).elements
    assert [tag for tag, _ in elements if tag in ("script", "img", "iframe", "object")] == ["script"]
    assert not [name for _, attributes in elements for name in attributes if name.startswith("on")]
    assert not [
        one for _, one in elements if (one.get("href") or "").strip().lower().startswith("javascript")
    ]
    assert "\x00" not in page
    assert "\u202e" not in page
    assert "{{7*7}}" in page


def test_a_page_stays_small_however_much_there_is_of_everything(tmp_path: Path) -> None:
    long = "Très long <&> " * 4000
    drafts = [
        draft(
            number,
            f"{number} {long}",
            (30, 0, 0),
            handle=f"@{number} {long}",
            platform=f"p{number}",
            title=long,
            questions=1,
            brand=f"{number} {long}",
            source=f"{long[:500]} {number}",
        )
        for number in range(60)
    ]
    law = [{"citation": long[:3000], "title": long[:3000], "url": "https://law.example"}] * 9
    findings = [
        finding(
            number, obligation=f"o{number}.{other}", title=long[:3000], message=long[:3000], legal_basis=law
        )
        for number in range(60)
        for other in range(30)
    ]
    questions = [question(number, f"f{number}", question=long[:3000]) for number in range(60)]
    rows = {"drafts": drafts, "findings": findings, "questions": questions}
    content = content_of(made_scan(tmp_path / "out", rows), "en")  # type: ignore[arg-type]
    assert len(content.posts) <= 30 + 30 + 17 + 21
    assert len(render_page(content)) < 12_000_000


def test_a_scan_that_was_stopped_and_one_of_nothing_are_told(tmp_path: Path) -> None:
    stopped = render_page(content_of(varied(tmp_path / "a", finished=False), "en"))
    assert "This check was interrupted" in stopped
    empty = render_page(content_of(made_scan(tmp_path / "b", {}), "en"))
    assert "No post has an error or a warning." in empty
    assert "interrupted" not in empty.partition("<body>")[2].partition("<script>")[0]


def test_charts_that_are_too_much_for_a_page_are_static_and_say_so(results: Path) -> None:
    page = render_page(content_of(results, "en", most_cells=3))
    assert "too many combinations" in page
    assert "data-cells" not in page.partition("<script>")[0]
