from __future__ import annotations

import pytest

from cmcompliance.rulebook import RuleBook, load_book
from cmcompliance.rulebook.condition import parse_test
from cmcompliance.rulebook.field_words import Value, field_name, said_test, value_words


@pytest.fixture(scope="module")
def book() -> RuleBook:
    return load_book()


@pytest.mark.parametrize(
    ("fact", "value", "fr", "en"),
    [
        ("relationship.kind", "paid", "lien avec la marque : rémunération", "link to the brand: payment"),
        ("author.followers", 48000, "nombre d'abonnés : 48\u202f000", "number of followers: 48,000"),
        (
            "contest.entry_actions.tag_friends",
            True,
            "action demandée pour participer (identifier des amis) : oui",
            "action asked for as an entry (tag friends): yes",
        ),
        ("contest.prizes", False, "lots : aucun", "prizes: none"),
        ("contest.rules_url", True, "lien vers le règlement : indiqué", "link to the full rules: given"),
        ("sectors.gardening", False, "secteur (gardening) : non", "sector (gardening): no"),
        ("published_at", 20261122, "jour de publication : 2026-11-22", "day of publication: 2026-11-22"),
        (
            "mechanics.tag_friends",
            "allowed",
            "identifier ou mentionner des amis : permis sur Instagram",
            "to tag or mention friends: allowed on Instagram",
        ),
    ],
)
def test_a_field_and_what_it_holds_have_words(
    book: RuleBook, fact: str, value: Value, fr: str, en: str
) -> None:
    told = [
        f"{field_name(book, fact, language)}{colon} {value_words(book, fact, value, language, 'instagram')}"
        for language, colon in (("fr", " :"), ("en", ":"))
    ]
    assert told == [fr, en]


@pytest.mark.parametrize(
    ("line", "fr", "en"),
    [
        (
            "relationship.kind is paid",
            "lien avec la marque : « rémunération »",
            "link to the brand: “payment”",
        ),
        (
            "contest.mechanism in skill, vote, first_come",
            "choix des gagnants : « au mérite », « par un vote » ou « au plus rapide »",
            "choice of winners: “on skill”, “by a vote” or “first come, first served”",
        ),
        (
            "possibly author.role not in brand, agency",
            "qui publie : tout sauf « une marque ou une entreprise » et « une agence »",
            "who publishes: anything but “a brand or business” and “an agency”",
        ),
        ("author.age < 25", "âge de qui publie : moins de 25", "age of who publishes: less than 25"),
        (
            "not author.followers >= 500000",
            "nombre d'abonnés : moins de 500\u202f000",
            "number of followers: less than 500,000",
        ),
        ("contest.free_entry is false", "participation gratuite : non", "free entry: no"),
        (
            "not contest.rules_url",
            "lien vers le règlement : non indiqué",
            "link to the full rules: not given",
        ),
        ("unknown author.role", "qui publie : inconnu", "who publishes: unknown"),
    ],
)
def test_what_a_condition_asks_of_a_field_has_words(book: RuleBook, line: str, fr: str, en: str) -> None:
    test = parse_test(line)
    assert [said_test(book, test, "fr"), said_test(book, test, "en")] == [fr, en]


def test_what_is_unknown_or_nameless_has_no_words(book: RuleBook) -> None:
    assert value_words(book, "author.role", None, "fr") is None
    assert field_name(book, "mechanics.fly", "fr") is None
    assert field_name(book, "labels.client_approved", "fr") is None
