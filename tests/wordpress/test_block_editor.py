"""The block editor in a real browser: the notices, the panel, and publishing in spite of a breach."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from wordpress.fake_service import BREACH, REMARK, Fake, finding, report
from wordpress.posts import make_post, stored
from wordpress.site import Site

playwright = pytest.importorskip("playwright.sync_api")

_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_PATIENCE = 90_000
_READY = "() => window.wp?.data?.select('core/editor')?.getCurrentPostId()"
_NO_GUIDE = "() => wp.data.dispatch('core/preferences').set('core/edit-post', 'welcomeGuide', false)"
BEFORE = ".editor-post-publish-panel .cmcompliance-panel"
"""The panel beside the button that publishes."""
HOSTILE = "<img src=x onerror=window.hurt=1>"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("no chromium: apt-get install --no-install-recommends chromium")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=program, args=list(_FLAGS))
        yield started
        started.close()


class Editor:
    """The block editor with a post open."""

    def __init__(self, browser: Any, site: Site, post: int, user: str) -> None:
        kept = [
            {"name": cookie.name, "value": cookie.value or "", "url": site.url}
            for cookie in site.browser(user).cookies
            if cookie.name != "classic"
        ]
        self.asked: list[str] = []
        self.context = browser.new_context(viewport={"width": 1280, "height": 900})
        self.context.set_default_timeout(_PATIENCE)
        self.context.add_cookies(kept)
        self.page = self.context.new_page()
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(f"{site.url}/wp-admin/post.php?post={post}&action=edit", wait_until="domcontentloaded")
        self.page.wait_for_function(_READY)
        self.page.evaluate(_NO_GUIDE)
        self.page.wait_for_selector(".cmcompliance-panel")

    def open_panel(self) -> None:
        """Open the panel in the sidebar."""
        toggle = self.page.locator(".cmcompliance-panel .components-panel__body-toggle")
        if toggle.get_attribute("aria-expanded") != "true":
            toggle.click()
        self.page.wait_for_selector(".cmcompliance-panel select")

    def publish(self) -> None:
        self.page.click(".editor-post-publish-panel__toggle")
        self.page.click(".editor-post-publish-button")

    def notices(self) -> list[str]:
        self.page.wait_for_function(
            "() => wp.data.select('core/notices').getNotices().some(n => n.id === 'cmcompliance-0')"
        )
        shown: list[str] = self.page.evaluate(
            "() => wp.data.select('core/notices').getNotices().map(n => n.status + ': ' + n.content)"
        )
        return shown

    def panel(self) -> str:
        return str(self.page.inner_text(".cmcompliance-panel >> nth=0"))


@pytest.fixture
def opened(browser: Any, site: Site) -> Iterator[Any]:
    editors: list[Editor] = []

    def opening(post: int, user: str = "editor") -> Editor:
        editors.append(Editor(browser, site, post, user))
        return editors[-1]

    yield opening
    for editor in editors:
        editor.context.close()


def test_what_was_found_is_shown_and_the_draft_kept(site: Site, fake: Fake, opened: Any) -> None:
    post = make_post(site, f"<!-- wp:paragraph --><p>{BREACH}</p><!-- /wp:paragraph -->")
    fake.body = json.dumps(report("block", finding(message=HOSTILE), finding(title="Autre"))).encode()
    editor = opened(post)
    editor.publish()
    notices = editor.notices()
    assert "Autre" in notices[0]
    assert "Promesse d'amaigrissement" in notices[1]
    assert HOSTILE in notices[1]
    assert "found 2 breaches" in notices[2]
    assert all(notice.startswith("error: ") for notice in notices)
    assert len(notices) == 3
    links = editor.page.eval_on_selector_all(".components-notice a", "all => all.map(a => a.href)")
    assert links[0] == "https://law.example/L5122-1"
    assert "Retirez la promesse" in editor.panel()
    assert editor.page.evaluate("() => window.hurt") is None
    assert not [url for url in editor.asked if url.startswith(fake.url)]
    assert stored(site, post)["post_status"] == "draft"


def test_an_administrator_writes_a_reason_and_publishes(site: Site, fake: Fake, opened: Any) -> None:
    editor = opened(make_post(site, BREACH, user="admin"), "admin")
    page = editor.page
    editor.publish()
    editor.notices()
    page.click(f"{BEFORE} details summary")
    page.fill(f"{BEFORE} textarea", "étude au dossier 118")
    page.click(f"{BEFORE} details button")
    page.wait_for_selector(f"{BEFORE} details p[role=status]:not(:empty)")
    page.click(".editor-post-publish-button")
    page.wait_for_function("() => wp.data.select('core/editor').isCurrentPostPublished()")
    assert fake.drafts[-1]["waivers"][0]["reason"] == "étude au dossier 118"


def test_fields_and_a_check_before_publishing(site: Site, fake: Fake, opened: Any) -> None:
    post = make_post(site, f"<!-- wp:paragraph --><p>{REMARK}</p><!-- /wp:paragraph -->")
    editor = opened(post)
    page = editor.page
    editor.open_panel()
    page.select_option(".cmcompliance-panel select >> nth=0", "gifted")
    page.click(".cmcompliance-panel button.is-secondary")
    page.wait_for_selector(".cmcompliance-panel .cmcompliance-warning")
    assert "Superlatif" in editor.panel()
    assert fake.drafts[-1]["relationship"] == {"kind": "gifted"}
    editor.publish()
    notices = editor.notices()
    assert any("has 1 remark" in notice for notice in notices)
    assert stored(site, post)["fields"]["relationship"] == "gifted"
