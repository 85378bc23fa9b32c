"""Read a ledger: TOML with an `[[asset]]` table an entry, or CSV with a row an entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from cmcompliance.draft.errors import FieldPath
from cmcompliance.draft.evidence import Agreement, Grant, GrantTerms, LedgerMusic
from cmcompliance.draft.validation import path_text, wrong_value
from cmcompliance.ledger.entry import Entry, Ledger
from cmcompliance.ledger.errors import LedgerError
from cmcompliance.ledger.model import AssetTable, LedgerDocument
from cmcompliance.ledger.table import table_rows
from cmcompliance.rulebook.errors import Problem, nearest
from cmcompliance.settings.discovery import absolute, shown
from cmcompliance.settings.errors import SettingsError
from cmcompliance.settings.matching import patterns_of
from cmcompliance.settings.toml_file import TomlFile, parse_toml

_TABLE = "asset"
_INNER: Mapping[str | int, Mapping[str, object]] = {
    "people": Agreement.model_fields,
    "music": LedgerMusic.model_fields,
}
_ALSO_CALLED = {"from": "starts", "to": "until", "asset": "path", "file": "path", "consents": "people"}
_LARGEST = 32 * 1024 * 1024


def read_ledger(path: Path) -> Ledger:
    """Return the ledger of a file. Raises LedgerError with all that is wrong with it."""
    full = absolute(path)
    name = shown(full)
    data = _bytes(full, name)
    tables = table_rows(data, name) if full.suffix.lower() == ".csv" else _toml_tables(data, name)
    return Ledger(full, name, tuple(_entry(table, name, line, full.parent) for line, table in tables))


def _bytes(path: Path, name: str) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        raise LedgerError([Problem(name, 1, 1, f"cannot be read: {error.strerror or error}")]) from None
    if len(data) > _LARGEST:
        raise LedgerError([Problem(name, 1, 1, f"is larger than {_LARGEST >> 20} MiB: no ledger is")])
    return data


def _toml_tables(data: bytes, name: str) -> Iterator[tuple[int, AssetTable]]:
    try:
        file = parse_toml(data, name)
    except SettingsError as error:
        raise LedgerError(error.problems) from None
    try:
        document = LedgerDocument.model_validate(file.data)
    except ValidationError as error:
        raise LedgerError(_problem(file, detail) for detail in error.errors(include_url=False)) from None
    for index, table in enumerate(document.asset):
        yield file.place((_TABLE, index)).line, table


def _entry(table: AssetTable, name: str, line: int, folder: Path) -> Entry:
    terms = {field: getattr(table, field) for field in GrantTerms.model_fields}
    grant = Grant(place=f"{Path(name).name}:{line}", **terms)
    patterns = patterns_of(table.path, folder) if table.path else None
    return Entry(grant, line, tuple(table.path), table.sha256, patterns)


def _meant(path: FieldPath) -> str:
    """Return the key that was perhaps meant where an unknown one stands."""
    fields = _INNER.get(path[2], {}) if len(path) > 3 else AssetTable.model_fields
    word = str(path[-1])
    if len(path) == 3 and word in _ALSO_CALLED:
        return f"; did you mean `{_ALSO_CALLED[word]}`?"
    return nearest(word, fields, list_up_to=20)


def _problem(file: TomlFile, detail: ErrorDetails) -> Problem:
    path = tuple(detail["loc"])
    name = f"`{path_text(path[2:] or path)}`"
    match detail["type"]:
        case "extra_forbidden" if len(path) == 1:
            message = f"unknown key {name}: the file holds [[{_TABLE}]] tables only"
        case "extra_forbidden":
            message = f"unknown key {name}{_meant(path)}"
        case "no_asset" | "no_time":
            message = f"an asset {detail['msg']}" if detail["type"] == "no_asset" else detail["msg"]
        case _ if len(path) <= 2:
            message = f"assets are tables: write [[{_TABLE}]] above the keys of each"
        case _:
            message = f"{name}: {wrong_value(detail, path)}"
    return file.problem(path, message)
