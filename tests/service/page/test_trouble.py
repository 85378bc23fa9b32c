from __future__ import annotations

import json
from typing import Any

import pytest
from tests.service.page.visit import Visit

expect = pytest.importorskip("playwright.sync_api").expect


def problem(status: int, detail: str, **headers: str) -> Any:
    body = json.dumps(
        {"type": "urn:x", "title": "x", "status": status, "detail": detail, "problems": ["ligne 1"]}
    )

    def answer(route: Any) -> None:
        route.fulfill(
            status=status, body=body, headers={"content-type": "application/problem+json", **headers}
        )

    return answer


def test_service_that_is_down_is_told_tried_again_and_loses_no_text(visit: Visit) -> None:
    visit.open()
    visit.page.route("**/v1/check?*", lambda route: route.abort("connectionrefused"))
    visit.write("Bonjour")
    box = visit.page.locator("#panel-post .trouble-box")
    for words in ("Le service ne répond pas.", "Votre texte est toujours là.", "Nouvel essai dans"):
        expect(box).to_contain_text(words)
    expect(visit.verdict).to_have_text("Pas de réponse")
    visit.page.unroute("**/v1/check?*")
    expect(visit.verdict).to_have_text("Rien relevé")
    expect(box).to_have_count(0)
    expect(visit.text).to_have_value("Bonjour")


def test_too_many_requests_wait_as_long_as_the_service_says(visit: Visit) -> None:
    visit.open()
    visit.page.route("**/v1/check?*", problem(429, "trop", **{"retry-after": "7"}))
    visit.write("Bonjour")
    expect(visit.page.locator("#panel-post .trouble-box")).to_contain_text("Nouvel essai dans 7 secondes.")
    visit.page.unroute("**/v1/check?*")
    visit.click("Réessayer")
    expect(visit.verdict).to_have_text("Rien relevé")


def test_key_is_asked_for_sent_as_a_header_and_kept_for_the_tab_only(visit: Visit) -> None:
    def guarded(route: Any) -> None:
        if route.request.headers.get("authorization") == "Bearer cmc_secret":
            route.continue_(headers={**route.request.headers, "authorization": ""})
        else:
            problem(401, "clé")(route)

    visit.page.route("**/v1/**", guarded)
    visit.open()
    dialog = visit.page.get_by_role("dialog", name="Ce service demande une clé")
    dialog.get_by_label("Clé").fill("wrong")
    dialog.get_by_role("button", name="Continuer").click()
    dialog.get_by_label("Clé").fill("cmc_secret")
    dialog.get_by_label("Clé").press("Enter")
    expect(visit.page.locator("#panel-post").get_by_label("Instagram")).to_be_visible()
    visit.write("Bonjour")
    expect(visit.verdict).to_have_text("Rien relevé")
    assert all("cmc_secret" not in request.url for request in visit.asked)
    assert "cmc_secret" not in visit.page.evaluate("JSON.stringify([location.href, {...localStorage}])")
    visit.click("Oublier la clé")
    assert "cmc_secret" not in visit.page.evaluate("JSON.stringify({...sessionStorage})")


def test_who_gives_no_key_is_not_asked_again_and_has_a_way_back(visit: Visit) -> None:
    visit.page.route("**/v1/**", problem(401, "clé"))
    visit.open()
    visit.page.get_by_role("button", name="Plus tard").click()
    visit.page.locator("#trouble").get_by_role("button", name="Donner la clé").click()
    expect(visit.page.get_by_role("dialog")).to_be_visible()
    visit.page.keyboard.press("Escape")
    visit.write("Bonjour")
    expect(visit.page.locator("#panel-post .trouble-box")).to_contain_text("Ce service demande une clé.")
    expect(visit.page.get_by_role("dialog")).to_have_count(0)


def test_draft_that_is_refused_is_told_with_its_problems_and_approves_nothing(visit: Visit) -> None:
    visit.open()
    visit.page.route("**/v1/check?*", problem(422, "Brouillon illisible."))
    visit.write("Bonjour")
    box = visit.page.locator("#panel-post .trouble-box")
    expect(box).to_contain_text("Le service n'a pas pu lire ce brouillon.")
    expect(box).to_contain_text("Brouillon illisible.")
    expect(box.get_by_role("listitem")).to_have_text(["ligne 1"])
    expect(visit.verdict).to_have_text("Pas de réponse")


def test_what_could_not_be_checked_is_told(visit: Visit) -> None:
    visit.open()
    visit.write("このコンテンツは日本語で書かれています。明日、新しい店がオープンします。")
    expect(visit.verdict).to_have_text("À revoir avant de publier")
    expect(visit.page.locator("#panel-post .gaps")).to_contain_text("Ceci n'a pas pu être contrôlé")
