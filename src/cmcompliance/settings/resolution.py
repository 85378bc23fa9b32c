"""The settings that several tables make together: a nearer one wins over one further away, key by key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cmcompliance.settings.layer import Layer
from cmcompliance.settings.settings import Given, Packs, RulesChoice, Settings
from cmcompliance.waivers.waiver import Waiver, waiver_of

if TYPE_CHECKING:
    from cmcompliance.read.toml_lines import KeyPath
    from cmcompliance.settings.loading import SettingsFile

_DRAFT = {"kind", "platform", "language", "jurisdictions", "sectors", "author", "relationship", "audience"}


def resolve(layers: Sequence[Layer], source: SettingsFile | None = None) -> Settings:
    """Return the settings that the tables of a file make, the nearest last. Lists are replaced as a whole.

    `rules` and `waiver` alone keep what each table says: what one has off, another may have on.
    """
    draft: dict[str, Given[Any]] = {}
    output: dict[str, Given[Any]] = {}
    packs: Packs | None = None
    paths: dict[str, Given[Path]] = {}
    accepted: list[Given[Waiver]] = []
    for layer in layers:
        for key, value in layer.values.items():
            name = str(key[0])
            given = Given(value, layer.place(*key))
            if name in _DRAFT:
                draft[".".join(map(str, key))] = given
            elif name == "output":
                output[str(key[1])] = given
            elif name == "packs":
                packs = packs_of(layer)
            elif name in {"waivers", "baseline"}:
                paths[name] = Given(layer.folder / value, given.place)
            elif name == "waiver":
                accepted += _waivers(layer, value)
    return Settings(
        draft,
        rules_of(layers),
        packs,
        paths.get("waivers"),
        paths.get("baseline"),
        output,
        source,
        tuple(accepted),
    )


def _waivers(layer: Layer, tables: Sequence[Mapping[str, Any]]) -> Iterator[Given[Waiver]]:
    for index, table in enumerate(tables):
        place = layer.place("waiver", index)
        waiver = waiver_of(table, "settings", f"{place.file}:{place.line}", layer.folder)
        yield Given(waiver, layer.place("waiver", index, "rule"))


def packs_of(layer: Layer) -> Packs | None:
    """Return the packs that a table names."""
    names = _listed(layer, ("packs",))
    return Packs(names, layer.folder) if ("packs",) in layer.values else None


def rules_of(layers: Sequence[Layer]) -> tuple[RulesChoice, ...]:
    """Return what each of the tables says of the rules, if it does."""
    return tuple(choice for layer in layers if (choice := _rules(layer)) is not None)


def _rules(layer: Layer) -> RulesChoice | None:
    keys = [key for key in layer.values if key[0] == "rules"]
    if not keys:
        return None
    return RulesChoice(
        off=_listed(layer, ("rules", "off")),
        on=_listed(layer, ("rules", "on")),
        only=_listed(layer, ("rules", "only")) or None,
        severity={
            str(key[2]): Given(layer.values[key], layer.place(*key)) for key in keys if key[1] == "severity"
        },
    )


def _listed(layer: Layer, key: KeyPath) -> tuple[Given[str], ...]:
    return tuple(
        Given(item, layer.place(*key, index)) for index, item in enumerate(layer.values.get(key, ()))
    )
