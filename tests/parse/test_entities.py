from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from spacy.tokens import Doc

from cmcompliance.parse.entities.affiliate import is_affiliate
from cmcompliance.parse.entities.handles import names_a_drink

Spans = Callable[..., list[tuple[str, str, dict[str, Any]]]]

MONEY = [
    "Gagnez [1 500 €](money amount=1500.0 currency=EUR) !",
    "Seulement [13€](money amount=13.0 currency=EUR)",
    "valeur : [79,90 euros](money amount=79.9 currency=EUR)",
    "[13€50](money amount=13.5 currency=EUR) le lot",
    "[1 500€](money amount=1500.0 currency=EUR) à gagner",
    "une levée de [1,5 M€](money amount=1500000.0 currency=EUR)",
    "budget de [2 k€](money amount=2000.0 currency=EUR)",
    "[3 millions d'euros](money amount=3000000.0 currency=EUR)",
    "gross [$100mn](money amount=100000000.0 currency=USD)",
    "win [£50](money amount=50.0 currency=GBP) today",
    "win [$1,500.50](money amount=1500.5 currency=USD) today",
    "[20 pounds](money amount=20.0 currency=GBP) only",
    "valeur [CHF 120](money amount=120.0 currency=CHF)",
    "[100 CHF](money amount=100.0 currency=CHF) offerts",
    "[dix euros](money amount=10.0 currency=EUR) la place",
    "[EUR 5,000](money amount=5000.0 currency=EUR) prize",
]
NO_MONEY = ["10 balles", "rien de neuf", "eurosport 3", "le 3 mai", "$ymbole"]

DATES = [
    "[du 2 au 9 décembre 23 h 59](period from=2026-12-02 to=2026-12-09 to_time=23:59)",
    "[jusqu'au dimanche 14 mars minuit](period to=2027-03-14 to_time=24:00)",
    "[du 13/06 11 h au 27/06](period from=2027-06-13 from_time=11:00 to=2027-06-27)",
    "[from 1st to 15 June 2026](period from=2026-06-01 to=2026-06-15)",
    "[until 31 December](period to=2026-12-31)",
    "open [from 3 to 9 May 2027](period from=2027-05-03 to=2027-05-09)",
    "le [2026-12-24](date date=2026-12-24)",
    "Tirage [dimanche 29 novembre](date date=2026-11-29)",
    "Tirage le [28/06](date date=2027-06-28)",
    "Tirage le [18.12](date date=2026-12-18)",
    "tirage [demain](date date=2026-11-23)",
    "tirage [ce soir](date date=2026-11-22)",
    "drawn [tomorrow](date date=2026-11-23)",
    "résultats [vendredi](date date=2026-11-27)",
    "[fin janvier](date date=2027-01-31)",
    "on [December 5, 2026](date date=2026-12-05)",
    "on [5th of December](date date=2026-12-05)",
    "le [1er janvier 2027](date date=2027-01-01)",
    "le [01/02/2027](date date=2027-02-01)",
    "on [02/28/2027](date date=2027-02-28)",
    "Fin du jeu [dimanche 29 novembre à 20h](date date=2026-11-29 time=20:00)",
    "Annonce le [1er juillet 2027](date date=2027-07-01).",
    "le [3 déc.](date date=2026-12-03) à Paris",
    "fête le [samedi 5 décembre](date date=2026-12-05) ?",
    "Fin [dimanche 29 à 20 h](date date=2026-11-29 time=20:00)",
    "[du 18.12 au 25.12](period from=2026-12-18 to=2026-12-25)",
    "[du 2 au 9 décembre 2027](period from=2027-12-02 to=2027-12-09)",
    "[du 28 décembre au 4 janvier 2027](period from=2026-12-28 to=2027-01-04)",
    "[jusqu'au 30/11/2026](period to=2026-11-30) inclus",
]

OTHERS = [
    "[dès 18 ans](age age=18 bound=min)",
    "à [18 ans](age age=18)",
    "réservé aux [plus de 18 ans](age age=18 bound=min)",
    "interdit aux [moins de 16 ans](age age=16 bound=max)",
    "[18+](age age=18 bound=min) only",
    "Jeu [+18](age age=18 bound=min)",
    "open to [over 18s](age age=18 bound=min)",
    "must be [18 or over](age age=18 bound=min)",
    "jusqu'à -[20 %](percent percent=20.0)",
    "[50 pour cent](percent percent=50.0) de remise",
    "avec le code [EMMA15](promo_code code=EMMA15)",
    "code promo : [LOLA20](promo_code code=LOLA20)",
    "-10% [LOLA20](promo_code code=LOLA20) sur tout",
    "use code [SAVE-10](promo_code code=SAVE-10)",
    "avec [NINA20](promo_code code=NINA20) vous payez moins",
    "type [ROWAN](promo_code code=ROWAN) in the app",
    "tape [Q7X2M](promo_code code=Q7X2M) dans l'appli pour tes [30 €](money amount=30.0 currency=EUR)",
    "type [FREYA](promo_code code=FREYA) in the app",
    "entrez [MATHIS](promo_code code=MATHIS) au moment de payer",
    "appelez le [01 23 45 67 89](phone phone=0123456789)",
    "appelez [+33 6 12 34 56 78](phone phone=+33612345678)",
    "appelez [+32 470 12 34 56](phone phone=+32470123456)",
    "call [020 7946 0958](phone phone=02079460958)",
    "call [212-555-0187](phone phone=2125550187)",
    "IBAN [FR76 3000 6000 0112 3456 7890 189](iban iban=FR7630006000011234567890189)",
    "un flacon de [50 ml](quantity amount=50.0 unit=ml)",
    "à [23 h 59](time time=23:59)",
    "at [11:59 pm](time time=23:59)",
    "la Clio [GH-482-KD](plate plate=GH-482-KD) du parking",
    "la plaque 1-ABC-234 : [1-ABC-234](plate plate=1-ABC-234)",
    "silver Astra, reg [KX19ZTO](plate plate=KX19ZTO)",
    "immatriculée [VD-245871](plate plate=VD-245871)",
    "truck with plate [7abc123](plate plate=7abc123)",
    "merci à Lina [Ferrand](proper proper=Ferrand)",
    "M. [Lagarde](proper proper=Lagarde) du troisième",
    "Mrs [Whitlock](proper proper=Whitlock)",
    "les [3](number number=3) gagnants",
    "[trois](number number=3) gagnants",
    "[three](number number=3) winners",
    "suis [@marie](mention mention=@marie) et [#promo](hashtag hashtag=#promo)",
    "[🎁](emoji emoji=🎁) cadeau",
    "écris à [a@exemple.fr](email email=a@exemple.fr)",
    "sur [https://exemple.fr](url url=https://exemple.fr)",
    "sur \u200f[https://exemple.fr/x](url url=https://exemple.fr/x)\u200e",
]


@pytest.mark.parametrize("marked", [*MONEY, *DATES, *OTHERS])
def test_an_entity_is_found_with_its_value(marked: str, spans: Spans, read: Callable[[str], Any]) -> None:
    text, expected, values = read(marked)
    found = {(label, words): value for label, words, value in spans(text, "entities")}
    assert expected <= found.keys()
    for key, wanted in values.items():
        assert {name: str(value) for name, value in found[key].items()} == wanted


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        *[(text, "money") for text in NO_MONEY],
        ("24/7", "date"),
        ("1/2 journée", "date"),
        ("note 8/10", "date"),
        ("un jeu simple", "date"),
        ("version 18.10", "date"),
        ("you may win", "date"),
        ("réponse en 24 h", "time"),
        ("fin dans 00:14:59", "time"),
        ("entre 2 h et demie", "date"),
        ("depuis 10 ans", "age"),
        ("d'ici 10 ans", "age"),
        ("plus de 20 ans d'expérience", "age"),
        ("pour nos 10 ans", "age"),
        ("10 ans d'expérience", "age"),
        ("code postal 75011", "promo_code"),
        ("le code est dans le mail", "promo_code"),
        ("COVID19 partout", "promo_code"),
        ("COP30 : 20 % des pays", "promo_code"),
        ("tape PIZZA quand tu as faim", "promo_code"),
        ("commande 0123456", "phone"),
        ("FR76 3000 6000 0112 3456 7890 188", "iban"),
        ("avec le code SS24 OFF", "plate"),
        ("plaque de cuisson 4 feux", "plate"),
        ("LA GARE EN 1911, ARCHIVES, 12 FI 88", "plate"),
        ("commande 482-33-12", "plate"),
        ("Ferrand arrive. Demain, on part", "proper"),
        ("GRANDE VENTE DE NOËL CE SAMEDI AU MARCHÉ COUVERT DE NANTES VENEZ", "proper"),
        ("79 €", "number"),
        ("le 12/12/2026", "number"),
        ("100 %", "number"),
        ("https://exemple.fr/2026-12-24", "date"),
        ("#noel2026", "number"),
    ],
)
def test_a_look_alike_is_no_entity(text: str, kind: str, spans: Spans) -> None:
    assert [words for label, words, _ in spans(text, "entities") if label == kind] == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("le 12/12", {"date": "--12-12"}),
        ("le 12 mai", {"date": "--05-12"}),
        ("le 12 mai 2027", {"date": "2027-05-12"}),
    ],
)
def test_without_a_day_of_reference_the_year_is_left_open(
    text: str, value: dict[str, str], spans: Spans
) -> None:
    assert [value for *_, value in spans(text, "entities", day=None)] == [value]


def test_a_weekday_tells_the_year(spans: Spans) -> None:
    assert [value for *_, value in spans("dimanche 14 mai", "entities", day=date(2023, 1, 5))] == [
        {"date": "2023-05-14"}
    ]


def test_values_survive_bytes(parse: Callable[..., Doc]) -> None:
    doc = parse("Gagnez 1 500 € avant le 12/12/2026 #jeu")
    again = Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert [(s.label_, s.text, s._.value) for s in again.spans["entities"]] == [
        (s.label_, s.text, s._.value) for s in doc.spans["entities"]
    ]


@pytest.mark.parametrize(
    "url",
    [
        "https://amzn.to/3xYz",
        "https://boutique.example/?ref=lea",
        "boutique.example/produit?color=red&aff=12",
        "https://www.amazon.fr/dp/B01?tag=lea-21",
        "https://shop.example/?utm_source=influence&utm_medium=x",
        "https://www.awin1.com/cread.php?awinmid=1",
        "go.xyz.pxf.io/abc",
        "https://click.linksynergy.com/deeplink?id=x&mid=1",
        "https://www.kqzyfj.com/click-1-2",
        "https://www.shareasale.com/r.cfm?b=1&u=2&m=3",
        "https://clk.tradedoubler.com/click?p=1&a=2",
        "https://action.metaffiliation.com/trk.php?mclic=P1",
        "https://track.effiliation.com/servlet/effi.redir?id_compteur=1",
        "https://tracking.publicidees.com/clic.php?promoid=1",
        "https://lb.affilae.com/r/?p=1&af=2",
        "https://track.webgains.com/click.html?wgcampaignid=1",
        "https://www.shopltk.com/explore/lea",
        "https://www.amazon.co.uk/shop/lea",
        "https://www.booking.com/hotel/fr/lac.fr.html?aid=1234567",
        "https://fr.shein.com/p-1.html?url_from=affiliate_koc_1",
        "https://shop.example/?utm_source=awin&utm_medium=cpc",
        "https://shop.example/?ref=tabitha",
    ],
)
def test_a_link_that_pays_is_told(url: str) -> None:
    assert is_affiliate(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://exemple.fr",
        "https://exemple.fr/?page=2",
        "https://exemple.fr/?tag=soldes",
        "preference.example/?x=ref",
        "https://shop.example/?utm_source=instagram&utm_medium=social",
        "https://shop.example/?ref=homepage_banner",
        "https://shop.example/?partner=1",
        "https://github.com/lea/outil?ref=lea",
        "https://www.facebook.com/lea?ref=bookmarks",
        "https://www.booking.com/hotel/fr/lac.fr.html?aid=304142&label=gen173nr-x",
        "https://www.amazon.fr/dp/B01/ref=sr_1_1?keywords=lampe",
        "https://amzn.eu/d/abc123",
        "https://notamazon.com/?tag=lea-21",
        "https://www.tradedoubler.com/fr/annonceurs",
        "https://www.shareasale.com/",
    ],
)
def test_an_ordinary_link_does_not_pay(url: str) -> None:
    assert not is_affiliate(url)


@pytest.mark.parametrize(
    "handle",
    [
        "@rhum.caravelle",
        "@biere_du_quai",
        "@RhumCaravelle",
        "@vodkadunord",
        "@northshorebrewery",
        "@cave.vin",
    ],
)
def test_a_handle_names_a_drink(handle: str) -> None:
    assert names_a_drink(handle)


@pytest.mark.parametrize(
    "handle",
    ["@origin", "@virgin", "@ilbarbiere", "@tourisme.champagne", "@cognac_blues", "@rhumatologue_lyon",
     "@bieresansalcool", "@vinaigre_de_vin", "@lea", "@margin.uk"],
)  # fmt: skip
def test_a_handle_names_no_drink(handle: str) -> None:
    assert not names_a_drink(handle)
