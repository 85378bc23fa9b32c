from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parent / "sample"


@pytest.fixture(autouse=True)
def _no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CMCOMPLIANCE_CACHE", "off")


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample book, at `rules` in the working directory, for tests that spoil it."""
    shutil.copytree(SAMPLE, tmp_path / "rules")
    monkeypatch.chdir(tmp_path)
    return Path("rules")


@pytest.fixture
def change(sample: Path) -> Callable[[str, str, str], Path]:
    """Replace one stretch of one file of the sample."""

    def replace(file: str, old: str, new: str) -> Path:
        path = sample / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {file}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return sample

    return replace
