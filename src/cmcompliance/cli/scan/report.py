"""`cmcompliance scan report`: the results of a scan as one page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

if TYPE_CHECKING:
    from cmcompliance.render import Language

NEEDED: Final = ("duckdb", "pyarrow", "rensa")


def report(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of results: what --out named.")],
    lang: Annotated[
        Literal["fr", "en"] | None,
        typer.Option(
            "--lang", help="Language of the page; else that of the scan's messages, else the locale's."
        ),
    ] = None,
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FILE", help="Where it is written; else DIR/report.html.")
    ] = None,
) -> None:
    """Write a page about the results of a scan: one file that opens anywhere and asks for nothing else.

    Totals, charts that filter each other, the worst posts with what is wrong in them marked, what is
    repeated, open questions by campaign, what was left out. A scan writes it when it ends; this makes it
    again, in another language or of a scan that was stopped. It needs the extra [scan].

    Exit status: 0 it is written, 2 there are no such results, or it cannot be written.
    """
    from cmcompliance.cli.failure import bad_input
    from cmcompliance.cli.scan.extra import need_extra
    from cmcompliance.cli.scan.report_words import words_of
    from cmcompliance.cli.scan.target import refuse_within
    from cmcompliance.cli.words import spoken

    need_extra("scan report", *NEEDED)
    from cmcompliance.results.faults import ResultsRefused
    from cmcompliance.results.report import write_report
    from cmcompliance.scan.folder import REPORT

    if to is not None and to.resolve() != (folder / REPORT).resolve():
        refuse_within(folder, to)
    words = words_of(spoken(lang))
    try:
        place = write_report(folder, lang or _language_of(folder), to)
    except ResultsRefused as error:
        raise bad_input(str(error)) from None
    except OSError as error:
        raise bad_input(words["not_written"].format(to or folder, error.strerror or error)) from None
    typer.echo(words["written"].format(place))


def write_after_scan(folder: Path, lang: Language | None, *, quiet: bool) -> None:
    """Write the page of a scan that ended, and say where; whatever goes wrong is told and spoils nothing."""
    from cmcompliance.cli.scan.report_words import words_of
    from cmcompliance.cli.words import spoken

    words = words_of(spoken(lang))
    try:
        from cmcompliance.results.report import write_report

        place = write_report(folder, spoken(lang))
    except Exception as error:  # the results are there, and they are what was asked for
        said = (str(error).splitlines() or [type(error).__name__])[0]
        typer.echo(f"cmcompliance: {words['fault'].format(said, folder)}", err=True)
        return
    if not quiet:
        typer.echo(words["written"].format(place))


def _language_of(folder: Path) -> Language:
    from cmcompliance.cli.words import spoken
    from cmcompliance.results.record import read_record

    said = read_record(folder).identity.get("lang")
    return said if said in ("fr", "en") else spoken()
