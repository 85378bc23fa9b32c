from __future__ import annotations

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as some

from cmcompliance.scan.ids import Ids
from cmcompliance.spark.numbering import root_of, unique_in_families
from cmcompliance.spark.placing import RECORD

NAMES = some.lists(some.sampled_from(["a", "b", "a~2", "a~3", "a~2~2", "a~x", "~2", "b~10"]), max_size=30)


@given(NAMES, some.integers(1, 7))
def test_each_family_by_itself_gives_out_the_ids_of_a_whole_scan(names: list[str], size: int) -> None:
    ids = Ids()
    whole = {number: ids.unique(name) for number, name in enumerate(names)}
    rows = sorted((root_of(name), number, name) for number, name in enumerate(names))
    batches = [
        pa.RecordBatch.from_arrays(
            [
                pa.array([root for root, _, _ in part], pa.string()),
                pa.array([name for _, _, name in part], pa.string()),
                pa.array([0] * len(part), pa.int32()),
                pa.array([number for _, number, _ in part], pa.int64()),
            ],
            names=["root", "own", "file", "record"],
        )
        for part in (rows[begin : begin + size] for begin in range(0, len(rows), size))
    ]
    renamed = {
        row[RECORD]: row["cmcompliance_unique"]
        for batch in unique_in_families(iter(batches))
        for row in batch.to_pylist()
    }
    assert {number: renamed.get(number, name) for number, name in enumerate(names)} == whole
