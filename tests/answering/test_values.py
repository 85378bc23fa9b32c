from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from cmcompliance.answering.choices import read_choice, read_choices
from cmcompliance.answering.days import read_moment
from cmcompliance.answering.misread import MisreadError
from cmcompliance.answering.numbers import read_amount
from cmcompliance.answering.prizes import read_prizes
from cmcompliance.answering.territories import read_territories
from cmcompliance.rulebook.book import Territory

TODAY = date(2026, 11, 29)
KINDS = ("none", "own_brand", "paid", "gifted", "affiliate")
LABELS = {
    "none": "aucun lien",
    "own_brand": "ma propre marque",
    "paid": "rémunération",
    "gifted": "cadeau, produit offert",
    "affiliate": "affiliation, commission",
}


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1500", (1500, None)),
        ("1 500 €", (1500, "EUR")),
        ("1\u202f500,50 €", (1500.5, "EUR")),
        ("€1,500.50", (1500.5, "EUR")),
        ("1.500,50 euros", (1500.5, "EUR")),
        ("1,500", (1500, None)),
        ("1.500", (1500, None)),
        ("12,5", (12.5, None)),
        ("0,500", (0.5, None)),
        ("$20", (20, "USD")),
        ("20 CHF", (20, "CHF")),
        ("48k", (48_000, None)),
        ("1,5 M", (1_500_000, None)),
        ("2 millions d'euros", (2_000_000, "EUR")),
        ("18 ans", (18, None)),
        ("18+", (18, None)),
        ("environ 200 €", (200, "EUR")),
        ("1'000", (1000, None)),
    ],
)
def test_numbers_are_read_as_people_type_them(text: str, amount: tuple[float, str | None]) -> None:
    assert read_amount(text) == amount


@pytest.mark.parametrize("text", ["", "beaucoup", "-3", "12/03", "1 2x", "€", "1.2.3,4,5"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert read_amount(text) is None


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2027-03-12", date(2027, 3, 12)),
        ("2027/3/12", date(2027, 3, 12)),
        ("2027-03-12 18:30", datetime(2027, 3, 12, 18, 30)),
        ("2027-03-12T18:30", datetime(2027, 3, 12, 18, 30)),
        ("25/12/2026", date(2026, 12, 25)),
        ("12/12/26", date(2026, 12, 12)),
        ("12 mars 2027", date(2027, 3, 12)),
        ("le 12 mars", date(2027, 3, 12)),
        ("12 décembre à 18h30", datetime(2026, 12, 12, 18, 30)),
        ("March 12, 2027", date(2027, 3, 12)),
        ("12th March 2027 at 6 pm", datetime(2027, 3, 12, 18, 0)),
        ("1er janvier 2027 minuit", datetime(2027, 1, 1, 23, 59)),
        ("demain", date(2026, 11, 30)),
        ("tomorrow", date(2026, 11, 30)),
    ],
)
def test_days_are_read_as_people_type_them(text: str, moment: date, language: str) -> None:
    assert read_moment(text, language, TODAY) == moment


def test_a_day_in_numbers_is_french_in_french_and_not_guessed_in_english() -> None:
    assert read_moment("12/03/2027", "fr", TODAY) == date(2027, 3, 12)
    with pytest.raises(MisreadError, match=r"may be 2027-03-12 or 2027-12-03"):
        read_moment("12/03/2027", "en", TODAY)


@pytest.mark.parametrize("text", ["bientôt", "2027-02-30", "30/02/2027", "2027", "mars 2027", "18h30", "12"])
def test_what_is_no_full_day_says_what_one_looks_like(text: str) -> None:
    with pytest.raises(MisreadError, match="12 mars 2027"):
        read_moment(text, "fr", TODAY)


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("4", "gifted"),
        ("gifted", "gifted"),
        ("own brand", "own_brand"),
        ("Cadeau", "gifted"),
        ("remuneration", "paid"),
        ("rému", "paid"),
        ("propre marque", "own_brand"),
        ("commission", "affiliate"),
        ("aff", "affiliate"),
    ],
)
def test_a_choice_is_named_by_number_value_words_or_beginning(text: str, choice: str) -> None:
    assert read_choice(text, KINDS, LABELS, "fr") == choice


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("9", "Il n'y a pas de numéro 9 : donnez un numéro de 1 à 5."),
        ("0", "Il n'y a pas de numéro 0 : donnez un numéro de 1 à 5."),
        ("a", "« a » peut vouloir dire : aucun lien, affiliation, commission."),
        ("voyage", "« voyage » n'est pas dans la liste : donnez un numéro de 1 à 5 ou un mot de la liste."),
        (
            "remunerashion",
            "« remunerashion » n'est pas dans la liste : donnez un numéro de 1 à 5 ou un mot de la liste. "
            "Vouliez-vous dire « rémunération » ?",
        ),
        ("!", "« ! » n'est pas dans la liste : donnez un numéro de 1 à 5 ou un mot de la liste."),
    ],
)
def test_what_is_no_choice_says_which_there_are(text: str, message: str) -> None:
    with pytest.raises(MisreadError) as caught:
        read_choice(text, KINDS, LABELS, "fr")
    assert str(caught.value) == message


def test_several_choices_come_in_the_order_of_the_list() -> None:
    assert read_choices("4, 1 et rému", KINDS, LABELS, "fr") == ["none", "paid", "gifted"]
    assert read_choices("3 1", KINDS, LABELS, "fr") == ["none", "paid"]
    assert read_choices("cadeau, produit offert", KINDS, LABELS, "fr") == ["gifted"]
    with pytest.raises(MisreadError, match="« blah »"):
        read_choices("1, blah", KINDS, LABELS, "fr")


@pytest.mark.parametrize(
    ("text", "prizes"),
    [
        (
            "2 places de concert (80 €) ; un sac",
            [{"description": "places de concert", "value": 80, "currency": "EUR", "quantity": 2},
             {"description": "un sac"}],
        ),
        (
            "3x mug à 12,50 €, un t-shirt",
            [{"description": "mug", "value": 12.5, "currency": "EUR", "quantity": 3},
             {"description": "un t-shirt"}],
        ),
        ("an iPhone 15 worth £999", [{"description": "an iPhone 15", "value": 999, "currency": "GBP"}]),
        ("500 €", [{"value": 500, "currency": "EUR"}]),
        (
            "bon d'achat d'une valeur de 1 500 €",
            [{"description": "bon d'achat", "value": 1500, "currency": "EUR"}],
        ),
    ],
)  # fmt: skip
def test_prizes_are_read_with_their_number_and_worth(text: str, prizes: list[dict[str, Any]]) -> None:
    assert read_prizes(text) == prizes


def test_countries_are_named_in_either_language_or_by_code() -> None:
    territories = {
        "FR": Territory("FR", {"fr": "France", "en": "France"}, ()),
        "GB": Territory("GB", {"fr": "Royaume-Uni", "en": "United Kingdom"}, ()),
        "DE": Territory("DE", {"fr": "Allemagne", "en": "Germany"}, ()),
        "EEA": Territory("EEA", {"fr": "Espace économique européen", "en": "European Economic Area"}, ()),
    }
    assert read_territories("France, de et royaume-uni", territories, "fr") == ["FR", "DE", "GB"]
    assert read_territories("UK and Germany", territories, "en") == ["GB", "DE"]
    with pytest.raises(MisreadError, match="Did you mean “Germany”"):
        read_territories("Germny", territories, "en")
    with pytest.raises(MisreadError):
        read_territories("EEA", territories, "en")
