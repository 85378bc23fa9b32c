"""The hook with a daemon gives what it gives without one, faster, and is never in the way."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from hook_calls import BREACH, ENDLESS, FINE, ROOT, called, environment

pytestmark = pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="needs Unix sockets")
EXAMPLES = sorted((ROOT / "docs" / "examples").glob("*.md"))
PACK = ROOT / "examples" / "house-pack" / "src" / "acme_pack" / "rules"
CORPORA = sorted((ROOT / "corpora").glob("*.jsonl"))
Called = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture(scope="module")
def runtime() -> Iterator[Path]:
    # Not below pytest's own folder: the path of a socket must be short.
    with tempfile.TemporaryDirectory(prefix="hk", dir="/tmp") as folder:
        yield Path(folder)
        called("hook", "--stop", env=environment(XDG_RUNTIME_DIR=folder))


@pytest.fixture
def asked(runtime: Path) -> Called:
    def ask(*arguments: str, draft: str | bytes = BREACH, folder: Path | None = None, **more: str) -> Any:
        env = environment(XDG_RUNTIME_DIR=str(runtime), **more)
        return called("hook", "--persistent", *arguments, draft=draft, folder=folder, env=env)

    return ask


def statuses(runtime: Path) -> list[dict[str, Any]]:
    done = called("hook", "--status", "--format", "json", env=environment(XDG_RUNTIME_DIR=str(runtime)))
    assert done.returncode == 0
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def result(done: subprocess.CompletedProcess[bytes]) -> tuple[int, bytes, bytes]:
    return done.returncode, done.stdout, done.stderr


def test_the_drafts_of_the_corpora_get_the_reports_of_check(asked: Called) -> None:
    lines = [line for path in CORPORA for line in path.read_text(encoding="utf-8").splitlines()[::25]]
    drafts = "".join(json.dumps(json.loads(line)["draft"]) + "\n" for line in lines).encode()
    options = ("--format", "jsonl", "--as-of", "2026-11-01")
    expected = called("check", "-", *options, draft=drafts)
    assert expected.stdout.count(b"\n") == len(lines)
    assert result(asked(*options, draft=drafts)) == result(expected)


@pytest.mark.parametrize(
    "more",
    [
        {"LANG": "fr_FR.UTF-8", "NO_COLOR": "1"},
        {"LANG": "en_US.UTF-8", "COLUMNS": "52", "TZ": "Pacific/Auckland"},
        {"LANG": "de_DE.UTF-8", "PYTHONIOENCODING": "ascii"},
    ],
    ids=["French", "narrow", "ASCII"],
)
def test_the_environment_of_the_caller_holds(asked: Called, more: dict[str, str]) -> None:
    for example in EXAMPLES:
        draft, options = example.read_bytes(), ("--stdin-filename", str(example))
        expected = called("check", "-", *options, draft=draft, env=environment(**more))
        assert result(asked(*options, draft=draft, **more)) == result(expected)


@pytest.mark.parametrize(
    "options",
    [
        ("--platform", "minitel"),
        ("--rule", "no/such/rule"),
        ("--as-of", "soon"),
        ("--format", "yaml"),
        ("--format", "html"),
        ("--rule", "contest", "--quiet"),
        ("--pack", str(PACK), "--format", "json"),
        ("--pack", str(ROOT / "examples"), "--format", "json"),
    ],
)
def test_options_give_what_they_give_without_the_daemon(asked: Called, options: tuple[str, ...]) -> None:
    assert result(asked(*options)) == result(called("hook", *options, draft=BREACH))


def test_the_settings_of_the_folder_hold_and_their_edits_at_the_next_call(
    asked: Called, tmp_path: Path
) -> None:
    settings = tmp_path / "cmcompliance.toml"
    settings.write_text("[rules]\nonly = ['contest']\n", encoding="utf-8")
    assert asked(folder=tmp_path).returncode == 0
    settings.write_text("[rules]\nonly = ['platform']\n", encoding="utf-8")
    assert asked(folder=tmp_path).returncode == 1
    settings.write_text("[rules]\nonlyy = ['contest']\n", encoding="utf-8")
    broken = asked("--on-error", "allow", folder=tmp_path)
    assert (broken.returncode, b"cmcompliance.toml:2" in broken.stderr) == (0, True)
    assert b"UNCHECKED" in broken.stderr
    settings.unlink()
    assert asked(folder=tmp_path).returncode == 1


def test_the_edit_of_a_pack_holds_at_the_next_call(asked: Called, tmp_path: Path) -> None:
    shutil.copytree(PACK, tmp_path / "pack")
    digests = []
    for number in range(2):
        book = tmp_path / "pack" / "book.yaml"
        book.write_text(f"name: acme\nversion: '{number}'\n", encoding="utf-8")
        done = asked("--pack", "pack", "--format", "json", folder=tmp_path)
        assert done.returncode == 1, done.stderr
        report = json.loads(done.stdout)
        digests.append(report["ruleset"]["digest"])
    assert digests[0] != digests[1]


def test_a_daemon_that_was_killed_is_replaced(asked: Called, runtime: Path) -> None:
    expected = result(asked())
    before = statuses(runtime)[0]["pid"]
    os.kill(before, signal.SIGKILL)
    until(lambda: statuses(runtime) == [])
    assert list(runtime.glob("cmcompliance/*.sock"))
    assert result(asked()) == expected
    (after,) = statuses(runtime)
    assert after["pid"] != before


def test_callers_that_start_at_once_end_up_with_one_daemon(asked: Called, runtime: Path) -> None:
    called("hook", "--stop", env=environment(XDG_RUNTIME_DIR=str(runtime)))
    env = environment(XDG_RUNTIME_DIR=str(runtime))
    line = [sys.executable, "-m", "cmcompliance", "hook", "--persistent", "--format", "json"]
    callers = [
        subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env) for _ in range(4)
    ]
    answers = {caller.communicate(BREACH.encode(), timeout=120)[0] for caller in callers}
    assert [caller.returncode for caller in callers] == [1, 1, 1, 1]
    assert len(answers) == 1
    assert len(statuses(runtime)) == 1
    assert statuses(runtime)[0]["requests"] > 4


def test_a_draft_that_takes_too_long_is_stopped_and_the_daemon_goes_on(asked: Called, runtime: Path) -> None:
    asked()
    done = asked("--timeout", "0.5", draft=ENDLESS)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"no verdict within 0.5 s" in done.stderr
    until(lambda: statuses(runtime)[0]["workers"] == 0)
    assert asked().returncode == 1


def test_a_caller_that_is_killed_takes_its_work_with_it(asked: Called, runtime: Path) -> None:
    asked()
    line = [sys.executable, "-m", "cmcompliance", "hook", "--persistent", "--timeout", "3600"]
    env = environment(XDG_RUNTIME_DIR=str(runtime))
    with subprocess.Popen(line, stdin=subprocess.PIPE, env=env) as caller:
        assert caller.stdin is not None
        caller.stdin.write((ENDLESS + "\n").encode())
        caller.stdin.close()
        until(lambda: statuses(runtime)[0]["workers"] > 0 or caller.poll() is not None)
        caller.kill()
    until(lambda: statuses(runtime)[0]["workers"] == 0)


def test_what_is_no_request_does_no_harm(asked: Called, runtime: Path) -> None:
    asked()
    path = statuses(runtime)[0]["socket"]
    frames = [
        b"",
        b"GET / HTTP/1.1\r\n\r\n",
        struct.pack(">I", 0xFFFFFFFF),
        struct.pack(">I", 10) + b"{",
        struct.pack(">I", 2) + b"[]",
        struct.pack(">I", 2) + b"{}",
        struct.pack(">I", 16) + b'{"do": "explode"',
    ]
    for frame in frames:
        with socket.socket(socket.AF_UNIX) as peer:
            peer.connect(path)
            peer.sendall(frame)
            peer.shutdown(socket.SHUT_WR)
            peer.settimeout(60)
            with contextlib.suppress(ConnectionResetError):
                while peer.recv(1024):
                    pass
    assert asked().returncode == 1
    assert len(statuses(runtime)) == 1


@pytest.fixture
def elsewhere() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="hk", dir="/tmp") as folder:
        yield Path(folder)


def test_an_idle_daemon_ends_and_leaves_no_socket(elsewhere: Path) -> None:
    env = environment(XDG_RUNTIME_DIR=str(elsewhere))
    assert called("hook", "--persistent", "--idle", "0.2", draft=BREACH, env=env).returncode == 1
    until(lambda: not list(elsewhere.glob("cmcompliance/*.sock")))
    assert statuses(elsewhere) == []


def test_a_daemon_in_the_foreground_answers_until_it_is_stopped(elsewhere: Path) -> None:
    env = environment(XDG_RUNTIME_DIR=str(elsewhere))
    line = [sys.executable, "-m", "cmcompliance", "hook", "--daemon"]
    with subprocess.Popen(line, stderr=subprocess.PIPE, env=env) as daemon:
        until(lambda: bool(list(elsewhere.glob("cmcompliance/*.sock"))))
        assert called("hook", "--persistent", draft=BREACH, env=env).returncode == 1
        assert statuses(elsewhere)[0]["pid"] == daemon.pid
        second = called("hook", "--daemon", env=env)
        assert (second.returncode, b"runs already" in second.stderr) == (2, True)
        assert b"ended" in called("hook", "--stop", env=env).stdout
        assert daemon.wait(timeout=60) == 0
    assert b"no daemon runs" in called("hook", "--stop", env=env).stdout


def test_socket_and_folder_are_the_users_alone(asked: Called, runtime: Path) -> None:
    asked()
    folder = runtime / "cmcompliance"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def _open_to_others(folder: Path) -> None:
    folder.mkdir(mode=0o755)


def _of_another(folder: Path) -> None:
    folder.mkdir(mode=0o700)
    os.chown(folder, 12345, -1)


def _a_link(folder: Path) -> None:
    (folder.parent / "real").mkdir(mode=0o700)
    folder.symlink_to(folder.parent / "real")


@pytest.mark.parametrize("made", [_open_to_others, _of_another, _a_link])
def test_a_folder_that_others_may_use_is_refused_and_the_draft_checked_all_the_same(
    elsewhere: Path, made: Callable[[Path], None]
) -> None:
    if made is _of_another and os.getuid():
        pytest.skip("only root can give a folder away")
    made(elsewhere / "cmcompliance")
    env = environment(XDG_RUNTIME_DIR=str(elsewhere))
    done = called("hook", "--persistent", "--format", "json", draft=BREACH, env=env)
    assert (done.returncode, json.loads(done.stdout)["verdict"]) == (1, "block")
    assert done.stderr.startswith(b"cmcompliance: checked without a daemon: ")
    assert called("hook", "--daemon", env=env).returncode == 2


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can give a socket away")
def test_the_socket_of_another_is_refused(elsewhere: Path) -> None:
    env = environment(XDG_RUNTIME_DIR=str(elsewhere))
    called("hook", "--persistent", "--idle", "600", draft=FINE, env=env)
    (path,) = elsewhere.glob("cmcompliance/*.sock")
    os.chown(path, 12345, -1)
    done = called("hook", "--persistent", draft=BREACH, env=env)
    assert done.returncode == 1
    assert b"is no socket of yours" in done.stderr
    os.chown(path, os.getuid(), -1)
    called("hook", "--stop", env=env)


WITHOUT_SOCKETS = (
    "import socket, sys; del socket.AF_UNIX; sys.argv = ['cmcompliance', 'hook', sys.argv[1]]; "
    "from cmcompliance.cli import main; main()"
)


@pytest.mark.parametrize(("mode", "status"), [("--persistent", 1), ("--daemon", 2), ("--status", 2)])
def test_a_system_without_unix_sockets_is_told_so(mode: str, status: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_SOCKETS, mode],
        input=BREACH.encode(),
        capture_output=True,
        env=environment(),
        check=False,
    )
    assert done.returncode == status
    assert b"this system has no Unix sockets" in done.stderr


LIGHT = (
    "import sys\nsys.argv = ['cmcompliance', 'hook', '--persistent']\n"
    "from cmcompliance.cli import main\n"
    "try:\n    main()\nexcept SystemExit as end:\n    status = end.code\n"
    "heavy = {'typer', 'click', 'pydantic', 'yaml', 'spacy', 'rich', 'subprocess', 'cmcompliance.rulebook'}\n"
    "print(status, heavy & set(sys.modules), file=sys.stderr)"
)


def test_a_caller_that_finds_a_daemon_loads_nothing_heavy(asked: Called, runtime: Path) -> None:
    asked()
    env = environment(XDG_RUNTIME_DIR=str(runtime))
    done = subprocess.run(
        [sys.executable, "-c", LIGHT], input=BREACH.encode(), capture_output=True, env=env, check=True
    )
    assert done.stderr == b"1 set()\n"
