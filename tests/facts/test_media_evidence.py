from datetime import date
from typing import Any

import pytest

from cmcompliance.draft import Draft, parse_draft
from cmcompliance.facts import Fact
from cmcompliance.facts.media import media_facts
from cmcompliance.facts.publication import Publication
from cmcompliance.rulebook.book import MediaFact, Place

DAY = date(2026, 11, 30)
SHOP = {"author": {"name": "Atelier Lune", "role": "brand"}, "jurisdictions": ["FR"], "platform": "instagram"}


def ancestry(code: str) -> tuple[str, ...]:
    return (code, "EU") if code in {"FR", "BE"} else (code, "US") if code.startswith("US-") else (code,)


def fact(medium: dict[str, Any], wanted: dict[str, Any], **fields: Any) -> Fact:
    draft: Draft = parse_draft({"text": "x", "media": [medium], **{**SHOP, **fields}})
    definition = MediaFact("media.it", {}, wanted, Place("test", 1))
    publication = Publication(draft, DAY, ancestry)
    return media_facts(publication, [definition])["media.it"]


def says(what: str, value: str) -> dict[str, Any]:
    return {"file": {"says": [{"what": what, "value": value, "where": "XMP there"}]}}


def grants(**grant: Any) -> dict[str, Any]:
    return {"grants": [{"place": "rights.toml:4", **grant}]}


def test_where_nothing_was_found_nothing_is_asked() -> None:
    assert fact({}, {"disagrees": ["source"]}).value is False
    assert fact({}, {"owner": ["absent"]}).value is True


@pytest.mark.parametrize(
    ("copyright_", "owner"),
    [
        ("© 2026 Getty Images", "another"),
        ("Copyright Jean Dupont, tous droits réservés", "another"),
        ("© 2026 ATELIER LUNE", "own"),
        ("(c) atelierlune.fr", "own"),
        ("All rights reserved", "absent"),
        ("© 2026", "absent"),
    ],
)
def test_whose_a_file_says_it_is(copyright_: str, owner: str) -> None:
    assert fact({"evidence": says("copyright", copyright_)}, {"owner": [owner]}).value is True


def test_where_nobody_is_known_to_publish_only_an_agency_is_another() -> None:
    nobody = {"author": {"role": "brand"}}
    assert (
        fact({"evidence": says("credit", "Ana / Getty Images")}, {"owner": ["another"]}, **nobody).value
        is True
    )
    assert fact({"evidence": says("credit", "Ana")}, {"owner": ["another"]}, **nobody).value is False


def test_a_picture_said_to_be_own_is_contradicted_by_its_file() -> None:
    found = fact({"source": "own", "evidence": says("copyright", "© AFP")}, {"disagrees": ["source"]})
    assert (found.value, found.origin) == (True, "file")
    assert [(one.field, one.where, one.value) for one in found.shown] == [("media[0]", "XMP there", "© AFP")]
    completed = {**says("copyright", "© AFP"), "completed": {"source": "ledger"}}
    assert fact({"source": "own", "evidence": completed}, {"disagrees": ["source"]}).value is False


def test_not_made_by_ai_is_contradicted_by_the_file_and_by_the_ledger() -> None:
    made = says("digital_source_type", "trainedAlgorithmicMedia")
    wanted = {"disagrees": ["ai_generated"]}
    assert fact({"ai_generated": False, "evidence": made}, wanted).value is True
    assert fact({"ai_generated": True, "evidence": made}, wanted).value is False
    assert fact({"ai_generated": False, "evidence": grants(ai_generated=True)}, wanted).origin == "ledger"


@pytest.mark.parametrize(
    ("grant", "state"),
    [
        ({"licence": "cession"}, "granted"),
        ({"until": "2026-03-31"}, "expired"),
        ({"starts": "2026-12-01"}, "not_begun"),
        ({"uses": ["print"]}, "print_only"),
        ({"uses": ["print", "social"]}, "granted"),
        ({"territories": ["EU"]}, "granted"),
        ({"territories": ["US"]}, "other_territory"),
        ({"licence": "aucune"}, "none"),
        ({"licence": "CC BY-NC 4.0", "until": "2026-03-31"}, "expired"),
        ({"licence": "CC BY-NC 4.0", "until": "2027-03-31"}, "non_commercial"),
    ],
)
def test_what_a_ledger_grants_is_the_state_of_the_licence(grant: dict[str, Any], state: str) -> None:
    for attribute in ("licence", "ledger"):
        found = fact({"evidence": grants(**grant)}, {attribute: [state]})
        assert found.value is True, (attribute, found)
    assert found.shown[0].where == "rights.toml:4"


@pytest.mark.parametrize(
    ("granted", "aimed_at", "state"),
    [
        (["FR"], ["FR", "BE"], "other_territory"),
        (["EU", "US"], ["FR", "US-NY"], "granted"),
        (["US-NY"], ["US"], "other_territory"),
        (["EU"], ["GB"], "other_territory"),
    ],
)
def test_every_territory_aimed_at_lies_in_one_that_is_granted(
    granted: list[str], aimed_at: list[str], state: str
) -> None:
    found = fact({"evidence": grants(territories=granted)}, {"ledger": [state]}, jurisdictions=aimed_at)
    assert found.value is True


@pytest.mark.parametrize(
    ("uses", "fields", "state"),
    [
        (["web", "ads"], {"platform": "blog", "kind": "ad"}, "granted"),
        (["web"], {"platform": "newsletter"}, "print_only"),
        (["social"], {"platform": "blog"}, "print_only"),
    ],
)
def test_a_use_is_where_a_draft_is_published(uses: list[str], fields: dict[str, Any], state: str) -> None:
    assert fact({"evidence": grants(uses=uses)}, {"ledger": [state]}, **fields).value is True


def test_a_refusal_in_any_entry_counts() -> None:
    entries = [
        {"place": "rights.toml:4", "people": [{"name": "Léa", "consent": True}]},
        {"place": "rights.toml:9", "people": [{"name": "Hugo", "consent": False}]},
    ]
    people = [{"name": "Léa", "consent": True}, {"name": "Hugo", "consent": False}]
    medium = {"people": people, "evidence": {"grants": entries, "completed": {"people": "ledger"}}}
    assert fact(medium, {"people": {"consent": [False]}}).value is True


def test_advertising_that_is_paid_for_needs_a_licence_for_it() -> None:
    social = {"evidence": grants(uses=["social"])}
    assert fact(social, {"ledger": ["print_only"]}, kind="ad").value is True
    assert fact(social, {"ledger": ["granted"]}).value is True


def test_a_medium_that_is_not_in_the_ledger() -> None:
    assert fact({"evidence": {"grants": []}}, {"ledger": ["unlisted"]}).value is True
    assert fact({"evidence": {}}, {"ledger": ["unlisted"]}).value is False


def test_a_licence_that_the_ledger_does_not_confirm() -> None:
    wanted = {"disagrees": ["licence"]}
    assert fact({"licence": "cession", "evidence": grants(until="2026-01-31")}, wanted).value is True
    assert fact({"licence": "cession", "evidence": grants(until="2027-01-31")}, wanted).value is False


def test_a_consent_that_has_run_out_contradicts_the_draft() -> None:
    person = {"name": "Léa", "consent": True}
    ended = grants(people=[{"name": "lea", "consent": True, "until": "2026-06-30"}])
    assert fact({"people": [person], "evidence": ended}, {"disagrees": ["people"]}).value is True
    other = grants(people=[{"name": "Hugo", "consent": False}])
    assert fact({"people": [person], "evidence": other}, {"disagrees": ["people"]}).value is False


def test_what_the_file_completed_keeps_its_source() -> None:
    evidence = {
        **says("digital_source_type", "trainedAlgorithmicMedia"),
        "completed": {"ai_generated": "file"},
    }
    found = fact({"ai_generated": True, "evidence": evidence}, {"ai_generated": [True]})
    assert (found.origin, found.shown[0].value) == ("file", "trainedAlgorithmicMedia")
    assert fact({"ai_generated": True}, {"ai_generated": [True]}).origin == "metadata"


def test_a_licence_that_was_renewed_is_not_contradicted_by_the_entry_that_ran_out() -> None:
    over = {"place": "rights.toml:4", "licensor": "Ana", "until": "2026-03-31"}
    renewed = {"place": "rights.toml:9", "licensor": "Ana", "starts": "2026-04-01"}
    wanted = {"disagrees": ["licence"]}
    assert fact({"licence": "cession, réseaux", "evidence": {"grants": [over]}}, wanted).value is True
    assert (
        fact({"licence": "cession, réseaux", "evidence": {"grants": [over, renewed]}}, wanted).value is False
    )
