"""The service is slow, down, refuses, or is something else."""

from __future__ import annotations

import json
from typing import Any

import pytest

from wordpress.fake_service import Fake, report
from wordpress.posts import make_post, settings, stored
from wordpress.site import Site, free_port

DOWN = {
    "slow": {"delay": 30.0},
    "busy": {"status": 429},
    "broken": {"status": 503, "body": json.dumps({"title": "The record cannot be kept"}).encode()},
}
REFUSES = {
    "page": {"body": b"<html>welcome</html>"},
    "no verdict": {"body": json.dumps(report("perhaps")).encode()},
    "no findings": {"body": b'{"verdict": "pass"}'},
    "not found": {"status": 404},
    "moved": {"status": 302},
    "draft": {
        "status": 422,
        "body": json.dumps({"title": "Draft", "problems": ["text: too <b>long</b>"]}).encode(),
    },
}


def publish(site: Site, fake: Fake, trouble: dict[str, Any], **policy: Any) -> tuple[int, Any]:
    settings(site, **{"url": fake.url, "seconds": 1 if "delay" in trouble else 30, **policy})
    for name, value in trouble.items():
        setattr(fake, name, value)
    post = make_post(site, "Bonjour")
    return post, site.rest("POST", f"/wp/v2/posts/{post}", json={"status": "publish"})


@pytest.mark.parametrize("trouble", DOWN.values(), ids=DOWN.keys())
def test_a_service_that_is_down_holds_the_post_and_says_so(
    site: Site, fake: Fake, trouble: dict[str, Any]
) -> None:
    post, answer = publish(site, fake, trouble)
    assert answer.status_code == 503
    assert answer.json()["code"] == "cmcompliance_not_checked"
    assert "could not be checked" in answer.json()["message"]
    assert stored(site, post)["post_status"] == "draft"
    assert len(fake.asked) == 1


def test_where_the_site_lets_pass_it_is_published_with_a_warning(site: Site, fake: Fake) -> None:
    post, answer = publish(site, fake, DOWN["broken"], when_down="allow")
    assert answer.json()["status"] == "publish"
    verdict = site.rest("GET", f"/wp/v2/posts/{post}", params={"context": "edit"}).json()[
        "cmcompliance_verdict"
    ]
    assert (verdict["why"], verdict["allowed"]) == ("down", True)
    assert "The record cannot be kept" in verdict["headline"]
    assert "published all the same" in verdict["headline"]


def test_nobody_listens(site: Site, fake: Fake) -> None:
    post, answer = publish(site, fake, {}, url=f"http://127.0.0.1:{free_port()}")
    assert answer.status_code == 503
    assert stored(site, post)["post_status"] == "draft"


@pytest.mark.parametrize("trouble", REFUSES.values(), ids=REFUSES.keys())
def test_a_refusal_never_lets_pass(site: Site, fake: Fake, trouble: dict[str, Any]) -> None:
    post, answer = publish(site, fake, trouble, when_down="allow")
    assert answer.status_code == 503
    assert "refused" in answer.json()["message"]
    assert stored(site, post)["post_status"] == "draft"


def test_a_wrong_key_never_lets_pass_and_the_right_one_is_sent(site: Site, fake: Fake) -> None:
    fake.key = "cmc_right"
    settings(site, url=fake.url, key="cmc_wrong", when_down="allow")
    post = make_post(site, "Bonjour")
    refused = site.rest("POST", f"/wp/v2/posts/{post}", json={"status": "publish"})
    assert refused.status_code == 503
    assert "No valid key" in refused.json()["message"]
    assert "cmc_wrong" not in refused.text
    settings(site, url=fake.url, key="cmc_right")
    assert site.rest("POST", f"/wp/v2/posts/{post}", json={"status": "publish"}).json()["status"] == "publish"


def test_the_key_does_not_follow_a_redirection(site: Site, fake: Fake) -> None:
    settings(site, url=fake.url, key="cmc_right")
    publish(site, fake, {"status": 307})
    assert len(fake.asked) == 1


def test_a_site_that_only_warns_publishes_and_says_what_was_found(site: Site, fake: Fake) -> None:
    settings(site, url=fake.url, mode="warn")
    post = make_post(site, "perdez 10 kilos")
    assert site.rest("POST", f"/wp/v2/posts/{post}", json={"status": "publish"}).json()["status"] == "publish"
    verdict = site.rest("GET", f"/wp/v2/posts/{post}", params={"context": "edit"}).json()[
        "cmcompliance_verdict"
    ]
    assert (verdict["why"], verdict["allowed"]) == ("breach", True)
    assert "published all the same" in verdict["headline"]
