"""`cmcompliance scan`: everything that was ever published, checked into Parquet."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from cmcompliance.cli.options import (
    AsOfOption,
    AuthorRoleOption,
    ConfigOption,
    JurisdictionOption,
    LangOption,
    NoConfigOption,
    PackOption,
    PlatformOption,
    RelationshipOption,
    WaiversOption,
)
from cmcompliance.cli.scan.options import MapOption, SinceOption, UntilOption

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cmcompliance.cli.overrides import Overrides
    from cmcompliance.draft import Draft
    from cmcompliance.scan import Condition, Ended
    from cmcompliance.service.pool import PreparationSpec

_EXTRA = ("pyarrow", "ijson")


def scan(
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE", help="Archives: folders, zips or files that networks hand out."),
    ],
    out: Annotated[str, typer.Option("--out", "-o", metavar="DIR", help="The folder of results.")],
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, help="Processes that check; one a core unless said.")
    ] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    where: Annotated[
        list[str] | None,
        typer.Option(
            "--where",
            metavar="FIELD=VALUE",
            help="Only posts that say so, such as platform=tiktok,instagram or kind!=story; repeatable.",
        ),
    ] = None,
    columns: MapOption = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with the scan in DIR, where one was stopped.")
    ] = False,
    reuse: Annotated[
        Path | None,
        typer.Option(
            "--reuse",
            metavar="OLD",
            help="The folder of an older scan: posts whose results could only be the same are not checked.",
        ),
    ] = None,
    timeout: Annotated[
        float,
        typer.Option(
            "--timeout",
            min=0.1,
            metavar="SECONDS",
            help="How long a worker may be at some 256 drafts, or at one that is tried alone.",
        ),
    ] = 60.0,
    no_report: Annotated[
        bool, typer.Option("--no-report", help="Do not write DIR/report.html, the page about the results.")
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No progress and no summary; only what went wrong.")
    ] = False,
    engine: Annotated[
        Literal["local", "spark"],
        typer.Option("--engine", help="Who checks: processes here, or Apache Spark (the extra [spark])."),
    ] = "local",
    master: Annotated[
        str | None,
        typer.Option(
            "--master", metavar="URL", help="Of Spark's cluster: local[4], spark://host:7077, yarn…"
        ),
    ] = None,
    conf: Annotated[
        list[str] | None,
        typer.Option("--conf", metavar="NAME=VALUE", help="A setting of Spark. Repeatable."),
    ] = None,
    platform: PlatformOption = None,
    jurisdiction: JurisdictionOption = None,
    author_role: AuthorRoleOption = None,
    relationship: RelationshipOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
    pack: PackOption = None,
    config: ConfigOption = None,
    no_config: NoConfigOption = False,
    waivers: WaiversOption = None,
) -> None:
    """Check everything that was ever published, and keep the results as Parquet in DIR.

    DIR/drafts, DIR/findings, DIR/questions and DIR/errors hold a row for each; DIR/manifest.sqlite knows what
    is done; DIR/report.html shows all of it. A scan may be stopped at any moment, even by kill -9: the same
    command with --resume goes on, and the result is that of a scan that was never stopped. A draft that no
    worker survives is set apart, and told in DIR/errors with all that could not be read or is no draft.
    Settings are those above each archive, never what lies within it. Each draft is judged by the law of its
    day. It needs the extra [scan].

    With --engine spark a cluster does it: SOURCE are folders or files of JSONL and Parquet, which
    `scan drafts` makes of archives; they and DIR may be on any file system of Hadoop. It needs the extra
    [spark].

    Exit status: 0 nothing blocks, 1 something must not have been published as it is, 2 not all could be
    looked at or something was asked wrongly, 130 stopped by Ctrl-C after what was in flight.
    """
    from cmcompliance.cli.failure import bad_input, unusable
    from cmcompliance.cli.overrides import Overrides
    from cmcompliance.cli.scan import on_spark
    from cmcompliance.cli.scan.asked import columns_of, day_of, inputs_of, period_of
    from cmcompliance.cli.scan.extra import need_extra
    from cmcompliance.cli.scan.progress import ScanProgress
    from cmcompliance.cli.scan.report import write_after_scan
    from cmcompliance.cli.scan.summary import summary
    from cmcompliance.cli.scan.words import words_of
    from cmcompliance.cli.words import spoken
    from cmcompliance.cli.words import words_of as common_words
    from cmcompliance.draft import DraftError

    words = words_of(spoken(lang))
    if engine == "spark":
        on_spark.ready(
            {
                "--workers": workers,
                "--resume": resume,
                "--reuse": reuse,
                "--since": since,
                "--until": until,
                "--where": where,
            },
            spoken(lang),
        )
    else:
        on_spark.refuse_its_own({"--master": master, "--conf": conf}, spoken(lang))
        need_extra("scan", *_EXTRA)
    from cmcompliance.scan import ScanRefused, ScanRequest, ScanStopped, run_scan

    if config is not None and no_config:
        raise bad_input(common_words(spoken())["config_or_not"])
    overrides = Overrides(platform, tuple(jurisdiction or ()), author_role, relationship)
    try:
        overrides.check()
    except DraftError as error:
        raise bad_input("; ".join(error.problems)) from None
    spec, day = _spec(config, no_config, pack, waivers), day_of(as_of)
    if engine == "spark":
        ended = on_spark.ended(
            sources=tuple(sources),
            out=out,
            spec=spec,
            master=master,
            conf=on_spark.conf_of(conf or [], spoken(lang)),
            seconds=timeout,
            lang=lang,
            as_of=day,
            overrides=overrides.fields(),
            columns=columns_of(columns or []),
            quiet=quiet,
        )
        if not quiet:
            typer.echo(summary(ended, out, words, spoken(lang)))
        raise _end(ended, out, words, quiet)
    request = ScanRequest(
        inputs=inputs_of(sources),
        out=Path(out),
        spec=spec,
        today=date.today(),
        workers=workers or _cores(),
        seconds=timeout,
        period=period_of(since, until, words),
        lang=lang,
        as_of=day,
        overrides=overrides.fields(),
        columns=columns_of(columns or []),
        reuse=reuse,
        where=_conditions(where or []),
    )
    progress = ScanProgress(words, quiet=quiet)
    try:
        with progress:
            ended = run_scan(
                request,
                resume=resume,
                ready=_ready(overrides),
                on_progress=progress.advance,
                on_interrupt=progress.stopping,
            )
    except ScanRefused as error:
        raise unusable("\n".join(error.problems)) from None
    except ScanStopped as error:
        raise unusable(str(error)) from None
    for file in ended.damaged:
        typer.echo(f"cmcompliance: {words['damaged'].format(reuse, file)}", err=True)
    if not quiet:
        typer.echo(summary(ended, out, words, spoken(lang)))
    if ended.finished and not no_report:
        write_after_scan(request.out, lang, quiet=quiet)
    raise _end(ended, out, words, quiet)


def _end(ended: Ended, out: str, words: Mapping[str, str], quiet: bool) -> typer.Exit:
    """Say what was not done and return the exit to raise."""
    from cmcompliance.cli.exit_status import ExitStatus
    from cmcompliance.cli.failure import bad_input
    from cmcompliance.scan.intake import is_left_out

    if not ended.finished:
        typer.echo(f"cmcompliance: {words['stopped'].format(ended.tally.drafts)}", err=True)
        return typer.Exit(ExitStatus.INTERRUPTED)
    if not ended.tally.drafts and not any(map(is_left_out, ended.tally.skipped)):
        return bad_input(words["nothing"])
    if ended.tally.not_looked_at:
        if quiet:
            typer.echo(f"cmcompliance: {words['errors_in'].format(ended.tally.not_looked_at, out)}", err=True)
        return typer.Exit(ExitStatus.BAD_INPUT)
    return typer.Exit(ExitStatus.FOUND if ended.tally.verdicts["block"] else ExitStatus.OK)


def _ready(overrides: Overrides) -> Callable[[Draft], Draft]:
    return overrides.apply if overrides.fields() else lambda draft: draft


def _spec(
    config: Path | None, no_config: bool, pack: list[str] | None, waivers: Path | None
) -> PreparationSpec:
    from cmcompliance.cli.packs import chosen_folders
    from cmcompliance.service.pool import PreparationSpec

    return PreparationSpec(
        config=config and config.resolve(),
        no_config=no_config,
        packs=tuple(folder.resolve() for folder in chosen_folders(pack)),
        waivers=waivers and waivers.resolve(),
    )


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def _conditions(texts: list[str]) -> tuple[Condition, ...]:
    from cmcompliance.cli.failure import bad_input
    from cmcompliance.scan import ConditionError, read_condition

    try:
        return tuple(read_condition(text) for text in texts)
    except ConditionError as error:
        raise bad_input(f"--where {error}") from None
