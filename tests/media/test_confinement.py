"""What the process that reads may not do, tried by a process that gave it up the same way."""

from __future__ import annotations

import ctypes
import subprocess
import sys

import pytest

ATTEMPTS = """
import os, socket, subprocess, sys
from cmcompliance.media.inspection.confinement import confine
listener = socket.create_server(("127.0.0.1", 0))
confine(2**31)
def tried(what, act):
    try:
        act()
        print(what, "done")
    except (OSError, MemoryError) as error:
        print(what, "refused")
def write():
    with open(sys.argv[1] + "/old", "r+") as file:
        file.write("x")
tried("write", write)
tried("make", lambda: open(sys.argv[1] + "/new", "w").close())
tried("remove", lambda: os.remove(sys.argv[1] + "/old"))
tried("rename", lambda: os.rename(sys.argv[1] + "/old", sys.argv[1] + "/other"))
tried("run", lambda: subprocess.run(["/bin/true"], check=False))
tried("connect", lambda: socket.create_connection(listener.getsockname(), 1).close())
tried("memory", lambda: bytearray(2**31))
tried("read", lambda: open(sys.argv[1] + "/old").read())
"""


def landlock_version() -> int:
    if sys.platform != "linux":
        return 0
    return int(ctypes.CDLL(None).syscall(444, None, ctypes.c_size_t(0), 1))


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("confined")
    (folder / "old").write_text("old")
    done = subprocess.run(
        [sys.executable, "-c", ATTEMPTS, str(folder)], capture_output=True, text=True, check=True
    )
    assert (folder / "old").read_text() == "old"
    return dict(line.split() for line in done.stdout.splitlines())


@pytest.mark.parametrize("act", ["write", "memory"])
def test_the_limits_of_every_unix_hold(outcomes: dict[str, str], act: str) -> None:
    assert outcomes[act] == "refused"


@pytest.mark.skipif(landlock_version() < 4, reason="this kernel has no Landlock that knows connections")
@pytest.mark.parametrize("act", ["make", "remove", "rename", "run", "connect"])
def test_what_landlock_takes_away_is_gone(outcomes: dict[str, str], act: str) -> None:
    assert outcomes[act] == "refused"


def test_files_can_still_be_read(outcomes: dict[str, str]) -> None:
    assert outcomes["read"] == "done"
