"""The posts of a comparison, cut into passes so that no engine sees a post twice."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from bench.posts import SetName, invented_posts

PASSES = 3
Row = dict[str, Any]


def write_invented(path: Path, posts: int, seed: int, texts: Sequence[Path]) -> None:
    """Write a row a post: each set's warm-up (pass 0), then its passes. `posts`: of each pass."""
    sets: dict[str, list[Row]] = {name: invented_rows(name, posts, seed) for name in ("mixed", "busy")}
    if texts:
        sets["texts"] = list(islice(given_rows(texts), (PASSES + 1) * posts))
    with path.open("w", encoding="utf-8") as stream:
        for name, rows in sets.items():
            for number, row in _numbered(rows):
                stream.write(json.dumps({"set": name, "pass": number, **row}, ensure_ascii=False) + "\n")


def invented_rows(name: SetName, posts: int, seed: int) -> list[Row]:
    """Return the rows of a warm-up and of all passes."""
    return [
        {"lang": post.language, "text": post.text, "draft": post.fields}
        for post in invented_posts(name, (PASSES + 1) * posts, seed)
    ]


def given_rows(paths: Iterable[Path]) -> Iterable[Row]:
    """Yield a row for each line of files of drafts or of labelled cases."""
    for path in paths:
        with path.open(encoding="utf-8") as stream:
            for line in filter(str.strip, stream):
                case = json.loads(line)
                draft: Mapping[str, Any] = case.get("draft", case)
                language = str(case.get("lang") or draft.get("language") or "fr")
                known = "en" if language.startswith("en") else "fr"
                yield {"lang": known, "text": draft["text"], "draft": draft}


def _numbered(rows: Sequence[Row]) -> Iterable[tuple[int, Row]]:
    size = max(1, len(rows) // (PASSES + 1))
    return ((number // size, row) for number, row in enumerate(rows[: size * (PASSES + 1)]))
