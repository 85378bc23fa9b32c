"""What applies to a file, as lines and as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cmcompliance.checking.policy import Policy
    from cmcompliance.render import Language
    from cmcompliance.settings.overview import Applied

_WORDS: Mapping[Language, Mapping[str, str]] = {
    "fr": {
        "settings": "Configuration : {}",
        "none": "aucun fichier",
        "option": "option de la commande",
        "draft": "le brouillon",
        "default": "par défaut",
        "unsaid": "non indiqué",
        "other": "sans effet : le brouillon dit autre chose de {}",
        "rules": "Règles : {} sur {} parlent ; {} ont une autre gravité",
        "true": "oui",
        "false": "non",
    },
    "en": {
        "settings": "Settings: {}",
        "none": "no file",
        "option": "option of the command",
        "draft": "the draft",
        "default": "default",
        "unsaid": "not given",
        "other": "without effect: the draft says otherwise of {}",
        "rules": "Rules: {} of {} speak; {} have another severity",
        "true": "yes",
        "false": "no",
    },
}


@dataclass(frozen=True, slots=True)
class Account:
    """What applies to a file: its settings files, each value, and what they make of the rules of the book."""

    file: str
    settings: Sequence[str]
    values: Sequence[Applied]
    policy: Policy
    rules: int


def settings_lines(account: Account, language: Language) -> Iterator[str]:
    """Yield the account as lines for people."""
    words = _WORDS[language]
    yield account.file
    yield words["settings"].format(", ".join(account.settings) or words["none"])
    yield ""
    shown = [(item.key, _value(item.value, words), _origin(item, words)) for item in account.values]
    keys, values = (max(len(row[column]) for row in shown) for column in (0, 1))
    for key, value, origin in shown:
        yield f"{key:{keys}}  {value:{values}}  {origin}"
    yield ""
    policy = account.policy
    yield words["rules"].format(account.rules - len(policy.off), account.rules, len(policy.severity))


def settings_data(account: Account) -> dict[str, Any]:
    """Return the account as plain data."""
    return {
        "file": account.file,
        "settings": list(account.settings),
        "values": [
            {
                "key": item.key,
                "value": item.value,
                "from": item.source,
                "file": item.place.file if item.place else None,
                "line": item.place.line if item.place else None,
                "column": item.place.column if item.place else None,
                "holds": item.holds,
            }
            for item in account.values
        ],
        "rules": {
            "off": sorted(account.policy.off),
            "severity": dict(sorted(account.policy.severity.items())),
        },
    }


def _value(value: Any, words: Mapping[str, str]) -> str:
    if value is None:
        return words["unsaid"]
    if isinstance(value, bool):
        return words["true" if value else "false"]
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _origin(item: Applied, words: Mapping[str, str]) -> str:
    if item.place is None:
        return words[item.source]
    where = f"{item.place.file}:{item.place.line}"
    return where if item.holds else f"{where} — {words['other'].format(item.key.partition('.')[0])}"
