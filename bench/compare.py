"""The same posts through every engine, each in a process of its own, one after the other."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.child import BUILD, MeasureError, environment, json_of, measured
from bench.install import PEERS, InstallError, installed, python_of
from bench.shares import write_invented

OURS = "cmcompliance"
ENGINES = (OURS, "aho", "matcher", "edsnlp", "textlint", "proselint", "presidio")


def compared(engines: Sequence[str], posts: int, seed: int, texts: Sequence[Path]) -> dict[str, Any]:
    """Return what each engine took, or {"missing": why}."""
    BUILD.mkdir(parents=True, exist_ok=True)
    rows = BUILD / "posts.jsonl"
    write_invented(rows, posts, seed, texts)
    return {engine: _taken(engine, rows) for engine in engines}


def _taken(engine: str, rows: Path) -> Any:
    try:
        command = _command(engine, rows)
        print(f"  {engine} …", file=sys.stderr, flush=True)
        return json_of(command, _environment(engine))
    except (InstallError, MeasureError) as error:
        return {"missing": str(error)}


def _command(engine: str, rows: Path) -> list[str]:
    script = PEERS / f"run_{engine}.py"
    if engine == OURS:
        return [sys.executable, str(script), str(rows)]
    print(f"  {engine}: installing, unless it is there", file=sys.stderr, flush=True)
    folder = installed(engine)
    if engine == "textlint":
        return [str(shutil.which("node")), str(script.with_suffix(".mjs")), str(rows), str(folder)]
    command = [str(python_of(folder)), str(script), str(rows)]
    if engine == "aho":
        literals = BUILD / "literals.json"
        literals.write_text(json.dumps(measured("literals", {}), ensure_ascii=False), encoding="utf-8")
        command.append(str(literals))
    return command


def _environment(engine: str) -> dict[str, str]:
    env = environment()
    if engine != OURS:
        del env["PYTHONPATH"]
    return env
