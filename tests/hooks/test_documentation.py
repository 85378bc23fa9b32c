"""The pages on hooks show what works: their YAML is YAML, their commands run as they are written."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "docs/hooks" / name for name in ("pre-commit.md", "ci.md")]
SETTINGS = 'jurisdictions = ["FR"]\nplatform = "blog"\n[author]\nrole = "influencer"\n'
BREACH = "---\nrelationship: {kind: paid, brand: Lumidaube}\n---\nMon code LEA15 : 15 % chez Lumidaube\n"


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)


def texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from texts_in(item)
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts_in(part)


YAML = [block for page in PAGES for block in blocks(page, "yaml")]
COMMANDS = sorted(
    {
        text
        for block in YAML
        for text in texts_in(yaml.safe_load(block))
        if text.startswith("cmcompliance check")
    }
    | {line for page in PAGES for block in blocks(page, "sh") for line in block.splitlines()}
)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("content").mkdir()
    Path("content/serum.md").write_text(BREACH, encoding="utf-8")
    Path("content/bonjour.md").write_text("Bonjour à tous, bonne journée !\n", encoding="utf-8")
    Path("cmcompliance.toml").write_text(SETTINGS, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("block", YAML)
def test_yaml_on_the_pages_can_be_read(block: str) -> None:
    assert isinstance(yaml.safe_load(block), dict)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_on_the_pages_finds_the_breach_and_writes_what_is_uploaded(
    command: str, site: Path
) -> None:
    arguments = shlex.split(command)
    files = [] if "content" in arguments else ["content/serum.md", "content/bonjour.md"]
    done = subprocess.run(
        [sys.executable, "-m", *arguments, *files], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stderr
    outputs = [after for before, after in pairwise(arguments) if before == "--output"]
    told = [done.stdout, *((site / name).read_text(encoding="utf-8") for name in outputs)]
    assert any("eu/disclosure/missing" in text and "content/serum.md" in text for text in told)
    for name in outputs:
        if name.endswith((".json", ".sarif")):
            assert json.loads((site / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("block", [block for block in YAML if "artifacts" in block or "sarif_file" in block])
def test_what_a_build_uploads_is_what_its_command_writes(block: str) -> None:
    uploaded = {
        text for text in texts_in(yaml.safe_load(block)) if re.fullmatch(r"[\w-]+\.(sarif|json|xml)", text)
    }
    written = set(re.findall(r"--output ([\w.-]+)", block))
    assert uploaded == written


def test_the_local_form_of_the_hook_is_the_published_one() -> None:
    published = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}
    local = next(
        repo["hooks"][0]
        for block in YAML
        for repo in yaml.safe_load(block).get("repos", [])
        if repo["repo"] == "local"
    )
    own = published[local["id"]]
    assert local["entry"] == " ".join([own["entry"], *own["args"]])
    assert (local["types"], local["require_serial"]) == (own["types"], own["require_serial"])
    assert (local["language"], own["language"]) == ("system", "python")
