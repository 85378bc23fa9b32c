"""The command itself, with its workers, as whoever runs it sees it."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from cmcompliance import Checker, Draft

UNLAWFUL = {
    "text": "🚬 Nos cigarettes Rive sont les meilleures : venez les acheter en boutique !",
    "jurisdictions": ["FR"],
    "author": {"role": "brand"},
}


@dataclass(frozen=True)
class Running:
    process: subprocess.Popen[str]
    greeting: list[str]
    address: str
    log: Path

    def post(self, path: str, draft: dict[str, Any], **headers: str) -> tuple[int, dict[str, Any]]:
        sent = {"Content-Type": "application/json", **headers}
        request = urllib.request.Request(self.address + path, json.dumps(draft).encode(), sent)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "cmcompliance", "serve", *arguments]


def environment(state: Path, language: str = "en_US.UTF-8") -> dict[str, str]:
    paths = os.pathsep.join(path for path in sys.path if path)
    return {**os.environ, "PYTHONPATH": paths, "CMCOMPLIANCE_STATE": str(state), "LC_ALL": language}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("serve")
    log = folder / "log"
    with log.open("w") as stderr:
        process = subprocess.Popen(
            command("--port", "0", "--workers", "1", "--no-config"),
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
            env=environment(folder / "state"),
        )
    assert process.stdout is not None
    greeting = []
    while not (greeting and greeting[-1].startswith("Ctrl-C")):
        line = process.stdout.readline()
        assert line, log.read_text()
        greeting.append(line.rstrip())
    address = next(line for line in greeting if "listens on" in line).rpartition(" ")[2]
    yield Running(process, greeting, address, log)
    process.kill()
    process.wait()


def test_it_says_where_it_is_by_which_rules_it_judges_and_what_it_keeps(running: Running) -> None:
    said = "\n".join(running.greeting)
    digest = Checker().check(Draft(text="")).ruleset.digest[:12]
    for part in (
        "http://127.0.0.1:",
        digest,
        "workers: 1",
        "keys: none needed",
        "decisions.sqlite",
        "without the text",
    ):
        assert part in said


def test_the_report_is_that_of_the_library(running: Running) -> None:
    status, report = running.post("/v1/check", UNLAWFUL)
    assert (status, report) == (200, json.loads(Checker().check(Draft(**UNLAWFUL)).model_dump_json()))


def test_the_page_is_shown_and_does_not_need_a_key(running: Running) -> None:
    with urllib.request.urlopen(f"{running.address}/", timeout=10) as answer:
        assert b"<!DOCTYPE html>" in answer.read()


def test_a_decision_is_in_the_log_without_the_text(running: Running) -> None:
    running.post("/v1/check", UNLAWFUL)
    files = (running.log.parent / "state").glob("decisions.sqlite*")
    kept = b"".join(file.read_bytes() for file in files)
    assert b"block" in kept
    assert b"cigarettes" not in kept
    assert "cigarettes" not in running.log.read_text()


PAGE = Path(__file__).parents[2] / "docs/hooks/http.md"
CALLS = [
    call
    for block in re.findall(r"```sh\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    for call in re.split(r"\n(?=curl|printf)", block.replace("\\\n", " "))
    if "curl" in call and "pip install" not in call
]


@pytest.mark.skipif(shutil.which("curl") is None, reason="needs curl")
@pytest.mark.parametrize("call", CALLS)
def test_what_the_documentation_asks_by_curl_is_answered(call: str, running: Running) -> None:
    asked = call.replace("http://127.0.0.1:8765", running.address)
    done = subprocess.run(["sh", "-c", asked], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0
    assert len(done.stdout) > 100
    assert "problem:wrong" not in done.stdout


def test_told_to_end_it_ends_in_peace_and_leaves_no_process(running: Running) -> None:
    running.process.send_signal(signal.SIGTERM)
    assert running.process.wait(20) == 0
    assert running.process.stdout is not None
    assert running.process.stdout.read().strip() == "cmcompliance: stopped"


@pytest.mark.parametrize(
    ("arguments", "language", "said"),
    [
        (["--host", "0.0.0.0", "--port", "0"], "en_US.UTF-8", "needs a key"),
        (["--host", "0.0.0.0", "--port", "0"], "fr_FR.UTF-8", "demande une clé"),
        (["--port", "0", "--trusted-proxy", "the proxy"], "en_US.UTF-8", "an address or a network"),
        (["--port", "0", "--config", "a.toml", "--no-config"], "en_US.UTF-8", "contradict each other"),
        (["--unix-socket", "x", "--port", "1"], "en_US.UTF-8", "in place of"),
        (["--port", "0", "--log", "mysql://x"], "en_US.UTF-8", "decision log"),
        (["--port", "0", "--host", "0.0.0.0", "--no-key"], "en_US.UTF-8", "only where other machines cannot"),
        (["--port", "0", "--keys", "keys.json", "--no-key"], "en_US.UTF-8", "contradict each other"),
    ],
)
def test_what_cannot_be_served_is_said_in_a_line(
    arguments: list[str], language: str, said: str, tmp_path: Path, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CMCOMPLIANCE_STATE", str(tmp_path))
    monkeypatch.setenv("LC_ALL", language)
    result = run("serve", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_key_is_needed_as_soon_as_there_was_one(
    tmp_path: Path, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CMCOMPLIANCE_STATE", str(tmp_path))
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    assert run("keys", "create", "blog").exit_code == 0
    assert run("keys", "revoke", "blog").exit_code == 0
    result = run("serve", "--port", "0")
    assert result.exit_code == 2
    assert "127.0.0.1 needs a key: no key of" in result.stderr
