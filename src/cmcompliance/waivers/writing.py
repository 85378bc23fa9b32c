"""A waiver written at the end of a waiver file; what stands in it stays as it is, comments included."""

from __future__ import annotations

from typing import Any

import tomlkit

from cmcompliance.waivers.waiver import Waiver

_HEAD = """\
# Waivers: breaches that somebody answers for. `cmcompliance waivers list` shows them with their state.
"""


def appended(text: str, waiver: Waiver) -> str:
    """Return the content of a waiver file with one more waiver; `text` empty: of a new file."""
    line_end = "\r\n" if "\r\n" in text else "\n"
    before = (text or _HEAD).rstrip("\r\n") + "\n\n"
    return before.replace("\r\n", "\n").replace("\n", line_end) + _table(waiver).replace("\n", line_end)


def _table(waiver: Waiver) -> str:
    table = tomlkit.table()
    for key, value in said(waiver).items():
        table.add(key, value)
    tables = tomlkit.aot()
    tables.append(table)
    document = tomlkit.document()
    document.add("waiver", tables)
    return document.as_string()


def said(waiver: Waiver) -> dict[str, Any]:
    """Return the keys of a waiver with their values, those that say nothing left out."""
    values = {
        "rule": waiver.rule,
        "paths": list(waiver.paths),
        "drafts": list(waiver.drafts),
        "words": list(waiver.words),
        "jurisdiction": waiver.jurisdiction,
        "platform": waiver.platform,
        "reason": waiver.reason,
        "by": waiver.by,
        "until": waiver.until,
    }
    return {key: value for key, value in values.items() if value}
