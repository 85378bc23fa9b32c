"""The page read again as a browser would read it: what stands there, where its links lead, what it may do."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Sequence
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder
from hypothesis import given, settings
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion
from tests.render.hostile import HOSTILE, everywhere
from tests.render.reading import Reading

from cmcompliance.draft import Draft
from cmcompliance.read import Origin, ReadDraft
from cmcompliance.render import Language
from cmcompliance.render.html import render_html
from cmcompliance.render.outcome import Checked, Outcome
from cmcompliance.report import Finding, LegalBasis, Report, TextSpan

ROOT = Path(__file__).parents[3]
STYLE = ROOT / "src/cmcompliance/render/html/report.css"


def body(page: str) -> str:
    return page.partition("</head>")[2]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_whole_page(outcomes: Sequence[Outcome], language: Language, snapshot: SnapshotAssertion) -> None:
    assert body(render_html(outcomes, language)) == snapshot


def test_the_page_says_its_language_and_the_text_its_own(outcomes: Sequence[Outcome]) -> None:
    elements = Reading(render_html(outcomes, "en")).elements
    assert elements[0] == ("html", {"lang": "en"})
    posts = [attributes for _, attributes in elements if attributes.get("class") == "post"]
    assert {attributes["lang"] for attributes in posts} == {"fr"}


def test_every_link_leads_to_a_place_of_the_page_or_to_the_web(outcomes: Sequence[Outcome]) -> None:
    elements = Reading(render_html(outcomes, "fr")).elements
    names = [attributes["id"] for _, attributes in elements if "id" in attributes]
    links = [attributes["href"] or "" for tag, attributes in elements if tag == "a"]
    assert len(names) == len(set(names))
    assert {link.removeprefix("#") for link in links if link.startswith("#")} <= set(names)
    assert {link for link in links if not link.startswith("#")} == {"https://law.example/a?b=1&c=2"}


def test_a_finding_and_its_words_lead_to_each_other(outcomes: Sequence[Outcome]) -> None:
    page = render_html(outcomes, "fr")
    assert '<a class="ref" href="#d1-f1" data-number="1" aria-label="constat 1"></a>' in page
    assert re.search(r'<a href="#d1-m1-1"[^>]*>ligne 9, colonne 3</a>', page)
    assert '<span id="d1-m1-1"></span><mark class="error">' in page


def test_nothing_is_fetched_and_nothing_runs(outcomes: Sequence[Outcome]) -> None:
    page = render_html(outcomes, "fr")
    reading = Reading(page)
    tags = {tag for tag, _ in reading.elements}
    assert not tags & {"script", "img", "link", "iframe", "object", "form", "base", "svg", "video", "audio"}
    assert not [name for _, attributes in reading.elements for name in attributes if name.startswith("on")]
    assert not [
        attributes for _, attributes in reading.elements if "style" in attributes or "src" in attributes
    ]
    style = "".join(text for text, inside in reading.texts if inside[-1:] == ("style",))
    assert not re.search(r"url\(|@import", style)
    policy = next(
        attributes["content"] or ""
        for _, attributes in reading.elements
        if attributes.get("http-equiv") == "Content-Security-Policy"
    )
    hashed = b64encode(sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{hashed}'; base-uri 'none'; form-action 'none'"


def test_headings_skip_no_level_and_all_elements_are_closed(outcomes: Sequence[Outcome]) -> None:
    reading = Reading(render_html(outcomes, "fr"))
    levels = [int(tag[1]) for tag, _ in reading.elements if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert max(after - before for before, after in pairwise(levels)) == 1
    assert reading.left_open == []


def test_severity_is_said_in_words(outcomes: Sequence[Outcome]) -> None:
    text = Reading(render_html(outcomes, "fr")).text
    assert all(level in text for level in ("Erreur 1", "Alerte 2", "Conseil 3"))


def test_a_single_draft_needs_no_table(outcomes: Sequence[Outcome]) -> None:
    one = Reading(render_html(outcomes[1:2], "en"))
    assert not [tag for tag, _ in one.elements if tag == "table"]
    assert "No rule is broken, as far as we know." in one.text


def test_a_run_without_drafts_is_still_a_page() -> None:
    assert "Compliance check" in Reading(render_html([], "en")).text


def test_words_that_are_not_in_their_field_are_quoted_without_a_link(
    report: Callable[..., Report], finding: Callable[..., Finding]
) -> None:
    stray = finding(spans=[TextSpan(field="media[3].overlay", start=5, end=9, text="solo")])
    item = ReadDraft(Draft(text="Bonjour"), Origin("p.md", None, 1))
    reading = Reading(render_html([Checked(item, report(stray))], "fr"))
    assert "solo" in reading.text
    assert "m1-1" not in render_html([Checked(item, report(stray))], "fr")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        " javascript:x",
        "//e.example",
        "http:x",
        "https://[x",
    ],
)
def test_an_address_that_is_not_of_the_web_is_no_link(
    report: Callable[..., Report], finding: Callable[..., Finding], url: str
) -> None:
    found = report(finding(legal_basis=[LegalBasis(citation="Loi", url=url)]))
    page = render_html([Checked(ReadDraft(Draft(text="a"), Origin("p.md", None, 1)), found)], "fr")
    assert [attributes["href"] for tag, attributes in Reading(page).elements if tag == "a"] == ["#content"]


def _posts(page: str) -> list[str]:
    """Return the text of each field that is shown."""
    return [
        Reading(part.partition(">")[2].partition("</div>")[0]).text
        for part in page.split('<div class="post"')[1:]
    ]


@settings(deadline=None, max_examples=60)
@given(HOSTILE)
def test_nothing_of_a_draft_becomes_an_element_or_an_attribute(words: str) -> None:
    counted_by_words = {"sign", "blank"}  # one for each character that acts, one for each [placeholder]
    page, harmless = render_html(everywhere(words), "fr"), render_html(everywhere("x"), "fr")
    found = [
        (tag, set(attributes), attributes.get("href"))
        for tag, attributes in Reading(page).elements
        if attributes.get("class") not in counted_by_words
    ]
    assert found == [
        (tag, set(attributes), attributes.get("href"))
        for tag, attributes in Reading(harmless).elements
        if attributes.get("class") not in counted_by_words
    ]
    assert Reading(page).comments == []


@settings(deadline=None)
@given(text=HOSTILE | st.text(min_size=1), data=st.data())
def test_the_post_stands_there_exactly(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = TextSpan(field="text", start=start, end=end, text=text[start:end])
    (checked, _) = everywhere("x")
    assert isinstance(checked, Checked)
    found = checked.report.findings[0].model_copy(update={"spans": [span]})
    report = checked.report.model_copy(update={"findings": [found]})
    item = ReadDraft(Draft(text=text), Origin("p.md", None, 1))
    named = re.sub(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]",
        lambda match: f"U+{ord(match[0]):04X}",
        text.replace("\r\n", "\n").replace("\r", "\n"),
    )
    assert _posts(render_html([Checked(item, report)], "fr")) == [named]


def _brightness(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_text_stands_out_from_its_ground_as_wcag_aa_asks(scheme: int) -> None:
    block = re.findall(r":root \{(.*?)\}", STYLE.read_text("utf-8"), re.DOTALL)[scheme]
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block))
    pairs = [(ink, ground) for ink in ("ink", "soft", "link") for ground in ("page", "card", "quiet")]
    pairs += [("ink", f"{name}-back") for name in ("error", "warning", "info", "good")]
    pairs += [(name, f"{name}-back") for name in ("error", "warning", "info", "good")]
    pairs += [("soft", f"{name}-back") for name in ("error", "warning", "info")]
    pairs += [(name, "card") for name in ("error", "warning", "info", "good")]
    for ink, ground in pairs:
        light, dark = sorted((_brightness(colours[ink]), _brightness(colours[ground])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, ground)


def test_the_wheel_holds_the_template_and_the_style_sheet() -> None:
    shipped = {file.distribution_path for file in WheelBuilder(str(ROOT)).recurse_included_files()}
    assert {f"cmcompliance/render/html/{name}" for name in ("report.html.j2", "report.css")} <= shipped
