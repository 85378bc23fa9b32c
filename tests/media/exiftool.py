"""exiftool, where the machine has it: it writes what is read here, and reads it too."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

needs_exiftool = pytest.mark.skipif(
    shutil.which("exiftool") is None, reason="exiftool is not installed (Debian: libimage-exiftool-perl)"
)


def write(tags: Mapping[Path, Sequence[str]]) -> None:
    """Write tags into files: all of them by one process."""
    lines: list[str] = []
    for path, options in tags.items():
        lines += ["-q", "-overwrite_original", *options, str(path), "-execute"]
    done = subprocess.run(
        ["exiftool", "-charset", "utf8", "-@", "-"],
        input="\n".join(lines),
        capture_output=True,
        text=True,
        check=False,
    )
    complaints = [line for line in done.stderr.splitlines() if "[minor]" not in line]
    assert not complaints, complaints


def read(paths: Sequence[Path]) -> dict[Path, dict[str, Any]]:
    """Return all that exiftool reads of files, by group and tag, as the files have it."""
    done = subprocess.run(
        ["exiftool", "-j", "-n", "-a", "-G1:4", "-struct", "-charset", "utf8", "-ee", *map(str, paths)],
        capture_output=True,
        text=True,
        check=False,
    )
    return {Path(one["SourceFile"]): one for one in json.loads(done.stdout)}


def texts(value: Any) -> set[str]:
    """Return all texts and numbers in what exiftool read, however deep."""
    if isinstance(value, dict):
        return set().union(*(texts(inner) for inner in value.values()))
    if isinstance(value, list):
        return set().union(*(texts(inner) for inner in value), {", ".join(map(str, value))})
    return {str(value).strip()}
