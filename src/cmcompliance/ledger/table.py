"""The rows of a ledger in CSV, headed in French or English; one without a file adds to the one above."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from cmcompliance.draft.validation import path_text, wrong_value
from cmcompliance.ledger.errors import LedgerError
from cmcompliance.ledger.model import AssetTable
from cmcompliance.rulebook.errors import Problem, nearest

_HEADERS: Final[Mapping[str, tuple[str, ...]]] = {
    "path": ("path", "asset", "file", "fichier", "chemin", "media", "visuel"),
    "sha256": ("sha256", "digest", "empreinte"),
    "source": ("source", "origin", "provenance", "origine"),
    "licence": ("licence", "license", "permission", "autorisation", "cession"),
    "licensor": ("licensor", "from", "owner", "titulaire", "cedant", "de", "concedant"),
    "credit": ("credit", "mention"),
    "territories": ("territories", "territory", "countries", "territoires", "territoire", "pays"),
    "uses": ("uses", "use", "usages", "usage", "supports", "support"),
    "starts": ("starts", "start", "valid from", "debut", "a partir du"),
    "until": ("until", "end", "expires", "expiry", "fin", "jusqu'au", "echeance", "expiration"),
    "ai_generated": ("ai generated", "ai", "ia", "genere par ia"),
    "people.name": ("person", "people", "personne", "nom", "name"),
    "people.minor": ("minor", "child", "mineur", "enfant"),
    "people.consent": ("consent", "consentement", "accord", "release"),
    "people.guardians": ("guardians", "parents", "titulaires de l'autorite parentale"),
    "people.agreed": ("guardians agreed", "parents agreed", "accords des parents", "parents d'accord"),
    "people.until": ("consent until", "consentement jusqu'au", "accord jusqu'au", "fin de l'accord"),
    "music.title": ("music title", "track", "titre", "morceau"),
    "music.artist": ("music artist", "artist", "artiste", "interprete"),
    "music.licence": ("music licence", "music license", "licence musique", "licence de la musique"),
}
_FIELDS: Final = {header: field for field, headers in _HEADERS.items() for header in headers}
_LISTS: Final = frozenset({"path", "territories", "uses"})
_TRUTHS: Final = frozenset({"ai_generated", "people.minor", "people.consent"})
_DAYS: Final = frozenset({"starts", "until", "people.until"})
_YES: Final = frozenset({"yes", "oui", "true", "vrai", "1", "x", "y", "o"})
_NO: Final = frozenset({"no", "non", "false", "faux", "0", "n"})
_WORLD: Final = frozenset({"world", "worldwide", "monde", "monde entier"})
_USES: Final = {
    "reseaux sociaux": "social", "reseaux": "social", "publicite": "ads", "pub": "ads", "advertising": "ads",
    "site": "web", "site web": "web", "website": "web", "e-mail": "email", "newsletter": "email",
    "imprime": "print", "presse": "print", "papier": "print", "affichage": "print", "tv": "broadcast",
    "radio": "broadcast", "television": "broadcast", "evenement": "events", "salon": "events",
    "interne": "internal",
}  # fmt: skip
_EUROPEAN_DAY: Final = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")


def table_rows(data: bytes, name: str) -> Iterator[tuple[int, AssetTable]]:
    """Yield each entry with the line where it begins. Raises LedgerError with all that is wrong."""
    problems: list[Problem] = []
    entries: list[tuple[int, AssetTable]] = []
    for line, said in _entries(data, name):
        try:
            entries.append((line, AssetTable.model_validate(said)))
        except ValidationError as error:
            problems += [Problem(name, line, 1, _wrong(detail)) for detail in error.errors(include_url=False)]
    if problems:
        raise LedgerError(problems)
    yield from entries


def _entries(data: bytes, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield what each entry says: a row, and those below it that name no file and so add a person."""
    held: tuple[int, dict[str, Any]] | None = None
    for line, row in _rows(data, name):
        person = {
            key.removeprefix("people."): value for key, value in row.items() if key.startswith("people.")
        }
        if "path" in row or "sha256" in row:
            if held is not None:
                yield held
            held = line, _asset(row)
        elif held is None or set(row) != {f"people.{key}" for key in person}:
            message = "names no file: a row without one may only add a person to the row above"
            raise LedgerError([Problem(name, line, 1, message)])
        if person:
            held[1].setdefault("people", []).append(person)
    if held is not None:
        yield held


def _asset(row: Mapping[str, Any]) -> dict[str, Any]:
    said = {key: value for key, value in row.items() if "." not in key}
    music = {key.removeprefix("music."): value for key, value in row.items() if key.startswith("music.")}
    return {**said, **({"music": music} if music else {})}


def _rows(data: bytes, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the cells that are filled, by field, of each row."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise LedgerError([Problem(name, line, 1, "is not UTF-8: save it as CSV UTF-8")]) from None
    head = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count))
    try:
        fields = _fields(next(reader, []), name)
        while (before := reader.line_num) >= 0 and (cells := next(reader, None)) is not None:
            if len(cells) > len(fields):
                raise LedgerError([Problem(name, before + 1, 1, "has more cells than there are headers")])
            filled = {
                field: _value(field, cell.strip())
                for field, cell in zip(fields, cells, strict=False)
                if cell.strip()
            }
            if filled:
                yield before + 1, {key: value for key, value in filled.items() if value is not None}
    except csv.Error as error:
        raise LedgerError([Problem(name, reader.line_num, 1, f"no valid CSV: {error}")]) from None


def _fields(headers: list[str], name: str) -> list[str]:
    problems: list[str] = []
    fields: list[str] = []
    for header in headers:
        folded = _folded(header)
        field = _FIELDS.get(folded) or (folded if folded in _HEADERS else None)
        if field is None:
            problems.append(f"unknown column `{header.strip()}`{nearest(folded, _FIELDS)}")
        elif field in fields:
            problems.append(f"column `{header.strip()}`: there is another for `{field}`")
        fields.append(field or "")
    if not {"path", "sha256"}.intersection(fields):
        problems.append("no column tells which files the rows are about: `path`, `fichier` or `sha256`")
    if problems:
        raise LedgerError(Problem(name, 1, 1, problem) for problem in problems)
    return fields


def _value(field: str, cell: str) -> Any:
    if field in _LISTS:
        return _list(field, cell)
    folded = _folded(cell)
    if field in _TRUTHS and folded in _YES | _NO:
        return folded in _YES
    if field in _DAYS and (day := _EUROPEAN_DAY.fullmatch(cell)):
        return f"{day[3]}-{int(day[2]):02}-{int(day[1]):02}"
    if field in {"people.guardians", "people.agreed"} and cell.isdecimal():
        return int(cell)
    return cell


def _list(field: str, cell: str) -> list[str] | None:
    parts = [part.strip() for part in re.split(r"[,;|\n]", cell) if part.strip()]
    if field == "territories":
        return None if {_folded(part) for part in parts} <= _WORLD else parts
    return [_USES.get(_folded(part), _folded(part)) for part in parts] if field == "uses" else parts


def _wrong(detail: ErrorDetails) -> str:
    path = tuple(detail["loc"])
    if detail["type"] in {"no_asset", "no_time"}:
        return detail["msg"]
    return f"`{path_text(path)}`: {wrong_value(detail, path)}"


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(bare.replace("_", " ").split())
