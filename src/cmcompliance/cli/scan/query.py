"""`cmcompliance scan query`: the results of a scan, asked in SQL."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TextIO

import typer

if TYPE_CHECKING:
    from cmcompliance.results.query import Answer

Form = Literal["table", "json", "jsonl", "csv", "parquet"]
_FORMS: Mapping[str, Form] = {
    ".txt": "table",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".parquet": "parquet",
}
_LONGEST = 1 << 20
_WIDTH = 120

ResultsArgument = Annotated[Path, typer.Argument(metavar="DIR", help="The folder of results of a scan.")]
LangOption = Annotated[
    Literal["fr", "en"] | None, typer.Option("--lang", help="Language of what is said; else the locale's.")
]
MemoryOption = Annotated[
    int, typer.Option("--memory", min=64, metavar="MIB", help="How much memory it may take before it spills.")
]


def query(
    results: ResultsArgument,
    sql: Annotated[str, typer.Argument(metavar="SQL|-", help="The query; -: standard input.")],
    form: Annotated[
        Form | None, typer.Option("--format", "-f", help="Else that of the file's name; else a table.")
    ] = None,
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FILE", help="Write to a file, replaced as a whole.")
    ] = None,
    no_mark: Annotated[
        bool, typer.Option("--no-bom", help="CSV without the byte order mark by which Excel knows UTF-8.")
    ] = False,
    memory: MemoryOption = 512,
    lang: LangOption = None,
) -> None:
    """Ask the results of a scan in SQL, as DuckDB speaks it.

    The tables are drafts, findings, questions and errors, with the columns that the documentation of `scan`
    names; DESCRIBE drafts lists them. A query reads those and nothing else: no file, no network, and it
    changes nothing. Results of a scan that was stopped are those so far. It needs the extra [scan].

    Exit status: 0 answered, 2 the query or the results are no good.
    """
    from cmcompliance.cli.failure import bad_input
    from cmcompliance.cli.scan.extra import need_extra
    from cmcompliance.cli.scan.query_words import words_of
    from cmcompliance.cli.scan.target import target
    from cmcompliance.cli.terminal import never_fail_to_write, use_utf8
    from cmcompliance.cli.words import spoken

    need_extra("scan query", "duckdb", "pyarrow")
    from cmcompliance.results.faults import ResultsRefused
    from cmcompliance.results.opening import opened
    from cmcompliance.results.query import Asked
    from cmcompliance.results.record import read_record

    words = words_of(spoken(lang))
    asked = sys.stdin.read(_LONGEST) if sql == "-" else sql
    if not asked.strip():
        raise bad_input(words["no_sql"])
    chosen = form or _form_of(to, words)
    if chosen == "parquet" and to is None:
        raise bad_input(words["parquet_to"])
    never_fail_to_write(sys.stdout) if chosen == "table" else use_utf8(sys.stdout)
    try:
        record = read_record(results)
        with opened(results, memory=memory, record=record) as base:
            answer = Asked(base, results, memory).answer(asked)
            with target(to, results) as stream:
                count = _write(answer, chosen, stream, words, marked=not no_mark)
    except ResultsRefused as error:
        raise bad_input(str(error)) from None
    if not record.finished:
        typer.echo(f"cmcompliance: {words['unfinished']}", err=True)
    if to is not None:
        typer.echo(words["written"].format(to, count), err=True)


def _form_of(to: Path | None, words: Mapping[str, str]) -> Form:
    from cmcompliance.cli.failure import bad_input

    if to is None:
        return "table"
    if to.suffix.lower() not in _FORMS:
        raise bad_input(words["which_form"].format(to, ", ".join(_FORMS)))
    return _FORMS[to.suffix.lower()]


def _write(answer: Answer, form: Form, stream: TextIO, words: Mapping[str, str], *, marked: bool) -> int:
    """Write the answer in a form; return how many rows it has."""
    from cmcompliance.results.output.as_csv import csv_lines
    from cmcompliance.results.output.as_json import json_array, json_lines
    from cmcompliance.results.output.as_parquet import write_parquet
    from cmcompliance.results.output.as_table import table_lines

    if form == "parquet":
        return write_parquet(stream.buffer, answer.schema, answer.batches)
    counting = _Counting(answer.rows())
    if form == "table":
        for line in table_lines(answer.names, counting, _width(stream)):
            stream.write(f"{line}\n")
        stream.write(f"{words['row' if counting.count == 1 else 'rows'].format(counting.count)}\n")
    elif form == "csv":
        stream.writelines(csv_lines(answer.names, counting, marked=marked))
    else:
        stream.writelines((json_lines if form == "jsonl" else json_array)(answer.names, counting))
    return counting.count


def _width(stream: TextIO) -> int:
    import shutil

    return max(shutil.get_terminal_size((_WIDTH, 24)).columns, 40) if stream.isatty() else _WIDTH


class _Counting:
    def __init__(self, rows: Iterator[tuple[object, ...]]) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[tuple[object, ...]]:
        for row in self._rows:
            self.count += 1
            yield row
