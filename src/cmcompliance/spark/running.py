"""A scan on a cluster: files in, the four datasets of a scan and a manifest out."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, get_args

from cmcompliance.archive.faults import ArchiveFault
from cmcompliance.report.verdict import EVERY_RULE
from cmcompliance.scan import Ended, ScanRefused, ScanStopped, Tally
from cmcompliance.scan.answers import Dataset
from cmcompliance.service.pool.spec import spec_data
from cmcompliance.service.pool.zygote import NotReadyError
from cmcompliance.spark.datasets import dataset
from cmcompliance.spark.hadoop import Hadoop, HadoopFault
from cmcompliance.spark.inputs import checked_inputs, found_in, keeping_places
from cmcompliance.spark.judging import Orders, identity_at_home
from cmcompliance.spark.numbering import renamed_ids, with_unique_ids
from cmcompliance.spark.partition import Checking, JudgeMaker, plain_judge
from cmcompliance.spark.reading import RowReader
from cmcompliance.spark.request import SparkRequest
from cmcompliance.spark.session import PIECE, session
from cmcompliance.spark.travelling import Luggage, NotTravelling, packed

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
_MADE_ON_THE_WAY: Final = "_checked"
_RENAMED: Final = "_renamed"
_SAMPLES: Final = 5
_LARGE: Final = str(128 << 20)


def run_on_spark(request: SparkRequest, *, judge: JudgeMaker = plain_judge) -> Ended:
    """Scan to the end; raises ScanRefused and ScanStopped. `judge`: makes another one on the machines."""
    from py4j.protocol import Py4JJavaError  # noqa: PLC0415
    from pyspark.errors import PySparkException  # noqa: PLC0415

    try:
        luggage = packed(request.spec)
        identity = identity_at_home(luggage)
    except (NotReadyError, NotTravelling) as error:
        raise ScanRefused(str(error).splitlines()) from None
    try:
        spark = session(request.master, request.conf)
    except Exception as error:  # whatever Java has to say of a master that is none
        raise ScanRefused([f"no session on Spark: {_first_line(error)}"]) from None
    try:
        return _Run(request, spark, luggage, identity, judge).to_the_end()
    except HadoopFault as error:
        raise ScanRefused([str(error)]) from None
    except ArchiveFault as error:
        raise ScanRefused([str(error)]) from None
    except (PySparkException, Py4JJavaError) as error:
        raise ScanStopped(
            f"{request.out}: the job failed: {_first_line(error)}. Remove the folder before the next try"
        ) from None


class _Run:
    def __init__(
        self,
        request: SparkRequest,
        spark: SparkSession,
        luggage: Luggage,
        identity: Mapping[str, Any],
        judge: JudgeMaker,
    ) -> None:
        self._request = request
        self._spark = spark
        self._hadoop = Hadoop(spark)
        self._luggage = luggage
        self._identity = identity
        self._judge = judge

    def to_the_end(self) -> Ended:
        self._hadoop.refuse_to_write_over(self._request.out)
        found = found_in(self._request.sources, self._hadoop)
        if not found.lines and not found.tables and not found.unknown:
            return Ended(Tally(), True)
        # Kept as files: four datasets come of it, and no draft is to be checked four times.
        self._write(
            checked_inputs(self._spark, found, self._checking, self._request.columns), _MADE_ON_THE_WAY
        )
        self._spark.conf.set(PIECE, _LARGE)  # what follows is light, and files are to be few
        checked = self._read(_MADE_ON_THE_WAY)
        self._write(renamed_ids(checked), _RENAMED)
        renamed = self._read(_RENAMED)
        if not renamed.isEmpty():
            checked = with_unique_ids(checked, renamed)
        for name in get_args(Dataset):
            self._write(dataset(checked, name), name)
        tally = tally_of({name: self._read(name) for name in get_args(Dataset)})
        self._hadoop.write(self._path(MANIFEST), self._manifest(tally))
        for name in (_MADE_ON_THE_WAY, _RENAMED):
            self._hadoop.remove(self._path(name))
        return Ended(tally, True)

    def _checking(self, reader: RowReader) -> Checking:
        request = self._request
        orders = Orders(
            luggage=self._luggage,
            reader=reader,
            today=request.today,
            lang=request.lang,
            as_of=request.as_of,
            overrides=request.overrides,
            identity=self._identity,
        )
        return keeping_places(Checking(orders, request.seconds, judge=self._judge))

    def _write(self, rows: DataFrame, name: str) -> None:
        rows.write.parquet(self._path(name))

    def _read(self, name: str) -> DataFrame:
        return self._spark.read.parquet(self._path(name))

    def _path(self, name: str) -> str:
        return f"{self._request.out.rstrip('/')}/{name}"

    def _manifest(self, tally: Tally) -> str:
        request, spec = self._request, spec_data(self._request.spec)
        told = {
            "format": FORMAT,
            "engine": "spark",
            "spark": self._spark.version,
            "today": request.today.isoformat(),
            "identity": {
                "sources": list(request.sources),
                "lang": request.lang,
                "as_of": None if request.as_of is None else request.as_of.isoformat(),
                "overrides": dict(request.overrides),
                "columns": dict(request.columns) or None,
                **{name: spec[name] for name in ("config", "no_config", "packs", "waivers")},
                **self._identity,
            },
            "tally": tally.data(),
            "finished": True,
        }
        return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def tally_of(datasets: Mapping[Dataset, DataFrame]) -> Tally:
    """Return what is in the datasets, counted as a scan counts it."""
    from pyspark.sql import functions as f  # noqa: PLC0415

    found = datasets["findings"].filter("waived IS NULL")
    drafts, errors = datasets["drafts"], datasets["errors"]
    incomplete = drafts.filter(f.exists("not_evaluated", lambda gap: gap.rule != EVERY_RULE))
    troubles = errors.filter("kind <> 'skipped'").orderBy("source", "member", "number").limit(_SAMPLES)
    return Tally(
        verdicts=_counted(drafts, "verdict"),
        severities=_counted(found, "severity"),
        obligations=_counted(found, "obligation"),
        troubles=_counted(errors, "kind", "count"),
        skipped=_counted(errors.filter("kind = 'skipped'"), "problem", "count"),
        samples=[_sample(row) for row in troubles.collect()],
        questions=datasets["questions"].count(),
        incomplete=incomplete.count(),
    )


def _counted(rows: DataFrame, column: str, weight: str | None = None) -> Counter[str]:
    from pyspark.sql import functions as f  # noqa: PLC0415

    amount = f.count("*") if weight is None else f.sum(weight)
    return Counter({row[0]: row[1] for row in rows.groupBy(column).agg(amount).collect()})


def _sample(row: Any) -> str:
    number = f"#{row.number}" if row.number else ""
    where = "!".join(part for part in (row.source, row.member) if part)
    return f"{where}{number}: {row.problem}"


def _first_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    causes = [line for line in lines if line.startswith("Caused by: ")]
    if causes:
        return causes[-1][:500]
    return next((line for line in reversed(lines) if "Error" in line and "at " not in line[:3]), lines[0])[
        :500
    ]
