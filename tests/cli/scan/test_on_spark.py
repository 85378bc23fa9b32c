from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from cmcompliance.cli.scan import on_spark
from cmcompliance.scan import Ended, ScanStopped, Tally
from cmcompliance.spark import running
from cmcompliance.spark.request import SparkRequest

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def _all_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(on_spark, "_EXTRA", ())
    monkeypatch.setenv("JAVA_HOME", "/somewhere")


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("--engine", "spark", "--workers", "2"), "--workers makes no sense with --engine spark"),
        (("--engine", "spark", "--resume"), "--resume makes no sense"),
        (("--engine", "spark", "--reuse", "old"), "--reuse makes no sense"),
        (("--engine", "spark", "--since", "2024-01-01"), "--since makes no sense"),
        (("--engine", "spark", "--conf", "memory"), "write NAME=VALUE"),
        (("--master", "local[2]"), "--master goes with --engine spark only"),
        (("--conf", "a=b"), "--conf goes with --engine spark only"),
    ],
)
def test_options_that_make_no_sense_together_are_refused(
    run: Run, tmp_path: Path, options: tuple[str, ...], why: str
) -> None:
    done = run("scan", str(tmp_path), "--out", str(tmp_path / "out"), "--lang", "en", *options)
    assert done.exit_code == 2
    assert why in done.stderr


def test_what_is_missing_is_named_with_what_brings_it(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = ("scan", str(tmp_path), "--out", str(tmp_path / "out"), "--engine", "spark", "--lang", "fr")
    monkeypatch.setattr("shutil.which", lambda name: None)
    monkeypatch.delenv("JAVA_HOME")
    assert "a besoin de Java 17" in run(*arguments).stderr
    monkeypatch.setattr(on_spark, "_EXTRA", ("pyspark_that_is_not_there",))
    assert "pip install 'cmcompliance[spark]'" in run(*arguments).stderr


def test_a_cluster_is_asked_for_what_the_command_line_says(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[SparkRequest] = []

    def instead(request: SparkRequest) -> Ended:
        asked.append(request)
        return Ended(Tally(verdicts={"block": 1}), True)  # type: ignore[arg-type]

    monkeypatch.setattr(running, "run_on_spark", instead)
    arguments: tuple[Any, ...] = (
        "scan",
        "hdfs://n/in",
        "s3a://b/x",
        "--out",
        "hdfs://n/out",
        "--engine",
        "spark",
    )
    arguments += ("--master", "local[1]", "--conf", "a.b=c=d", "--platform", "x", "--no-config", "-q")
    assert run(*arguments).exit_code == 1
    (request,) = asked
    assert (request.sources, request.out) == (("hdfs://n/in", "s3a://b/x"), "hdfs://n/out")
    assert (request.master, request.conf, request.overrides) == (
        "local[1]",
        {"a.b": "c=d"},
        {"platform": "x"},
    )


def test_a_job_that_fails_ends_with_two_and_a_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def instead(request: SparkRequest) -> Ended:
        raise ScanStopped("the job failed")

    monkeypatch.setattr(running, "run_on_spark", instead)
    done = run("scan", str(tmp_path), "--out", str(tmp_path / "out"), "--engine", "spark", "--no-config")
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (2, "cmcompliance: the job failed")
