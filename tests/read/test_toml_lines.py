from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.read.toml_lines import KeyPath, Position, positions

EXAMPLE = '''\
# a comment with [brackets] and = signs
platform = "instagram" # x = 1
author.role = "brand"
"quoted key".'other' = 1
when = 1979-05-27 07:32:00

[rules]
off = [
  "a", # not "b", nor ]
  "c",
]
severity = { contest = "warning", "fr/contest" = """
two lines""" }

[a.b.c]
text = """
not = a key
[nor.a.table]
\\"""\\" """
raw = \'\'\'
x = 1\'\'\'
"\\u00e9" = 1

[[paths]]
match = ["x/**"]
[paths.author]
role = "agency"

[[paths]]
match = [["y"], ["z", { q = 1 }]]

[[paths.deep]]
n = 1
'''


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        (("platform",), 2, 1),
        (("author",), 3, 1),
        (("author", "role"), 3, 8),
        (("quoted key", "other"), 4, 14),
        (("when",), 5, 1),
        (("rules",), 7, 2),
        (("rules", "off", 0), 9, 3),
        (("rules", "off", 1), 10, 3),
        (("rules", "severity", "contest"), 12, 14),
        (("rules", "severity", "fr/contest"), 12, 35),
        (("a",), 15, 2),
        (("a", "b", "c"), 15, 6),
        (("a", "b", "c", "raw"), 20, 1),
        (("a", "b", "c", "é"), 22, 1),
        (("paths",), 24, 3),
        (("paths", 0, "author", "role"), 27, 1),
        (("paths", 1), 29, 3),
        (("paths", 1, "match", 1, 1, "q"), 30, 25),
        (("paths", 1, "deep", 0, "n"), 33, 1),
    ],
)
def test_a_key_is_found_where_it_is_written(path: KeyPath, line: int, column: int) -> None:
    assert positions(EXAMPLE)[path] == Position(line, column)


def test_every_key_of_the_example_is_found() -> None:
    assert set(positions(EXAMPLE)) == set(paths_in(tomllib.loads(EXAMPLE)))


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_line_ends_of_either_kind_count_once(ends: str) -> None:
    assert positions(EXAMPLE.replace("\n", ends)) == positions(EXAMPLE)


def paths_in(value: Any, path: KeyPath = ()) -> Iterator[KeyPath]:
    """Every way to a value in what tomllib read."""
    if path:
        yield path
    members = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, member in members:
        yield from paths_in(member, (*path, key))


RAW_NAMES = ["a", "b", "role", "x-1", "9", '"q . k"', "'l[0]'", '"\\u00e9"', '""']
NAMES = st.sampled_from(RAW_NAMES)
STRINGS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=8)
TRICKY = ["] # ", "= [[", '"""', "'''", "}\n{", "\\", "\n", "a = 1\n[b]\n", '""', "#"]
TEXTS = st.lists(st.one_of(STRINGS, st.sampled_from(TRICKY)), max_size=4).map("".join)


def as_string(text: str, form: str) -> str:
    if form == "multi-line literal" and "'''" not in text and not text.endswith("'") and "\r" not in text:
        return f"'''\n{text}'''"
    if form == "literal" and "'" not in text and "\n" not in text:
        return f"'{text}'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"""\n{escaped}"""' if form == "multi-line" else f'"{escaped.replace(chr(10), chr(92) + "n")}"'


FORMS = st.sampled_from(["multi-line literal", "literal", "multi-line", "basic"])
SCALARS = st.one_of(
    st.builds(as_string, TEXTS, FORMS),
    st.sampled_from(["1", "-2.5e3", "true", "inf", "1979-05-27", "1979-05-27 07:32:00", "07:32:00.5"]),
)
GAPS = st.sampled_from(["", " ", "\n", "  # , ] }\n", "\r\n\t"])


def array_of(members: list[str], gaps: list[str]) -> str:
    between = [*gaps, "", "", ""]
    body = "".join(f"{between[0]}{member}{between[1]},{between[2]}" for member in members)
    return f"[{body}]"


def inline_of(members: list[tuple[str, str]]) -> str:
    return "{ " + ", ".join(f"{name} = {value}" for name, value in members) + " }"


VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.builds(array_of, st.lists(inner, max_size=3), st.lists(GAPS, max_size=3)),
        st.builds(inline_of, st.lists(st.tuples(NAMES, inner), max_size=3, unique_by=lambda pair: pair[0])),
    ),
    max_leaves=6,
)
KEYS = st.lists(NAMES, min_size=1, max_size=3).map(" . ".join)
LINES = st.one_of(
    st.builds("{} = {}".format, KEYS, VALUES),
    st.builds("  {}= {} # c = '".format, KEYS, VALUES),
    KEYS.map("[{}]".format),
    KEYS.map("[[ {} ]] # ]]".format),
    st.sampled_from(["", "# [c]", "\t"]),
)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Lines that together are valid TOML: what would contradict the lines before is left out."""
    text = ""
    for line in draw(st.lists(LINES, max_size=12)):
        longer = f"{text}{line}\n"
        try:
            tomllib.loads(longer)
        except tomllib.TOMLDecodeError:
            continue
        text = longer
    return text


@given(documents())
def test_all_that_tomllib_reads_is_found_and_nothing_else(text: str) -> None:
    assert set(positions(text)) == set(paths_in(tomllib.loads(text)))


@given(documents())
def test_a_key_renamed_at_its_place_is_the_same_key_under_another_name(text: str) -> None:
    for path, position in positions(text).items():
        before, rest = split_at(text, position)
        written = next((raw for raw in RAW_NAMES if rest.startswith(raw)), None)
        if isinstance(path[-1], str):
            assert written is not None
            assert (*path[:-1], "new") in known(f"{before}new{rest.removeprefix(written)}")


@given(documents())
def test_an_element_put_at_the_place_of_another_comes_before_it(text: str) -> None:
    for path, position in positions(text).items():
        before, rest = split_at(text, position)
        if isinstance(path[-1], int) and not before.rpartition("\n")[2].strip().startswith("[["):
            assert value_at(path, tomllib.loads(f"{before}'new', {rest}")) == "new"


def split_at(text: str, position: Position) -> tuple[str, str]:
    lines = text.split("\n")
    start = sum(len(line) + 1 for line in lines[: position.line - 1]) + position.column - 1
    return text[:start], text[start:]


def known(text: str) -> set[KeyPath]:
    return set(paths_in(tomllib.loads(text)))


def value_at(path: KeyPath, value: Any) -> Any:
    for part in path:
        value = value[part]
    return value
