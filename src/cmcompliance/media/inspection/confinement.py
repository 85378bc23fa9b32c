"""What the process that reads hostile files may do: think for a while, within its memory, and nothing else.

Limits of the system's hold on every Unix. Where Linux has Landlock, no file can be written, made, renamed,
removed or run, and no connection opened, whatever a parser is talked into.
"""

from __future__ import annotations

import ctypes
import os
import resource
import struct
import sys

_CREATE_RULESET, _RESTRICT_SELF = 444, 446
_NO_NEW_PRIVILEGES = 38
_ASK_VERSION = 1
# Run, write, remove, make, link, truncate: all but reading (bits 2 and 3), as far as each version knows them.
_WRITES = {1: 0x1FF3, 2: 0x3FF3, 3: 0x7FF3}
_CONNECTIONS = 0b11


def confine(memory: int) -> None:
    """Give up for good what a reader of files does not need; `memory` bounds the address space, in bytes."""
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_FSIZE, 0)
    if sys.platform != "darwin":  # macOS refuses any bound of the address space
        _lower(resource.RLIMIT_AS, memory)
    if sys.platform == "linux":
        _landlock()


def allow_processor(seconds: int) -> None:
    """Let the process compute for so much longer, then be killed by the system."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    until = int(used.ru_utime + used.ru_stime) + seconds + 1
    resource.setrlimit(
        resource.RLIMIT_CPU, (until if hard == resource.RLIM_INFINITY else min(until, hard), hard)
    )


def _lower(which: int, wanted: int) -> None:
    _, hard = resource.getrlimit(which)
    bound = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(which, (bound, bound))


def _landlock() -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    version = libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _ASK_VERSION)
    if version < 1:
        return
    rules = struct.pack("=Q", _WRITES[min(version, 3)])
    if version >= 4:
        rules += struct.pack("=Q", _CONNECTIONS)
    descriptor = libc.syscall(_CREATE_RULESET, rules, ctypes.c_size_t(len(rules)), 0)
    if descriptor < 0:
        return
    libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    libc.syscall(_RESTRICT_SELF, descriptor, 0)
    os.close(descriptor)
