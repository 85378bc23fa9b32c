"""The hook without a daemon."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hook_calls import BREACH, ENDLESS, FINE, ROOT, called, environment

NOT_CHECKED = b"cmcompliance: NOT CHECKED: "


def test_a_breach_is_reported_and_holds_the_draft_back() -> None:
    done = called("hook", "--format", "json", draft=BREACH)
    assert (done.returncode, json.loads(done.stdout)["verdict"], done.stderr) == (1, "block", b"")


def test_a_draft_without_a_breach_may_be_published() -> None:
    assert called("hook", "--jurisdiction", "FR", draft=FINE).returncode == 0


def test_a_draft_that_takes_too_long_is_held_back_and_nothing_goes_on_working(tmp_path: Path) -> None:
    mark = f"CMCOMPLIANCE_TEST_{tmp_path.name}"
    done = called("hook", "--timeout", "0.3", draft=ENDLESS, env=environment(**{mark: "1"}))
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == NOT_CHECKED + b"no verdict within 0.3 s. It is held back (--on-error block).\n"
    assert not _with_environment(mark)


def _with_environment(mark: str) -> list[str]:
    """Return the processes that have a variable of that name."""
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            if mark.encode() in path.read_bytes() and path.parent.name != str(os.getpid()):
                found.append(path.parent.name)
        except OSError:
            continue
    return found


@pytest.mark.parametrize("form", ["json", "jsonl", "sarif", "github", "junit", "csv", "html", "markdown"])
def test_a_draft_that_is_let_through_unchecked_says_so_in_every_form(form: str) -> None:
    done = called("hook", "--timeout", "0.1", "--on-error", "allow", "--format", form, draft=ENDLESS)
    assert done.returncode == 0
    assert b"published UNCHECKED" in done.stderr
    assert b"UNCHECKED" in done.stdout


def test_it_is_said_in_the_language_of_the_reader() -> None:
    done = called("hook", "--timeout", "0.1", "--on-error", "allow", "--lang", "fr", draft=ENDLESS)
    assert "NON CONTRÔLÉ : pas de verdict en 0,1 s. Il peut être publié SANS CONTRÔLE" in done.stderr.decode()


def test_a_caller_that_never_ends_the_draft_is_not_waited_for() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "cmcompliance", "hook", "--timeout", "0.3"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as process:
        assert process.stderr is not None
        assert process.wait(timeout=60) == 2
        assert b"did not end within 0.3 s" in process.stderr.read()


@pytest.mark.parametrize(("on_error", "status"), [("block", 2), ("allow", 0)])
def test_settings_that_cannot_be_used_are_told_and_on_error_decides(
    tmp_path: Path, on_error: str, status: int
) -> None:
    (tmp_path / "cmcompliance.toml").write_text("[draft]\nplatfrom = 'x'\n", encoding="utf-8")
    done = called("hook", "--on-error", on_error, "--format", "json", draft=BREACH, folder=tmp_path)
    assert done.returncode == status
    assert b"cmcompliance.toml:" in done.stderr
    assert NOT_CHECKED in done.stderr
    assert "NOT CHECKED" in json.loads(done.stdout)["error"]


@pytest.mark.parametrize(
    ("arguments", "draft"),
    [
        ((), b"\xff\xfe broken"),
        ((), b""),
        ((), b"---\nplatfrom: x\n---\nBonjour"),
        (("--platform", "minitel"), FINE.encode()),
        (("--rule", "no/such/rule"), FINE.encode()),
        (("--no-such-option",), FINE.encode()),
        (("--timeout", "soon"), FINE.encode()),
        (("post.md",), FINE.encode()),
    ],
)
def test_a_draft_or_a_command_line_that_is_no_good_is_never_let_through(
    arguments: tuple[str, ...], draft: bytes
) -> None:
    done = called("hook", "--on-error", "allow", *arguments, draft=draft)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr


def test_a_breach_is_held_back_even_where_a_fault_would_not_be() -> None:
    assert called("hook", "--on-error", "allow", draft=BREACH).returncode == 1


def test_an_input_larger_than_any_draft_is_refused() -> None:
    done = called("hook", "--on-error", "allow", draft=b"a" * ((16 << 20) + 1))
    assert done.returncode == 2
    assert b"more than 16 MiB" in done.stderr


EXAMPLES = sorted((ROOT / "docs" / "examples").glob("*.md"))


@pytest.mark.parametrize("form", ["text", "json", "sarif"])
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_report_is_that_of_check(example: Path, form: str) -> None:
    options = ("--format", form, "--stdin-filename", str(example), "--as-of", "2026-11-01")
    expected = called("check", "-", *options, draft=example.read_bytes())
    done = called("hook", *options, draft=example.read_bytes())
    assert (done.returncode, done.stdout, done.stderr) == (
        expected.returncode,
        expected.stdout,
        expected.stderr,
    )


def test_a_caller_that_stops_reading_ends_it_as_every_command() -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "cmcompliance", "hook"],
        input=BREACH.encode(),
        stdout=write,
        stderr=subprocess.PIPE,
        env=environment(),
        check=False,
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (141, b"")


def test_a_worker_that_dies_is_told_as_a_check_that_broke_off(tmp_path: Path) -> None:
    mark = f"CMCOMPLIANCE_TEST_{tmp_path.name}"
    with subprocess.Popen(
        [sys.executable, "-m", "cmcompliance", "hook", "--format", "json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(**{mark: "1"}),
    ) as process:
        assert process.stdin is not None
        process.stdin.write(ENDLESS.encode())
        process.stdin.close()
        process.stdin = None
        while not (worker := set(_with_environment(mark)) - {str(process.pid)}):
            time.sleep(0.02)
        os.kill(int(worker.pop()), 9)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 2
    assert b"ended by signal 9" in err
    assert "NOT CHECKED" in json.loads(out)["error"]
