from __future__ import annotations

import json
from pathlib import Path

from bench.shares import PASSES, write_invented


def test_no_pass_sees_the_posts_of_another(tmp_path: Path) -> None:
    path = tmp_path / "posts.jsonl"
    write_invented(path, 10, 7, ())
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for name in ("mixed", "busy"):
        passes = [{row["text"] for row in rows if (row["set"], row["pass"]) == (name, n)} for n in range(4)]
        assert [len(texts) for texts in passes] == [10] * (PASSES + 1)
        assert len(set().union(*passes)) == 40


def test_given_texts_are_a_set_of_their_own(tmp_path: Path) -> None:
    given = tmp_path / "cases.jsonl"
    lines = [{"lang": "fr", "draft": {"text": f"bonjour {n}"}} for n in range(6)]
    lines += [{"text": f"hello {n}", "language": "en-GB"} for n in range(6)]
    given.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    path = tmp_path / "posts.jsonl"
    write_invented(path, 3, 7, [given])
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    texts = [(row["pass"], row["lang"], row["text"]) for row in rows if row["set"] == "texts"]
    assert texts[0] == (0, "fr", "bonjour 0")
    assert texts[-1] == (PASSES, "en", "hello 5")
    assert len(texts) == 12
