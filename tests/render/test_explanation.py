from __future__ import annotations

import json
from typing import Any

import pytest

from cmcompliance import Checker
from cmcompliance.draft import parse_draft
from cmcompliance.explaining import Explanation, Step, explain
from cmcompliance.render import Source, Style
from cmcompliance.render.explanation import condition_lines, render_explanation
from cmcompliance.render.explanation_json import render_explanation_json

TEXT = "Bonjour à tous\n🎁 Concours ! Pour gagner un savon, tague 3 amis. Tirage au sort dimanche."
DRAFT = parse_draft(
    {"text": TEXT, "platform": "instagram", "jurisdictions": ["FR"], "published_at": "2026-11-22"}
)
MISSING = "fr/contest/rules-missing"


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


def explained(checker: Checker, **options: Any) -> Explanation:
    return explain(checker.examine(DRAFT, lang="fr"), checker.book, "fr", **options)


def page(explanation: Explanation, **options: Any) -> list[str]:
    return render_explanation(explanation, Source(DRAFT, "post.md", 4), "fr", **options).splitlines()


def test_the_sentence_comes_first_then_the_conditions_with_the_words(checker: Checker) -> None:
    lines = page(explained(checker, rules=[MISSING]))
    assert lines[0] == "post.md — À REVOIR"
    sentence = lines.index("  La règle est enfreinte : toutes ses conditions sont réunies.")
    words = next(
        number for number, line in enumerate(lines) if "« Tirage au sort dimanche » post.md:5:" in line
    )
    assert lines[words - 1].endswith("✓ le texte annonce un tirage au sort  [says.draw]")
    assert words > sentence
    assert "  ✓ inconnu : qui publie  [possibly author.role is not consumer]" in lines


def test_what_stands_above_is_referred_to_only_where_it_is_shown(checker: Checker) -> None:
    lines = page(explained(checker, rules=["fr/contest/paid-skill-contest"]))
    above = [line for line in lines if line.endswith("(voir plus haut)")]
    assert above
    for line in above:
        fact = line.split("[")[1].split("]")[0]
        assert f"[{fact}]\n" in "\n".join(lines[: lines.index(line)]) + "\n"


def test_all_lines_are_shown_on_request_only(checker: Checker) -> None:
    explanation = explained(checker, rules=[MISSING], facts=True)
    short, full = page(explanation), page(explanation, full=True)
    assert len(full) > 4 * len(short)
    assert any(line.endswith("(`--full` les montre)") for line in short)
    assert not any(line.endswith("(`--full` les montre)") for line in full)


def test_facts_are_a_table(checker: Checker) -> None:
    lines = page(explained(checker, rules=(), facts=True))
    draw = next(line for line in lines if line.startswith("says.draw "))
    assert " ".join(draw.split()) == "says.draw oui texte le texte annonce un tirage au sort"
    assert lines[lines.index(draw) + 1].strip().startswith("« Tirage au sort dimanche » post.md:5:")
    assert any(line.split()[:2] == ["author.role", "inconnu"] for line in lines)


def test_colour_is_for_terminals(checker: Checker) -> None:
    explanation = explained(checker, rules=[MISSING])
    plain = page(explanation)
    coloured = page(explanation, style=Style(colour=True))
    assert "\x1b[" not in "".join(plain)
    assert "\x1b[1;32m✓\x1b[0m" in "".join(coloured)


def test_where_nothing_was_found_what_to_ask_is_said(checker: Checker) -> None:
    draft = parse_draft({"text": "Bonjour", "jurisdictions": ["FR"]})
    explanation = explain(checker.examine(draft, lang="en"), checker.book, "en")
    shown = render_explanation(explanation, Source(draft, "post.md"), "en")
    assert "No finding to explain. `--rule` tells why a rule keeps silent" in shown


def test_the_words_of_a_draft_do_not_act_on_the_terminal(checker: Checker) -> None:
    draft = DRAFT.model_copy(
        update={"text": "Tirage\u202e au sort\x1b[31m dimanche, tague un ami pour gagner !"}
    )
    explanation = explain(checker.examine(draft, lang="fr"), checker.book, "fr", facts=True, rules=())
    shown = render_explanation(explanation, Source(draft, "post\x1b.md"), "fr", full=True)
    assert not {"\x1b", "\u202e"} & set(shown)


def test_json_has_a_version_and_every_step(checker: Checker) -> None:
    explanation = explained(checker, rules=[MISSING], facts=True)
    data = json.loads(render_explanation_json([explanation]))
    assert data["schema_version"] == "1.0"
    assert data["as_of"] == "2026-11-22"
    (account,) = data["accounts"]
    assert account["outcome"] == "breached"
    assert _size(account["condition"]) == _steps(explanation.accounts[0].condition)
    assert {fact["name"] for fact in data["facts"]} >= {"says.draw", "platform"}
    assert len(json.loads(render_explanation_json([explanation, explanation]))) == 2


def test_a_condition_without_a_draft_is_neither_true_nor_false() -> None:
    step = Step("all", True, (Step("test", True, test="says.draw", fact="says.draw", meaning="a draw"),))
    assert list(condition_lines(step, "en")) == ["  all of:", "    says.draw  (a draw)"]


def _size(step: dict[str, Any]) -> int:
    return 1 + sum(_size(member) for member in step["steps"])


def _steps(step: Step) -> int:
    return 1 + sum(_steps(member) for member in step.steps)
