from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Write a file in an empty folder, which is also the working folder, and return its path."""
    monkeypatch.chdir(tmp_path)

    def write_file(name: str, content: str = "") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        return path

    return write_file


def values(given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: item.value for name, item in given.items()}
