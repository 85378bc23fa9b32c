"""`cmcompliance scan export`: the results of a scan as files for a client."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from cmcompliance.cli.scan.query import LangOption, MemoryOption, ResultsArgument

if TYPE_CHECKING:
    from cmcompliance.render import Language
    from cmcompliance.results.export import Sheet
    from cmcompliance.results.query import Asked
    from cmcompliance.results.record import ScanRecord

SheetChoice = Literal["posts", "findings", "questions", "not_checked"]


def export(
    results: ResultsArgument,
    to: Annotated[
        list[Path],
        typer.Option(
            "--to", metavar="FILE", help="client.xlsx, findings.csv, posts.csv …; may be given several times."
        ),
    ],
    chosen: Annotated[
        SheetChoice | None,
        typer.Option("--sheet", help="What a CSV file holds, where its name does not say so."),
    ] = None,
    no_mark: Annotated[
        bool, typer.Option("--no-bom", help="CSV without the byte order mark by which Excel knows UTF-8.")
    ] = False,
    memory: MemoryOption = 512,
    lang: LangOption = None,
) -> None:
    """Write the results of a scan for a client: an Excel workbook, or one of its sheets as CSV.

    The workbook has a summary, the posts, the findings, the open questions and what was not checked, with
    headings in French or English. Nothing is cut in silence: a text that is longer than a cell of Excel
    holds says so at its end, and a sheet that is longer than Excel's goes on on the next. It needs the
    extra [scan].

    Exit status: 0 it is written, 2 there are no such results, or it cannot be written.
    """
    from cmcompliance.cli.failure import bad_input
    from cmcompliance.cli.scan.extra import need_extra
    from cmcompliance.cli.scan.query_words import words_of
    from cmcompliance.cli.words import spoken

    need_extra("scan export", "duckdb", "pyarrow", "openpyxl")
    from cmcompliance.results.faults import ResultsRefused
    from cmcompliance.results.opening import opened
    from cmcompliance.results.query import Asked
    from cmcompliance.results.record import read_record

    words = words_of(spoken(lang))
    sheets = [_sheet_of(path, chosen) for path in to]
    try:
        record = read_record(results)
        with opened(results, memory=memory, record=record) as base:
            for path, sheet in zip(to, sheets, strict=True):
                _write(path, sheet, Asked(base, results, memory), record, spoken(lang), marked=not no_mark)
                typer.echo(words["exported"].format(path), err=True)
    except ResultsRefused as error:
        raise bad_input(str(error)) from None
    if not record.finished:
        typer.echo(f"cmcompliance: {words['unfinished']}", err=True)


def _sheet_of(path: Path, chosen: SheetChoice | None) -> Sheet | None:
    """Return what a file is to hold, None for all of it in a workbook."""
    from cmcompliance.cli.failure import bad_input
    from cmcompliance.results.export import SHEETS, sheet_named

    if path.suffix.lower() == ".xlsx":
        return None
    if path.suffix.lower() != ".csv":
        raise bad_input(f"{path}: exports are .xlsx or .csv; `scan query` writes JSON and Parquet, too")
    sheet = SHEETS[chosen] if chosen else sheet_named(path.stem)
    if sheet is None:
        raise bad_input(f"{path}: which sheet is it to hold? Say it by --sheet: {', '.join(SHEETS)}")
    return sheet


def _write(
    path: Path, sheet: Sheet | None, asked: Asked, record: ScanRecord, language: Language, *, marked: bool
) -> None:
    from cmcompliance.cli.scan.target import target
    from cmcompliance.results.export import SHEETS, exported
    from cmcompliance.results.export.summary import summary_lines
    from cmcompliance.results.export.words import words_of
    from cmcompliance.results.output.as_csv import csv_lines
    from cmcompliance.results.report.labels import labels_of

    labels = labels_of(record.identity.get("packs") or (), language)
    with target(path, asked.folder) as stream:
        if sheet is not None:
            made = exported(asked, sheet, language, labels)
            stream.writelines(csv_lines(made.headings, made.rows, marked=marked))
            return
        from cmcompliance.results.export.workbook import MOST_ROWS, write_workbook

        words = words_of(language)
        write_workbook(
            stream.buffer,
            (words["sheet_summary"], summary_lines(record, asked, language, labels, MOST_ROWS)),
            (exported(asked, sheet, language, labels) for sheet in SHEETS.values()),
            words["cut"],
        )
