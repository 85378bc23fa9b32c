from __future__ import annotations

import pytest

from cmcompliance import Draft
from cmcompliance.desk.desk import Desk
from cmcompliance.draft import Contest
from cmcompliance.rulebook.rule_selection import SelectionError
from cmcompliance.settings import Preparation


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(Preparation(search=False))


def test_rules_are_found_by_words_without_case_or_accents(desk: Desk) -> None:
    accented, plain = (desk.find(words, "FR", None, None, "fr") for words in ("RÈGLEMENT", "reglement"))
    assert accented == plain
    assert accented.rules
    assert desk.find("reglement xyzzy", "FR", None, None, "fr").rules == []


def test_a_list_of_rules_says_how_many_others_fit(desk: Desk) -> None:
    every = desk.find("", None, None, None, "en")
    contests = desk.find("", None, None, "contest", "en")
    assert len(every.rules) == 20
    assert len(every.rules) + every.more > len(contests.rules) + contests.more
    assert all(rule.obligation.startswith("contest.") for rule in contests.rules)


def test_rules_are_told_in_the_language_asked_for(desk: Desk) -> None:
    french, english = (
        desk.find("", "FR", None, "contest.rules-missing", lang).rules[0] for lang in ("fr", "en")
    )
    assert french.rule == english.rule
    assert (french.title, french.remedy) != (english.title, english.remedy)


def test_a_template_is_for_the_promotion_that_is_told(desk: Desk) -> None:
    known = desk.template(["FR"], "instagram", Contest(organiser="Maison Rive"), "fr")
    unknown = desk.template(["FR"], "instagram", Contest(), "fr")
    assert "Maison Rive" in known.text
    assert len(known.placeholders) < len(unknown.placeholders)
    with pytest.raises(SelectionError, match="no territory 'ZZ'"):
        desk.template(["ZZ"], None, Contest(), "fr")


def test_without_unsafe_only_safe_edits_are_made(desk: Desk) -> None:
    draft = Draft(text="🎁 Tirage au sort dimanche : like et abonne-toi !", jurisdictions=["FR"])
    assert all(one.edit.safety == "safe" for one in desk.fix(draft, False, "en").applied)
    assert any(one.edit.safety == "suggested" for one in desk.fix(draft, True, "en").applied)


def test_a_draft_that_is_explained_need_not_breach_the_rule(desk: Desk) -> None:
    explained = desk.explain(Draft(text="Bonjour", jurisdictions=["FR"]), "contest.rules-missing", "en")
    assert {account.outcome for account in explained.accounts} & {"not_breached", "not_applicable"}
