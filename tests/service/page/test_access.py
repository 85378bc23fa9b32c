from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from tests.service.page.visit import Visit

expect = pytest.importorskip("playwright.sync_api").expect
Axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe

CONTEST = "🎁 Concours : tague 3 copines pour gagner un savon ! Plus tu tagues, plus tu as de chances."


def breaches(page: Any) -> list[str]:
    """What axe finds on the page as it stands, by WCAG 2.2 AA and its best practices."""
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = Axe().run(page, options={"runOnly": tags, "resultTypes": ["violations"]})
    return [
        f"{breach['id']}: {node['target']} {node['failureSummary']}"
        for breach in found.response["violations"]
        for node in breach["nodes"]
    ]


@pytest.fixture(params=["light", "dark"])
def phone(request: pytest.FixtureRequest, browser: Any, address: str) -> Iterator[Visit]:
    """A narrow phone, in light and dark."""
    size = {"width": 360, "height": 740}
    context = browser.new_context(locale="fr-FR", color_scheme=request.param, viewport=size)
    visit = Visit(context, address)
    yield visit
    visit.end()


def fits(page: Any) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_all_states_are_clean_for_axe_and_fit_a_narrow_phone_in_both_languages(phone: Visit) -> None:
    page = phone.open().page
    assert breaches(page) == []
    assert fits(page)
    phone.tick("Facebook", "TikTok", "Belgique")
    phone.write(CONTEST)
    expect(page.locator("#panel-post td.cell")).to_have_count(4)
    page.evaluate("""() => {
        for (const one of document.querySelectorAll("details")) one.open = true;
        for (const one of document.querySelectorAll(".finding-toggle[aria-expanded=false]")) one.click();
    }""")
    assert breaches(page) == []
    assert fits(page)
    phone.click("English")
    expect(phone.verdict).to_have_text("Do not publish as it is")
    assert breaches(page) == []
    assert fits(page)
    page.get_by_role("tab", name="Contest rules").click()
    page.get_by_role("button", name="Write the rules").click()
    expect(page.locator("#panel-contest .finding").first).to_be_visible()
    assert breaches(page) == []
    assert fits(page)


def test_dialog_and_trouble_are_clean_for_axe(visit: Visit) -> None:
    visit.page.route("**/v1/**", lambda route: route.fulfill(status=401, body="{}"))
    visit.open()
    expect(visit.page.get_by_role("dialog")).to_be_visible()
    assert breaches(visit.page) == []
    visit.page.keyboard.press("Escape")
    assert breaches(visit.page) == []


def test_page_works_at_twice_the_size(browser: Any, address: str) -> None:
    context = browser.new_context(locale="fr-FR", viewport={"width": 640, "height": 512})
    visit = Visit(context, address)
    visit.open()
    visit.write(CONTEST)
    expect(visit.page.locator(".finding").first).to_be_visible()
    assert fits(visit.page)
    visit.end()


def test_keyboard_alone_writes_fixes_and_answers(visit: Visit) -> None:
    page = visit.open().page
    tab_to(page, "main", back=False)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    tab_to(page, "#panel-post textarea")
    page.keyboard.insert_text("J'adore le sérum de @lumidaube, mon code LEA15 vous donne -15 % !")
    tab_to(page, "#panel-post input[value=instagram]")
    page.keyboard.press("Space")
    expect(page.locator("#panel-post input[value=instagram]")).to_be_focused()
    tab_to(page, "#panel-post select >> nth=1")
    page.keyboard.type("Un cré")
    tab_to(page, "#panel-post select >> nth=2")
    page.keyboard.type("Rému")
    tab_to(page, "#panel-post .context input[type=text]:visible >> nth=-1")
    page.keyboard.type("Lumidaube")
    expect(visit.finding("Publicité non signalée")).to_be_visible()
    tab_to(page, ".button.fix >> nth=0")
    page.keyboard.press("Enter")
    expect(visit.text).to_be_focused()
    expect(visit.text).to_have_value(
        "Publicité – collaboration commerciale avec Lumidaube\n"
        + "J'adore le sérum de @lumidaube, mon code LEA15 vous donne -15 % !"
    )
    expect(visit.verdict).to_have_text("Rien relevé, sous réserve de vos réponses")
    tab_to(page, ".question .answer >> nth=0")
    page.keyboard.press("Enter")
    expect(page.locator(".chip")).to_contain_text("oui")
    assert page.evaluate("document.activeElement !== document.body")


def tab_to(page: Any, selector: str, *, back: bool = False, most: int = 80) -> None:
    """Press Tab until what is wanted has the focus; the skip link comes first on the page."""
    if selector == "main":
        page.keyboard.press("Tab")
        return
    wanted = page.locator(selector).element_handle()
    for _ in range(most):
        if wanted.evaluate("(one) => one === document.activeElement"):
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    raise AssertionError(f"{selector} is not to be reached")


def test_summary_is_spoken_once_the_writing_rests(visit: Visit) -> None:
    page = visit.open().page
    page.evaluate("""() => {
        window.spoken = [];
        const place = document.getElementById("spoken");
        new MutationObserver(() => window.spoken.push(place.textContent)).observe(place, {childList: true});
    }""")
    visit.tick("Facebook")
    visit.text.focus()
    page.keyboard.type("Concours : tague 3 copines pour gagner !", delay=20)
    expect(page.locator("#spoken")).not_to_be_empty()
    assert page.evaluate("window.spoken.length") == 1
    assert page.evaluate("window.spoken[0]").startswith("À ne pas publier en l'état. ")


def test_severity_is_told_in_words_and_tabs_follow_the_arrows(visit: Visit) -> None:
    page = visit.open().page
    visit.tick("Facebook")
    visit.write(CONTEST)
    expect(visit.finding("Identification d'amis").locator(".level")).to_have_text("Erreur")
    page.get_by_role("tab", name="Publication").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Règlement de jeu")).to_be_focused()
    expect(page.locator("#panel-contest")).to_be_visible()
    expect(page.locator("#panel-post")).to_be_hidden()


def test_nothing_moves_for_who_wants_it_still(browser: Any, address: str) -> None:
    visit = Visit(browser.new_context(locale="fr-FR", reduced_motion="reduce"), address)
    visit.open()
    moving = """() => [...document.querySelectorAll("*")].filter((one) => {
        const style = getComputedStyle(one);
        return style.animationName !== "none" || style.transitionDuration !== "0s";
    }).length"""
    assert visit.page.evaluate(moving) == 0
    visit.end()
