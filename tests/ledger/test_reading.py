from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.draft.evidence import Agreement, Grant
from cmcompliance.ledger import Ledger, LedgerError, find_ledger, read_ledger

TOML = """
# photos of the season
[[asset]]
path = ["summer/*.jpg", "a.png"]
source = "stock"
licence = "standard licence"
licensor = "Banque d'images"
territories = ["FR", "BE"]
uses = ["social", "ads"]
starts = 2026-01-01
until = 2026-12-31

[[asset]]
path = "team.jpg"
people = [{name = "Léa", minor = true, consent = true, guardians = 2, agreed = 1, until = 2027-06-30}]
music = {title = "Été", licence = "royalty_free"}
"""
HEAD = "\ufeffFichier;Licence;Titulaire;Territoire;Supports;Fin;Personne;Mineur;Accord;Parents;Parents agreed"
CSV = f"""{HEAD}
été/plage.jpg;cession;Ana Roux;FR, BE;réseaux sociaux, presse;31/03/2026;Léa;oui;oui;2;1
;;;;;;Hugo;non;non;;
logo.png;tous droits;;monde;;;;;;;
"""


def written(folder: Path, text: str, name: str = "rights.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def grants(ledger: Ledger, name: str, sha256: str | None = None) -> list[Grant]:
    return ledger.grants_for(ledger.folder / name, sha256)


def test_an_entry_says_what_is_granted_and_where_it_stands(tmp_path: Path) -> None:
    ledger = read_ledger(written(tmp_path, TOML))
    (grant,) = grants(ledger, "summer/sea.jpg")
    assert grant.place == "rights.toml:3"
    assert (grant.licensor, grant.territories, grant.uses) == (
        "Banque d'images",
        ["FR", "BE"],
        ["social", "ads"],
    )
    assert (grant.starts, grant.until) == (date(2026, 1, 1), date(2026, 12, 31))
    (team,) = grants(ledger, "team.jpg")
    assert team.people == [
        Agreement(name="Léa", minor=True, consent=True, guardians=2, agreed=1, until=date(2027, 6, 30))
    ]


def test_a_table_is_headed_in_french_and_a_row_without_a_file_adds_a_person(tmp_path: Path) -> None:
    ledger = read_ledger(written(tmp_path, CSV, "rights.csv"))
    (grant,) = grants(ledger, "été/plage.jpg")
    assert (grant.place, grant.uses, grant.until) == ("rights.csv:2", ["social", "print"], date(2026, 3, 31))
    assert grant.people == [
        Agreement(name="Léa", minor=True, consent=True, guardians=2, agreed=1),
        Agreement(name="Hugo", minor=False, consent=False),
    ]
    (logo,) = grants(ledger, "logo.png")
    assert (logo.territories, logo.licence) == (None, "tous droits")


def test_a_file_is_found_by_its_digest_wherever_it_was_moved(tmp_path: Path) -> None:
    digest = "ab" * 32
    text = f'[[asset]]\nsha256 = "{digest}"\nlicence = "a"\n[[asset]]\npath = "*.jpg"\nlicence = "b"\n'
    ledger = read_ledger(written(tmp_path, text))
    assert [one.licence for one in grants(ledger, "moved.jpg", digest)] == ["a"]
    assert [one.licence for one in grants(ledger, "moved.jpg", "cd" * 32)] == ["b"]


def test_an_entry_with_the_digest_of_another_file_is_not_about_this_one(tmp_path: Path) -> None:
    ledger = read_ledger(written(tmp_path, f'[[asset]]\npath = "a.jpg"\nsha256 = "{"ab" * 32}"\n'))
    assert grants(ledger, "a.jpg", "cd" * 32) == []
    assert len(grants(ledger, "a.jpg")) == 1


def test_the_very_path_wins_over_a_pattern(tmp_path: Path) -> None:
    text = '[[asset]]\npath = "*.jpg"\nlicence = "all"\n[[asset]]\npath = "a.jpg"\nlicence = "this"\n'
    ledger = read_ledger(written(tmp_path, text))
    assert [one.licence for one in grants(ledger, "a.jpg")] == ["this"]
    assert [one.licence for one in grants(ledger, "b.jpg")] == ["all"]


def test_a_refusal_under_a_pattern_holds_for_a_file_with_an_entry_of_its_own(tmp_path: Path) -> None:
    text = (
        '[[asset]]\npath = "*.jpg"\nlicence = "all"\npeople = [{name = "Hugo", consent = false}]\n'
        '[[asset]]\npath = "a.jpg"\nlicence = "this"\n'
    )
    own, wider = grants(read_ledger(written(tmp_path, text)), "a.jpg")
    assert (own.licence, own.people) == ("this", None)
    assert (wider.licence, wider.place) == (None, "rights.toml:1")
    assert wider.people == [Agreement(name="Hugo", consent=False)]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (
            "rights.toml",
            '[[asset]]\npath = "a"\nlicense = "x"\n',
            "3:1: unknown key `license`; did you mean `licence`?",
        ),
        (
            "rights.toml",
            '[[asset]]\npath = "a"\npeople = [{guardian = 2}]\n',
            "unknown key `people[0].guardian`; did you mean `guardians`?",
        ),
        (
            "rights.toml",
            '[[asset]]\npath = "a"\nfrom = 2026-01-01\n',
            "3:1: unknown key `from`; did you mean `starts`?",
        ),
        ("rights.toml", '[[asset]]\npath = "a"\nfoobar = 1\n', "expected one of: ai_generated, credit"),
        ("rights.toml", '[[asset]]\nlicence = "x"\n', "1:3: an asset needs `path` or `sha256`"),
        ("rights.toml", '[[asset]]\npath = "a"\nuntil = "soon"\n', "3:1: `until`:"),
        ("rights.toml", "[[asset]\n", "no valid TOML"),
        ("rights.toml", '[asset]\npath = "a"\n', "write [[asset]] above"),
        ("rights.csv", "path,licens\na,b\n", "1:1: unknown column `licens`; did you mean `licens"),
        ("rights.csv", "licence\nx\n", "no column tells which files"),
        ("rights.csv", "path,until\na,tomorrow\n", "2:1: `until`:"),
        ("rights.csv", "path,licence\n,x\n", "2:1: names no file"),
        ("rights.csv", "path,licence\na,b,c\n", "2:1: has more cells"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, name: str, text: str, said: str) -> None:
    with pytest.raises(LedgerError) as raised:
        read_ledger(written(tmp_path, text, name))
    assert said in str(raised.value)


def test_the_nearest_ledger_upwards_holds_and_two_beside_each_other_are_refused(tmp_path: Path) -> None:
    deep = tmp_path / "client" / "posts"
    deep.mkdir(parents=True)
    above = written(tmp_path, TOML)
    assert find_ledger(deep) == above
    own = written(deep, CSV, "rights.csv")
    assert find_ledger(deep) == own
    written(deep, TOML)
    with pytest.raises(LedgerError, match="keep one of the two"):
        find_ledger(deep)


@given(st.text(max_size=200), st.sampled_from(["rights.csv", "rights.toml"]))
def test_any_text_is_a_ledger_or_told_of(
    tmp_path_factory: pytest.TempPathFactory, text: str, name: str
) -> None:
    path = tmp_path_factory.mktemp("ledger") / name
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        ledger = read_ledger(path)
    except LedgerError:
        return
    assert all(entry.named or entry.sha256 for entry in ledger.entries)
