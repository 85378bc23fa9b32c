from __future__ import annotations

import re

import pytest
from tests.service.page.visit import Visit

expect = pytest.importorskip("playwright.sync_api").expect


def test_rules_are_written_filled_in_checked_and_taken(visit: Visit) -> None:
    visit.open()
    visit.page.get_by_role("tab", name="Règlement de jeu").click()
    panel = visit.page.locator("#panel-contest")
    panel.get_by_label("Qui organise ?").fill("Savonnerie du Pont SARL")
    panel.get_by_label("Au", exact=True).fill("2026-12-24")
    panel.get_by_label("Les participants envoient une photo").check()
    panel.get_by_role("button", name="Écrire le règlement").click()
    area = panel.locator("textarea")
    expect(area).to_have_value(re.compile("Savonnerie du Pont SARL"))
    asked = visit.drafts("/v1/contest-rules")[-1]
    assert asked["jurisdictions"] == ["FR"]
    assert asked["contest"]["entry_actions"] == ["upload"]
    verdict = panel.locator(".verdict-words")
    expect(verdict).to_have_text("À ne pas publier en l'état")
    expect(panel.locator(".finding", has_text="Emplacement à remplir")).to_be_visible()
    checked = visit.drafts("/v1/check")[-1]
    assert (checked["kind"], checked["contest"]["closes_at"]) == ("contest_rules", "2026-12-24")

    blanks = re.findall(r"\[[^\[\]\n]+\]", area.input_value())
    assert blanks
    for _ in blanks:
        panel.get_by_role("button", name=re.compile("Compléter")).click()
        visit.page.keyboard.insert_text("à préciser plus loin")
    expect(panel.get_by_role("button", name=re.compile("Compléter"))).to_be_hidden()
    expect(verdict).not_to_have_text("À ne pas publier en l'état")
    with visit.page.expect_download() as download:
        panel.get_by_role("button", name="Télécharger").click()
    assert download.value.suggested_filename == "reglement.md"


def test_rules_that_were_written_over_come_back(visit: Visit) -> None:
    visit.open()
    visit.page.get_by_role("tab", name="Règlement de jeu").click()
    panel = visit.page.locator("#panel-contest")
    panel.locator("textarea").fill("Mon règlement à moi.")
    panel.get_by_role("button", name="Écrire le règlement").click()
    expect(panel.locator("textarea")).to_have_value(re.compile("Article|ARTICLE|Organisat"))
    visit.click("Annuler")
    expect(panel.locator("textarea")).to_have_value("Mon règlement à moi.")
