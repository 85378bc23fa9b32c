from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from cmcompliance import Checker
from cmcompliance.checking import Policy
from cmcompliance.draft import parse_draft
from cmcompliance.explaining import Account, Step, explain
from cmcompliance.explaining.scope import hindrances
from cmcompliance.rulebook.vocabulary import KINDS, PLATFORMS

EVERY = 4
"""Each fourth rule stands for all: the others are built alike."""


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


def accounts(
    checker: Checker, rule: str, language: str = "fr", policy: Policy | None = None, **fields: object
) -> list[Account]:
    draft = parse_draft({"published_at": "2026-11-22", **fields})
    examined = checker.examine(draft, lang=language, policy=policy or Policy())  # type: ignore[arg-type]
    return list(explain(examined, checker.book, language, rules=[rule]).accounts)


def all_steps(step: Step) -> Iterator[Step]:
    yield step
    for member in step.steps:
        yield from all_steps(member)


CONTEST = "🎁 Concours ! Pour gagner un an de savon, tague 3 amis. Tirage au sort dimanche."
MISSING = "fr/contest/rules-missing"


def test_a_breach_is_explained_by_the_facts_and_their_words(checker: Checker) -> None:
    (account,) = accounts(checker, MISSING, text=CONTEST, platform="instagram", jurisdictions=["FR"])
    assert account.outcome == "breached"
    assert account.sentence == "La règle est enfreinte : toutes ses conditions sont réunies."
    assert account.condition.truth is True
    draw = next(step for step in all_steps(account.condition) if step.fact == "says.draw")
    assert [place.text for place in draw.places] == ["Tirage au sort dimanche"]


def test_what_a_condition_lacks_is_said_in_the_sentence(checker: Checker) -> None:
    (account,) = accounts(checker, "fr/contest/premium-number", text=CONTEST, jurisdictions=["FR"])
    assert account.outcome == "not_breached"
    assert account.sentence == (
        "La règle n'est pas enfreinte : il faudrait ceci : la participation passe par un numéro surtaxé."
    )
    assert account.condition.truth is False


@pytest.mark.parametrize(
    ("rule", "language", "sentence"),
    [
        (
            "platforms/meta/friend-tag",
            "fr",
            "La règle n'est pas enfreinte : identifier ou mentionner des amis est permis sur Instagram, "
            "la règle vise ce qui est « interdit ».",
        ),
        (
            "platforms/meta/friend-tag",
            "en",
            "The rule is not breached: to tag or mention friends is allowed on Instagram, the rule is for "
            "what is “forbidden”.",
        ),
        (
            "eu/disclosure/missing",
            "fr",
            "La règle n'est pas enfreinte : elle vise « rémunération » (lien avec la marque), et non « aucun "
            "lien ».",
        ),
    ],
)
def test_what_a_field_would_have_to_hold_is_said_in_words(
    checker: Checker, rule: str, language: str, sentence: str
) -> None:
    fields = {"text": CONTEST, "platform": "instagram", "relationship": {"kind": "none"}}
    (account,) = accounts(checker, rule, language, jurisdictions=["FR"], **fields)
    assert account.sentence == sentence


@pytest.mark.parametrize(
    ("rule", "fields", "reason"),
    [
        (
            "platforms/common/no-association-missing",
            {"platform": "linkedin"},
            "le brouillon est sur LinkedIn, la règle vise Facebook, Instagram",
        ),
        (
            "platforms/common/no-association-missing",
            {},
            "la plateforme du brouillon n'est pas indiquée, la règle vise",
        ),
        ("be/contest/paid-entry", {}, "le droit appliqué est celui-ci : France, la règle vise : Belgique."),
        (MISSING, {"published_at": "1900-01-01"}, "aucun des textes qu'elle cite n'est en vigueur pour FR"),
        (MISSING, {"kind": "bio"}, "le brouillon est de type « présentation du compte », "),
    ],
)
def test_why_a_rule_does_not_apply_is_said_in_the_sentence(
    checker: Checker, rule: str, fields: dict[str, object], reason: str
) -> None:
    (account,) = accounts(checker, rule, **{"text": CONTEST, "jurisdictions": ["FR"], **fields})
    assert account.outcome == "not_applicable"
    assert reason in account.sentence


def test_a_rule_that_another_speaks_for_names_it(checker: Checker) -> None:
    text = "Gagnez ce vélo de course : achetez votre ticket à 10 € sur le lien, tirage fin mars."
    fields = {"text": text, "platform": "facebook", "author": {"role": "consumer"}, "jurisdictions": ["BE"]}
    (account,) = accounts(checker, "platforms/common/paid-entry", "en", **fields)
    assert (account.outcome, account.said_by) == ("said_by_another", "be/contest/paid-entry")
    assert "(be/contest/paid-entry) says so already" in account.sentence


def test_a_rule_that_asks_names_the_fields(checker: Checker) -> None:
    fields = {"text": "Merci @maisonrive pour ce joli colis, -20 % avec LEA20", "jurisdictions": ["FR"]}
    draft = parse_draft({**fields, "platform": "instagram"})
    question = checker.check(draft).questions[0]
    (account,) = accounts(checker, question.rules[0], **fields, platform="instagram")
    assert account.outcome == "asked"
    assert question.field in account.asks
    assert "lien avec la marque (relationship.kind)" in account.sentence
    assert account.condition.truth is None


def test_a_rule_that_settings_switch_off_says_so(checker: Checker) -> None:
    policy = Policy(off=frozenset({MISSING}))
    (account,) = accounts(checker, MISSING, policy=policy, text=CONTEST, jurisdictions=["FR"])
    assert account.outcome == "switched_off"


def test_a_waived_breach_says_by_whom(checker: Checker) -> None:
    waiver = {"rule": MISSING, "reason": "règlement en cours", "by": "Ana", "until": "2099-01-01"}
    fields = {"text": CONTEST, "jurisdictions": ["FR"], "waivers": [waiver]}
    (account,) = accounts(checker, MISSING, "en", **fields)
    assert account.outcome == "waived"
    assert account.sentence == "The rule is breached, and accepted by Ana: règlement en cours."


def test_jurisdictions_that_fare_alike_are_told_together(checker: Checker) -> None:
    told = accounts(checker, "eu/disclosure/missing", text="Bonjour", jurisdictions=["FR", "DE", "JP"])
    assert [(account.outcome, account.jurisdictions) for account in told] == [
        ("not_breached", ("FR", "DE")),
        ("not_applicable", ("JP",)),
    ]


def test_without_rules_what_found_something_is_explained(checker: Checker) -> None:
    draft = parse_draft({"text": CONTEST, "platform": "instagram", "jurisdictions": ["FR"]})
    examined = checker.examine(draft)
    explanation = explain(examined, checker.book, "fr")
    assert {account.rule for account in explanation.accounts} == {
        finding.rule for finding in examined.report.findings
    }
    assert all(account.outcome == "breached" for account in explanation.accounts)
    assert explanation.facts == ()


def test_the_outcome_and_the_condition_agree_on_the_examples_of_the_rules(checker: Checker) -> None:
    wanted = {
        "breaching": {"breached", "said_by_another"},
        "clean": {"not_breached", "open"},
        "asking": {"asked"},
    }
    wanted["clean"] |= {"not_applicable"}
    for rule in list(checker.book.rules.values())[::EVERY]:
        seen: set[str] = set()
        for example in rule.examples:
            if example.expect in seen:
                continue
            seen.add(example.expect)
            examined = checker.examine(parse_draft(example.draft))
            told = explain(examined, checker.book, "fr", rules=[rule.name]).accounts
            outcomes = {account.outcome for account in told}
            assert outcomes & wanted[example.expect], (rule.name, example.draft, outcomes)
            for account in told:
                if account.outcome in {"breached", "asked", "not_breached"}:
                    truth = {"breached": True, "asked": None, "not_breached": False}[account.outcome]
                    assert account.condition.truth is truth, (rule.name, example.draft)
                assert account.sentence.endswith(".")


@pytest.mark.parametrize("day", [date(1990, 1, 1), date(2024, 3, 1), date(2026, 11, 22), date(2040, 1, 1)])
def test_a_rule_that_does_not_apply_has_a_reason_and_one_that_does_has_none(
    checker: Checker, day: date
) -> None:
    codes = ["FR", "BE", "GB", "US-NY", "CA-QC", "CH"]
    for number, platform in enumerate([None, *PLATFORMS]):
        kind = KINDS[number % len(KINDS)]
        draft = parse_draft({"text": "Bonjour", "kind": kind, "platform": platform, "jurisdictions": codes})
        examined = checker.examine(draft, as_of=day)
        applied = {(item.goal.rule.name, item.jurisdiction) for item in examined.applications}
        for rule in checker.book.rules.values():
            reasons = hindrances(rule, draft, examined.context, checker.book, "fr")
            places: list[str | None] = [*codes] if rule.scope.territories else [None]
            for place in places:
                hindered = None in reasons or place in reasons
                assert hindered != ((rule.name, place) in applied), (rule.name, place, platform, kind)
