"""Folders of results without a scan: what a test says is in them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from cmcompliance.scan.answers import Dataset
from cmcompliance.scan.chunks import Chunk
from cmcompliance.scan.folder import MANIFEST, held, write_part
from cmcompliance.scan.manifest import Manifest
from cmcompliance.scan.parts import parts_of
from cmcompliance.scan.tally import Tally

Rows = Mapping[Dataset, Sequence[Mapping[str, Any]]]


def place(number: int) -> dict[str, Any]:
    return {"draft_id": f"post-{number}", "source": "posts.jsonl", "member": "", "number": number}


def made_scan(out: Path, *chunks: Rows, finished: bool = True) -> Path:
    """Make a folder of results whose chunks have these rows; return it."""
    with held(out), closing(Manifest(out / MANIFEST)) as manifest:
        manifest.begin({"rule books": ["house 1 abc"], "version": "9"}, "2026-03-01", ["posts.jsonl"])
        for number, rows in enumerate(chunks, start=1):
            tally = Tally()
            for row in rows.get("drafts", ()):
                tally.verdicts[row["verdict"]] += 1
            parts, written = parts_of(rows, tally), {}
            for name, part in parts.files.items():
                if part.rows or number == 1:
                    write_part(out, name, number, part.data)
                    written[name] = (len(part.data), hashlib.sha256(part.data).hexdigest())
            manifest.commit(Chunk(number, (), (), None, None), parts, written)
        if finished:
            manifest.finish()
    return out
