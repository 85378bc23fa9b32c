from __future__ import annotations

from datetime import date

import pytest

from cmcompliance.rulebook.yamltree import read_tree


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("no", "no"),
        ("NO", "NO"),
        ("on", "on"),
        ("true", True),
        ("null", None),
        ("12:30", "12:30"),
        ("0755", 755),
        ("1_000", "1_000"),
        ("2.5", 2.5),
        ("2026-02-28", date(2026, 2, 28)),
        ("2026-02-30", "2026-02-30"),
        ("'2026-02-28'", "2026-02-28"),
        ("'true'", "true"),
        (".nan", ".nan"),
    ],
)
def test_scalars_follow_yaml_1_2(written: str, read: object) -> None:
    tree, problems = read_tree(f"a: {written}\n", "x.yaml")

    assert not problems
    assert tree.data == {"a": read}
    assert type(tree.data["a"]) is type(read)


def test_places_count_lines_and_characters_from_one() -> None:
    tree, _ = read_tree('é: "🎲"\nliste:\n  - un\n  - {clé: deux}\n', "x.yaml")

    places = [tree.place(("é",)), tree.place(("liste", 1, "clé")), tree.place(("liste", 1, "clé"), key=True)]

    assert [(place.line, place.column) for place in places] == [(1, 4), (4, 11), (4, 6)]


def test_a_part_that_does_not_exist_has_the_place_of_what_holds_it() -> None:
    tree, _ = read_tree("a:\n  b: 1\n", "x.yaml")

    assert tree.place(("a", "union-tag", "b", "c")).line == 2


def test_a_scalar_is_kept_as_written() -> None:
    tree, _ = read_tree("version: 2026.10\n", "x.yaml")

    assert tree.written(("version",)) == "2026.10"
    assert tree.written(("nothing",)) is None


def test_aliases_stand_for_what_they_name() -> None:
    tree, problems = read_tree("a: &x [1, {b: 2}]\nc: *x\n", "x.yaml")

    assert not problems
    assert tree.data["c"] == [1, {"b": 2}]
    assert tree.place(("c", 1, "b")).line == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1\na: 2\n", "2:1: duplicate key `a`"),
        ("[x]: 1\n", "1:1: a key must be a word, found a list or a mapping"),
        ("&a [*a]\n", "1:5: an alias that holds itself"),
        ("a: *b\n", "1:4: no anchor `&b` above"),
        ("a: !x 1\n", "1:4: the tag '!x' means nothing here"),
        ("a: 1\n---\nb: 2\n", "2:1: a second document; one file holds one"),
        ("[" * 5000, "nested more than 40 levels deep"),
        ("{a: " * 5000, "nested more than 40 levels deep"),
        ("- " * 5000, "nested more than 40 levels deep"),
        ("\x00", "this is not YAML"),
    ],
)
def test_what_cannot_be_used_is_a_problem(text: str, message: str) -> None:
    _, problems = read_tree(text, "x.yaml")

    assert len(problems) == 1
    assert message in str(problems[0])


def test_aliases_cannot_make_a_small_file_huge() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]

    _, problems = read_tree("\n".join(lines), "x.yaml")

    assert "more than 200000 values" in str(problems[0])


def test_an_empty_file_has_no_data() -> None:
    tree, problems = read_tree("# nothing yet\n", "x.yaml")

    assert (tree.data, problems) == (None, [])
