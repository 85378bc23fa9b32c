"""The file of keys: read only while nobody else can, written under a lock and as a whole."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from pydantic import ValidationError

from cmcompliance.keys.model import KeyFile
from cmcompliance.state_folder import made, state_folder

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


class KeyFileError(Exception):
    """The file of keys cannot be used."""


def key_file() -> Path:
    """Return the user's file of keys, which need not exist."""
    return state_folder() / "keys.json"


def read_keys(path: Path) -> KeyFile:
    """Return the keys of a file. Raises KeyFileError, FileNotFoundError where there is none."""
    return parsed_keys(path, read_private(path)[0])


def read_private(path: Path) -> tuple[bytes, os.stat_result]:
    """Return the content and the state of a file that must be its owner's alone. Raises as `read_keys`."""
    try:
        with path.open("rb") as stream:
            state = os.fstat(stream.fileno())
            _check_owner(path, state)
            return stream.read(), state
    except FileNotFoundError:
        raise
    except OSError as error:
        raise KeyFileError(f"{path} cannot be read: {error.strerror or error}") from None


def parsed_keys(path: Path, data: bytes) -> KeyFile:
    """Return the keys that a content holds. Raises KeyFileError."""
    try:
        return KeyFile.model_validate_json(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "the file"
        raise KeyFileError(
            f"{path} is damaged, no key of it holds: {where}: {first['msg']}; restore it, or remove it and"
            " create new keys"
        ) from None


def change_keys(path: Path, change: Callable[[KeyFile], KeyFile]) -> None:
    """Replace the file by what `change` makes of it, one process at a time. Raises KeyFileError, OSError."""
    made(path.parent)
    with _locked(path):
        try:
            old = read_keys(path)
        except FileNotFoundError:
            old = KeyFile()
        _write(path, change(old).model_dump_json(indent=2).encode() + b"\n")


def _check_owner(path: Path, state: os.stat_result) -> None:
    if sys.platform == "win32":  # there a folder's permissions hold, which are the user's own
        return
    if state.st_mode & _OTHERS:
        raise KeyFileError(f"others may read or write {path}: chmod 600 it, and renew its keys")
    if state.st_uid not in (os.geteuid(), 0):
        raise KeyFileError(f"{path} belongs to another user")


def _write(path: Path, data: bytes) -> None:
    target = path.resolve()
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)  # made with mode 0600
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold the lock beside a file; the lock file stays, else two processes could hold two of them."""
    handle = os.open(path.with_name(f"{path.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(handle, "r+b") as stream:
        _lock(stream)
        yield  # closing the file lets go of the lock


def _lock(stream: BinaryIO) -> None:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415

        msvcrt.locking(stream.fileno(), msvcrt.LK_LOCK, 1)
    else:
        import fcntl  # noqa: PLC0415

        fcntl.flock(stream.fileno(), fcntl.LOCK_EX)
