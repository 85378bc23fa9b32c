"""Drafts to send, and what the library answers to each."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from bench.posts import invented_posts


@dataclass(frozen=True, slots=True)
class Sample:
    """The bytes of a draft, and those of the report that the library makes of it."""

    body: bytes
    answer: bytes


def samples(count: int) -> list[Sample]:
    """Return drafts of the mixed archive, each with an id of its own, with their reports."""
    from cmcompliance import Checker  # noqa: PLC0415  # only who needs answers loads the rules
    from cmcompliance.draft import parse_draft  # noqa: PLC0415

    checker = Checker()
    found = []
    for post in invented_posts("mixed", count):
        report = checker.check(parse_draft(post.fields))
        body = json.dumps(post.fields, ensure_ascii=False).encode()
        found.append(Sample(body, report.model_dump_json().encode()))
    return found


def written(found: list[Sample], folder: Path) -> tuple[Path, Path]:
    """Return the files that hold the bodies and the answers, one a line."""
    bodies, answers = folder / "bodies.jsonl", folder / "answers.jsonl"
    bodies.write_bytes(b"".join(sample.body + b"\n" for sample in found))
    answers.write_bytes(b"".join(sample.answer + b"\n" for sample in found))
    return bodies, answers
