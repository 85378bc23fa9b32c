"""The folder of results: Parquet parts that are there as a whole or not at all."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final, get_args

from cmcompliance.scan.answers import Dataset
from cmcompliance.scan.errors import ScanRefused

MANIFEST: Final = "manifest.sqlite"
_DATASETS: Final = get_args(Dataset)
REPORT: Final = "report.html"
"""The page about the results, which says nothing that they do not."""
_OURS: Final = {*_DATASETS, MANIFEST, f"{MANIFEST}-journal", REPORT, f".{REPORT}.new"}


@contextlib.contextmanager
def held(path: Path) -> Iterator[None]:
    """Have the folder, made where it is not there, to ourselves. Raises ScanRefused.

    What else is in it is not ours to touch: it is refused.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
        others = sorted(entry.name for entry in path.iterdir() if entry.name not in _OURS)
        if others:
            raise ScanRefused([f"{path}: holds something else ({others[0]}): name a folder of its own"])
        if not (path / MANIFEST).exists() and any(_files(path)):
            raise ScanRefused([f"{path}: holds results but no {MANIFEST}: name another folder"])
        handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise ScanRefused([f"{path}: {error.strerror or error}"]) from None
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise ScanRefused([f"{path}: another scan is at work in it"]) from None
        for name in _DATASETS:
            (path / name).mkdir(exist_ok=True)
        _sync(path)
        yield
    finally:
        os.close(handle)


@contextlib.contextmanager
def kept_still(path: Path) -> Iterator[None]:
    """Have nobody write to a folder of results while it is read. Raises ScanRefused."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise ScanRefused([f"{path}: {error.strerror or error}"]) from None
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            raise ScanRefused([f"{path}: a scan is at work in it: wait for its end"]) from None
        yield
    finally:
        os.close(handle)


def part_name(number: int) -> str:
    """Return how the part of a chunk is called."""
    return f"part-{number:06d}.parquet"


def write_part(folder: Path, dataset: str, number: int, data: bytes) -> None:
    """Put a part in its place, so that it survives whatever happens next. Raises OSError."""
    place = folder / dataset / part_name(number)
    written = place.with_name(f".{place.name}.new")
    try:
        with written.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        written.replace(place)
    except OSError:
        with contextlib.suppress(OSError):
            written.unlink(missing_ok=True)
        raise
    _sync(place.parent)


def keep_only(folder: Path, known: dict[str, set[int]]) -> None:
    """Remove what a scan that was stopped left behind: all but the parts that are known, by dataset."""
    for file in list(_files(folder)):
        if file.name not in {part_name(number) for number in known.get(file.parent.name, ())}:
            file.unlink()


def part_size(folder: Path, dataset: str, number: int) -> int:
    """Return how many bytes a part has, -1 where there is none."""
    try:
        return (folder / dataset / part_name(number)).stat().st_size
    except OSError:
        return -1


def _files(folder: Path) -> Iterator[Path]:
    for name in _DATASETS:
        with contextlib.suppress(FileNotFoundError):
            yield from (folder / name).iterdir()


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
