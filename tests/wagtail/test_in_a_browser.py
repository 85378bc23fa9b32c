"""The panel's script in Chromium, against the real admin of this process."""

import os
import shutil
import threading
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connections
from django.test.testcases import LiveServerThread, QuietWSGIRequestHandler
from tests.wagtail.scenes import UNLAWFUL, body, draft_post, edit_url, stored, superuser

playwright = pytest.importorskip("playwright.sync_api")

_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync")
_WAIT = 60_000


class _Server(LiveServerThread):
    """Threads that share the connection of the tests."""

    def _create_server(self, connections_override: Any = None) -> ThreadedWSGIServer:
        return ThreadedWSGIServer(
            (self.host, 0),
            QuietWSGIRequestHandler,
            allow_reuse_address=False,
            connections_override=connections_override,
        )


class _InTurn(StaticFilesHandler):
    """The site with its static files, one request after the other, since they share a connection."""

    turn = threading.Lock()
    is_open = True

    def __call__(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        with self.turn:
            if self.is_open:
                return [b"".join(super().__call__(environ, start_response))]
        start_response("503 Service Unavailable", [])
        return [b""]

    def shut(self) -> None:
        """Wait for the request that is answered, and answer no other: the test's rows are about to go."""
        with self.turn:
            self.is_open = False


@pytest.fixture(scope="module")
def browser(tables: None) -> Iterator[Any]:
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("no chromium: apt-get install --no-install-recommends chromium")
    # Playwright's loop runs in this thread and hides its connection; nothing here is asynchronous.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    shared = connections["default"]
    with playwright.sync_playwright() as driver:
        connections["default"] = shared
        browser = driver.chromium.launch(executable_path=program, args=list(_FLAGS))
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def address(site: None) -> Iterator[str]:
    connection = connections["default"]
    connection.inc_thread_sharing()
    server = _Server("localhost", _InTurn, connections_override={"default": connection})
    server.daemon = True
    server.start()
    server.is_ready.wait()
    assert server.error is None
    yield f"http://localhost:{server.port}"
    server.httpd.get_app().shut()
    server.terminate()
    connection.dec_thread_sharing()


@pytest.fixture
def editor(browser: Any, address: str) -> Iterator[Any]:
    """A tab of someone who is at home in the admin; an error of the script fails the test."""
    session = superuser().cookies[settings.SESSION_COOKIE_NAME].value
    context = browser.new_context(base_url=address, locale="en-GB")
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])
    page, wrong = context.new_page(), []
    page.on("pageerror", lambda error: wrong.append(str(error)) if "panel.js" in str(error.stack) else None)
    page.set_default_timeout(_WAIT)
    yield page
    context.close()
    assert wrong == []


def test_findings_stand_at_their_blocks_follow_the_text_and_one_click_mends_it(editor: Any) -> None:
    block = "11111111-1111-4111-8111-111111111111"
    post = draft_post("Bonjour", body=body(("line", UNLAWFUL, block)))
    editor.goto(edit_url(post))
    note = editor.locator(f'[data-contentpath="{block}"] [data-cmcompliance-mark]')
    note.wait_for()
    assert "Advertising not disclosed" in note.inner_text()
    inside = editor.locator("[data-cmcompliance-inside]")
    editor.locator("#id_intro").fill("Publicité – collaboration commerciale avec Lumidaube")
    inside.get_by_text("DO NOT PUBLISH").wait_for(state="detached")
    note.wait_for(state="detached")
    editor.locator("#id_intro").fill("Bonjour")
    note.wait_for()
    inside.get_by_role("button", name="Mend").first.click()
    note.wait_for(state="detached")
    assert (
        editor.locator("#id_intro").input_value().startswith("Publicité – collaboration commerciale avec Lum")
    )


def test_a_reason_is_not_taken_away_while_it_is_written_and_accepts_the_finding(editor: Any) -> None:
    post = draft_post()
    editor.goto(edit_url(post))
    inside = editor.locator("[data-cmcompliance-inside]")
    inside.get_by_text("Accept this finding").click()
    reason = inside.get_by_label("Reason")
    reason.fill("Accord du client")
    editor.locator("#id_caption").evaluate("(it) => { it.value = 'Merci encore'; }")
    with editor.expect_response(lambda answer: "/cmcompliance/" in answer.url):
        editor.locator("#id_caption").dispatch_event("input")
    assert reason.input_value() == "Accord du client"
    inside.get_by_role("button", name="Accept", exact=True).click()
    inside.get_by_text("Accord du client").wait_for()
    inside.get_by_text("DO NOT PUBLISH").wait_for(state="detached")
    assert not stored(post).live
