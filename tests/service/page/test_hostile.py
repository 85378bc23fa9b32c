from __future__ import annotations

import json

import pytest
from tests.service.page import hostile
from tests.service.page.visit import Visit

expect = pytest.importorskip("playwright.sync_api").expect


def open_all(visit: Visit) -> None:
    """Open all that can be opened, so that nothing hostile stays unseen."""
    visit.page.evaluate("""() => {
        for (const one of document.querySelectorAll("details")) one.open = true;
        for (const one of document.querySelectorAll(".finding-toggle[aria-expanded=false]")) one.click();
    }""")


def links(visit: Visit) -> list[str]:
    found: list[str] = visit.page.eval_on_selector_all("a[href]", "all => all.map((one) => one.href)")
    return [
        link
        for link in found
        if not link.startswith((f"{visit.address}/", "https://www.", "https://eur-lex."))
    ]


def test_hostile_draft_and_rule_pack_are_shown_as_words_and_do_nothing(visit: Visit) -> None:
    visit.open().tick("Instagram")
    visit.page.get_by_label("Sous quel nom ?").fill(hostile.MARKUP)
    visit.write(hostile.TEXT)
    finding = visit.page.locator("#panel-post .finding", has_text="house/word")
    expect(finding).to_have_count(1)
    expect(finding.locator(".finding-title")).to_contain_text("<script>alert(2)</script>")
    question = visit.page.locator("#panel-post .question", has_text="<img src=x")
    question.get_by_role("button").first.click()
    expect(visit.page.locator("#panel-post .chip")).to_contain_text("<script>")
    open_all(visit)
    for link in finding.get_by_role("link").all():
        assert link.get_attribute("target") == "_blank"
        assert link.get_attribute("rel") == "noopener noreferrer external"
    assert all(link.startswith("https://evil.example/%22onmouseover") for link in links(visit))
    finding.get_by_role("button", name="C'est exact, corriger").click()
    expect(visit.text).to_have_value(hostile.TEXT.replace(hostile.WORD, hostile.MARKUP, 1))
    visit.page.wait_for_timeout(300)
    assert visit.page.locator("#panel-post img, #panel-post script, #panel-post svg svg").count() == 0


def test_hostile_answers_of_a_service_are_shown_as_words_and_lead_nowhere(visit: Visit) -> None:
    body = json.dumps(hostile.report())
    lines = "".join(f'{{"line": {number}, "report": {body}}}\n' for number in (1, 2, 3, 4))
    visit.page.route("**/v1/check?*", lambda route: route.fulfill(body=body, content_type="application/json"))
    visit.page.route("**/v1/check/batch?*", lambda route: route.fulfill(body=lines))
    visit.open()
    visit.write("Bonjour")
    expect(visit.page.locator("#panel-post .finding")).to_have_count(2)
    open_all(visit)
    assert links(visit) == []
    visit.tick("Instagram", "TikTok", "Belgique")
    expect(visit.page.locator("#panel-post td.cell.block")).to_have_count(4)
    open_all(visit)
    visit.page.locator("#panel-post .question input").first.check()
    visit.page.locator("#panel-post .question").get_by_role("button", name="Répondre").click()
    expect(visit.page.locator("#panel-post .chip")).to_contain_text("<script>")
    visit.page.wait_for_timeout(200)
    assert links(visit) == []
    assert visit.page.locator("main img, main script, main iframe, main a[onmouseover]").count() == 0


def test_hostile_choices_of_a_service_are_shown_as_words(visit: Visit) -> None:
    choice = [{"value": hostile.MARKUP, "words": hostile.MARKUP}]
    names = ("platform", "jurisdictions", "kind", "author.role", "relationship.kind", "media.kind")
    fields = {
        name: {"type": "choice", "name": hostile.MARKUP, "question": None, "choices": choice}
        for name in names
    }
    body = json.dumps({"language": "fr", "fields": fields})
    visit.page.route(
        "**/v1/vocabulary?*", lambda route: route.fulfill(body=body, content_type="application/json")
    )
    visit.open()
    visit.click("1 autre")
    expect(visit.page.locator("#panel-post .pill", has_text="<script>").first).to_be_visible()
    visit.page.wait_for_timeout(100)
    assert visit.page.locator("main img, main script").count() == 0
