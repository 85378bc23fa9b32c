from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fixing.toy import Toy, judge

from cmcompliance import Checker, Draft
from cmcompliance.fixing import Fixed, fix
from cmcompliance.fixing.candidates import Choice
from cmcompliance.fixing.mending import fix_by
from cmcompliance.remedy import apply_edit
from cmcompliance.report import Report


def mend(text: str, *toys: Toy, unsafe: bool = False, rules: frozenset[str] | None = None) -> Fixed:
    return fix_by(judge(*toys), Draft(text=text), Choice(rules, unsafe))


def whys(fixed: Fixed) -> dict[str, str]:
    return {left.findings[0].rule: left.why for left in fixed.left}


LABEL = Toy("label", needed="Publicité", new="Publicité", at="start")


def test_a_safe_edit_is_applied_and_its_finding_is_gone() -> None:
    fixed = mend("Bonjour 🧡\n\n#tag  ", LABEL)
    assert fixed.draft.text == "Publicité\nBonjour 🧡\n\n#tag  "
    assert [item.finding.rule for item in fixed.applied] == ["label"]
    assert (fixed.report.findings, fixed.left, fixed.changed) == ([], [], True)


def test_without_an_edit_nothing_changes() -> None:
    fixed = mend("Bonjour", Toy("mute", bad="Bonjour", at=None))
    assert fixed.draft == fixed.original
    assert (fixed.applied, fixed.left, fixed.changed) == ([], [], False)


def test_a_suggested_edit_needs_consent() -> None:
    toy = Toy("claim", bad="garanti", new="possible", safety="suggested")
    assert whys(mend("résultat garanti", toy)) == {"claim": "suggested"}
    assert mend("résultat garanti", toy, unsafe=True).draft.text == "résultat possible"


def test_only_the_rules_asked_for_are_mended() -> None:
    other = Toy("other", bad="non", new="oui")
    fixed = mend("non", LABEL, other, rules=frozenset({"other"}))
    assert fixed.draft.text == "oui"
    assert whys(fixed) == {"label": "not_selected"}


def test_a_waived_finding_is_left_in_peace() -> None:
    fixed = mend("non", Toy("other", bad="non", new="oui", waived=True))
    assert (fixed.draft.text, fixed.left) == ("non", [])


def test_an_edit_over_the_platforms_limit_is_left() -> None:
    assert whys(mend("non", Toy("long", bad="non", new="oui", over_limit=3))) == {"long": "over_limit"}


def test_one_label_serves_two_rules() -> None:
    fixed = mend("Bonjour", LABEL, Toy("short", needed="Pub", new="Pub", at="start"))
    assert fixed.draft.text == "Publicité\nBonjour"
    assert [[item.rule for item in applied.also] for applied in fixed.applied] == [["short"]]


def test_the_same_edit_of_two_jurisdictions_is_applied_once() -> None:
    belgian = Toy("label", needed="Publicité", new="Publicité", at="start", jurisdiction="BE")
    fixed = mend("Bonjour", LABEL, belgian)
    assert fixed.draft.text == "Publicité\nBonjour"
    assert [item.jurisdiction for item in fixed.applied[0].also] == ["FR"]


def test_an_edit_that_does_not_remove_its_finding_is_taken_back() -> None:
    fixed = mend("non", Toy("vain", bad="non", new="rien", at="end"))
    assert fixed.draft.text == "non"
    assert whys(fixed) == {"vain": "stays"}


def test_an_edit_that_brings_a_finding_is_taken_back_and_it_is_said_which() -> None:
    fixed = mend("a", Toy("first", bad="a", new="b"), Toy("second", bad="b", at=None, severity="warning"))
    assert fixed.draft.text == "a"
    assert [(left.why, [item.rule for item in left.brings]) for left in fixed.left] == [
        ("brings", ["second"])
    ]


def test_what_an_edit_brings_is_mended_with_it_where_that_can_be() -> None:
    first, second = Toy("first", bad="a", new="b"), Toy("second", bad="b", new="c", severity="warning")
    fixed = mend("a", first, second)
    assert fixed.draft.text == "c"
    assert [item.finding.rule for item in fixed.applied] == ["first", "second"]
    assert mend("a", first, second, rules=frozenset({"first"})).draft.text == "a"


def test_an_edit_may_turn_an_error_into_advice_but_not_advice_into_other_advice() -> None:
    advice = Toy("advice", bad="b", at=None, severity="info")
    assert mend("a", Toy("grave", bad="a", new="b"), advice).draft.text == "b"
    assert mend("a", Toy("light", bad="a", new="b", severity="info"), advice).draft.text == "a"


def test_two_edits_that_undo_each_other_come_to_an_end() -> None:
    fixed = mend("a", Toy("one", bad="a", new="b"), Toy("two", bad="b", new="a"))
    assert fixed.draft.text == "a"
    assert whys(fixed) == {"one": "brings"}


def test_an_edit_taken_back_is_tried_again_once_another_made_room_for_it() -> None:
    blocked = Toy("blocked", bad="a", new="b")
    until = Toy("until", bad="b", at=None, unless="ok")
    later = Toy("later", needed="ok", new="ok", at="end", severity="warning")
    assert mend("a", blocked, until, later).draft.text == "b\nok"


def test_all_places_of_one_finding_are_mended_together() -> None:
    fixed = mend("a, a et a", Toy("word", bad="a", new="b"))
    assert fixed.draft.text == "b, b et b"
    assert len(fixed.applied) == 3


def test_no_place_is_mended_where_not_all_can_be() -> None:
    # The edit of what is left is refused, so the first place stays as it was as well.
    fixed = mend("a, a", Toy("word", bad="a", new="b"), Toy("end", bad="b, b", at=None))
    assert fixed.draft.text == "a, a"
    assert whys(fixed) == {"word": "brings"}


def test_a_finding_that_hid_another_one_of_the_same_breach_is_mended_with_it() -> None:
    worse = Toy("worse", bad="aa", new="a", obligation="same")
    lesser = Toy("lesser", bad="a", new="b", obligation="same", unless="aa")
    assert mend("aa", worse, lesser).draft.text == "b"


def test_what_is_still_to_be_filled_in_may_be_complained_of() -> None:
    label = Toy("label", needed="Pub de", new="Pub de [marque]", at="start", placeholders=("brand",))
    unfilled = Toy("unfilled", bad="[marque]", at=None)
    fixed = mend("Bonjour", label, unfilled)
    assert fixed.draft.text == "Pub de [marque]\nBonjour"
    assert [item.rule for item in fixed.report.findings] == ["unfilled"]


def test_the_graver_of_two_inserts_at_one_place_stands_first() -> None:
    grave = Toy("z", needed="Publicité", new="Publicité", at="start")
    light = Toy("a", needed="18 ans", new="18 ans et plus", at="start", severity="warning")
    assert mend("Bonjour", light, grave).draft.text == "Publicité\n18 ans et plus\nBonjour"


def test_an_insert_moved_behind_another_one_goes_to_its_own_place_where_the_move_would_not_mend() -> None:
    grave = Toy("z", needed="Publicité", new="Publicité", at="start")
    light = Toy("a", needed="18 ans\nPub", new="18 ans", at="start", severity="warning")
    assert mend("Bonjour", light, grave).draft.text == "18 ans\nPublicité\nBonjour"


WORDS = st.sampled_from(["a", "b", "c", "é🧡", "\r\n", "x y", "#t"])
TOYS = st.builds(
    Toy,
    name=st.sampled_from(["r1", "r2", "r3"]),
    bad=st.sampled_from(["a", "b", "c", "é🧡"]),
    new=st.sampled_from(["", "a", "b", "d", "e"]),
    at=st.sampled_from(["place", "start", "end", "after", None]),
    severity=st.sampled_from(["error", "warning", "info"]),
    safety=st.sampled_from(["safe", "suggested"]),
    obligation=st.sampled_from(["o1", "o2"]),
    unless=st.sampled_from(["", "d", "e"]),
    waived=st.booleans(),
) | st.builds(
    Toy,
    name=st.sampled_from(["n1", "n2", "n3"]),
    needed=st.sampled_from(["d", "e", "dd"]),
    new=st.sampled_from(["d", "e", "dd", "a"]),
    at=st.sampled_from(["start", "end"]),
    severity=st.sampled_from(["error", "warning", "info"]),
)
BOOKS = st.lists(TOYS, max_size=5, unique_by=lambda toy: toy.name)
TEXTS = st.lists(WORDS, max_size=6).map(" ".join)


def grave(report: Report) -> set[tuple[str, str]]:
    return {(item.obligation, item.severity) for item in report.findings if item.severity == "error"}


@given(TEXTS, BOOKS, st.booleans())
def test_to_fix_the_outcome_again_changes_nothing(text: str, toys: list[Toy], unsafe: bool) -> None:
    once = mend(text, *toys, unsafe=unsafe)
    again = mend(once.draft.text, *toys, unsafe=unsafe)
    assert again.applied == []
    assert again.draft == once.draft


@given(TEXTS, BOOKS, st.booleans(), st.randoms(use_true_random=False))
def test_the_order_of_the_findings_does_not_matter(
    text: str, toys: list[Toy], unsafe: bool, order: random.Random
) -> None:
    one = mend(text, *toys, unsafe=unsafe)
    other = fix_by(judge(*toys, shuffled=order), Draft(text=text), Choice(None, unsafe))
    assert (one.draft, one.applied) == (other.draft, other.applied)


@given(TEXTS, BOOKS)
def test_nothing_changes_but_what_the_edits_say(text: str, toys: list[Toy]) -> None:
    fixed = mend(text, *toys, unsafe=True)
    draft = fixed.original
    for item in fixed.applied:
        draft = apply_edit(draft, item.edit)
    assert draft == fixed.draft


@given(TEXTS, BOOKS)
def test_no_breach_is_worse_than_before(text: str, toys: list[Toy]) -> None:
    fixed = mend(text, *toys, unsafe=True)
    assert grave(fixed.report) <= grave(fixed.before)


@given(TEXTS, BOOKS)
def test_every_edit_that_is_left_says_why(text: str, toys: list[Toy]) -> None:
    fixed = mend(text, *toys)
    offering = {item.rule for item in fixed.report.findings if item.remediation.edit and not item.waived}
    assert offering == {finding.rule for left in fixed.left for finding in left.findings}
    assert "unfinished" not in whys(fixed).values()


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_post_is_mended_with_its_own_line_ends(checker: Checker, end: str) -> None:
    lines = [
        "J’utilise le sérum de @lumidaube 🧡",
        "",
        "Mon code LEA15 : 15 % sur le site",
        "",
        "#soin #peau  ",
        "",
    ]
    text = end.join(lines)
    fields: dict[str, Any] = {
        "jurisdictions": ["FR"],
        "author": {"role": "influencer"},
        "relationship": {"kind": "paid", "brand": "Lumidaube", "platform_label": False},
    }
    fixed = fix(checker, Draft(text=text, **fields), unsafe=True)
    assert fixed.draft.text.startswith("Publicité")
    assert fixed.draft.text.endswith(text)
    assert fixed.draft.text.count("\n") == fixed.draft.text.count(end)
    assert "disclosure.missing" not in {item.obligation for item in fixed.report.findings}
