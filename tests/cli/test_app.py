from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
from typer.testing import Result

Run = Callable[..., Result]


def test_help_names_every_command(run: Run) -> None:
    page = run("--help").stdout
    for command in ("check", "eval", "schema", "rules"):
        assert f"\n  {command} " in page


def test_help_of_check_tells_precedence_and_exit_status(run: Run) -> None:
    page = " ".join(run("check", "--help").stdout.split())
    assert "Options hold for every draft of the call and win over what a draft says of itself" in page
    assert (
        "Exit status: 0 nothing blocks; 1 a draft must not be published as it is; 2 something could not"
        in page
    )


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").stdout.startswith("cmcompliance ")


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"], ["schema", "draft"]])
def test_what_checks_nothing_does_not_wait_for_spacy(arguments: list[str]) -> None:
    code = (
        "import sys; from cmcompliance.cli import main\n"
        f"sys.argv = ['cmcompliance', *{arguments!r}]\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code\n"
        "assert 'spacy' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
