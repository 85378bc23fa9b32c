import re
from importlib.resources import files

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from cmcompliance.service.page import page_routes
from cmcompliance.service.page.accepted import first_language

_STATIC = files("cmcompliance.service.page").joinpath("static")
_SCRIPTS = sorted(entry.name for entry in _STATIC.iterdir() if entry.name.endswith(".js"))


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(Starlette(routes=page_routes()))


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        (None, "fr"),
        ("", "fr"),
        ("de,ja;q=0.5", "fr"),
        ("en", "en"),
        ("en-GB,en;q=0.9,fr;q=0.8", "en"),
        ("de;q=0.9, fr-CA;q=0.7, en;q=0.6", "fr"),
        ("fr;q=0, en;q=0.1", "en"),
        ("*;q=0.5, en;q=0.1", "fr"),
        (";;;,q=9,en;q=x", "fr"),
    ],
)
def test_page_speaks_the_language_that_the_browser_likes_best(accepted: str | None, language: str) -> None:
    assert first_language(accepted) == language


def test_page_is_marked_with_the_language_it_comes_in(client: TestClient) -> None:
    for accepted, language in (("en-US", "en"), ("fr", "fr")):
        answer = client.get("/", headers={"accept-language": accepted})
        assert answer.headers["content-language"] == language
        assert answer.headers["vary"] == "Accept-Language"
        assert f'<html lang="{language}">' in answer.text


def test_every_file_comes_with_the_policy_its_type_and_nothing_to_guess(client: TestClient) -> None:
    for path in ("/", *(f"/page/{name}" for name in (*_SCRIPTS, "colours.css", "icon.svg"))):
        answer = client.get(path)
        assert answer.status_code == 200, path
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        expected = "javascript" if path.endswith("js") else "css" if path.endswith("css") else ""
        assert expected in answer.headers["content-type"]


def test_file_that_the_browser_has_is_not_sent_again(client: TestClient) -> None:
    tag = client.get("/page/main.js").headers["etag"]
    again = client.get("/page/main.js", headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/", headers={"accept-language": "en", "if-none-match": tag}).status_code == 200


def test_only_the_files_of_the_page_are_served(client: TestClient) -> None:
    for path in (
        "/page/",
        "/page/routes.py",
        "/page/../routes.py",
        "/page/%2e%2e/headers.py",
        "/page/main.js/x",
    ):
        assert client.get(path).status_code == 404, path


def test_page_names_no_other_place_and_holds_no_script_or_style_of_its_own(client: TestClient) -> None:
    page = client.get("/").text
    assert not re.search(r"<style|style=|<script(?! type=\"module\" src=)|\son\w+=|javascript:", page)
    assert all(path.startswith(("page/", "#")) for path in re.findall(r'(?:src|href)="([^"]*)"', page))


@pytest.mark.parametrize("name", _SCRIPTS)
def test_script_imports_only_files_that_are_there_and_writes_no_markup(name: str) -> None:
    script = _STATIC.joinpath(name).read_text(encoding="utf-8")
    assert set(re.findall(r'from "\./([^"]+)"', script)) <= set(_SCRIPTS)
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function", script
    )


def test_french_and_english_have_the_same_words_and_the_same_blanks_in_them() -> None:
    script = _STATIC.joinpath("words.js").read_text(encoding="utf-8")
    french, english = re.split(r"^const EN", script.partition("export const WORDS")[0], flags=re.M)
    one, other = (_words(part) for part in (french, english))
    assert one.keys() == other.keys()
    assert one == other


def _words(script: str) -> dict[str, set[str]]:
    entries = re.split(r"^  (\w+): ?", script, flags=re.M)[1:]
    return {
        key: set(re.findall(r"\{(\w+)\}", value))
        for key, value in zip(entries[::2], entries[1::2], strict=True)
    }
