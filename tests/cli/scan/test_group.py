from __future__ import annotations

import pytest
import typer
from typer.testing import CliRunner

from cmcompliance.cli.scan.group import ARCHIVES, ScanCommand, ScanGroup


@pytest.fixture
def app() -> typer.Typer:
    root = typer.Typer(rich_markup_mode=None)
    scan = typer.Typer(cls=ScanGroup, rich_markup_mode=None)
    root.add_typer(scan, name="scan")

    @root.callback()
    def top() -> None:
        pass

    @scan.command(ARCHIVES, cls=ScanCommand, hidden=True)
    def archives(sources: list[str], out: str = "") -> None:
        print("scans", *sources, out)

    @scan.command("diff")
    def diff(before: str, after: str) -> None:
        """Compare two."""
        print("compares", before, after)

    return root


@pytest.mark.parametrize(
    ("given", "done"),
    [
        (["posts.jsonl"], "scans posts.jsonl"),
        (["--out", "x", "posts.jsonl"], "scans posts.jsonl x"),
        (["diff", "a", "b"], "compares a b"),
        (["./diff"], "scans ./diff"),
        (["a", "diff"], "scans a diff"),
        ([ARCHIVES], f"scans {ARCHIVES}"),
        (["--", "diff"], "scans diff"),
    ],
)
def test_what_names_no_command_is_an_archive(app: typer.Typer, given: list[str], done: str) -> None:
    said = CliRunner().invoke(app, ["scan", *given])
    assert (said.exit_code, said.stdout.strip()) == (0, done)


def test_help_is_that_of_scanning_and_names_the_other_commands(app: typer.Typer) -> None:
    said = CliRunner().invoke(app, ["scan", "--help"]).stdout
    assert " scan [OPTIONS] {sources}" in said
    assert "diff  Compare two." in said
    assert f"scan {ARCHIVES}" not in said
