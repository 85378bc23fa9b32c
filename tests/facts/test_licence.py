from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.facts.licence import read_licence

DAY = date(2024, 5, 2)


@pytest.mark.parametrize(
    "text",
    [
        "none",
        "Aucune",
        "aucune autorisation écrite ; le prestataire dit l'avoir acquise",
        "pas de licence",
        "sans accord du photographe",
        "no permission obtained",
        "not licensed for reuse",
        "droits non libérés",
        "demande en cours, pas de réponse",
        "refusée par l'auteur",
        "awaiting reply",
        "photographer never paid",
        "trouvée sur un moteur de recherche",
        "  ",
    ],
)
def test_a_text_that_says_there_is_no_licence_is_none(text: str) -> None:
    assert read_licence(text, DAY) == "none"


@pytest.mark.parametrize(
    "text",
    [
        "cession du 03/02/2019, réseaux sociaux, terme au 31/12/2022",
        "social media, until 2023-06-30",
        "site et réseaux, 2020-2023",
        "expire le 1/5/2024",
        "licence échue le 12/03/2023",
        "droits acquis jusqu'en juin 2021",
        "réseaux sociaux, jusqu'au 30 juin 2022",
        "until March 2024, online",
        "payée pour 2 ans (mars 2021)",
        "valable un an à compter du 01/02/2022",
    ],
)
def test_a_licence_whose_end_lies_before_the_day_is_expired(text: str) -> None:
    assert read_licence(text, DAY) == "expired"


@pytest.mark.parametrize(
    "text",
    [
        "cession 2023-2026, site, réseaux sociaux, France",
        "Unsplash licence",
        "contrat du 12/01/2020, tous supports, jusqu'au 02/05/2024",
        "photographe salarié, cession écrite ; pas d'autorisation du propriétaire du lieu",
        "CC BY 4.0",
        "print and social media, worldwide",
        "non-exclusive licence, all media",
        "sans limite de durée, tous supports",
        "2 ans à compter du 01/02/2023, réseaux sociaux",
        "licence éditoriale et commerciale",
    ],
)
def test_a_licence_that_runs_is_granted(text: str) -> None:
    assert read_licence(text, DAY) == "granted"


@pytest.mark.parametrize(
    "text", ["affichage et presse écrite", "print only, France", "PLV et dossier papier"]
)
def test_a_licence_for_paper_only_is_not_one_for_the_web(text: str) -> None:
    assert read_licence(text, DAY) == "print_only"


@pytest.mark.parametrize(
    "text",
    [
        "CC BY-NC 4.0",
        "usage personnel seulement",
        "personal use only",
        "éditorial uniquement",
        "editorial use only",
    ],
)
def test_a_licence_can_exclude_business_use(text: str) -> None:
    assert read_licence(text, DAY) == "non_commercial"


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert read_licence(text, DAY) in {
        "none",
        "expired",
        "print_only",
        "non_commercial",
        "one_product",
        "granted",
    }


@pytest.mark.parametrize(
    "text",
    [
        "2023 licence: root beer line only",
        "cession pour la gamme Thé glacé uniquement",
        "réservée à la campagne d'hiver",
    ],
)
def test_a_text_for_one_product_only_is_one_product(text: str) -> None:
    assert read_licence(text, DAY) == "one_product"
