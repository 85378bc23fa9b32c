"""The plugin with the real service: `cmcompliance serve` and its rules."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests

from wordpress.posts import make_post, settings, stored
from wordpress.site import Site, free_port

_PATIENCE = 120.0
ADVERTISEMENT = "<p>Mon code LEA15 vous donne -15 % chez Lumidaube, foncez !</p>"


@dataclass(frozen=True)
class Service:
    """A running service that wants a key and keeps what it decides."""

    url: str
    key: str
    decisions: str

    def decided(self) -> list[dict[str, Any]]:
        done = _cmcompliance("decisions", "export", "--log", self.decisions)
        return [json.loads(line) for line in done.splitlines()]


def _cmcompliance(*arguments: str) -> str:
    command = [sys.executable, "-m", "cmcompliance", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=_PATIENCE).stdout


@pytest.fixture(scope="module")
def service(wordpress: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder: Path = tmp_path_factory.mktemp("service")
    port = free_port()
    keys, decisions = str(folder / "keys"), str(folder / "decisions.db")
    key = _cmcompliance("keys", "create", "wordpress", "--file", keys).strip()
    command = [sys.executable, "-m", "cmcompliance", "serve", "--port", str(port), "--workers", "1"]
    command += ["--no-config", "--keys", keys, "--need-key", "--log", decisions]
    with (folder / "log").open("wb") as log:
        started = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, env=dict(os.environ))
    url = f"http://127.0.0.1:{port}"
    try:
        end = time.monotonic() + _PATIENCE
        while not _is_ready(url):
            assert started.poll() is None, (folder / "log").read_text()
            assert time.monotonic() < end, (folder / "log").read_text()
            time.sleep(0.2)
        yield Service(url, key, decisions)
    finally:
        started.terminate()
        started.wait(30)


def _is_ready(url: str) -> bool:
    try:
        return requests.get(f"{url}/readyz", timeout=5).ok
    except requests.ConnectionError:
        return False


@pytest.fixture
def site(wordpress: Site, service: Service) -> Site:
    settings(wordpress, url=service.url, key=service.key, seconds=30, jurisdictions=["FR"], role="influencer")
    return wordpress


def test_an_undisclosed_advertisement_is_held_until_it_says_what_it_is(site: Site) -> None:
    post = make_post(site, ADVERTISEMENT)
    said = {"relationship": "paid", "brand": "Lumidaube"}
    held = site.rest("POST", f"/wp/v2/posts/{post}", json={"status": "publish", "cmcompliance_fields": said})
    assert held.status_code == 422, held.text
    (finding, *_) = held.json()["data"]["cmcompliance"]["report"]["findings"]
    assert finding["rule"] == "eu/disclosure/missing"
    assert finding["basis"][0]["url"].startswith("https://")
    label = f"<p>{finding['edit']}</p>"
    mended = site.rest(
        "POST", f"/wp/v2/posts/{post}", json={"content": label + ADVERTISEMENT, "status": "publish"}
    )
    assert mended.json().get("status") == "publish", mended.text
    assert stored(site, post)["verdict"]["report"]["ruleset"].startswith("cmcompliance ")


def test_a_waiver_is_one_that_the_service_takes_and_records(site: Site, service: Service) -> None:
    post = make_post(site, ADVERTISEMENT, user="admin")
    said = {"relationship": "paid", "brand": "Lumidaube"}
    publish = {"status": "publish", "cmcompliance_fields": said}
    assert site.rest("POST", f"/wp/v2/posts/{post}", "admin", json=publish).status_code == 422
    today = site.php("return current_time('Y-m-d');")
    reason = {"reason": "accord du service juridique", "until": today}
    assert site.rest("POST", f"/cmcompliance/v1/posts/{post}/waiver", "admin", json=reason).ok
    published = site.rest("POST", f"/wp/v2/posts/{post}", "admin", json=publish)
    assert published.json().get("status") == "publish", published.text
    findings = stored(site, post)["verdict"]["report"]["findings"]
    assert [one["waived"]["by"] for one in findings if one["waived"]] == ["admin"]
    assert "accord du service juridique" in json.dumps(service.decided()[-1], ensure_ascii=False)


def test_a_draft_that_the_service_cannot_take_is_held_and_the_reason_told(site: Site) -> None:
    post = make_post(site, "Bonjour")
    given = {"content": "a " * 150_000, "status": "publish"}
    held = site.rest("POST", f"/wp/v2/posts/{post}", json=given)
    assert held.status_code == 503
    assert "200,000" in held.json()["message"]
    assert stored(site, post)["post_status"] == "draft"


def test_without_its_key_nothing_is_published(site: Site, service: Service) -> None:
    settings(site, url=service.url, when_down="allow")
    post = make_post(site, "Bonjour")
    held = site.rest("POST", f"/wp/v2/posts/{post}", json={"status": "publish"})
    assert held.status_code == 503
    assert "refused" in held.json()["message"]


def test_the_settings_page_says_which_rules_answer(site: Site) -> None:
    page = site.page("options-general.php?page=cmcompliance", "admin")
    form = {"action": "cmcompliance_try"} | site.nonce_on(page, "cmcompliance_try")
    assert "The service answers: cmcompliance " in site.submit("admin-post.php", form, "admin").text
