from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from tests.service.page.visit import Visit

expect = pytest.importorskip("playwright.sync_api").expect


def written(words: str) -> Callable[[Any], None]:
    def reply(question: Any) -> None:
        question.locator("input").fill(words)
        question.get_by_role("button", name="Répondre").click()

    return reply


def ticked(words: str) -> Callable[[Any], None]:
    def reply(question: Any) -> None:
        question.get_by_label(words, exact=True).check()
        question.get_by_role("button", name="Répondre").click()

    return reply


def pressed(words: str) -> Callable[[Any], None]:
    return lambda question: question.get_by_role("button", name=words).click()


ASKED: list[tuple[dict[str, Any], Callable[[Any], None], list[str | int], object]] = [
    ({"field": "author.followers", "type": "number"}, written("48000"), ["author", "followers"], 48_000),
    (
        {"field": "contest.closes_at", "type": "date"},
        written("2026-12-24"),
        ["contest", "closes_at"],
        "2026-12-24",
    ),
    (
        {"field": "contest.rules_url", "type": "text"},
        written("https://a.fr"),
        ["contest", "rules_url"],
        "https://a.fr",
    ),
    ({"field": "contest.filings", "type": "list"}, written("a ; b"), ["contest", "filings"], ["a", "b"]),
    (
        {"field": "contest.prizes", "type": "list"},
        written("vélo"),
        ["contest", "prizes", 0, "description"],
        "vélo",
    ),
    ({"field": "contest.territories", "type": "list"}, ticked("Suisse"), ["contest", "territories"], ["CH"]),
    (
        {"field": "sectors", "type": "list", "choices": ["food", "health"]},
        ticked("santé"),
        ["sectors"],
        ["health"],
    ),
    (
        {"field": "media.people.consent", "type": "bool"},
        pressed("Oui"),
        ["media", 0, "people", 0, "consent"],
        True,
    ),
    (
        {"field": "labels.tone", "type": "choice", "choices": ["a", "b"], "labels": {"b": "doux"}},
        pressed("Doux"),
        ["labels", "tone"],
        "b",
    ),
]


def report() -> str:
    common: dict[str, Any] = {"choices": [], "labels": {}, "why": "", "rules": [], "at_stake": []}
    questions = [common | {"question": f"{question['field']} ?"} | question for question, *_ in ASKED]
    empty = ("findings", "assumed", "from_settings", "not_evaluated", "switched_off", "waiver_notes")
    facts: dict[str, Any] = {name: [] for name in empty}
    facts |= {
        "verdict": "review",
        "language": "fr",
        "jurisdictions": ["FR"],
        "platform": None,
        "baselined": 0,
    }
    facts |= {"as_of": "2026-12-01", "ruleset": {"name": "x", "version": "1", "digest": "x", "packs": []}}
    return json.dumps(facts | {"questions": questions})


def test_answer_of_each_type_stands_in_its_field_as_the_draft_wants_it(visit: Visit) -> None:
    body = report()
    visit.page.route("**/v1/check?*", lambda route: route.fulfill(body=body, content_type="application/json"))
    visit.open().tick("Une image")
    visit.write("Bonjour")
    expect(visit.page.locator("#panel-post .question")).to_have_count(len(ASKED))
    for question, reply, path, value in ASKED:
        with visit.page.expect_request("**/v1/check?*") as request:
            reply(visit.page.locator(f"#panel-post [data-field='{question['field']}']"))
        sent = json.loads(request.value.post_data)
        for step in path:
            sent = sent[step]
        assert sent == value, question
    expect(visit.page.locator("#panel-post .chip")).to_have_count(len(ASKED))


def test_next_question_has_the_focus_unless_one_went_elsewhere(visit: Visit) -> None:
    body = report()
    visit.page.route("**/v1/check?*", lambda route: route.fulfill(body=body, content_type="application/json"))
    visit.open()
    visit.write("Bonjour")
    visit.page.locator("[data-field='labels.tone']").get_by_role("button", name="Doux").click()
    expect(visit.page.locator("[data-field='author.followers'] input")).to_be_focused()
    visit.page.locator("[data-field='labels.tone']").get_by_role("button", name="Doux").click()
    visit.text.focus()
    with visit.page.expect_response("**/v1/check?*"):
        visit.page.keyboard.type(" !")
    expect(visit.text).to_be_focused()
