"""Somebody who has the page open, and what the page does meanwhile that it must not do."""

from __future__ import annotations

import json
from typing import Any

_WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""


class Visit:
    """The page in a tab of its own. Names that are clicked are those that a reader sees."""

    def __init__(self, context: Any, address: str) -> None:
        self.address = address
        self.place = "about:blank"
        self.amiss: list[str] = []
        self.asked: list[Any] = []
        self.page = context.new_page()
        self.page.set_default_timeout(10_000)
        self.page.add_init_script(_WATCH)
        self.page.on("dialog", self._on_dialog)
        self.page.on("pageerror", lambda error: self.amiss.append(f"error {error}"))
        self.page.on("request", self._on_request)
        self.page.on("popup", lambda _: self.amiss.append("popup"))

    def _on_dialog(self, dialog: Any) -> None:
        if dialog.type != "beforeunload":
            self.amiss.append(f"dialog {dialog.message}")
        dialog.accept()

    def _on_request(self, request: Any) -> None:
        self.asked.append(request)
        if not request.url.startswith((f"{self.address}/", "data:", "blob:")):
            self.amiss.append(f"request {request.url}")

    def open(self, path: str = "/") -> Visit:
        self.place = f"{self.address}{path}"
        self.page.goto(self.place)
        self.page.wait_for_selector("main[aria-busy=false]")
        return self

    def end(self) -> None:
        violations = [] if self.page.is_closed() else self.page.evaluate("window.violations ?? []")
        where = self.page.url
        self.page.close()
        assert self.amiss == []
        assert violations == []
        assert where.partition("#")[0] == self.place

    @property
    def text(self) -> Any:
        return self.page.locator("#panel-post textarea")

    @property
    def verdict(self) -> Any:
        return self.page.locator("#panel-post .verdict-words")

    def write(self, text: str) -> None:
        """Put a text into the composer at once, as by pasting."""
        self.text.focus()
        self.page.keyboard.insert_text(text)

    def tick(self, *names: str) -> None:
        for name in names:
            self.page.locator("#panel-post").get_by_label(name, exact=True).check()

    def untick(self, *names: str) -> None:
        for name in names:
            self.page.locator("#panel-post").get_by_label(name, exact=True).uncheck()

    def click(self, name: str) -> None:
        self.page.get_by_role("button", name=name).first.click()

    def finding(self, title: str) -> Any:
        return self.page.locator("#panel-post .finding", has_text=title)

    def marked(self) -> list[str]:
        """The words that are marked in the text."""
        words: list[str] = self.page.locator("#panel-post .layer mark").all_text_contents()
        return words

    def selected(self) -> str:
        """The words that are selected in the text."""
        return str(self.text.evaluate("(area) => area.value.slice(area.selectionStart, area.selectionEnd)"))

    def drafts(self, path: str) -> list[Any]:
        """The drafts that were sent to an address so far."""
        return [
            json.loads(line)
            for request in self.asked
            if request.url.startswith(f"{self.address}{path}?") and request.post_data
            for line in request.post_data.splitlines()
        ]
