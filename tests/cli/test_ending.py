"""How a command ends when it is not left in peace; for what each ends with see test_exit_status.py."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
import typer

from cmcompliance.cli import main
from cmcompliance.cli.ending import Commands, ended
from cmcompliance.cli.exit_status import ExitStatus

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "-"],
        ["check", "-", "--format", "sarif"],
        ["check", "none.md"],
        ["schema", "report"],
        ["--help"],
    ],
)
def test_a_closed_pipe_ends_the_run_without_a_word(arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "cmcompliance", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        input=b"Bonjour",
        stdout=writing,
        stderr=writing if "none.md" in arguments else subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr or b"") == (141, b"")


@pytest.mark.skipif(os.name == "nt", reason="streams of POSIX")
@pytest.mark.parametrize(("closed", "status"), [("<&-", 2), (">&-", 0), ("2>&-", 0)])
def test_a_standard_stream_that_is_closed_is_no_fault(closed: str, status: int) -> None:
    command = f"{sys.executable} -m cmcompliance check -"
    done = subprocess.run(
        ["/bin/sh", "-c", f"{command} {closed}" if closed == "<&-" else f"echo Bonjour | {command} {closed}"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        check=False,
    )
    assert done.returncode == status
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device")
def test_a_full_disk_is_one_clear_line() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "cmcompliance", "check", "-"],
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
            input=b"Bonjour",
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.startswith(b"cmcompliance: cannot go on: ")
    assert done.stderr.count(b"\n") == 1


def ending_of(error: BaseException) -> int:
    app = typer.Typer(cls=Commands, pretty_exceptions_enable=False)

    @app.command()
    def one() -> None:
        raise error

    @app.command()
    def two() -> None:
        pass

    return ended(lambda: app(["one"]))


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (typer.Exit(0), 0),
        (typer.Exit(1), 1),
        (KeyboardInterrupt(), 130),
        (typer.Abort(), 130),
        (EOFError(), 130),
    ],
)
def test_who_stops_it_is_not_told_that_a_draft_is_bad(
    error: BaseException, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ending_of(error) == status
    assert "Traceback" not in capsys.readouterr().err


def test_a_fault_of_our_own_has_a_status_of_its_own_and_a_traceback(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert ending_of(RuntimeError("out of order")) == 3
    told = capsys.readouterr().err
    assert "RuntimeError: out of order" in told
    assert told.endswith("nothing can be concluded from this run\n")


def test_who_stops_it_while_it_loads_sees_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Loading(ModuleType):
        def __getattr__(self, name: str) -> object:
            raise KeyboardInterrupt

    monkeypatch.setitem(sys.modules, "cmcompliance.cli.app", Loading("cmcompliance.cli.app"))
    monkeypatch.setattr(sys, "argv", ["cmcompliance", "--help"])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == ExitStatus.INTERRUPTED
    assert capsys.readouterr().err == ""
