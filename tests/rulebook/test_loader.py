from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cmcompliance.draft import parse_draft
from cmcompliance.rulebook import RuleBookError, load_book, load_sound, shipped_rules
from cmcompliance.rulebook.book import Pack
from cmcompliance.rulebook.condition import All, Any, Test
from cmcompliance.rulebook.field_words import field_name
from cmcompliance.rulebook.vocabulary import (
    DRAFT_FACTS,
    DRAFT_FIELDS,
    KINDS,
    PLATFORMS,
    VARIABLES,
    field_choices,
    question_type,
)

Change = Callable[[str, str, str], Path]
RULE = "fr/contest/rules-missing.yaml"


def test_a_rule_is_named_by_its_path_and_keeps_its_place(sample: Path) -> None:
    rule = load_book(sample).rules["fr/contest/rules-missing"]

    assert (rule.place.file, rule.place.line) == (f"rules/{RULE}", 1)
    assert rule.examples[0].place.line == 27


def test_when_and_unless_become_one_condition(sample: Path) -> None:
    book = load_book(sample)

    assert book.derived["promotion.running"].condition == All(
        (
            Any(
                (
                    Test("says.draw"),
                    Test("contest.mechanism", values=("chance",), modality="surely"),
                )
            ),
            Test("kind", values=("comment", "bio"), negated=True),
        )
    )
    assert book.rules["fr/contest/rules-missing"].condition == All(
        (
            Test("promotion.running"),
            Test("$pointer", negated=True),
            Test("contest.rules_url", negated=True),
        )
    )


def test_a_table_of_territories_keeps_what_differs(sample: Path) -> None:
    france, belgium = load_book(sample).rules["fr/contest/rules-missing"].scope.territories

    assert (france.key, france.start, france.severity) == ("FR", date(2016, 7, 1), None)
    assert (belgium.key, belgium.bindings, belgium.severity) == ("BE", {"pointer": "says.rules"}, "info")


def test_a_sighting_is_not_negated_unless_it_says_otherwise(sample: Path) -> None:
    book = load_book(sample)

    first, second = book.found["says.draw"].sightings
    assert first.but_not == frozenset({"negated"})
    assert second.near == (("draw", "<date>"), ("rules_word",))
    assert second.without == ("<money>",)
    assert book.found["says.rules"].sightings[0].but_not == frozenset()


def test_scopes_that_are_required_are_not_also_excluded(change: Change) -> None:
    folder = change("inference/contest.yaml", "- concept: draw", "- {concept: draw, only: [negated]}")

    sighting = load_book(folder).found["says.draw"].sightings[0]

    assert (sighting.only, sighting.but_not) == (frozenset({"negated"}), frozenset())


def test_accepted_values_of_a_medium_are_lists(sample: Path) -> None:
    assert load_book(sample).media["media.unlicensed"].wanted == {
        "source": ["web"],
        "licence": ["none", "absent"],
        "people": {"minor": [True]},
    }


def test_an_example_takes_its_territory_from_the_scope_and_a_day_that_does_not_pass(sample: Path) -> None:
    examples = load_book(sample).rules["fr/contest/rules-missing"].examples

    assert [example.expect for example in examples] == ["breaching", "asking", "clean"]
    draft = parse_draft(examples[0].draft)
    assert (draft.jurisdictions, draft.published_at) == (["FR"], date(2026, 11, 22))
    assert examples[0].span == "tirage au sort"
    assert examples[1].asks == ("contest.rules_url",)


def test_a_version_is_kept_as_written(sample: Path) -> None:
    book = load_book(sample)

    assert (book.name, book.version) == ("sample", "2026.10")


def test_words_that_yaml_1_1_takes_for_booleans_stay_words(change: Change) -> None:
    folder = change(
        "territories.yaml", "  BE:", '  NO: {fr: Norvège, en: "no"}\n  ON: {fr: x, en: on}\n  BE:'
    )

    territories = load_book(folder).territories

    assert territories["NO"].name["en"] == "no"
    assert territories["ON"].name["en"] == "on"


def test_comments_and_layout_do_not_change_the_digest(sample: Path, change: Change) -> None:
    before = load_book(sample).digest

    change(RULE, "severity: warning", "# why\n\nseverity:    warning")
    assert load_book(sample).digest == before
    change(RULE, "severity:    warning", "severity: error")
    assert load_book(sample).digest != before


def test_a_later_folder_adds_and_replaces_by_name(sample: Path, tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    (pack / "lexicon").mkdir(parents=True)
    (pack / "fr/contest").mkdir(parents=True)
    (pack / "book.yaml").write_text("name: ours\nversion: 3\n", encoding="utf-8")
    (pack / "lexicon/ours.yaml").write_text(
        "concepts:\n"
        "  draw: {meaning: {fr: notre tirage, en: our draw}, fr: [tombola], en: [raffle]}\n"
        "  ours: {meaning: {fr: à nous, en: ours}, any: [acme]}\n",
        encoding="utf-8",
    )
    rule = (sample / RULE).read_text(encoding="utf-8").replace("severity: warning", "severity: info")
    (pack / "fr/contest/rules-missing.yaml").write_text(rule, encoding="utf-8")

    book = load_book(sample, pack)

    assert (book.name, book.version) == ("sample", "2026.10")
    assert book.packs == (Pack("ours", "3", pack.as_posix()),)
    assert list(book.of_packs()) == ["fr/contest/rules-missing"]
    assert book.digest != load_book(sample).digest
    assert book.concepts["draw"].phrases == {"fr": ("tombola",), "en": ("raffle",)}
    assert set(book.concepts) == {"draw", "ours", "rules_word"}
    assert book.rules["fr/contest/rules-missing"].severity == "info"


def test_a_pack_with_a_fault_is_refused_in_the_same_words(sample: Path, tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    (pack / "inference").mkdir(parents=True)
    (pack / "inference/ours.yaml").write_text(
        "facts:\n  says.ours: {meaning: {fr: x, en: x}, found: [{concept: drow}]}\n", encoding="utf-8"
    )

    with pytest.raises(
        RuleBookError, match=r"pack/inference/ours\.yaml:2:58: unknown concept `drow`; did you mean `draw`\?"
    ):
        load_book(sample, pack)


def test_the_sound_part_of_a_book_leaves_out_what_rests_on_a_fault(sample: Path, change: Change) -> None:
    change("lexicon/contest.yaml", "[prize draw]", '["prize (draw"]')

    book, problems = load_sound(sample)

    assert [problem.line for problem in problems] == [5]
    assert set(book.concepts) == {"rules_word"}
    assert set(book.found) == {"says.rules"}
    assert not book.derived
    assert not book.rules
    assert set(book.sources) == {"fr.conso.l122-9", "be.cde"}


def test_all_of_a_book_without_faults_is_sound(sample: Path) -> None:
    assert load_sound(sample) == (load_book(sample), ())


def test_the_shipped_data_is_complete() -> None:
    book, _ = load_sound()

    assert set(book.platforms) == set(PLATFORMS)
    assert set(book.placeholders) >= set(VARIABLES)
    assert set(book.questions) == {name for name in DRAFT_FIELDS if question_type(name)}
    for question in book.questions.values():
        choices = field_choices(question.field) if question.type in {"choice", "list"} else ()
        assert list(question.labels) == list(choices), question.field
        assert all(label.keys() == {"fr", "en"} for label in (question.name, *question.labels.values()))
        folded = [label["fr"].casefold() for label in question.labels.values()]
        assert len(set(folded)) == len(folded), question.field
    assert all(field_name(book, fact, language) for fact in DRAFT_FACTS for language in ("fr", "en"))
    assert list(book.fields["kind"].labels) == list(KINDS)
    assert book.ancestry("FR") == ("FR", "EU", "EEA")
    assert book.ancestry("RE") == ("RE", "FR", "EU", "EEA")
    assert book.ancestry("US-NY") == ("US-NY", "US")
    assert sum("EU" in territory.parents for territory in book.territories.values()) == 27


def test_the_shipped_rules_load() -> None:
    assert load_book(shipped_rules()).rules


WORDS = st.text(st.characters(codec="utf-8"), max_size=8) | st.sampled_from(
    [
        "says.draw",
        "fr",
        "when",
        "any",
        "$x",
        "kind is post",
        "<date>",
        "draw",
        "1",
        "2026-11-22",
        "(",
        "true",
        "!!x y",
    ]
)
KEYS = WORDS | st.sampled_from(
    [
        "obligation",
        "severity",
        "title",
        "scope",
        "when",
        "unless",
        "ask",
        "message",
        "remediation",
        "sources",
        "examples",
        "breaching",
        "concepts",
        "facts",
        "meaning",
        "found",
        "media",
        "concept",
        "near",
        "territories",
        "platforms",
        "with",
        "edit",
        "insert",
        "hint",
        "text",
        "people",
        "questions",
        "placeholders",
        "<<",
        "&a *a",
    ]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
FILES = st.sampled_from(
    [
        "lexicon/x.yaml",
        "inference/x.yaml",
        "sources/x.yaml",
        "fr/x.yaml",
        "book.yaml",
        "obligations.yaml",
        "territories.yaml",
        "platforms.yaml",
        "questions.yaml",
        "placeholders.yaml",
        RULE,
    ]
)


def _yaml(value: object) -> str:
    """Flow YAML that quotes nothing which could be read plain, so that odd syntax gets through."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_yaml(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_yaml, value)) + "]"
    return str(value)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FILES, st.dictionaries(KEYS, VALUES, max_size=5))
def test_no_mapping_crashes_the_loader(sample: Path, file: str, data: dict[str, object]) -> None:
    kept = (sample / file).read_text(encoding="utf-8") if (sample / file).exists() else None
    (sample / file).parent.mkdir(exist_ok=True)
    (sample / file).write_text(_yaml(data), encoding="utf-8", errors="surrogatepass")
    try:
        load_book(sample)
    except RuleBookError as error:
        refused = error
    else:
        refused = None
    finally:
        if kept is None:
            (sample / file).unlink()
        else:
            (sample / file).write_text(kept, encoding="utf-8")
    assert refused is None or str(refused)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_changed_stretch_crashes_the_loader(sample: Path, data: st.DataObject) -> None:
    file = sample / data.draw(
        st.sampled_from([RULE, "lexicon/contest.yaml", "inference/contest.yaml", "sources/law.yaml"])
    )
    text = file.read_text(encoding="utf-8")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 30)))
    file.write_text(text[:start] + data.draw(WORDS) + text[end:], encoding="utf-8", errors="surrogatepass")
    try:
        load_book(sample)
    except RuleBookError as error:
        refused = error
    else:
        refused = None
    finally:
        file.write_text(text, encoding="utf-8")
    assert refused is None or all(item.line >= 1 and item.column >= 1 for item in refused.problems)
