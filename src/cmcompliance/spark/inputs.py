"""What a scan on Spark reads: files of lines and of Parquet, wherever they are, as checked rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

from cmcompliance.archive.items import Place
from cmcompliance.scan.chunks import Trouble, trouble_at
from cmcompliance.spark.columns import CHECKED, PLACE, spark_schema
from cmcompliance.spark.hadoop import Hadoop, as_it_is
from cmcompliance.spark.judging import row_of
from cmcompliance.spark.partition import Checking
from cmcompliance.spark.placing import (
    FILE_NUMBER,
    PATH,
    RECORD,
    ROW,
    START,
    InputFile,
    Placing,
    blocks_before,
    known_as,
)
from cmcompliance.spark.reading import FED, LINE, DraftReader, LineReader, RowReader
from cmcompliance.spark.tables import table_reader

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_LINES: Final = (".jsonl", ".ndjson")
_PACKED: Final = (".gz", ".bz2", ".zst", ".lz4", ".snappy")
_PARQUET: Final = ".parquet"
_BLANK: Final = " \t\r\n\x0b\x0c"
_OUR_FIELDS: Final = [pa.field(FILE_NUMBER, pa.int32()), pa.field(RECORD, pa.int64())]


@dataclass(frozen=True, slots=True)
class Found:
    """The files of all sources, by how they are read; `unknown`: what nobody reads, counted."""

    lines: Mapping[str, InputFile]
    tables: Sequence[Mapping[str, InputFile]]
    unknown: Sequence[Trouble]


@dataclass(frozen=True, slots=True)
class PlacedChecking:
    """Gives rows their places and checks them, in one go."""

    placing: Placing
    checking: Checking

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Yield the checked rows."""
        yield from self.checking(self.placing(batches))


def found_in(sources: Sequence[str], hadoop: Hadoop) -> Found:
    """Return what there is to be read. Raises HadoopFault."""
    lines: dict[str, InputFile] = {}
    tables: list[dict[str, InputFile]] = []
    unknown: list[Trouble] = []
    number = 0
    for source in sources:
        kinds: Counter[str] = Counter()
        of_source: dict[str, InputFile] = {}
        for path, member in hadoop.files(source):
            file = InputFile(number, source, member)
            number += 1
            match _suffix(member):
                case suffix if suffix in _LINES:
                    lines[path] = file
                case suffix if suffix == _PARQUET:
                    of_source[path] = file
                case suffix:
                    kinds[suffix or "no suffix"] += 1
        if of_source:
            tables.append(of_source)
        unknown += (
            trouble_at(Place(source), "skipped", f"files that no reader knows: {kind}", count)
            for kind, count in sorted(kinds.items())
        )
    return Found(lines, tables, unknown)


def checked_inputs(
    spark: SparkSession,
    found: Found,
    checking_with: Callable[[RowReader], Checking],
    columns: Mapping[str, str],
) -> DataFrame:
    """Return all rows of all files, checked, each with its file's number and its own in that."""
    parts: list[DataFrame] = []
    troubles = list(found.unknown)
    if found.lines:
        rows, empty = _lines(spark, found.lines, checking_with(LineReader()))
        parts.append(rows)
        troubles += empty
    parts += [_table(spark, files, checking_with, columns) for files in found.tables]
    if troubles:
        told = [row_of(trouble) for trouble in troubles]
        table = pa.Table.from_pylist(told, schema=pa.schema([*_OUR_FIELDS, *CHECKED]))
        parts.append(spark.createDataFrame(table, _schema()))
    made = parts[0]
    for part in parts[1:]:
        made = made.unionByName(part)
    return made


def _lines(
    spark: SparkSession, files: Mapping[str, InputFile], checking: Checking
) -> tuple[DataFrame, list[Trouble]]:
    from pyspark.sql import functions as f  # noqa: PLC0415

    read = spark.read.option("lineSep", "\n").text([as_it_is(path) for path in files])
    lines = read.select(
        f.col("value").cast("binary").alias(LINE),
        f.col("_metadata.file_path").alias(PATH),
        f.col("_metadata.file_block_start").alias(START),
        (f.length(f.btrim("value", f.lit(_BLANK))) > 0).alias("said"),
    )
    lines = lines.filter("said").drop("said")
    counted = lines.groupBy(PATH, START).count().collect()
    counts = {(known_as(row[PATH]), row[START]): row["count"] for row in counted}
    known = {known_as(path, encoded=False): file for path, file in files.items()}
    full = {path for path, _ in counts}
    empty = [
        trouble_at(Place(file.source, file.member, 1), "unreadable", "is empty: no draft in it")
        for path, file in known.items()
        if path not in full
    ]
    placing = Placing(known, blocks_before(counts))
    return lines.mapInArrow(PlacedChecking(placing, checking), _schema()), empty


def _table(
    spark: SparkSession,
    files: Mapping[str, InputFile],
    checking_with: Callable[[RowReader], Checking],
    columns: Mapping[str, str],
) -> DataFrame:
    from pyspark.sql import functions as f  # noqa: PLC0415

    read = spark.read.parquet(*map(as_it_is, files))
    fed = all(name in read.columns for name in (*PLACE, "draft", *FED))
    reader: RowReader = DraftReader("draft", fed=True) if fed else table_reader(read.schema, columns)
    wanted = [*(PLACE if fed else ()), *reader.columns]
    rows = read.select(
        f.col("_metadata.file_path").alias(PATH),
        f.col("_metadata.row_index").alias(ROW),
        *(
            f.col(f"`{name}`").cast("binary").alias(name) if name in reader.raw else f.col(f"`{name}`")
            for name in wanted
        ),
    )
    placing = Placing({known_as(path, encoded=False): file for path, file in files.items()}, fed=fed)
    return rows.mapInArrow(PlacedChecking(placing, checking_with(reader)), _schema())


def _schema() -> Any:
    return spark_schema([*_OUR_FIELDS, *CHECKED])


def _suffix(name: str) -> str:
    path = PurePosixPath(name.lower())
    if path.suffix in _PACKED and PurePosixPath(path.stem).suffix in _LINES:
        return PurePosixPath(path.stem).suffix
    return path.suffix


def keeping_places(checking: Checking) -> Checking:
    """Return what checks the same and lets the places through."""
    return replace(checking, keep=(FILE_NUMBER, RECORD))
