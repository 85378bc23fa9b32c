"""The plugin with the real service: `cmcompliance serve` and its rules."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from wordpress.posts import make_post, settings, stored
from wordpress.site import Site, free_port

_PATIENCE = 120.0
ADVERTISEMENT = "<p>Mon code LEA15 vous donne -15 % chez Lumidaube, foncez !</p>"


@pytest.fixture(scope="module")
def service(wordpress: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("service")
    port = free_port()
    command = [sys.executable, "-m", "cmcompliance", "serve", "--port", str(port), "--workers", "1"]
    with (folder / "log").open("wb") as log:
        started = subprocess.Popen(
            [*command, "--no-config"], stdout=log, stderr=log, cwd=folder, env=dict(os.environ)
        )
    url = f"http://127.0.0.1:{port}"
    try:
        end = time.monotonic() + _PATIENCE
        while not _is_ready(url):
            assert started.poll() is None, (folder / "log").read_text()
            assert time.monotonic() < end, (folder / "log").read_text()
            time.sleep(0.2)
        yield url
    finally:
        started.terminate()
        started.wait(30)


def _is_ready(url: str) -> bool:
    try:
        return requests.get(f"{url}/readyz", timeout=5).ok
    except requests.ConnectionError:
        return False


@pytest.fixture
def site(wordpress: Site, service: str) -> Site:
    settings(wordpress, url=service, seconds=30, jurisdictions=["FR"], role="influencer")
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


def test_a_waiver_is_one_that_the_service_takes(site: Site) -> None:
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


def test_the_settings_page_says_which_rules_answer(site: Site) -> None:
    page = site.page("options-general.php?page=cmcompliance", "admin")
    form = {"action": "cmcompliance_try"} | site.nonce_on(page, "cmcompliance_try")
    assert "The service answers: cmcompliance " in site.submit("admin-post.php", form, "admin").text
