"""Where the daemon of a user listens: a socket of this very installation, in a folder of the user's own."""

from __future__ import annotations

import hashlib
import os
import socket
import stat
import sys
from collections.abc import Iterator
from typing import Final, NamedTuple

import cmcompliance
from cmcompliance.hook.launch import search_path
from cmcompliance.hook.protocol import PROTOCOL

TAKEN: Final = 75
"""Status of a daemon that finds another one in its place."""
_LONGEST_PATH = 100
"""Bytes: what every system takes as the path of a socket."""


class RefusedError(Exception):
    """A daemon that cannot be trusted, or cannot be had on this system."""


class Place(NamedTuple):
    """The files of one daemon. It holds a lock on `lock` as long as it lives."""

    socket: str
    lock: str
    log: str


def place(folder: str) -> Place:
    """Return the place of the daemon of this installation: another one as soon as a file of it changes."""
    return place_at(os.path.join(folder, f"hook-{_mark()}.sock"))  # noqa: PTH118  # pathlib is slow to import


def place_at(path: str) -> Place:
    """Return the place that goes with a socket."""
    stem = path.removesuffix(".sock")
    return Place(path, f"{stem}.lock", f"{stem}.log")


def runtime_folder() -> str:
    """Return the folder of the user's sockets, made where it is missing. Raises RefusedError."""
    if not (hasattr(socket, "AF_UNIX") and hasattr(os, "fork")):
        raise RefusedError("this system has no Unix sockets: there is no daemon on it")
    for folder in _candidates():
        if len(os.fsencode(folder)) <= _LONGEST_PATH - len("/hook-0123456789abcdef.sock.new"):
            return _own(folder)
    raise RefusedError("the path of the folder for sockets is too long: set XDG_RUNTIME_DIR to a shorter one")


def check_owner(path: str) -> None:
    """Raise RefusedError unless a socket is the user's own; FileNotFoundError when it is not there."""
    found = os.lstat(path)
    if not stat.S_ISSOCK(found.st_mode) or found.st_uid != os.getuid():
        raise RefusedError(f"{path} is no socket of yours: remove it, or have it removed")


def _candidates() -> Iterator[str]:
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    if runtime and os.path.isabs(runtime):  # noqa: PTH117
        yield f"{runtime}/cmcompliance"
    yield f"{os.environ.get('TMPDIR', '').rstrip('/') or '/tmp'}/cmcompliance-{os.getuid()}"
    yield f"/tmp/cmcompliance-{os.getuid()}"


def _own(folder: str) -> str:
    try:
        os.mkdir(folder, 0o700)  # noqa: PTH102
    except FileExistsError:
        pass
    except OSError as error:
        raise RefusedError(f"{folder} cannot be made: {error.strerror or error}") from None
    found = os.lstat(folder)
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
        raise RefusedError(f"{folder} is no folder of yours: remove it, or have it removed")
    if found.st_mode & 0o077:
        raise RefusedError(f"{folder} is open to others: chmod 700 it")
    return folder


def _mark() -> str:
    """Return what tells this installation from every other, and from what it was before an upgrade."""
    digest = hashlib.sha256(
        repr((PROTOCOL, sys.version, sys.executable, sys.prefix, sys.getfilesystemencoding())).encode()
    )
    for folder in _folders():
        for name, size, changed in sorted(_files(folder)):
            digest.update(f"{name}\0{size}\0{changed}\n".encode("utf-8", "surrogateescape"))
    for path in search_path():
        digest.update(f"{path}\0{_changed(path)}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()[:16]


def _folders() -> Iterator[str]:
    """Yield the folders of the code and of the shipped rules, which stand beside `src` in a checkout."""
    package = os.path.dirname(os.path.realpath(cmcompliance.__file__))  # noqa: PTH120
    yield package
    rules = os.path.join(os.path.dirname(os.path.dirname(package)), "rules")  # noqa: PTH118, PTH120
    if os.path.isfile(f"{rules}/book.yaml"):  # noqa: PTH113
        yield rules


def _files(folder: str) -> Iterator[tuple[str, int, int]]:
    for entry in os.scandir(folder):
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _files(entry.path)
        else:
            found = entry.stat()
            yield entry.path, found.st_size, found.st_mtime_ns


def _changed(path: str) -> int:
    """Return when a package was last installed there; 0 for a folder that is not for packages."""
    if not path.endswith("-packages"):
        return 0
    try:
        return os.stat(path).st_mtime_ns  # noqa: PTH116
    except OSError:
        return 0
