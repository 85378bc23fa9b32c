"""Forms of wp-admin, as a browser would send them."""

from __future__ import annotations

from html.parser import HTMLParser


class _Form(HTMLParser):
    def __init__(self, form_id: str) -> None:
        super().__init__()
        self._id = form_id
        self._in_form = False
        self._area: str | None = None
        self._choice: str | None = None
        self.values: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._in_form = given.get("id") == self._id
        if not self._in_form:
            return
        name = given.get("name", "")
        if tag == "input" and name:
            ticked = given.get("type") not in {"checkbox", "radio"} or "checked" in given
            if ticked and given.get("type") not in {"submit", "button"}:
                self.values[name] = given.get("value", "")
        elif tag == "textarea" and name:
            self._area = name
            self.values[name] = ""
        elif tag == "select":
            self._choice = name
        elif tag == "option" and self._choice and "selected" in given:
            self.values[self._choice] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._in_form = False
        elif tag == "textarea":
            self._area = None
        elif tag == "select":
            self._choice = None

    def handle_data(self, data: str) -> None:
        if self._area:
            self.values[self._area] += data


def form_on(html: str, form_id: str) -> dict[str, str]:
    """Return the values of a form on a page."""
    parser = _Form(form_id)
    parser.feed(html)
    assert parser.values, f"no form #{form_id}"
    return parser.values
