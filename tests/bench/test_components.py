from __future__ import annotations

from functools import cache

import pytest
from bench.components import VARIANTS, PlainLetters, Variant, without_declarations

from cmcompliance import Checker
from cmcompliance.draft import parse_draft
from cmcompliance.rulebook import load_book

GIVEAWAY = {
    "text": "CONCOURS : un vélo à gagner ! Aime la publi et tague deux amis, tirage au sort dimanche.",
    "platform": "instagram",
    "jurisdictions": ["FR"],
    "author": {"role": "brand"},
}


def variant(name: str) -> Variant:
    return next(one for one in VARIANTS if one.name == name)


@cache
def checker(name: str) -> Checker:
    one = variant(name)
    return Checker(one.book(load_book()), parser=one.parser)


def raised(name: str, **fields: object) -> set[str]:
    """The obligations of the errors and warnings that a check without something gives."""
    report = checker(name).check(variant(name).draft(parse_draft({**GIVEAWAY, **fields})))
    return {finding.obligation for finding in report.findings if finding.severity != "info"}


def test_names_are_different() -> None:
    assert len({one.name for one in VARIANTS}) == len(VARIANTS)


def test_nothing_left_out_sees_the_contest() -> None:
    assert "contest.rules-missing" in raised("full")


def test_without_the_text_no_contest_is_seen() -> None:
    assert not {one for one in raised("no-text") if one.startswith("contest.")}


def test_without_scopes_a_denial_is_an_announcement() -> None:
    text = "Non, il n'y a pas de concours cette semaine, et aucun tirage au sort : rien à gagner."
    assert "contest.rules-missing" not in raised("full", text=text)
    assert "contest.rules-missing" in raised("no-scopes", text=text)


def test_letters_alone_are_not_spelled_right() -> None:
    assert PlainLetters().fold("Conçoùrs") == ("concours",)
    assert PlainLetters().fold("#JeuConcours", "hashtag") == ("jeuconcours",)


def test_ties_are_what_is_declared() -> None:
    draft = parse_draft(
        {
            "text": "Mon code LEA15 : -15 % sur tout le site de @lumidaube, foncez !",
            "platform": "instagram",
            "jurisdictions": ["FR"],
            "author": {"role": "influencer"},
        }
    )
    facts = [checker(name).facts(draft) for name in ("full", "no-read-ties")]
    assert [one["relation.undeclared_sale"].value for one in facts] == [True, False]


def test_declarations_are_dropped_and_the_place_is_kept() -> None:
    draft = without_declarations(parse_draft({**GIVEAWAY, "sectors": ["toys"]}))
    assert (draft.author.role, draft.sectors) == (None, None)
    assert (draft.platform, draft.jurisdictions) == ("instagram", ["FR"])


@pytest.mark.slow
@pytest.mark.parametrize("name", [one.name for one in VARIANTS])
def test_every_variant_checks(name: str) -> None:
    assert isinstance(raised(name), set)
