"""A session on a cluster, and the file systems that it knows."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

PIECE: Final = "spark.sql.files.maxPartitionBytes"
_OURS: Final = {
    "spark.app.name": "cmcompliance",
    # A task is some ten thousand drafts: seconds, so that all cores are busy to the end and little is lost
    # with a machine.
    PIECE: str(4 << 20),
    "spark.sql.files.openCostInBytes": str(1 << 20),
    "spark.sql.execution.arrow.maxRecordsPerBatch": "1024",
    "spark.sql.parquet.compression.codec": "zstd",
    "spark.sql.session.timeZone": "UTC",
    "spark.ui.showConsoleProgress": "false",
}
_LEVEL: Final = "spark.log.level"


def session(master: str | None, conf: Mapping[str, str]) -> SparkSession:
    """Return a session, made unless there is one; `conf` wins over what is set here."""
    from pyspark.sql import SparkSession  # noqa: PLC0415

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder
    if master is not None:
        builder = builder.master(master)
    for name, value in {**_OURS, _LEVEL: "ERROR", **conf}.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()
