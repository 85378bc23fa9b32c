from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.parse.fold import Folder, plain_letters

FOLDER = Folder(
    {"concours", "jeu", "gagner", "pub", "annonce", "promo", "collaboration", "commerciale"}
    | {"participer", "avis", "hello", "partage", "vs", "poison"}
    | {"tirage", "sort", "tirageausort"},
    {"remport", "s"},
)


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("CONCOURS", ("concours",)),
        ("Été", ("ete",)),
        ("e\u0301te\u0301", ("ete",)),
        ("𝗖𝗢𝗡𝗖𝗢𝗨𝗥𝗦", ("concours",)),
        ("ⓒⓞⓝⓒⓞⓤⓡⓢ", ("concours",)),
        ("🅲🅾🅽🅲🅾🆄🆁🆂", ("concours",)),
        ("ＣＯＮＣＯＵＲＳ", ("concours",)),
        ("ᴄᴏɴᴄᴏᴜʀꜱ", ("concours",)),
        ("c o n c o u r s", ("concours",)),
        ("p.u.b", ("pub",)),
        ("j e u c o n c o u r s", ("jeu", "concours")),
        ("conc\u200bours", ("concours",)),
        ("con\u00adcours", ("concours",)),
        ("сonсоurs", ("concours",)),
        ("pu₿", ("pub",)),
        ("c0nc0urs", ("concours",)),
        ("g@gner", ("gagner",)),
        ("gagneeeer", ("gagner",)),
        ("annnonce", ("annonce",)),
        ("créée", ("creee",)),
        ("CRÉÉE", ("creee",)),
        ("créééée", ("cree",)),
        ("gagnant·e·s", ("gagnants",)),
        ("gagnant.e", ("gagnant",)),
        ("gagnant(e)s", ("gagnants",)),
        ("heureux·se·s", ("heureux",)),
        ("œuvre", ("oeuvre",)),
        ("don’t", ("don", "t")),
        ("Straße", ("strasse",)),
        ("p@rt@g€", ("partage",)),
        ("p4rt1c1p3r", ("participer",)),
        ("r3mp0rt3z", ("remportez",)),
        ("aνis", ("avis",)),
        ("Ηellο", ("hello",)),
        ("prix€", ("prix", "€")),
    ],
)
def test_a_word_is_folded(token: str, expected: tuple[str, ...]) -> None:
    assert FOLDER.fold(token) == expected


@pytest.mark.parametrize("word", ["mp3", "b2b", "4k", "covid19", "москва", "αλφα", "h1n1"])
def test_digits_and_other_alphabets_stay_when_no_known_word_comes_of_them(word: str) -> None:
    assert FOLDER.fold(word) == (word,)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("#JeuConcours", ("jeu", "concours")),
        ("#jeuconcours", ("jeu", "concours")),
        ("#JEUCONCOURS", ("jeu", "concours")),
        ("#jeu_concours", ("jeu", "concours")),
        ("#JeuConcours2026", ("jeu", "concours", "2026")),
        ("#collaborationcommerciale", ("collaboration", "commerciale")),
        ("#CollaborationCommerciale", ("collaboration", "commerciale")),
        ("#publicité", ("publicite",)),
        ("#TirageAuSort", ("tirage", "au", "sort")),
        ("#tirageausort", ("tirage", "au", "sort")),
        ("#remportez", ("remportez",)),
        ("#concoursdechant", ("concoursdechant",)),
    ],
)
def test_a_hashtag_is_read_as_its_words(tag: str, expected: tuple[str, ...]) -> None:
    assert FOLDER.fold(tag, "hashtag") == expected


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("colaboration", "collaboration"),
        ("collabboration", "collaboration"),
        ("collaboartion", "collaboration"),
        ("collabration", "collaboration"),
        ("ocllaboration", "collaboration"),
        ("commercaile", "commerciale"),
        # Another ending is another word, so is one that people write on purpose; short words and stems stay.
        ("commercial", "commercial"),
        ("commerciales", "commerciales"),
        ("poisson", "poisson"),
        ("ollaboration", "ollaboration"),
        ("anonce", "anonce"),
        ("remporterait", "remporterait"),
    ],
)
def test_one_slip_in_a_long_known_word_is_mended(token: str, expected: str) -> None:
    assert FOLDER.fold(token) == (expected,)


@pytest.mark.parametrize(
    ("token", "expected"),
    [("tlm", ("tout", "le", "monde")), ("BCP", ("beaucoup",)), ("vs", ("vs",)), ("concour", ("concours",))],
)
def test_short_forms_are_what_they_stand_for(token: str, expected: tuple[str, ...]) -> None:
    assert FOLDER.fold(token) == expected
    assert Folder().fold(token) == expected


@given(st.text(max_size=40))
def test_folded_words_are_plain(text: str) -> None:
    words = FOLDER.fold(text) + FOLDER.fold("#" + text, "hashtag")
    assert all(word and not any(char.isspace() for char in word) for word in words)
    assert not any("A" <= char <= "Z" for word in words for char in word)


@given(st.text(alphabet=st.characters(categories=["L", "M", "N", "P"]), max_size=20))
def test_plain_letters_are_stable(text: str) -> None:
    once = plain_letters(text)
    assert plain_letters(once) == once
