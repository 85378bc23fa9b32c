from __future__ import annotations

import pyarrow as pa

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

FILES = {"file:/a é/p%41.jsonl": InputFile(0, "a", "p%41.jsonl"), "hdfs:/n/b": InputFile(1, "b", "b")}
ENCODED = "file:///a%20é/p%2541.jsonl"


def test_a_path_has_one_name_however_it_is_written() -> None:
    assert known_as(ENCODED) == known_as("file:/a é/p%41.jsonl", encoded=False)
    assert known_as("hdfs://n/b") == known_as("hdfs://n/b", encoded=False) != known_as("hdfs://m/b")


def test_lines_are_numbered_through_the_blocks_of_their_file() -> None:
    before = blocks_before({(known_as(ENCODED), 100): 2, ("hdfs:/n/b", 0): 1, (known_as(ENCODED), 0): 3})
    batches = [
        pa.RecordBatch.from_pydict({PATH: [ENCODED, ENCODED], START: [100, 100], "line": [b"x", b"y"]}),
        pa.RecordBatch.from_pydict({PATH: ["hdfs://n/b", ENCODED], START: [0, 0], "line": [b"z", b"w"]}),
        pa.RecordBatch.from_pydict({PATH: [ENCODED], START: [0], "line": [b"v"]}),
    ]
    rows = pa.Table.from_batches(Placing(FILES, before)(iter(batches))).to_pylist()
    assert [(row[FILE_NUMBER], row[RECORD], row["member"], row["line"]) for row in rows] == [
        (0, 4, "p%41.jsonl", b"x"),
        (0, 5, "p%41.jsonl", b"y"),
        (1, 1, "b", b"z"),
        (0, 1, "p%41.jsonl", b"w"),
        (0, 2, "p%41.jsonl", b"v"),
    ]


def test_rows_that_say_whose_they_are_keep_that() -> None:
    batch = pa.RecordBatch.from_pydict({PATH: ["hdfs://n/b"], ROW: [6], "source": ["zip"], "number": [3]})
    (row,) = pa.Table.from_batches(Placing(FILES, fed=True)(iter([batch]))).to_pylist()
    assert row == {FILE_NUMBER: 1, RECORD: 7, "source": "zip", "number": 3}
