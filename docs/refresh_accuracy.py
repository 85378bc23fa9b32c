"""Measure, and paste the figures into accuracy.md. Run by `make accuracy`, after rules have changed.

    python docs/refresh_accuracy.py corpora
    python docs/refresh_accuracy.py ablation --every 5
    python docs/refresh_accuracy.py everyday POSTS.jsonl
    python docs/refresh_accuracy.py kept-back "French posts=FR.jsonl" "English posts=EN.jsonl"
    python docs/refresh_accuracy.py first-touch "Third set, 120 drafts=SET.jsonl"

`first-touch` adds a row for good, measured with the cmcompliance on the PYTHONPATH: run it once, before
anything is changed for the set. The files of the last three are kept back: the page only names them.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "accuracy.md"
HISTORY = ROOT / "docs" / "first_touch.json"
CORPORA = sorted((ROOT / "corpora").glob("*.jsonl"))
EVERYDAY_LAW = {"fr": ["FR"], "en": ["GB", "US"]}
_RULES = "from cmcompliance.rulebook import load_book as b; print(b().version, b().digest[:12])"


def main() -> None:
    """Measure what is asked for and rewrite its block."""
    parser = argparse.ArgumentParser(description="Measure, and paste the figures into docs/accuracy.md.")
    parser.add_argument("block", choices=["corpora", "ablation", "everyday", "kept-back", "first-touch"])
    parser.add_argument("sets", nargs="*", help="NAME=FILE, or a file")
    parser.add_argument("--every", type=int, default=1, help="ablation: only every so many drafts")
    chosen = parser.parse_args()
    if chosen.block == "corpora":
        lines = corpora()
    elif chosen.block == "ablation":
        lines = ablation(chosen.every)
    elif chosen.block == "everyday":
        lines = everyday([Path(file) for file in chosen.sets])
    elif chosen.block == "kept-back":
        lines = kept_back(_named(chosen.sets))
    else:
        lines = first_touch(_named(chosen.sets))
    paste(chosen.block, lines)


def corpora() -> Iterator[str]:
    """Yield the scores on the labelled drafts of the project."""
    scores = scores_of(CORPORA)
    yield measured_with()
    yield ""
    yield from _recall_table({"all": scores["overall"], **scores["languages"]})
    yield ""
    yield from _calibration_table({"all": scores["overall"]})


def kept_back(sets: Sequence[tuple[str, Path]]) -> Iterator[str]:
    """Yield the scores on each set, as the rules stand today."""
    scores = {name: scores_of([file])["overall"] for name, file in sets}
    yield measured_with()
    yield ""
    yield from _recall_table(scores)
    yield ""
    yield from _calibration_table(scores)


def everyday(files: Sequence[Path]) -> Iterator[str]:
    """Yield how many everyday posts raise something, when nothing is known but where they are read."""
    with tempfile.TemporaryDirectory() as folder:
        placed = Path(folder) / "posts.jsonl"
        placed.write_text("".join(map(_with_law, _lines(files))), encoding="utf-8")
        scores = scores_of([placed])
    yield measured_with()
    yield ""
    yield "| posts | language | with an error or a warning | a thousand | with a question | a thousand |"
    yield "|---:|---|---:|---:|---:|---:|"
    for name, group in {"all": scores["overall"], **scores["languages"]}.items():
        posts = group["cases"]
        loud, asked = posts - group["clean_silent"], group["cases_with_question"]
        cells = [posts, name, loud, _a_thousand(loud, posts), asked, _a_thousand(asked, posts)]
        yield _row(cells)


def ablation(every: int) -> Iterator[str]:
    """Yield the table of the components, over the labelled drafts of the project."""
    command = [sys.executable, "-m", "bench.ablation", "--every", str(every), *map(str, CORPORA)]
    yield f"{measured_with()} One draft in {every}." if every > 1 else measured_with()
    yield ""
    yield from _output(command).splitlines()


def first_touch(sets: Sequence[tuple[str, Path]]) -> Iterator[str]:
    """Add a row for each set, and yield all rows."""
    rows: list[dict[str, Any]] = json.loads(HISTORY.read_text("utf-8")) if HISTORY.exists() else []
    for name, file in sets:
        scores = scores_of([file])["overall"]
        rows.append(
            {
                "set": name,
                "on": date.today().isoformat(),
                "rules": _output([sys.executable, "-c", _RULES]).strip(),
                "cases": scores["cases"],
                "total": scores["total"],
                "severities": scores["severities"],
            }
        )
    HISTORY.write_text(json.dumps(rows, ensure_ascii=False, indent=2) + "\n", "utf-8")
    yield "| set | on | rules | recall | precision | errors right | warnings right |"
    yield "|---|---|---|---:|---:|---:|---:|"
    for row in rows:
        total, severities = row["total"], row["severities"]
        measured = [
            row["set"],
            row["on"],
            row["rules"].split()[-1],
            _recall(total),
            _percent(total["precision"]),
        ]
        yield _row([*measured, _right(severities["error"]), _right(severities["warning"])])


def paste(block: str, lines: Iterable[str]) -> None:
    """Rewrite one block of the page."""
    page = PAGE.read_text(encoding="utf-8")
    begin, end = f"<!-- figures: {block} -->\n", "<!-- end of figures -->"
    fresh = begin + "\n".join(lines) + "\n" + end
    done, count = re.subn(f"{re.escape(begin)}.*?{re.escape(end)}", lambda _: fresh, page, flags=re.DOTALL)
    if count != 1:
        sys.exit(f"{PAGE.name} has no block for the figures of {block}")
    PAGE.write_text(done, encoding="utf-8")


def scores_of(files: Sequence[Path]) -> dict[str, Any]:
    """Return the scores of `cmcompliance eval` over all obligations."""
    command = [sys.executable, "-m", "cmcompliance", "eval", "--all", "--format", "json", *map(str, files)]
    scores: dict[str, Any] = json.loads(_output(command))
    return scores


def measured_with() -> str:
    """Return a line that says when, and with which rules."""
    return f"Measured on {date.today()} with rules {_output([sys.executable, '-c', _RULES]).strip()}."


def _recall_table(scores: dict[str, Any]) -> Iterator[str]:
    yield "| drafts | | recall | precision | false alarms | clean drafts that stay silent | with a question |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for name, group in scores.items():
        total = group["total"]
        silent = f"{_percent(group['clean_rate'])} ({group['clean_silent']}/{group['clean_cases']})"
        precision = _percent(total["precision"])
        asked = group["cases_with_question"]
        yield _row([name, group["cases"], _recall(total), precision, total["alarms"], silent, asked])


def _calibration_table(scores: dict[str, Any]) -> Iterator[str]:
    yield "| drafts | severity | right | neutral | false | right, of right and false |"
    yield "|---|---|---:|---:|---:|---:|"
    for name, group in scores.items():
        for severity, found in group["severities"].items():
            counts = [found["right"], found["neutral"], found["false"]]
            yield _row([name, severity, *counts, _percent(found["right_share"])])


def _row(cells: Iterable[object]) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def _recall(total: dict[str, Any]) -> str:
    return f"{_percent(total['recall'])} ({total['met']}/{total['met'] + total['missed']})"


def _right(found: dict[str, Any]) -> str:
    return f"{_percent(found['right_share'])} ({found['right']}/{found['right'] + found['false']})"


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.1%}"


def _a_thousand(part: int, whole: int) -> str:
    return f"{part / whole * 1000:.1f}" if whole else "–"


def _lines(files: Sequence[Path]) -> Iterator[str]:
    for file in files:
        yield from file.read_text(encoding="utf-8").splitlines()


def _with_law(line: str) -> str:
    case = json.loads(line)
    case["draft"]["jurisdictions"] = EVERYDAY_LAW[case["lang"]]
    return json.dumps(case, ensure_ascii=False) + "\n"


def _named(sets: Sequence[str]) -> list[tuple[str, Path]]:
    pairs = (entry.rpartition("=") for entry in sets)
    return [(name or Path(file).stem, Path(file).resolve()) for name, _, file in pairs]


def _output(command: Sequence[str]) -> str:
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout


if __name__ == "__main__":
    main()
