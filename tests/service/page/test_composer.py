from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from tests.service.page.visit import Visit

expect = pytest.importorskip("playwright.sync_api").expect

CONTEST = "😀 👩‍🍳 🇫🇷 é\n🎁 Concours : tague 3 copines pour gagner un savon !"
PAID = "Ma routine du matin 🌅\nJ'adore le sérum de @lumidaube, mon code LEA15 vous donne -15 % !"


def said_paid(visit: Visit, brand: str = "Lumidaube") -> None:
    visit.page.get_by_label("Qui parle ?").select_option("influencer")
    visit.page.get_by_label("Quel lien avec la marque ?").select_option("paid")
    visit.page.get_by_label("Quelle marque ?").fill(brand)


def test_finding_is_marked_where_its_words_stand_after_emoji_and_foreign_line_ends(visit: Visit) -> None:
    visit.open().tick("Facebook")
    visit.write(CONTEST.replace("\n", "\r\n"))
    expect(visit.verdict).to_have_text("À ne pas publier en l'état")
    assert "tague 3 copines" in visit.marked()
    layer = visit.page.locator("#panel-post .layer").text_content()
    assert layer == visit.text.input_value() + "\u200b"
    visit.finding("Identification d'amis").get_by_role("button", name="Voir dans le texte").click()
    assert visit.selected() == "tague 3 copines"
    expect(visit.page.locator("mark.current")).to_have_text("tague 3 copines")


def test_marks_move_with_the_text_until_the_next_report(visit: Visit) -> None:
    visit.open().tick("Facebook")
    visit.write(CONTEST)
    expect(visit.page.locator("mark", has_text="tague 3 copines")).to_be_visible()
    visit.page.route("**/v1/check?*", lambda route: None)
    visit.page.keyboard.press("Control+Home")
    visit.page.keyboard.insert_text("👋🏽 Bonjour ! ")
    assert "tague 3 copines" in visit.marked()


def test_fix_mends_the_text_and_undo_takes_it_back(visit: Visit) -> None:
    visit.open().tick("Instagram")
    visit.write(PAID)
    said_paid(visit)
    label = "Publicité – collaboration commerciale avec Lumidaube\n"
    for undo in ("keys", "button"):
        finding = visit.finding("Publicité non signalée")
        finding.get_by_role("button", name=re.compile("^Corriger")).click()
        expect(visit.text).to_have_value(label + PAID)
        expect(visit.text).to_be_focused()
        expect(finding).to_have_count(0)
        if undo == "keys":
            visit.page.keyboard.press("Control+z")
        else:
            visit.click("Annuler")
        expect(visit.text).to_have_value(PAID)
        expect(finding).to_have_count(1)


def test_suggested_fix_asks_for_consent_and_leads_to_what_is_to_be_filled_in(visit: Visit) -> None:
    visit.open().tick("Facebook")
    visit.write("🎁 Concours : commente pour gagner un savon ! Tirage au sort dimanche.")
    finding = visit.finding("Conditions du jeu introuvables")
    finding.get_by_role("button", name="Conditions du jeu introuvables", exact=True).click()
    expect(finding).to_contain_text("À confirmer : ne l'acceptez que si c'est vrai.")
    finding.get_by_role("button", name="C'est exact, corriger").click()
    assert visit.selected() == "[lien vers le règlement]"
    visit.page.keyboard.type("savon.fr/jeu")
    expect(visit.text).to_have_value(re.compile(r"Règlement du jeu : savon\.fr/jeu\.$"))


def test_all_safe_fixes_are_made_at_once_for_all_platforms(visit: Visit) -> None:
    visit.open().tick("Instagram", "TikTok")
    visit.write(PAID)
    said_paid(visit)
    visit.click("Faire la correction sûre")
    expect(visit.text).to_have_value(f"Publicité – collaboration commerciale avec Lumidaube\n{PAID}")
    visit.click("Annuler")
    expect(visit.text).to_have_value(PAID)


def test_answer_changes_the_verdict_and_can_be_taken_back(visit: Visit) -> None:
    visit.open().tick("Instagram")
    visit.write(f"Publicité – collaboration commerciale avec Lumidaube\n{PAID}")
    said_paid(visit)
    question = visit.page.locator(".question", has_text="mention de partenariat rémunéré")
    expect(visit.verdict).to_have_text("Rien relevé, sous réserve de vos réponses")
    question.get_by_role("button", name="Non").click()
    expect(visit.verdict).to_have_text("À ne pas publier en l'état")
    expect(question).to_have_count(0)
    assert visit.drafts("/v1/check")[-1]["relationship"]["platform_label"] is False
    chip = visit.page.locator("#panel-post .chip")
    expect(chip).to_have_text(re.compile(r"Vous avez dit\s:.*partenariat.*non"))
    chip.get_by_role("button").click()
    expect(visit.verdict).to_have_text("Rien relevé, sous réserve de vos réponses")
    expect(chip).to_have_count(0)
    assert "platform_label" not in visit.drafts("/v1/check")[-1]["relationship"]


def test_answer_to_what_the_form_holds_goes_into_the_form(visit: Visit) -> None:
    visit.open().tick("Instagram")
    visit.write("J'adore ma nouvelle crème @maisonrive, foncez, lien en bio !")
    visit.page.get_by_label("Qui parle ?").select_option("influencer")
    question = visit.page.locator(".question[data-field='relationship.kind']")
    question.get_by_role("button", name="Cadeau, produit offert").click()
    expect(visit.page.get_by_label("Quel lien avec la marque ?")).to_have_value("gifted")
    expect(question).to_have_count(0)
    visit.page.get_by_role("button", name="Retirer la réponse").click()
    expect(visit.page.get_by_label("Quel lien avec la marque ?")).to_have_value("")


def test_every_platform_and_country_has_its_verdict_and_a_bound_is_told(visit: Visit) -> None:
    visit.open().tick("Facebook", "LinkedIn", "Belgique")
    visit.write(CONTEST)
    table = visit.page.locator("#panel-post table")
    expect(table.get_by_role("columnheader")).to_have_text(["France", "Belgique"])
    expect(table.get_by_role("rowheader")).to_have_text(["Facebook", "LinkedIn"])
    facebook = table.get_by_role("row").nth(1).get_by_role("cell")
    expect(facebook.first).to_contain_text("Ne pas publier")
    expect(visit.finding("Identification d'amis")).to_contain_text("Facebook")
    visit.tick("Instagram", "TikTok", "YouTube", "X (Twitter)", "Luxembourg", "Suisse")
    country = visit.page.locator("#panel-post .pill-find")
    country.fill("allemagne")
    country.press("Enter")
    expect(visit.page.locator("#panel-post .matrix")).to_contain_text("24 combinaisons sont vérifiées sur 30")
    expect(table.locator("td.cell", has_text="non vérifié")).to_have_count(6)
    assert {len(draft["jurisdictions"]) for draft in visit.drafts("/v1/check/batch")[-24:]} == {1}


def test_language_changes_all_words_and_keeps_the_draft(visit: Visit) -> None:
    visit.open().tick("Facebook")
    visit.write(CONTEST)
    expect(visit.finding("Identification d'amis demandée")).to_be_visible()
    visit.click("English")
    expect(visit.verdict).to_have_text("Do not publish as it is")
    expect(visit.finding("asked to tag friends")).to_have_count(0)
    expect(visit.page.locator("html")).to_have_attribute("lang", "en")
    expect(visit.page.get_by_label("Who speaks?")).to_contain_text("A content creator")
    expect(visit.text).to_have_value(CONTEST)
    expect(visit.page.locator("#panel-post").get_by_label("Facebook")).to_be_checked()
    french = re.compile("[éèàç]|Que faire|Voir|règle", re.I)
    assert not french.search(visit.page.locator(".hero, .context, .verdict, #tabs").first.inner_text())


def test_stale_answer_is_dropped(visit: Visit) -> None:
    visit.open()
    held = []

    def hold_first(route: object) -> None:
        held.append(route)
        if len(held) > 1:
            route.continue_()  # type: ignore[attr-defined]

    visit.page.route("**/v1/check?*", hold_first)
    visit.write("Bonjour")
    visit.page.wait_for_timeout(450)
    assert len(held) == 1
    visit.write(" à tous")
    expect(visit.verdict).to_have_text("Rien relevé")
    assert [draft["text"] for draft in visit.drafts("/v1/check")] == ["Bonjour", "Bonjour à tous"]
    assert held[0].request.failure  # type: ignore[attr-defined]


def test_nothing_found_is_no_all_clear(visit: Visit) -> None:
    visit.open()
    visit.write("La boutique ouvre lundi à dix heures.")
    expect(visit.verdict).to_have_text("Rien relevé")
    expect(visit.page.locator("#panel-post .verdict")).to_contain_text("Ce n'est pas un feu vert")
    expect(visit.page.locator("#panel-post .verdict")).to_contain_text("pas un conseil juridique")
    visit.page.get_by_text("Sur quoi repose ce résultat").first.click()
    expect(visit.page.locator("#panel-post .remark-list")).to_contain_text(
        "Supposé, faute d'indication : la langue (français)"
    )


def test_typing_is_a_preview_and_the_report_that_is_taken_a_decision(visit: Visit, tmp_path: Path) -> None:
    visit.open().tick("Facebook")
    visit.write(CONTEST)
    expect(visit.verdict).to_have_text("À ne pas publier en l'état")
    assert all("purpose=preview" in request.url for request in visit.asked if "/v1/check" in request.url)
    for button, name in (("Page web", "html"), ("Markdown", "md"), ("JSON", "json")):
        with visit.page.expect_download() as download:
            visit.click(button)
        assert download.value.suggested_filename == f"rapport-facebook.{name}"
        download.value.save_as(tmp_path / name)
        assert "purpose=decision" in visit.asked[-1].url or "purpose=decision" in visit.asked[-2].url
    assert json.loads((tmp_path / "json").read_text())["verdict"] == "block"
    assert "tague 3 copines" in (tmp_path / "html").read_text()
    assert "tague 3 copines" in (tmp_path / "md").read_text()


def test_characters_are_counted_as_the_platform_counts(visit: Visit) -> None:
    visit.open().tick("X (Twitter)", "Instagram")
    visit.write("👩‍🍳" * 3 + " https://exemple.fr/une/tres/longue/adresse")
    counters = visit.page.locator("#panel-post .counters")
    expect(counters).to_contain_text("X (Twitter) : 30 / 280")
    expect(counters).to_contain_text("Instagram : 52 / 2")


def test_draft_is_kept_only_if_asked_and_only_in_the_browser(visit: Visit) -> None:
    visit.open()
    visit.write("Bonjour 🎁")
    kept = "Object.keys(localStorage).length"
    assert visit.page.evaluate(kept) == 0
    box = visit.page.get_by_label("Garder ce brouillon dans ce navigateur")
    box.check()
    visit.page.goto("about:blank")
    visit.open()
    expect(visit.text).to_have_value("Bonjour 🎁")
    box.uncheck()
    assert visit.page.evaluate(kept) == 0


def test_page_works_behind_a_proxy_under_a_path(visit: Visit) -> None:
    def forward(route: Any) -> None:
        inside = route.request.url.replace("/outils/controle/", "/")
        route.fulfill(response=route.fetch(url=inside))

    visit.page.route("**/outils/controle/**", forward)
    visit.open("/outils/controle/").tick("Facebook")
    visit.write(CONTEST)
    expect(visit.verdict).to_have_text("À ne pas publier en l'état")


def test_countries_are_found_by_name_or_code_without_case_or_accents(visit: Visit) -> None:
    visit.open()
    country = visit.page.locator("#panel-post .pill-find")
    for typed in ("quebec", "gb", "atlantis"):
        country.fill(typed)
        country.press("Enter")
    expect(country).to_have_value("atlantis")
    visit.untick("France")
    visit.write("La boutique ouvre lundi.")
    expect(visit.page.locator("#panel-post table").get_by_role("columnheader")).to_have_text(
        ["Québec", "Royaume-Uni"]
    )
