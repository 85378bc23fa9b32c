"""The hooks of .pre-commit-hooks.yaml, run by the real pre-commit on commits to a real repository.

They are run as published (entry, arguments, types, files, exclude) but for `language`: `python` has
pre-commit fetch and build the package, which needs the network and is not covered; `system` runs this tree.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT / ".pre-commit-hooks.yaml"
HOOKS: list[dict[str, Any]] = yaml.safe_load(PUBLISHED.read_text(encoding="utf-8"))
SETTINGS = """\
jurisdictions = ["FR"]
platform = "blog"
exclude = ["archive/"]

[author]
role = "influencer"

[relationship]
kind = "paid"
brand = "Lumidaube"

[output]
lang = "en"

[[paths]]
match = ["notes/"]
rules.off = ["disclosure", "platform"]
"""
BREACH = "J'utilise le sérum de Lumidaube 🧡\n\nMon code LEA15 : 15 % sur le site\n"
FINE = "Bonjour à tous, bonne journée !\n"
LABEL = "Publicité – collaboration commerciale avec Lumidaube"
NOT_DISCLOSED = "eu/disclosure/missing"


class Repository:
    """A repository with the hooks installed."""

    def __init__(self, folder: Path, *hooks: dict[str, Any]) -> None:
        self.folder = folder / "site"
        self.folder.mkdir()
        self._environment = _environment(folder)
        config = {"repos": [{"repo": "local", "hooks": [{**hook, "language": "system"} for hook in hooks]}]}
        self.write(".pre-commit-config.yaml", yaml.safe_dump(config, allow_unicode=True))
        self.write("cmcompliance.toml", SETTINGS)
        self.run("git", "init", "--quiet")
        self.run(sys.executable, "-m", "pre_commit", "install")

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=self.folder, env=self._environment, capture_output=True, text=True, check=False
        )

    def commit(self) -> tuple[bool, str]:
        """Add all and commit; return whether it went through, and what was said."""
        self.run("git", "add", "--all")
        done = self.run("git", "commit", "--message", "a post")
        return done.returncode == 0, done.stdout + done.stderr


def _environment(folder: Path) -> dict[str, str]:
    """`cmcompliance` is this tree; neither git nor pre-commit sees the user's own settings."""
    programs = folder / "bin"
    programs.mkdir()
    program = programs / "cmcompliance"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m cmcompliance "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    who = {
        f"GIT_{role}_{what}": "a@example.org"
        for role in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {
        **kept,
        **who,
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT / "src"),
        "HOME": str(folder),
        "GIT_CONFIG_NOSYSTEM": "1",
        "PRE_COMMIT_HOME": str(folder / "pre-commit"),
        "LC_ALL": "C.UTF-8",
    }


def hook(name: str) -> dict[str, Any]:
    return next(hook for hook in HOOKS if hook["id"] == name)


@pytest.fixture
def site(tmp_path: Path) -> Repository:
    return Repository(tmp_path, hook("cmcompliance"))


@pytest.fixture
def mended_site(tmp_path: Path) -> Repository:
    return Repository(tmp_path, hook("cmcompliance-fix"), hook("cmcompliance"))


def test_the_manifest_is_one_that_pre_commit_takes() -> None:
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", str(PUBLISHED)]
    assert subprocess.run(command, check=False).returncode == 0


def test_a_breach_stops_the_commit_and_is_shown_and_without_it_the_commit_goes_through(
    site: Repository,
) -> None:
    site.write("content/serum.md", BREACH)
    went_through, said = site.commit()
    assert not went_through
    assert f"content/serum.md:1:23: error {NOT_DISCLOSED}" in said
    site.write("content/serum.md", f"{LABEL}\n\n{BREACH}")
    went_through, said = site.commit()
    assert went_through, said
    assert site.run("git", "log", "--oneline").stdout.count("\n") == 1


def test_the_settings_of_the_repository_hold_by_path(site: Repository) -> None:
    site.write("notes/serum.md", BREACH)  # the rules are off there
    site.write("archive/serum.md", BREACH)  # excluded
    site.write("archive/broken.json", "{")
    went_through, said = site.commit()
    assert went_through, said


def test_a_commit_of_nothing_but_what_is_excluded_goes_through(site: Repository) -> None:
    assert site.commit()[0]
    site.write("archive/serum.md", BREACH)
    went_through, said = site.commit()
    assert went_through, said


def test_a_draft_in_json_and_drafts_in_jsonl_are_checked_and_what_is_no_draft_is_not(
    site: Repository,
) -> None:
    site.write("package.json", '{"name": "site"}')
    site.write("README.md", BREACH)
    site.write("requirements.txt", "Lumidaube\n")
    free = '{"text": "Bonjour", "relationship": {"kind": "none"}}'
    site.write("planned.jsonl", free + '\n{"text": "Mon code LEA15 : 15 % chez Lumidaube"}\n')
    went_through, said = site.commit()
    assert not went_through
    assert [line.split(": ")[0] for line in said.splitlines() if " error " in line] == ["planned.jsonl:2"]


def test_what_cannot_be_read_stops_the_commit_with_its_place(site: Repository) -> None:
    site.write("post.md", "---\nplatfrom: x\n---\nBonjour\n")
    went_through, said = site.commit()
    assert not went_through
    assert "post.md:2: unknown field `platfrom`; did you mean `platform`?" in said


def test_the_fix_hook_writes_safe_changes_and_the_commit_goes_through_once_they_are_added(
    mended_site: Repository,
) -> None:
    post = mended_site.write("content/serum.md", BREACH)
    went_through, said = mended_site.commit()
    assert not went_through
    assert "files were modified by this hook" in said
    assert post.read_text(encoding="utf-8") == f"{LABEL}\n{BREACH}"
    went_through, said = mended_site.commit()
    assert went_through, said


def test_pages_of_a_site_are_checked_by_their_front_matter(site: Repository) -> None:
    own = "[cmcompliance.relationship]\nkind = 'none'\n"
    site.write("content/hugo.md", f"+++\ntitle = 'A'\ndate = 2026-11-22\nhero = 1\n{own}+++\n{FINE}")
    site.write(
        "_posts/a.md",
        f"---\nlayout: post\nhero: b\ncmcompliance: {{relationship: {{kind: none}}}}\n---\n{FINE}",
    )
    site.write("index.md", "---\nlayout: home\ncmcompliance: {relationship: {kind: none}}\n---\n")
    went_through, said = site.commit()
    assert went_through, said
    site.write("content/serum.md", f"+++\ntitle = 'A'\ndate = 2026-11-22\n+++\n\n{BREACH}")
    went_through, said = site.commit()
    assert not went_through
    assert f"content/serum.md:6:23: error {NOT_DISCLOSED}" in said


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("content/posts/serum.md", True),
        ("_posts/2026-11-29-serum.markdown", True),
        ("docs/security.md", True),
        ("blog/security-week.md", True),
        ("drafts/november.jsonl", True),
        ("Post.MD", True),
        ("README.fr.md", False),
        ("src/README.md", False),
        ("SECURITY.md", False),
        ("_data/authors.json", False),
        (".github/pull_request_template.md", False),
        ("node_modules/a/index.md", False),
        ("src/package.json", False),
        (".eslintrc.json", False),
        ("robots.txt", False),
        ("photo.jpg", False),
        ("page.html", False),
    ],
)
@pytest.mark.parametrize("published", HOOKS, ids=lambda hook: hook["id"])
def test_drafts_are_told_from_other_files_by_their_names(
    published: dict[str, Any], name: str, taken: bool
) -> None:
    wanted = re.search(published["files"], name) and not re.search(published["exclude"], name)
    assert bool(wanted) is taken
