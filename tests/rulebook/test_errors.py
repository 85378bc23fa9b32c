"""Every fault of a rule file is named with its place, what was found, and the nearest valid word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cmcompliance.rulebook import RuleBookError, load_book

Change = Callable[[str, str, str], Path]

RULE = "fr/contest/rules-missing.yaml"
LEXICON = "lexicon/contest.yaml"
FACTS = "inference/contest.yaml"
LAW = "sources/law.yaml"

FAULTS = {
    "unknown key": (
        RULE,
        "when:\n  - promotion.running",
        "whe:\n  - promotion.running",
        ["11:1: unknown key `whe`; did you mean `when`?", "1:1: missing key `when`"],
    ),
    "unknown key of an example's draft": (
        RULE,
        "contest: {rules_url: null}",
        "author: {rol: brand}",
        ["27:81: unknown key `rol`; did you mean `role`?"],
    ),
    "text with a comma in a flow mapping": (
        RULE,
        "fr: Règles introuvables",
        "fr: Règles, introuvables",
        ["5:21: unknown key `introuvables`; a text with a comma needs quotes inside { }"],
    ),
    "wrong type": (
        RULE,
        "ask: [contest.rules_url]",
        "ask: contest.rules_url",
        ["16:6: found `contest.rules_url` under `ask`, expected a list"],
    ),
    "bad choice": (
        RULE,
        "severity: warning",
        "severity: eror",
        ["2:11: found `eror` under `severity`, expected one of: error, warning, info; did you mean `error`?"],
    ),
    "bad date": (
        RULE,
        "from: 2016-07-01",
        "from: 2016-13-01",
        ["8:45: found `2016-13-01` under `from`, expected a date such as 2026-12-31"],
    ),
    "dates reversed": (
        RULE,
        "from: 2016-07-01",
        "from: 2016-07-01, to: 2015-01-01",
        ["8:61: `to` (2015-01-01) lies before `from` (2016-07-01)"],
    ),
    "duplicate key": (
        RULE,
        "at: [says.draw]",
        "at: [says.draw]\nask: []",
        ["18:1: duplicate key `ask`"],
    ),
    "unknown obligation": (
        RULE,
        "obligation: contest.rules-missing",
        "obligation: contest.rule-missing",
        ["1:13: unknown obligation `contest.rule-missing`; did you mean `contest.rules-missing`?"],
    ),
    "unknown source": (
        RULE,
        "be.cde]",
        "be.cdee]",
        ["24:28: unknown source `be.cdee`; did you mean `be.cde`?"],
    ),
    "unknown territory": (
        RULE,
        "    BE: {",
        "    BX: {",
        ["9:5: unknown territory `BX`; expected one of: BE, EU, FR"],
    ),
    "unknown platform": (
        RULE,
        "  kinds_except: [bio]",
        "  platforms: [instagrm]",
        ["10:15: unknown platform `instagrm`; did you mean `instagram`?"],
    ),
    "unknown question": (
        RULE,
        "ask: [contest.rules_url]",
        "ask: [contest.rule_url]",
        [
            "16:7: unknown question `contest.rule_url`; did you mean `contest.rules_url`?",
            "29:68: `contest.rules_url` is not in the rule's `ask`; did you mean `contest.rule_url`?",
        ],
    ),
    "unknown fact under at": (
        RULE,
        "at: [says.draw]",
        "at: [says.drow]",
        ["17:6: unknown fact `says.drow`; did you mean `says.draw`?"],
    ),
    "unknown fact in a condition": (
        RULE,
        "- promotion.running",
        "- promotion.runing",
        ["12:5: unknown fact `promotion.runing`; did you mean `promotion.running`?"],
    ),
    "a comma splits a condition": (
        RULE,
        "- {severity: error, when: [kind is contest_rules]}",
        "- {severity: error, when: [kind in contest_rules, ad]}",
        ["4:53: unknown fact `ad`; a condition with a comma needs quotes inside [ ]"],
    ),
    "a value that the field never has": (
        RULE,
        "kind is contest_rules",
        "author.role is influenceur",
        [
            "4:30: `author.role` is never `influenceur`; expected one of: brand, agency, "
            "influencer, employee, "
            "consumer, media; did you mean `influencer`?"
        ],
    ),
    "a choice without a value": (
        RULE,
        "kind is contest_rules",
        "author.account_type",
        [
            "4:30: `author.account_type` has several values: write `author.account_type is …` "
            "with one of: personal, creator, business"
        ],
    ),
    "a number that is not compared": (
        RULE,
        "kind is contest_rules",
        "author.age is 18",
        ["4:30: `author.age` is a number: compare it with >=, <=, > or <"],
    ),
    "a truth that is compared": (
        RULE,
        "kind is contest_rules",
        "says.draw >= 2",
        ["4:30: `says.draw` is true or false: write `says.draw` or `not says.draw`"],
    ),
    "a field that is always known": (
        RULE,
        "kind is contest_rules",
        "unknown published_at",
        ["4:30: `published_at` is always known"],
    ),
    "a field that conditions cannot name": (
        RULE,
        "kind is contest_rules",
        "known author.country",
        [
            "4:30: conditions cannot name the draft's field `author.country`; did you mean "
            "`author.account_type`?"
        ],
    ),
    "a condition that cannot be read": (
        RULE,
        "kind is contest_rules",
        "kind equals post",
        [
            "4:30: cannot read the condition 'kind equals post'; expected "
            "`[possibly|surely] [not] fact [is|is not|in|not in|>=|<=|>|<] value`"
        ],
    ),
    "a group with another key": (
        RULE,
        "  - promotion.running",
        "  - {nay: [promotion.running]}",
        ["12:5: found a mapping with `nay`, expected one key, `any` or `all`; did you mean `any`?"],
    ),
    "empty when": (RULE, "when: [kind is contest_rules]", "when: []", ["4:29: an empty list of conditions"]),
    "a name without a binding": (
        RULE,
        "  - not $pointer",
        "  - not $poiter",
        ["13:5: `$poiter` has no binding under `with`; did you mean `pointer`?"],
    ),
    "a name bound for some only": (
        RULE,
        "BE: {with: {pointer: says.rules}, severity: info}",
        "BE: {severity: info}",
        ["13:5: `$pointer` has no binding for BE"],
    ),
    "a name bound to no fact": (
        RULE,
        "BE: {with: {pointer: says.rules}",
        "BE: {with: {pointer: says.ruls}",
        [
            "9:26: unknown fact `says.ruls`; did you mean `says.rules`?",
            "13:5: unknown fact `says.ruls`; did you mean `says.rules`? (`$pointer` of BE)",
        ],
    ),
    "no scope": (
        RULE,
        "  territories:\n    FR: {with: {pointer: says.rules}, from: 2016-07-01}\n"
        "    BE: {with: {pointer: says.rules}, severity: info}\n  kinds_except: [bio]",
        "  kinds: [post]",
        [
            "7:3: a scope names `territories` or `platforms`, or both; "
            "only rules on a source with `house` apply everywhere",
            "10:5: `$pointer` has no binding under `with`",
        ],
    ),
    "unknown variable": (
        RULE,
        "Règlement : {rules_url}.",
        "Règlement : {rule_url}.",
        ["22:18: unknown variable `{rule_url}`; did you mean `rules_url`?"],
    ),
    "two actions in an edit": (
        RULE,
        "    where: end",
        "    delete: span",
        [
            "22:5: an edit has exactly one of `insert`, `statement`, `replace`, `delete`; "
            "found `insert` and `delete` under `edit`"
        ],
    ),
    "an asking example of a rule that never asks": (
        RULE,
        "ask: [contest.rules_url]\n",
        "",
        ["28:7: the rule has no `ask`, so it never asks"],
    ),
    "phrase syntax": (
        LEXICON,
        "[prize draw]",
        '["prize (draw"]',
        ["5:10: in the phrase 'prize (draw', character 7: found '(' that is never closed, expected ')'"],
    ),
    "concept without phrases": (
        LEXICON,
        '    fr: [règlement, "le {0-2} règlement"]\n    en: [full rules]\n',
        "",
        ["10:5: a concept needs phrases under `fr`, `en` or `any` under `rules_word`"],
    ),
    "concept name": (
        LEXICON,
        "  rules_word:",
        "  rules-word:",
        [
            "9:3: `rules-word` is no valid name here, expected one that matches ^[a-z][a-z0-9_]*$",
            "inference/contest.yaml:6:31: unknown concept `rules_word`; did you mean `rules-word`?",
            "inference/contest.yaml:12:20: unknown concept `rules_word`; did you mean `rules-word`?",
        ],
    ),
    "unknown concept": (
        FACTS,
        "- concept: draw",
        "- concept: drow",
        ["5:18: unknown concept `drow`; did you mean `draw`?"],
    ),
    "unknown entity in a near": (
        FACTS,
        "draw|<date>",
        "draw|<dat>",
        ["6:16: unknown entity `<dat>`; did you mean `date`?"],
    ),
    "two things in a sighting": (
        FACTS,
        "- concept: draw",
        "- concept: draw\n        entity: money",
        [
            "5:9: an item of `found` has exactly one of `concept`, `statement`, `entity`, `near`; found "
            "`concept` and `entity` under `found`"
        ],
    ),
    "empty found": (
        FACTS,
        "    found:\n      - {concept: [rules_word], but_not: [], where: [prose]}",
        "    found: []",
        ["11:12: found a list under `found`, expected a list that is not empty"],
    ),
    "bad stretch": (
        FACTS,
        "within: clause",
        "within: paragraph",
        ["7:17: expected clause, sentence, line, field or a number of tokens under `within`"],
    ),
    "media value": (
        FACTS,
        "source: web",
        "source: internet",
        [
            "15:21: found `internet` under `source`, expected one of: own, client, ugc, stock, web, "
            "ai_generated, absent"
        ],
    ),
    "two origins of a fact": (
        FACTS,
        "    unless:\n      - kind in comment, bio",
        "    media: {kind: image}",
        [
            "17:5: a fact has exactly one of `found`, `media`, `when`; found `media` and `when` "
            "under `promotion.running`"
        ],
    ),
    "a fact that depends on itself": (
        FACTS,
        "says.draw, surely contest.mechanism is chance",
        "says.draw, promotion.running",
        ["16:3: facts that depend on themselves: `promotion.running` → `promotion.running`"],
    ),
    "a fact called like a field": (
        FACTS,
        "  says.rules:",
        "  contest.rules_url:",
        [
            "9:3: `contest.rules_url` is a field of the draft; give the fact another name",
            f"{RULE}:8:26: unknown fact `says.rules`; did you mean `says.draw`?",
            f"{RULE}:9:26: unknown fact `says.rules`; did you mean `says.draw`?",
            f"{RULE}:13:5: unknown fact `says.rules`; did you mean `says.draw`? (`$pointer` of BE)",
            f"{RULE}:13:5: unknown fact `says.rules`; did you mean `says.draw`? (`$pointer` of FR)",
        ],
    ),
    "source of nothing": (
        LAW,
        "    territory: BE\n",
        "",
        ["9:3: the source `be.cde` needs one of `territory`, `platform` and `house`"],
    ),
    "source's territory": (
        LAW,
        "    territory: BE",
        "    territory: Belgium",
        ["11:16: unknown territory `Belgium`; expected one of: BE, EU, FR"],
    ),
    "territories in themselves": (
        "territories.yaml",
        "{fr: Union européenne, en: European Union}",
        "{fr: Union européenne, en: European Union, in: [FR]}",
        ["2:3: territories that lie in themselves: EU ⊂ FR ⊂ EU"],
    ),
    "platform that no draft can have": (
        "platforms.yaml",
        "  facebook:",
        "  facebok:",
        ["3:3: `facebok` is no platform of a draft; did you mean `facebook`?"],
    ),
    "question about nothing": (
        "questions.yaml",
        "  media.licence:",
        "  media.license:",
        ["3:3: no condition can hang on a draft's field `media.license`; did you mean `media.licence`?"],
    ),
    "type of a question": (
        "questions.yaml",
        "contest.rules_url: {type: text",
        "contest.rules_url: {type: bool",
        ["2:29: found `bool`, expected `text`: the type of `contest.rules_url`"],
    ),
    "label of no choice": (
        "questions.yaml",
        "  media.licence:",
        "  media.kind: {type: choice, fr: Quoi ?, en: What?, labels: {imag: une image}}\n  media.licence:",
        ["3:62: `imag` is no choice of `media.kind`; did you mean `image`?"],
    ),
    "an edit that is safe always and sometimes": (
        RULE,
        "    where: end\n",
        "    where: end\n    safety: safe\n    safe_when: [media]\n",
        ["22:5: either `safety: safe` or `safe_when`, not both under `edit`"],
    ),
    "unknown fact under safe_when": (
        RULE,
        "    where: end\n",
        "    where: end\n    safe_when: [says.ruless]\n",
        ["24:17: unknown fact `says.ruless`; did you mean `says.rules`?"],
    ),
    "placeholder that nobody would see": (
        "placeholders.yaml",
        '"[link]"',
        '"link"',
        ["2:33: found 'link', expected words in square brackets, so that they are seen if left"],
    ),
    "obligation under another topic": (
        "obligations.yaml",
        "  contest.dates-missing:",
        "  contests.dates-missing:",
        ["3:3: the obligation `contests.dates-missing` must begin with `contest.`"],
    ),
    "not YAML": (
        LEXICON,
        "    fr: [règlement,",
        "    fr: [règlement",
        ["11:24: this is not YAML: while parsing a flow sequence, did not find expected ',' or ']'"],
    ),
    "a tag": (
        "book.yaml",
        "name: sample",
        "name: !!python/name:os.system",
        ["1:7: the tag 'tag:yaml.org,2002:python/name:os.system' means nothing here"],
    ),
}


@pytest.mark.parametrize(("file", "old", "new", "expected"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_named_with_its_place(
    change: Change, file: str, old: str, new: str, expected: list[str]
) -> None:
    folder = change(file, old, new)

    with pytest.raises(RuleBookError) as caught:
        load_book(folder)

    wanted = {f"rules/{line}" if "/" in line.split(":")[0] else f"rules/{file}:{line}" for line in expected}
    assert set(str(caught.value).splitlines()) == wanted


def test_all_faults_of_all_files_are_told_at_once(sample: Path, change: Change) -> None:
    change(RULE, "severity: warning", "severity: eror")
    change(LEXICON, "[prize draw]", '["prize (draw"]')
    change(LAW, "citation: Code de droit", "citaton: Code de droit")

    with pytest.raises(RuleBookError) as caught:
        load_book(sample)

    assert {problem.file for problem in caught.value.problems} == {
        f"rules/{name}" for name in (RULE, LEXICON, LAW)
    }


def test_what_an_unreadable_file_may_define_is_not_called_unknown(sample: Path) -> None:
    (sample / LEXICON).write_text("concepts: [\n", encoding="utf-8")

    with pytest.raises(RuleBookError) as caught:
        load_book(sample)

    assert [problem.file for problem in caught.value.problems] == [f"rules/{LEXICON}"]


def test_a_name_defined_in_two_files_is_refused(sample: Path) -> None:
    (sample / "lexicon/more.yaml").write_text(
        "concepts:\n  draw: {meaning: {fr: x, en: x}, any: [x]}\n", encoding="utf-8"
    )

    with pytest.raises(RuleBookError) as caught:
        load_book(sample)

    assert str(caught.value) == (
        "rules/lexicon/more.yaml:2:3: the concept `draw` is already defined at rules/lexicon/contest.yaml:2"
    )


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("fr2/a.yaml", "the folder `fr2` is no territory and no platform, and rules lie in one of them"),
        ("fr/A_b.yaml", "the path `fr/A_b` is the rule's name: write it in a-z, 0-9 and hyphens"),
        ("fr/a.yml", "rule files end in .yaml"),
        ("sorces.yaml", "`sorces.yaml` is no file of a rule book"),
    ],
)
def test_a_rule_lies_in_the_folder_of_its_territory_or_platform(
    sample: Path, path: str, message: str
) -> None:
    (sample / path).parent.mkdir(exist_ok=True)
    (sample / path).write_text((sample / RULE).read_text(encoding="utf-8"), encoding="utf-8")

    with pytest.raises(RuleBookError) as caught:
        load_book(sample)

    assert [str(problem).split("; ")[0] for problem in caught.value.problems] == [
        f"rules/{path}:1:1: {message}"
    ]


@pytest.mark.parametrize("folder", ["fr", "be", "instagram", "platforms"])
def test_rules_may_lie_in_a_territory_a_platform_or_platforms(sample: Path, folder: str) -> None:
    (sample / folder).mkdir(exist_ok=True)
    (sample / RULE).rename(sample / folder / "moved.yaml")

    assert list(load_book(sample).rules) == [f"{folder}/moved"]


def test_a_missing_folder_is_named() -> None:
    with pytest.raises(RuleBookError, match="nowhere:1:1: no such folder of rules"):
        load_book(Path("nowhere"))
