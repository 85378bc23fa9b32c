from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import cmcompliance.archive
from cmcompliance.scan.intake import OUTSIDE
from cmcompliance.scan.reasons import reason_in

TABLES = ("_OTHERS", "_HIDDEN", "_LEFT", "_NO_POSTS")
MAKERS = ("_reason_to_leave", "_kind")


def _texts(node: ast.expr | None) -> Iterator[str]:
    """Yield what an expression may be, `X` standing for what is put into it."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "X" for part in node.values)
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)
    elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "get":
        yield from _texts(node.args[-1])
    elif isinstance(node, ast.Dict):
        for value in node.values:
            yield from _texts(value)


def _reasons(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Skipped":
            yield from _texts(node.args[1])
        elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Subscript):
            yield from _texts(node.target.slice)
        elif isinstance(node, ast.AnnAssign) and getattr(node.target, "id", "") in TABLES:
            yield from _texts(node.value)
        elif isinstance(node, ast.FunctionDef) and node.name in MAKERS:
            for inner in ast.walk(node):
                if isinstance(inner, ast.Return):
                    yield from (text for text in _texts(inner.value) if " " in text)


def _all_reasons() -> list[str]:
    folder = Path(cmcompliance.archive.__file__).parent
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in sorted(folder.rglob("*.py"))]
    return sorted(
        {OUTSIDE, "left out by --where X", *(reason for tree in trees for reason in _reasons(tree))}
    )


@pytest.mark.parametrize("reason", _all_reasons())
def test_every_reason_of_a_reader_has_french_words(reason: str) -> None:
    assert reason_in("fr", reason) != reason
    assert reason_in("en", reason) == reason


def test_what_is_put_into_a_reason_stays() -> None:
    assert (
        reason_in("fr", "files that no reader knows: .jpg") == "fichiers qu'aucun lecteur ne connaît : .jpg"
    )
    assert reason_in("fr", "something of another package's reader") == "something of another package's reader"
