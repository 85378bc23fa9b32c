"""The file of a baseline: JSON in order, a finding a line and no day in it: a diff shows what changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cmcompliance.baseline.baseline import Accepted, Baseline, Entry, baseline_of
from cmcompliance.report import RulesetInfo, Severity

SCHEMA_VERSION = "1.0"
"""Of the file: the first number grows when an older cmcompliance cannot read it any more."""
_KIND = "cmcompliance-baseline"
_Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]


class BaselineError(ValueError):
    """A baseline that cannot be used."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _FindingRecord(_Part):
    rule: str
    jurisdiction: str | None = None
    platform: str | None = None
    severity: Severity
    words: list[_Digest]


class _DraftRecord(_Part):
    draft: str
    content: _Digest
    findings: list[_FindingRecord]


class _Document(_Part):
    kind: Literal["cmcompliance-baseline"]
    schema_version: Annotated[str, Field(pattern=r"^1\.\d+$")]
    made_by: str
    ruleset: RulesetInfo
    drafts: list[_DraftRecord]


def read_baseline(path: Path, shown: str) -> Baseline:
    """Return the baseline in a file, which messages call `shown`. Raises BaselineError with one line."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BaselineError(f"{shown}: no such file; make it with `cmcompliance baseline`") from None
    except OSError as error:
        raise BaselineError(f"{shown}: cannot be read: {error.strerror or error}") from None
    except json.JSONDecodeError as error:
        raise BaselineError(f"{shown}:{error.lineno}:{error.colno}: not JSON: {error.msg}") from None
    except (ValueError, RecursionError):
        raise BaselineError(f"{shown}: not JSON in UTF-8") from None
    if not isinstance(data, dict) or data.get("kind") != _KIND:
        raise BaselineError(f"{shown}: is no baseline; make one with `cmcompliance baseline`")
    try:
        return _baseline(_Document.model_validate(data))
    except ValidationError as error:
        detail = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in detail["loc"])
        if where == "schema_version":
            message = f"is of version {data.get(where)!r}, which this cmcompliance does not read; renew it"
        else:
            message = f"{where}: {detail['msg']}; renew it with `cmcompliance baseline`"
        raise BaselineError(f"{shown}: {message}") from None


def baseline_text(baseline: Baseline) -> str:
    """Return the content of the file."""
    return "\n".join(_lines(baseline)) + "\n"


def _lines(baseline: Baseline) -> Iterator[str]:
    yield "{"
    yield f'  "kind": {_json(_KIND)},'
    yield f'  "schema_version": {_json(SCHEMA_VERSION)},'
    yield '  "made_by": "cmcompliance baseline; the same command renews it",'
    yield f'  "ruleset": {_json(baseline.ruleset.model_dump())},'
    yield f'  "drafts": [{"" if baseline.entries else "]"}'
    for number, entry in enumerate(baseline.entries, 1):
        yield f'    {{"draft": {_json(entry.draft)}, "content": {_json(entry.content)}, "findings": ['
        for place, one in enumerate(entry.findings, 1):
            yield f"      {_json(_record(one))}{'' if place == len(entry.findings) else ','}"
        yield f"    ]}}{'' if number == len(baseline.entries) else ','}"
    if baseline.entries:
        yield "  ]"
    yield "}"


def _record(one: Accepted) -> dict[str, Any]:
    return {
        "rule": one.rule,
        "jurisdiction": one.jurisdiction or None,
        "platform": one.platform or None,
        "severity": one.severity,
        "words": list(one.words),
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _baseline(document: _Document) -> Baseline:
    entries = [
        Entry(
            record.draft,
            record.content,
            tuple(
                Accepted(
                    one.rule,
                    one.jurisdiction or "",
                    one.platform or "",
                    one.severity,
                    tuple(sorted(one.words)),
                )
                for one in record.findings
            ),
        )
        for record in document.drafts
    ]
    return baseline_of(document.ruleset, entries)
