"""A house's own rules: they rest on its own policy and need no law, no territory and no platform."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rulebook.house import FILES, write_pack

from cmcompliance.rulebook import RuleBookError, load_book
from cmcompliance.rulebook.lint import lint

RULE = "acme/forbidden-words.yaml"


@pytest.fixture
def pack(tmp_path: Path, sample: Path) -> Path:
    return write_pack(tmp_path / "acme")


def test_a_house_rule_needs_no_scope_no_coverage_and_no_checked_source(sample: Path, pack: Path) -> None:
    book = load_book(sample, pack)
    rule = book.rules["acme/forbidden-words"]
    assert book.is_of_a_house(rule)
    assert not book.is_of_a_house(book.rules["fr/contest/rules-missing"])
    assert [problem for problem in lint(book) if problem.file.startswith(pack.as_posix())] == []


def test_a_rule_of_the_law_still_needs_a_scope_and_a_folder(sample: Path, pack: Path) -> None:
    law = FILES[RULE].replace("acme.charter.3", "fr.conso.l122-9")
    write_pack(pack, {RULE: law})
    with pytest.raises(RuleBookError) as caught:
        load_book(sample, pack)
    place = f"{pack.as_posix()}/{RULE}"
    assert [str(problem) for problem in caught.value.problems] == [
        f"{place}:2:1: a scope names `territories` or `platforms`, or both; "
        "only rules on a source with `house` apply everywhere",
        f"{place}:2:1: the folder `acme` is no territory and no platform, and rules lie in one of them; "
        "only rules on a source with `house` lie elsewhere",
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("    house: ACME\n", "", "needs one of `territory`, `platform` and `house`"),
        ("    house: ACME\n", "    house: ACME\n    territory: FR\n", "needs one of `territory`"),
        ("    house: ACME\n", "    hause: ACME\n", "unknown key `hause`; did you mean `house`?"),
    ],
)
def test_a_source_says_whose_it_is_once(sample: Path, pack: Path, old: str, new: str, said: str) -> None:
    text = FILES["sources/acme.yaml"].replace(old, new)
    write_pack(pack, {"sources/acme.yaml": text})
    with pytest.raises(RuleBookError, match=said):
        load_book(sample, pack)


def test_a_rule_of_both_binds_where_its_law_does(sample: Path, pack: Path) -> None:
    both = FILES[RULE].replace("[acme.charter.3]", "[acme.charter.3, fr.conso.l122-9]")
    write_pack(pack, {RULE: both + "scope: {territories: [FR]}\n"})
    book = load_book(sample, pack)
    assert not book.is_of_a_house(book.rules["acme/forbidden-words"])
