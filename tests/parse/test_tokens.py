from __future__ import annotations

import pytest

from cmcompliance.parse.tokens import split_tokens


def tokens(text: str) -> list[tuple[str, str]]:
    return [(text[start:end], kind) for start, end, kind in split_tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("d'achat", ["d'", "achat"]),
        ("jusqu’au qu'il", ["jusqu’", "au", "qu'", "il"]),
        ("aujourd'hui", ["aujourd'hui"]),
        ("don't", ["don't"]),
        ("abonne-toi", ["abonne", "-", "toi"]),
        ("gratuit!!1er prix", ["gratuit", "!!", "1er", "prix"]),
        (
            "gagnant·e·s gagnant.e.s gagnant(e)s joueur·euse·s",
            ["gagnant·e·s", "gagnant.e.s", "gagnant(e)s", "joueur·euse·s"],
        ),
        ("super.Les gagnants", ["super", ".", "Les", "gagnants"]),
        ("1 500 € ou 79,90€", ["1 500", "€", "ou", "79,90", "€"]),
        ("à 23 h 59, 11h30", ["à", "23 h 59", ",", "11h30"]),
        ("18+ et +18", ["18+", "et", "+18"]),
        ("c o n c o u r s", ["c o n c o u r s"]),
        ("p.u.b, p-u-b", ["p.u.b", ",", "p-u-b"]),
        ("il y a 2 ans", ["il", "y", "a", "2", "ans"]),
        ("fin 👨‍👩‍👧 🇫🇷 1️⃣ 👍🏽 ❤️", ["fin", "👨‍👩‍👧", "🇫🇷", "1️⃣", "👍🏽", "❤️"]),
    ],
)
def test_posts_are_split_as_people_write_them(text: str, expected: list[str]) -> None:
    assert [word for word, _ in tokens(text)] == expected


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("voir https://exemple.fr/jeu?x=1.", "https://exemple.fr/jeu?x=1", "url"),
        ("sur www.exemple.fr, vite", "www.exemple.fr", "url"),
        ("lien : amzn.to/3xYz", "amzn.to/3xYz", "url"),
        ("sur exemple.com !", "exemple.com", "url"),
        ("écris à jeu@exemple.fr.", "jeu@exemple.fr", "email"),
        ("merci @marie.b.", "@marie.b", "mention"),
        ("merci (@marie_b)", "@marie_b", "mention"),
        ("#JeuConcours2026!", "#JeuConcours2026", "hashtag"),
        ("#été#soleil", "#été", "hashtag"),
        ("#été_2026", "#été_2026", "hashtag"),
        ("le 18/12/2026", "18/12/2026", "number"),
        ("2ème prix", "2ème", "number"),
        ("🎁", "🎁", "emoji"),
        ("a\u0301 𝗖𝗢𝗡", "𝗖𝗢𝗡", "word"),
    ],
)
def test_a_token_has_its_kind(text: str, word: str, kind: str) -> None:
    assert (word, kind) in tokens(text)


@pytest.mark.parametrize(
    "text", ["super.Je participe", "c'est fini.Me voilà", "prix.Il gagne", "n°1.en avant"]
)
def test_a_missing_space_makes_no_address(text: str) -> None:
    assert all(kind != "url" for _, kind in tokens(text))


@pytest.mark.parametrize("text", ["#1", "# rien", "C#", "@ Paris", "a@b"])
def test_a_sign_alone_is_no_hashtag_and_no_mention(text: str) -> None:
    assert all(kind not in {"hashtag", "mention"} for _, kind in tokens(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\u200fConcours\u200e", ["Concours"]),
        ("con\u200bcours", ["con\u200bcours"]),
        ("𝐥'𝐞𝐚𝐮 ᴅ'ᴏʀ 🅛'🅐🅝", ["𝐥'", "𝐞𝐚𝐮", "ᴅ'", "ᴏʀ", "🅛'", "🅐🅝"]),
        ("🅿🅰🆁🆃 🅰", ["🅿🅰🆁🆃", "🅰"]),
        ("abonné-e-s ami-e", ["abonné-e-s", "ami-e"]),
        ("p@rt@g€ cl@$$€m€nt 10 k€", ["p@rt@g€", "cl@$$€m€nt", "10", "k", "€"]),
        (
            "voir la p. 5, non. Oui, no. 5",
            ["voir", "la", "p", ".", "5", ",", "non", ".", "Oui", ",", "no.", "5"],
        ),
    ],
)
def test_hidden_styled_and_substituted_letters_keep_words_whole(text: str, expected: list[str]) -> None:
    words = [word.strip("\u200f\u200e") for word, _ in tokens(text)]
    assert [word for word in words if word] == expected
