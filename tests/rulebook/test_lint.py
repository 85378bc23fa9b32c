from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cmcompliance.rulebook import load_book
from cmcompliance.rulebook.lint import lint

Change = Callable[[str, str, str], Path]
RULE = "fr/contest/rules-missing.yaml"
FACTS = "inference/contest.yaml"
LEXICON = "lexicon/contest.yaml"
LAW = "sources/law.yaml"

SAID_OF_THE_SAMPLE = {
    f"rules/{RULE}:1:1: 1 breaching examples in `fr/contest/rules-missing`, expected at least 3",
    f"rules/{RULE}:1:1: 1 clean examples in `fr/contest/rules-missing`, expected at least 3",
    f"rules/{FACTS}:13:3: no rule uses the fact `media.unlicensed`",
}


def said(folder: Path) -> set[str]:
    return {str(problem) for problem in lint(load_book(folder))}


def test_the_sample_is_weak_where_it_is_meant_to_be(sample: Path) -> None:
    assert said(sample) == SAID_OF_THE_SAMPLE


WEAK = {
    "conditions that contradict each other": (
        RULE,
        "unless:\n  - contest.rules_url",
        "unless:\n  - possibly promotion.running",
        [
            "the rule can never fire: its conditions contradict each other",
            "`ask` has `contest.rules_url`, on which no condition hangs",
        ],
    ),
    "a contradiction of one territory": (
        RULE,
        "BE: {with: {pointer: says.rules}",
        "BE: {with: {pointer: promotion.running}",
        ["the rule can never fire for BE: its conditions contradict each other"],
    ),
    "a choice without words": (
        "questions.yaml",
        "questions:",
        "questions:\n  media.kind: {type: choice, name: {fr: média, en: medium}, fr: Quoi ?, en: What?, "
        "labels: {image: {fr: une image, "
        "en: an image}, video: {fr: une vidéo}, audio: {fr: un son, en: a sound}}}",
        ["questions.yaml:2:3: no English label for the choice `video` of `media.kind`"],
    ),
    "a field without a name": (
        "questions.yaml",
        "questions:",
        "fields:\n  mechanics: {name: {fr: conditions}, labels: {allowed: permis, forbidden: interdit, "
        "silent: {en: not mentioned}, discouraged: {fr: déconseillé, en: discouraged}}}\n"
        "questions:\n  title: {type: text, fr: Quel titre ?, en: Which title?}",
        [
            "questions.yaml:2:3: no English name of the field `mechanics`",
            "questions.yaml:2:3: no French label for the choice `silent` of `mechanics`",
            "questions.yaml:4:3: no French name of the field `title`",
            "questions.yaml:4:3: no English name of the field `title`",
        ],
    ),
    "a safe edit that takes words away": (
        RULE,
        '    insert: {fr: "Règlement : {rules_url}.", en: "Full rules: {rules_url}."}\n    where: end',
        "    delete: sentence\n    safety: safe",
        [
            "`fr/contest/rules-missing` has a `safe` edit that takes the author's words away: "
            "make it `suggested`"
        ],
    ),
    "an edit that is never safe": (
        RULE,
        "    where: end\n",
        "    where: end\n    safe_when: [kind is bio]\n",
        ["the edit is never safe: `safe_when` contradicts itself or the rule's conditions"],
    ),
    "a gap that nothing sees": (
        RULE,
        'en: "Full rules: {rules_url}."}',
        'en: "Rules: [address]."}',
        [
            "`[address]` in the edit of `fr/contest/rules-missing` is not refused when it is left: "
            "write a {variable}"
        ],
    ),
    "a kind that a fact rules out": (
        RULE,
        "kinds_except: [bio]",
        "kinds: [bio, comment]",
        [
            "the rule can never fire: its conditions contradict each other",
            "the severity never becomes `error`: its conditions contradict each other",
        ],
    ),
    "a severity that never comes": (
        RULE,
        "when: [kind is contest_rules]",
        "when: [kind is bio]",
        ["the severity never becomes `error`: its conditions contradict each other"],
    ),
    "no kind left": (
        RULE,
        "kinds_except: [bio]",
        "kinds_except: [post, story, reel, video, article, comment, contest_rules, ad, bio, email]",
        ["the rule can never fire: no kind of draft is left in its scope"],
    ),
    "days that do not meet": (
        RULE,
        "kinds_except: [bio]",
        "to: 2010-01-01",
        ["the rule can never fire for FR: its days and the rule's do not meet"],
    ),
    "no source of the territory": (
        RULE,
        "sources: [fr.conso.l122-9, be.cde]",
        "sources: [fr.conso.l122-9]",
        [
            "the rule never runs in BE: none of its sources is in force there",
            f"{LAW}:9:3: no rule cites the source `be.cde`",
        ],
    ),
    "an error on unchecked sources": (
        LAW,
        "    checked: {on: 2026-11-22, against: Légifrance}\n",
        "",
        [
            "severity `error`, but none of the sources is `checked`",
            "none of the sources is `checked`: read one, or say under `unchecked` why none can be",
        ],
    ),
    "a rule that calls itself unchecked and is not": (
        RULE,
        "examples:",
        "unchecked: {fr: introuvable, en: not found}\nexamples:",
        ["`unchecked`, but one of the sources is `checked`"],
    ),
    "a name bound in vain": (
        RULE,
        "BE: {with: {pointer: says.rules}",
        "BE: {with: {pointer: says.rules, other: says.draw}",
        ["`other` of BE is bound, but no condition uses `$other`"],
    ),
    "a misspelt sector": (
        RULE,
        "  - contest.rules_url",
        "  - contest.rules_url\n  - sectors.alchool",
        ["`alchool` is no sector that the draft format names; did you mean `alcohol`?"],
    ),
    "another territory's folder": (
        RULE,
        "    FR: {with: {pointer: says.rules}, from: 2016-07-01}\n",
        "",
        ["the rule lies in the folder of FR, but its scope names no territory of it"],
    ),
    "a missing language": (
        RULE,
        ", en: Rules cannot be found",
        "",
        ["no English title of `fr/contest/rules-missing`"],
    ),
    "a concept in one language": (
        LEXICON,
        "    en: [prize draw]\n",
        "",
        [f"{LEXICON}:2:3: no English phrase in the concept `draw`; what holds in all languages is `any`"],
    ),
    "a phrase said twice": (
        LEXICON,
        "[tirage au sort, ",
        "[tirage au sort, Tirage au sort, tirés au sort, ",
        [
            f"{LEXICON}:2:3: the phrase 'Tirage au sort' of `draw` is already said by 'tirage au sort'",
        ],
    ),
}


@pytest.mark.parametrize(("file", "old", "new", "expected"), WEAK.values(), ids=WEAK.keys())
def test_a_weakness_is_named(change: Change, file: str, old: str, new: str, expected: list[str]) -> None:
    found = said(change(file, old, new))

    for message in expected:
        full = message if ".yaml" in message else f"{RULE}:1:1: {message}"
        assert f"rules/{full}" in found, found


def test_a_source_out_of_force_leaves_the_rule_without_basis(change: Change) -> None:
    change(LAW, "    territory: BE", "    territory: BE\n    to: 2000-01-01")
    folder = change(RULE, "    BE: {", "    BE: {from: 2020-01-01, ")

    assert f"rules/{RULE}:1:1: the rule never runs in BE: none of its sources is in force there" in said(
        folder
    )


def test_what_only_an_unused_fact_sees_is_still_seen(change: Change) -> None:
    folder = change(FACTS, '      - near: ["draw|<date>", rules_word]', "      - near: [draw, <date>]")
    folder = change(FACTS, "{concept: [rules_word], but_not: [], where: [prose]}", "{entity: url}")

    assert f"rules/{LEXICON}:9:3: no fact uses the concept `rules_word`" in said(folder)


BREACHING = '    - {text: "Un panier garni à gagner, tirage au sort dimanche soir"'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "un panier garni à gagner ; tirage au sort, dimanche soir !",
            "{}:28:7: the same text as the example at rules/{}:27",
        ),
        (
            "Un panier garni à gagner, tirage au sort lundi soir",
            "{}:28:7: the same text as the example at line 27 but for a few words",
        ),
        ("Deux places de concert partent au hasard ce soir parmi vous", None),
    ],
)
def test_examples_that_repeat_another_are_named(change: Change, text: str, message: str | None) -> None:
    found = said(change(RULE, "  asking:", f'    - {{text: "{text}"}}\n  asking:')) - SAID_OF_THE_SAMPLE

    copies = {line for line in found if "the same text" in line}
    assert copies == ({f"rules/{message.format(RULE, RULE)}"} if message else set())


def test_an_example_for_a_place_that_does_not_exist_is_named(change: Change) -> None:
    found = said(change(RULE, "contest: {rules_url: null}", "jurisdictions: [FR-75, QQ]"))

    assert f"rules/{RULE}:27:7: `QQ` is no territory of the rule book; expected one of: BE, EU, FR" in found
    assert not any("FR-75" in line for line in found)


def test_a_rule_that_only_asks_shows_its_questions(change: Change) -> None:
    folder = change(
        RULE,
        BREACHING + ', contest: {rules_url: null}, span: "tirage au sort", note: seen often}',
        "    []",
    )

    assert f"rules/{RULE}:1:1: 1 asking examples in `fr/contest/rules-missing`, expected at least 3" in said(
        folder
    )
    assert not any("breaching" in line for line in said(folder))


def test_a_rule_that_asks_needs_an_asking_example(change: Change) -> None:
    folder = change(
        RULE,
        '    - {text: "Tirage au sort ce soir parmi vos réponses !", asks: [contest.rules_url]}',
        "    []",
    )

    assert f"rules/{RULE}:1:1: `fr/contest/rules-missing` asks, but has no asking example" in said(folder)
