"""What columns and values are called, read from `columns.toml`."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal

Order = Literal["day-first", "month-first"]
Words = Mapping[str, str]
"""What each word stands for."""


@dataclass(frozen=True, slots=True)
class Preset:
    """The export of a known tool; it is one where all names of `header` are columns."""

    name: str
    header: frozenset[str]
    columns: Mapping[str, tuple[str, ...]]
    platform: str | None
    dates: Order | None


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Names are plain (see `plain`); `fields`: the columns of each field, the first ones first."""

    fields: Mapping[str, tuple[str, ...]]
    senders: frozenset[str]
    recipients: frozenset[str]
    platforms: Words
    hosts: Words
    kinds: Words
    truth: Words
    languages: Words
    countries: Words
    presets: tuple[Preset, ...]


def plain(name: str) -> str:
    """Return a name without case, accents and signs: "Publié le :" is `publie le`."""
    letters = unicodedata.normalize("NFKD", name[:500]).casefold()
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", bare)) or bare.strip()


def load_knowledge() -> Knowledge:
    """Return what the package knows."""
    data = tomllib.loads(files(__package__).joinpath("columns.toml").read_text(encoding="utf-8"))
    return Knowledge(
        fields={field: _plain_all(names) for field, names in data["fields"].items()},
        senders=frozenset(_plain_all(data["conversation"]["from"])),
        recipients=frozenset(_plain_all(data["conversation"]["to"])),
        platforms=_words(data["platforms"]),
        hosts={host: platform for platform, hosts in data["hosts"].items() for host in hosts},
        kinds=_words(data["kinds"]),
        truth=_words(data["truth"]),
        languages=_words(data["languages"]),
        countries=_words(data["countries"]),
        presets=tuple(_preset(one) for one in data["presets"]),
    )


def _preset(data: Mapping[str, Any]) -> Preset:
    return Preset(
        name=data["name"],
        header=frozenset(_plain_all(data["header"])),
        columns={field: _plain_all(names) for field, names in data["columns"].items()},
        platform=data.get("platform"),
        dates=data.get("dates"),
    )


def _words(meanings: Mapping[str, Iterable[str]]) -> Words:
    return {plain(word): meaning for meaning, words in meanings.items() for word in words}


def _plain_all(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(plain(name) for name in names))
