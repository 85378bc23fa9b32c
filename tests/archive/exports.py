"""Archives made for tests: the same files as a folder and as a zip."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def folder(root: Path, files: Mapping[str, bytes | str]) -> Path:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def zipped(path: Path, files: Mapping[str, bytes | str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def assigned(name: str, values: list[Any], part: int = 0) -> str:
    """Return values as X writes them into a script."""
    return f"window.YTD.{name}.part{part} = {json.dumps(values, ensure_ascii=False, indent=2)}"
