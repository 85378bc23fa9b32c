"""The results of a scan as views of a database that can do no harm: DuckDB over the Parquet parts."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cmcompliance.results.faults import ResultsRefused
from cmcompliance.results.record import RecordedPart, ScanRecord, read_record
from cmcompliance.scan.answers import Dataset
from cmcompliance.scan.folder import part_name

if TYPE_CHECKING:
    import pyarrow as pa
    from duckdb import DuckDBPyConnection

_MEMORY: Final = 512
_MOST_THREADS: Final = 4
_BLOCK: Final = 1 << 20


@contextlib.contextmanager
def opened(
    folder: Path, *, memory: int = _MEMORY, record: ScanRecord | None = None
) -> Iterator[DuckDBPyConnection]:
    """Give a connection with the views drafts, findings, questions and errors. Raises ResultsRefused.

    They hold what is committed, each with all its columns, and every part is what the scan wrote. `memory`:
    how many MiB it may take before it spills into a folder that is gone afterwards; `record`: what
    `read_record` returned for the folder. What runs on the connection reads nothing but the results, loads
    no extension and cannot change its configuration.
    """
    record = record or read_record(folder)
    refuse_damage(folder, record)
    import duckdb  # noqa: PLC0415  # of the extra

    with tempfile.TemporaryDirectory(prefix="cmcompliance-") as made:
        # Under a name of our own: one with a star or a bracket would be taken for a pattern.
        results = Path(made, "results")
        results.symlink_to(folder.resolve(), target_is_directory=True)
        base = duckdb.connect(":memory:", config=_settings(Path(made), memory))
        try:
            _confine(base, results)
            _add_views(base, results, record)
            yield base
        finally:
            base.close()


def refuse_damage(folder: Path, record: ScanRecord) -> None:
    """Raise ResultsRefused when a part is not what the scan wrote."""
    for name, parts in record.parts.items():
        for part in parts:
            path = folder / name / part_name(part.number)
            if problem := _damage(path, part):
                raise ResultsRefused(
                    f"{path}: {problem}; remove it and repeat the scan with --resume: its posts are checked "
                    "again, no others"
                )


def _damage(path: Path, part: RecordedPart) -> str | None:
    digest = hashlib.sha256()
    try:
        with path.open("rb") as stream:
            if os.fstat(stream.fileno()).st_size != part.size:
                return f"is damaged: it should have {part.size} bytes"
            while block := stream.read(_BLOCK):
                digest.update(block)
    except FileNotFoundError:
        return "is missing"
    except OSError as error:
        return f"cannot be read: {error.strerror or error}"
    return None if digest.hexdigest() == part.sha256 else "is damaged: it is not what the scan wrote"


def _settings(folder: Path, memory: int) -> dict[str, str | bool | int | float | list[str]]:
    return {
        "memory_limit": f"{memory}MiB",
        "threads": min(os.cpu_count() or 1, _MOST_THREADS),
        "temp_directory": str(folder / "spilled"),
        "extension_directory": str(folder / "extensions"),
        "secret_directory": str(folder / "secrets"),
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "allow_community_extensions": False,
        "python_enable_replacements": False,
    }


def _confine(base: DuckDBPyConnection, results: Path) -> None:
    base.execute("SET enable_progress_bar = false")
    base.execute(f"SET allowed_directories = [{quoted(str(results))}]")
    base.execute("SET enable_external_access = false")
    base.execute("SET lock_configuration = true")


def _add_views(base: DuckDBPyConnection, results: Path, record: ScanRecord) -> None:
    from cmcompliance.scan.columns import SCHEMAS  # noqa: PLC0415  # of the extra

    for name, schema in SCHEMAS.items():
        base.execute(f"CREATE VIEW {name} AS {_view(base, name, schema, _files(results, name, record))}")


def _files(results: Path, name: Dataset, record: ScanRecord) -> list[str]:
    return [str(results / name / part_name(part.number)) for part in record.parts[name]]


def _view(base: DuckDBPyConnection, name: Dataset, schema: pa.Schema, files: Sequence[str]) -> str:
    """Return the query of a view; a column that parts of an older version lack is null."""
    base.register(f"no_{name}", schema.empty_table())
    types = {str(row[0]): str(row[1]) for row in base.execute(f"DESCRIBE no_{name}").fetchall()}
    base.unregister(f"no_{name}")
    if not files:
        return f"SELECT {', '.join(_absent(*column) for column in types.items())} WHERE false"
    listed = f"read_parquet([{', '.join(quoted(file) for file in files)}])"
    there = {
        str(row[0]) for row in base.execute(f"DESCRIBE FROM read_parquet({quoted(files[0])})").fetchall()
    }
    columns = [f'"{column}"' if column in there else _absent(column, type) for column, type in types.items()]
    return f"SELECT {', '.join(columns)} FROM {listed}"


def _absent(column: str, type_: str) -> str:
    return f'CAST(NULL AS {type_}) AS "{column}"'


def quoted(text: str) -> str:
    """Return a text as a literal of SQL."""
    return "'" + text.replace("'", "''") + "'"
