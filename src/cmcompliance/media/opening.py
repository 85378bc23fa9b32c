"""Open what is to be inspected: regular files only, no links, nothing that waits or never ends."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from cmcompliance.media.evidence import Problem

_BLOCK = 1024 * 1024
_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC


class NotOpened(Exception):  # noqa: N818 (no error of the program: a file that is not looked at)
    """A file that is not looked at; `problem` says why, `size` is None where it is not known."""

    def __init__(self, problem: Problem, size: int | None = None) -> None:
        super().__init__(problem.code)
        self.problem = problem
        self.size = size


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A regular file, open to be read, as long as it was when it was opened."""

    descriptor: int
    size: int

    def head(self, length: int) -> bytes:
        """Return its first bytes."""
        return os.pread(self.descriptor, length, 0)

    def sha256(self) -> str | None:
        """Return the digest of all of it, None where it is not as long as it was: somebody writes to it."""
        digest, place = hashlib.sha256(), 0
        while place < self.size:
            block = os.pread(self.descriptor, min(_BLOCK, self.size - place), place)
            if not block:
                return None
            digest.update(block)
            place += len(block)
        return digest.hexdigest() if os.fstat(self.descriptor).st_size == self.size else None


@contextmanager
def opened(path: str, largest: int) -> Iterator[OpenFile]:
    """Open a regular file that is no larger than that; raise NotOpened for anything else."""
    descriptor = _descriptor_of(path)
    try:
        yield checked(descriptor, largest)
    finally:
        os.close(descriptor)


def checked(descriptor: int, largest: int) -> OpenFile:
    """Return what is open, if it is a regular file no larger than that; raise NotOpened for anything else."""
    found = os.fstat(descriptor)
    _refuse_what_is_no_file(found)
    if found.st_size > largest:
        raise NotOpened(Problem("too_large", str(found.st_size)), found.st_size)
    if found.st_size == 0:
        raise NotOpened(Problem("empty"), 0)
    return OpenFile(descriptor, found.st_size)


def _descriptor_of(path: str) -> int:
    try:
        # A device may act on being opened: look at it first.
        _refuse_what_is_no_file(os.lstat(path))
        return os.open(path, _FLAGS)
    except (FileNotFoundError, NotADirectoryError):
        raise NotOpened(Problem("missing")) from None
    except ValueError:  # a NUL in the path
        raise NotOpened(Problem("missing")) from None
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise NotOpened(Problem("link")) from None
        if error.errno == errno.ENAMETOOLONG:
            raise NotOpened(Problem("missing")) from None
        raise NotOpened(Problem("forbidden", errno.errorcode.get(error.errno or 0, ""))) from None


def _refuse_what_is_no_file(found: os.stat_result) -> None:
    if stat.S_ISLNK(found.st_mode):
        raise NotOpened(Problem("link"))
    if not stat.S_ISREG(found.st_mode):
        raise NotOpened(Problem("not_a_file", _named(found.st_mode)))


def _named(mode: int) -> str:
    kinds = {stat.S_IFDIR: "folder", stat.S_IFIFO: "pipe", stat.S_IFSOCK: "socket"}
    return kinds.get(stat.S_IFMT(mode), "device")
