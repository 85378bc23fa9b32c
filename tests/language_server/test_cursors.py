from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.language_server.cursor import Cursor
from cmcompliance.language_server.toml_cursor import toml_cursor
from cmcompliance.language_server.yaml_cursor import yaml_cursor

YAML = st.text(st.sampled_from("ab:- \n{}[],#\"'|>&*?!\t%@é"), max_size=60)
TOML = st.text(st.sampled_from("ab= \n{}[],#\"'.\t\\é"), max_size=60)


def shown(found: Cursor | None) -> str | None:
    """Write a cursor as its path, with `k` where a key may stand and `v` where a value may."""
    if found is None:
        return None
    sorts = "k" * found.as_key + "v" * found.as_value
    return f"{'/'.join(map(str, found.path))} {sorts}".strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("|", "kv"),
        ("platform: in|", "platform v"),
        ("a: 1\nb|", "k"),
        ("author:\n  ro|", "author kv"),
        ("author: {role: inf|", "author/role v"),
        ("author: {role: x, fo|", "author k"),
        ("s: [FR, B|", "s/1 kv"),
        ("when:\n  - any:\n      - a\n      - b|", "when/0/any/1 kv"),
        ("sources:\n- a\n- b|", "sources/1 kv"),
        ("sources:\n- a\nob|", "k"),
        ('x:\n  y:\n    - {text: "a: b", platform: x, auth|', "x/y/0 k"),
        ("r:\n  hint:\n    fr: x\n  ed|", "r k"),
        ("a: 1 # co|", None),
        ('a: "in|', "a v"),
        ("a: {b: 1}\n|", "k"),
        ("severity_when:\n  - severity: err|", "severity_when/0/severity v"),
        ("scope: {territories: [F|]}\nwhen: 1", "scope/territories/0 kv"),
        ("a: b: c\nd: |", None),
    ],
)
def test_a_place_in_yaml_is_known_while_one_writes(text: str, expected: str | None) -> None:
    offset = text.index("|")
    found = shown(yaml_cursor(text[:offset] + text[offset + 1 :], offset))
    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pla|", "k"),
        ("platform = |", "platform v"),
        ('platform = "in|', "platform v"),
        ("[ru|", "k"),
        ("[rules.se|", "rules k"),
        ("[rules]\nof|", "rules k"),
        ('[rules]\noff = ["fr/|"]', "rules/off/0 v"),
        ('[rules]\noff = [\n  "a", # "b"\n  "b|', "rules/off/1 v"),
        ('[rules.severity]\n"fr/x" = "err|', "rules/severity/fr/x v"),
        ("[[paths]]\nx=1\n[[paths]]\nauthor = {ro|", "paths/1/author k"),
        ('author = {role = "inf|', "author/role v"),
        ('author = {role = "x", fo|', "author k"),
        ("author.ro|", "author k"),
        ("[[paths]]\n[paths.rules]\no|", "paths/0/rules k"),
        ("a = 1 # x|", None),
        ('a = """x\ny = """\nb|', "k"),
        ("[tool.cmcompliance]\npl|", "tool/cmcompliance k"),
        ("[rules] |", None),
    ],
)
def test_a_place_in_toml_is_known_while_one_writes(text: str, expected: str | None) -> None:
    offset = text.index("|")
    assert shown(toml_cursor(text[:offset] + text[offset + 1 :], offset)) == expected


@given(YAML, st.data())
def test_no_yaml_is_too_broken_to_be_asked_about(text: str, data: st.DataObject) -> None:
    found = yaml_cursor(text, data.draw(st.integers(0, len(text))))
    assert found is None or found.as_key or found.as_value


@given(TOML, st.data())
def test_no_toml_is_too_broken_to_be_asked_about(text: str, data: st.DataObject) -> None:
    found = toml_cursor(text, data.draw(st.integers(0, len(text))))
    assert found is None or found.as_key or found.as_value
