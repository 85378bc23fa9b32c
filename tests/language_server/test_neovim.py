"""A real editor, where there is one: Neovim underlines the right words and makes the edit."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from language_server.test_drafts import MISSING, POST

SCRIPT = Path(__file__).with_name("neovim.lua")
NEOVIM = shutil.which("nvim")


@pytest.mark.skipif(NEOVIM is None, reason="there is no Neovim here")
def test_neovim_shows_the_finding_at_its_words_and_makes_the_safe_edit(tmp_path: Path) -> None:
    post = tmp_path / "post.md"
    post.write_text(POST, encoding="utf-8")
    environment = {
        **os.environ,
        "SERVER": json.dumps([sys.executable, "-m", "cmcompliance", "lsp"]),
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        "HOME": str(tmp_path),
    }
    done = subprocess.run(
        [str(NEOVIM), "--headless", "--clean", "-c", f"luafile {SCRIPT}", str(post)],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=environment,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    told = done.stdout.splitlines()
    assert f"{MISSING}|1|@lumidaube" in told
    assert "lens|cmcompliance: DO NOT PUBLISH AS IT IS (2 errors)" in told
    mended = post.read_text(encoding="utf-8")
    assert mended != POST
    assert mended.replace("Publicité – collaboration commerciale avec Lumidaube\n", "") == POST
