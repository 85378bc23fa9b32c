"""`check`: the drafts of a DataFrame, judged where they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from cmcompliance.spark.columns import CHECKED, PLACE, spark_schema
from cmcompliance.spark.judging import Orders, identity_at_home
from cmcompliance.spark.partition import Checking
from cmcompliance.spark.reading import FED, LINE, DraftReader, LineReader, RowReader
from cmcompliance.spark.tables import table_reader
from cmcompliance.spark.travelling import packed

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_DRAFT = "draft"


def check(
    df: DataFrame,
    *,
    draft: str | None = None,
    columns: Mapping[str, str] | None = None,
    keep: Sequence[str] = (),
    config: Path | str | None = None,
    no_config: bool = False,
    packs: Sequence[Path | str] = (),
    waivers: Path | str | None = None,
    lang: Literal["fr", "en"] | None = None,
    as_of: date | None = None,
    today: date | None = None,
    timeout: float | None = 60.0,
) -> DataFrame:
    """Return a row for each row of `df`, in its order: what a check of its draft finds.

    `draft`: the column that holds drafts as JSON; `columns`: else, the column of each field, such as
    `{"text": "body", "published_at": "day"}`, as `scan --map` has it; neither: the column `draft` where there
    is one, else columns are known by their names. `draft_id`, `source`, `member` and `number` say whose row
    it is, where `df` has them; a draft has its own id, or its digest, otherwise. `keep`: columns of `df` that
    the result begins with.

    Settings, packs and waivers are read here and travel with the work: `config`, else the settings above
    the working folder. `lang`: of messages; `as_of`: judge by the law of that day; `today`: what counts as
    today. `timeout`: seconds that some 256 drafts, or one that is tried alone, may take; None: no child
    processes, and a draft that crashes Python fails its task.

    Raises SettingsError, RuleBookError, NotReadyError, NotTravelling, ArchiveFault, and ValueError for
    columns that are not there.
    """
    from cmcompliance.service.pool import PreparationSpec  # noqa: PLC0415

    spec = PreparationSpec(
        config=None if config is None else Path(config),
        no_config=no_config,
        packs=tuple(Path(folder) for folder in packs),
        waivers=None if waivers is None else Path(waivers),
    )
    luggage = packed(spec)
    orders = Orders(
        luggage=luggage,
        reader=reader_for(df, draft, columns or {}),
        today=today or date.today(),
        lang=lang,
        as_of=as_of,
        identity=identity_at_home(luggage),
    )
    return checked_by(Checking(orders, timeout, tuple(keep)), df)


def checked_by(checking: Checking, df: DataFrame) -> DataFrame:
    """Return the rows that a task makes of those of `df`. Raises ValueError."""
    from pyspark.sql import functions as f  # noqa: PLC0415

    reader = checking.orders.reader
    wanted = dict.fromkeys([*checking.keep, *reader.columns])
    missing = [name for name in wanted if name not in df.columns]
    if missing:
        raise ValueError(f"no column {missing[0]!r}; there are {', '.join(df.columns)}")
    twice = [name for name in checking.keep if name in CHECKED.names]
    if twice:
        raise ValueError(f"the result has a column {twice[0]!r} of its own: rename the one to keep")
    wanted |= dict.fromkeys(name for name in PLACE if name in df.columns)
    types = {"draft_id": "string", "source": "string", "member": "string", "number": "bigint"}
    given = [
        f.col(f"`{name}`").cast("binary").alias(name)
        if name in reader.raw
        else f.col(f"`{name}`").cast(types[name])
        if name in types
        else f.col(f"`{name}`")
        for name in wanted
    ]
    rows = df.select(*given)
    kept = [rows.schema[name] for name in checking.keep]
    schema: Any = spark_schema(list(CHECKED))
    for field in reversed(kept):
        schema.fields.insert(0, field)
        schema.names.insert(0, field.name)
    return rows.mapInArrow(checking, schema)


def reader_for(df: DataFrame, draft: str | None, columns: Mapping[str, str]) -> RowReader:
    """Return what reads the rows of a DataFrame. Raises ArchiveFault, ValueError."""
    if draft is not None and columns:
        raise ValueError("drafts are either JSON in a column or fields in columns: give `draft` or `columns`")
    if draft is None and not columns and _DRAFT in df.columns:
        draft = _DRAFT
    if draft is not None:
        return DraftReader(draft, all(name in df.columns for name in (*PLACE, *FED)))
    if not columns and LINE in df.columns:
        return LineReader()
    return table_reader(df.schema, columns)
