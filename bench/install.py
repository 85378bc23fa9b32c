"""Each peer in a virtual environment, or a folder of npm's, of its own under `build/bench/`."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from bench.child import BUILD

PEERS = Path(__file__).parent / "peers"


class InstallError(Exception):
    """Why a peer cannot be had here."""


def installed(peer: str) -> Path:
    """Return the folder of a peer, with what its file pins in it. Raises InstallError."""
    pins = (PEERS / f"{peer}.txt").read_text(encoding="utf-8")
    folder = BUILD / peer
    mark = folder / ".pins"
    if not mark.exists() or mark.read_text(encoding="utf-8") != pins:
        shutil.rmtree(folder, ignore_errors=True)
        make: Callable[[Path, str], None] = _with_npm if peer == "textlint" else _with_pip
        make(folder, peer)
        mark.write_text(pins, encoding="utf-8")
    return folder


def python_of(folder: Path) -> Path:
    """Return the interpreter of a virtual environment."""
    return folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"


def _with_pip(folder: Path, peer: str) -> None:
    _run([sys.executable, "-m", "venv", str(folder)])
    pip = [str(python_of(folder)), "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
    _run([*pip, "-r", str(PEERS / f"{peer}.txt")])


def _with_npm(folder: Path, peer: str) -> None:
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        raise InstallError("needs node and npm, which are not on this machine")
    folder.mkdir(parents=True)
    (folder / "package.json").write_text('{"private": true}', encoding="utf-8")
    pins = (PEERS / f"{peer}.txt").read_text(encoding="utf-8").split()
    quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--silent"]
    _run([npm, "install", *quiet, "--prefix", str(folder), *pins])


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        said = [line for line in (done.stderr + done.stdout).splitlines() if line.strip()]
        raise InstallError(next((line for line in said if "ERROR" in line.upper()), f"{command[0]} failed"))
