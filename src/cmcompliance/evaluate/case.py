"""A labelled case: a draft and the breaches that a competent reviewer would raise in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from cmcompliance.draft import Draft, DraftError, parse_draft


class Expected(BaseModel):
    """Codes of obligations: `must` be raised, `may` be raised or not, `must_not` be raised."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    must: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()
    must_not: frozenset[str] = frozenset()


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    lang: str
    draft: dict[str, Any]
    expected: Expected = Expected()
    source: dict[str, Any] = {}
    note: str | None = None


class Case(BaseModel):
    """One case. Without labels nothing is expected: every error and warning is then a false alarm."""

    model_config = ConfigDict(frozen=True)

    id: str
    lang: str
    draft: Draft
    expected: Expected = Expected()


class CaseError(ValueError):
    """A line that is no case; the message names file and line."""


def read_cases(path: Path) -> Iterator[Case]:
    """Yield the cases of a JSONL file, one at a time. Raises CaseError, OSError."""
    with path.open(encoding="utf-8-sig") as lines:
        try:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _case(line, f"{path}:{number}")
        except UnicodeDecodeError as error:
            raise CaseError(f"{path}: not UTF-8 text") from error


def _case(line: str, where: str) -> Case:
    try:
        raw = _Line.model_validate(json.loads(line))
        return Case(id=raw.id, lang=raw.lang, draft=parse_draft(raw.draft), expected=raw.expected)
    except json.JSONDecodeError as error:
        raise CaseError(f"{where}: not JSON: {error}") from None
    except DraftError as error:
        raise CaseError(f"{where}: draft: {'; '.join(error.problems)}") from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"]) or "the case"
        raise CaseError(f"{where}: `{field}`: {first['msg']}") from None
