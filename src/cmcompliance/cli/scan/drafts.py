"""`cmcompliance scan drafts`: what archives hold, written for a cluster, and not checked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cmcompliance.cli.options import LangOption
from cmcompliance.cli.scan.options import MapOption, SinceOption, UntilOption


def drafts(
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE", help="Archives: folders, zips or files that networks hand out."),
    ],
    to: Annotated[
        Path,
        typer.Option("--to", metavar="FILE", help="Where: a name that ends in .jsonl or .parquet."),
    ],
    since: SinceOption = None,
    until: UntilOption = None,
    columns: MapOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary; only what went wrong.")] = False,
    lang: LangOption = None,
) -> None:
    """Write the posts of archives to one file, without checking them: what `--engine spark` reads.

    Each has the id and the place that a scan of the archives would give it, and what cannot be read or is no
    post is told in lines of its own: a scan of the file ends in the same rows as one of the archives. It
    needs the extra [scan].

    Exit status: 0 written, 2 something was asked wrongly, or no post was found.
    """
    from cmcompliance.cli.failure import bad_input, unusable
    from cmcompliance.cli.scan.asked import columns_of, inputs_of, period_of
    from cmcompliance.cli.scan.extra import need_extra
    from cmcompliance.cli.scan.spark_words import words_of
    from cmcompliance.cli.scan.words import words_of as scan_words
    from cmcompliance.cli.words import spoken

    words = words_of(spoken(lang))
    need_extra("scan drafts", "pyarrow", "ijson")
    from cmcompliance.scan import ScanRefused, ScanStopped
    from cmcompliance.scan.feeding import SUFFIXES, write_drafts

    if to.suffix not in SUFFIXES:
        raise bad_input(words["to"].format(to))
    if any(to.resolve() == Path(source).resolve() for source in sources):
        raise bad_input(words["is_source"].format(to))
    period = period_of(since, until, scan_words(spoken(lang)))
    try:
        fed = write_drafts(inputs_of(sources), to, period=period, columns=columns_of(columns or []))
    except ScanRefused as error:
        raise unusable("\n".join(error.problems)) from None
    except ScanStopped as error:
        raise unusable(str(error)) from None
    if not fed.drafts:
        raise bad_input(scan_words(spoken(lang))["nothing"])
    if not quiet:
        typer.echo(words["fed"].format(fed.drafts))
        typer.echo(words["told"].format(fed.told))
        typer.echo(words["where"].format(to))
        typer.echo(words["next"].format(to))
