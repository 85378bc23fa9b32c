"""The skeleton of contest rules, once filled in, passes the check that it is for; each clause counts."""

from __future__ import annotations

from datetime import date

import pytest

from cmcompliance import Checker
from cmcompliance.draft import Draft, parse_draft
from cmcompliance.reglement import skeleton
from cmcompliance.remedy import apply_edit
from cmcompliance.rulebook import RuleBook

DAY = date(2026, 11, 22)
Settings = tuple[str, list[str], str | None, str, list[str]]
Missing = tuple[str, list[str], str, str, str, str]
PROMOTIONS = [
    ("fr", ["FR"], "instagram", "chance", []),
    ("fr", ["FR"], "facebook", "skill", ["upload"]),
    ("fr", ["FR"], None, "chance", []),
    ("fr", ["BE"], "instagram", "skill", []),
    ("fr", ["LU"], "website", "chance", []),
    ("fr", ["CH"], "tiktok", "chance", []),
    ("fr", ["CA-QC"], "instagram", "chance", []),
    ("en", ["CA"], "youtube", "chance", []),
    ("en", ["GB"], "instagram", "chance", []),
    ("en", ["GB"], "youtube", "skill", ["upload"]),
    ("en", ["IE"], "facebook", "chance", []),
    ("en", ["US"], "facebook", "chance", []),
    ("en", ["US-NY"], "instagram", "skill", ["upload"]),
]


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


def promotion(
    text: str,
    language: str,
    jurisdictions: list[str],
    platform: str | None,
    mechanism: str | None,
    actions: list[str],
) -> Draft:
    return parse_draft(
        {
            "text": text,
            "kind": "contest_rules",
            "language": language,
            "platform": platform,
            "jurisdictions": jurisdictions,
            "published_at": DAY.isoformat(),
            "contest": {"mechanism": mechanism, "entry_actions": actions or None} if mechanism else None,
        }
    )


FILLED_IN = {
    "organiser": {"fr": "Lin SAS", "en": "Lin Ltd"},
    "address": {"fr": "12 rue des Lilas, 75011 Paris", "en": "12 Mill Lane, Leeds LS1 4AP"},
    "contact": {"fr": "jeu@lin.example", "en": "promo@lin.example"},
    "opens_at": {"fr": "1er décembre 2026", "en": "1 December 2026"},
    "closes_at": {"fr": "24 décembre 2026", "en": "24 December 2026"},
    "entry": {"fr": "commenter la publication du jeu", "en": "comment on the promotion's post"},
    "draw_date": {"fr": "28 décembre 2026", "en": "28 December 2026"},
    "criteria": {"fr": "originalité, respect du thème", "en": "originality, relevance to the theme"},
    "prizes": {"fr": "3 × panier garni, d'une valeur de 80 €", "en": "3 × hamper, retail value $80"},
    "company": {"fr": "Lin SAS", "en": "Lin Ltd"},
    "rules_url": {"fr": "https://lin.example/reglement", "en": "https://lin.example/rules"},
}


def filled_in(text: str, language: str, book: RuleBook) -> str:
    for name, words in FILLED_IN.items():
        text = text.replace(book.placeholders[name][language], words[language])
    return text


@pytest.mark.parametrize("settings", PROMOTIONS, ids=str)
def test_the_skeleton_filled_in_passes_its_own_check(checker: Checker, settings: Settings) -> None:
    text = skeleton(promotion("", *settings), checker.book, settings[0], DAY)
    report = checker.check(promotion(filled_in(text, settings[0], checker.book), *settings))
    assert report.verdict == "pass", [(finding.rule, finding.spans) for finding in report.findings]
    assert not report.questions


@pytest.mark.parametrize("settings", PROMOTIONS, ids=str)
def test_the_skeleton_is_refused_for_nothing_but_its_placeholders(
    checker: Checker, settings: Settings
) -> None:
    text = skeleton(promotion("", *settings), checker.book, settings[0], DAY)
    report = checker.check(promotion(text, *settings))
    assert report.verdict == "block"
    (finding,) = (finding for finding in report.findings if finding.severity != "info")
    assert finding.obligation == "editorial.placeholder-left"
    known = {words[settings[0]] for words in checker.book.placeholders.values()}
    assert {span.text for span in finding.spans} <= known
    assert not report.questions


WITHOUT = [
    ("fr", ["FR"], "instagram", "chance", "organiser", "contest.organiser-missing"),
    ("fr", ["FR"], "instagram", "chance", "dates", "contest.dates-missing"),
    ("fr", ["FR"], "instagram", "chance", "prizes", "contest.prize-unclear"),
    ("fr", ["FR"], "instagram", "chance", "draw", "contest.winner-selection-missing"),
    ("fr", ["FR"], "instagram", "chance", "eligibility", "contest.eligibility-missing"),
    ("fr", ["BE"], "instagram", "skill", "data", "privacy.collection-notice-missing"),
    ("fr", ["FR"], "instagram", "chance", "platform", "platform.release-missing"),
    ("fr", ["FR"], "facebook", "chance", "platform", "platform.no-association-missing"),
    ("en", ["CA"], "youtube", "chance", "skill-question", "contest.skill-question-missing"),
    ("en", ["CA"], "youtube", "chance", "odds", "contest.odds-missing"),
    ("en", ["CA"], "youtube", "chance", "prizes", "contest.prize-value-missing"),
    ("en", ["GB"], "instagram", "chance", "platform", "platform.release-missing"),
]


@pytest.mark.parametrize("case", WITHOUT, ids=str)
def test_a_missing_clause_is_found_and_given_to_insert(checker: Checker, case: Missing) -> None:
    language, jurisdictions, platform, mechanism, clause, obligation = case
    settings = (language, jurisdictions, platform, None, [])
    actions = ["upload"] if clause == "content" else []
    empty = promotion("", language, jurisdictions, platform, mechanism, actions)
    whole = skeleton(empty, checker.book, language, DAY)
    heading = checker.book.clauses[clause].title[language]
    articles = [article for article in whole.split("\n\n") if heading not in article.split("\n")[0]]
    draft = promotion("\n\n".join(articles), *settings)

    missing = [finding for finding in checker.check(draft).findings if finding.obligation == obligation]

    assert missing
    edit = missing[0].remediation.edit
    assert edit is not None
    assert edit.text.strip().startswith(heading)
    mended = apply_edit(draft, edit)
    assert obligation not in {finding.obligation for finding in checker.check(mended).findings}


def test_what_the_draft_gives_is_filled_in(checker: Checker) -> None:
    draft = parse_draft(
        {
            "text": "",
            "kind": "contest_rules",
            "jurisdictions": ["FR"],
            "contest": {
                "organiser": "Sel & Mer",
                "opens_at": "2026-12-01",
                "closes_at": "2026-12-24",
                "prizes": [{"description": "panier garni", "quantity": 2, "value": 80, "currency": "EUR"}],
            },
        }
    )
    text = skeleton(draft, checker.book, "fr", DAY)
    assert "la société Sel & Mer" in text
    assert "commence le 1er décembre 2026 et se termine le 24 décembre 2026" in text
    assert "2 × panier garni (80 EUR)" in text
    assert "territoire suivant : France" in text


def test_a_clause_for_other_promotions_stays_out(checker: Checker) -> None:
    france = skeleton(promotion("", "fr", ["FR"], None, "chance", []), checker.book, "fr", DAY)
    titles = checker.book.clauses
    for other in ("skill-question", "odds", "void", "platform", "content", "judging"):
        assert titles[other].text["fr"].split("{")[0] not in france
