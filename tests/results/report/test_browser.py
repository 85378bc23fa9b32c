"""The page as somebody has it before them: on a screen, a phone, in print, by keys, without scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cmcompliance.results.report import write_report

expect = pytest.importorskip("playwright.sync_api").expect
Axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe
_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
_WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""
Open = Callable[..., Any]


@pytest.fixture(scope="module")
def files(results: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    return {lang: write_report(results, lang, folder / f"{lang}.html") for lang in ("fr", "en")}  # type: ignore[arg-type]


@pytest.fixture
def opened(browser: Any, files: dict[str, Path]) -> Iterator[Open]:
    """Opens a page in a window of its own; whatever it did that it must not do is told at its end."""
    contexts, pages, amiss = [], [], []

    def open_page(lang: str = "fr", **options: Any) -> Any:
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.add_init_script(_WATCH)
        page.on("pageerror", lambda error: amiss.append(f"error {error}"))
        address = files[lang].as_uri()
        page.on(
            "request",
            lambda asked: asked.url.partition("#")[0] == address or amiss.append(f"request {asked.url}"),
        )
        page.goto(address)
        pages.append(page)
        return page

    yield open_page
    for page in pages:
        amiss += page.evaluate("window.violations ?? []")
    for context in contexts:
        context.close()
    assert amiss == []


def troubles(page: Any) -> list[str]:
    found = Axe().run(page, options=_RULES).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]


def bar(page: Any, axis: str, label: str) -> Any:
    return page.locator(f"[data-axis={axis}] [data-label='{label}'] button")


@pytest.mark.parametrize(("lang", "scheme", "width"), [("fr", "light", 1280), ("en", "dark", 320)])
def test_the_page_is_clean_for_axe_and_fits(opened: Open, lang: str, scheme: str, width: int) -> None:
    page = opened(lang, color_scheme=scheme, viewport={"width": width, "height": 800})
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    page.locator("[data-axis=platform] button").first.click()
    assert troubles(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_bar_filters_the_other_charts_and_the_posts(opened: Open) -> None:
    page = opened()
    said, posts = page.locator(".filters .said"), page.locator("#posts > article:visible")
    expect(said).to_have_text("62 constats")
    whole = posts.count()
    bar(page, "platform", "TikTok").click()
    errors = page.locator("[data-axis=severity] li").first
    expect(said).to_have_text("11 constats sur 62")
    expect(errors.locator(".count")).to_have_text("4")
    expect(bar(page, "platform", "TikTok")).to_have_attribute("aria-pressed", "true")
    assert 0 < posts.count() < whole
    for post in posts.all():
        expect(post.locator(".facts")).to_contain_text("TikTok")
    bar(page, "platform", "Instagram").click()
    bar(page, "severity", "Erreur").click()
    expect(page.locator(".chips button")).to_have_count(3)
    expect(page.locator("[data-axis=severity] li").nth(2).locator(".count")).to_have_text("13")
    page.get_by_role("button", name="Retirer le filtre Instagram").click()
    expect(said).to_have_text("4 constats sur 62")
    page.get_by_role("button", name="Tout montrer").click()
    expect(said).to_have_text("62 constats")
    assert posts.count() == whole


def test_all_of_it_goes_by_keys(opened: Open) -> None:
    page = opened()
    columns = page.locator(".columns button")
    columns.first.focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    assert columns.nth(columns.count() - 2).evaluate("one => one === document.activeElement")
    expect(page.locator("#tip")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#tip")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.locator(".chips button")).to_have_count(1)
    page.locator(".chips button").press("Enter")
    expect(page.locator(".chips button")).to_have_count(0)
    assert page.evaluate("document.activeElement !== document.body")
    page.get_by_role("button", name="Année 2023").press("Space")
    expect(page.locator(".filters .said")).to_contain_text(" sur 62")


def test_a_tooltip_says_what_a_bar_counts(opened: Open) -> None:
    page = opened("en")
    button = bar(page, "platform", "TikTok")
    button.hover()
    expect(page.locator("#tip")).to_have_text("TikTok: 4 errors, 7 pieces of advice")
    expect(button).to_have_attribute("aria-label", "TikTok: 4 errors, 7 pieces of advice")


def test_printed_all_is_unfolded_and_what_acts_is_left_out(opened: Open) -> None:
    page = opened()
    page.emulate_media(media="print")
    expect(page.locator("#posts article pre ins").nth(4)).to_be_visible()
    expect(page.locator("[data-axis=author] table")).to_be_visible()
    expect(page.locator(".filters")).to_be_hidden()


def test_without_scripts_charts_and_tables_are_there(browser: Any, files: dict[str, Path]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(files["fr"].as_uri())
    expect(page.locator("[data-axis=platform] li").first).to_be_visible()
    expect(page.locator(".filters")).to_be_hidden()
    page.locator("[data-axis=platform] summary").click()
    expect(page.locator("[data-axis=platform] table")).to_be_visible()
    expect(page.locator("#posts > article").last).to_be_visible()
    context.close()
