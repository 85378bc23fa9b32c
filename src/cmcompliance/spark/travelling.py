"""Settings, packs and waivers as they travel to machines that have none of their files."""

from __future__ import annotations

import contextlib
import hashlib
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cmcompliance.service.pool.spec import PreparationSpec, spec_data, spec_of
from cmcompliance.settings.discovery import Search, absolute

if TYPE_CHECKING:
    from cmcompliance.settings.loading import SettingsFile

LARGEST: Final = 1 << 26


class NotTravelling(ValueError):  # noqa: N818  # named for what the rules are not
    """Settings or packs that cannot be had on other machines; the message is one line."""


@dataclass(frozen=True, slots=True)
class Luggage:
    """`files`: what the preparation reads, by absolute path; `spec`: as `spec_data` gives it; `folder`: the
    working folder that names of files are seen from.
    """

    spec: Mapping[str, Any]
    folder: str
    files: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """Return what tells one from another."""
        made = hashlib.sha256(json.dumps([dict(self.spec), self.folder], sort_keys=True).encode())
        for name, data in sorted(self.files.items()):
            made.update(f"\n{name}\n{len(data)}\n".encode("utf-8", "surrogateescape") + data)
        return made.hexdigest()

    @contextlib.contextmanager
    def unpacked(self) -> Iterator[PreparationSpec]:
        """Have the files in a folder, which is the working folder till they are no longer wanted."""
        with tempfile.TemporaryDirectory(prefix="cmcompliance-") as made:
            root = Path(made).resolve()
            for name, data in self.files.items():
                path = _below(root, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
            here = _below(root, self.folder)
            here.mkdir(parents=True, exist_ok=True)
            spec = spec_of(self.spec)
            with contextlib.chdir(here):
                yield PreparationSpec(
                    config=spec.config and _below(root, str(spec.config)),
                    no_config=True,
                    packs=tuple(_below(root, str(folder)) for folder in spec.packs),
                    waivers=spec.waivers and _below(root, str(spec.waivers)),
                )


def packed(spec: PreparationSpec) -> Luggage:
    """Return what a preparation needs. Raises NotTravelling, SettingsError, RuleBookError.

    An installed pack that settings name by its name does not travel: it must be installed wherever it is to
    hold. Settings are those of `spec.config`, else the nearest ones above the working folder.
    """
    here = absolute(Path())
    config = spec.config or (None if spec.no_config else Search().above(here))
    said = PreparationSpec(
        config=config and absolute(config),
        no_config=spec.no_config or config is None,
        packs=tuple(absolute(folder) for folder in spec.packs),
        waivers=spec.waivers and absolute(spec.waivers),
    )
    files = _files_of(said)
    if sum(map(len, files.values())) > LARGEST:
        raise NotTravelling(f"settings, packs and waivers have more than {LARGEST >> 20} MiB together")
    return Luggage(spec_data(said), str(here), files)


def _files_of(spec: PreparationSpec) -> dict[str, bytes]:
    preparation = spec.preparation()
    settings = preparation.settings_for(None)
    if _has_tables_of_paths(settings.source):
        raise NotTravelling(
            f"{settings.files[0]}: its tables [[paths]] are about files, and rows of a cluster are in none: "
            "give settings without them by --config (in Python: config=)"
        )
    names: list[Path] = list(settings.files)
    if settings.waivers is not None:
        names.append(settings.waivers.value)
    if spec.waivers is not None:
        names.append(spec.waivers)
    folders = [*spec.packs]
    if settings.packs is not None:
        folders += [settings.packs.base / given.value for given in settings.packs.names]
    for folder in folders:
        if folder.is_dir():
            names += (path for path in sorted(folder.rglob("*")) if path.is_file())
    return _read(absolute(name) for name in names if name.is_file())


def _has_tables_of_paths(file: SettingsFile | None) -> bool:
    return file is not None and (bool(file.of_paths) or _has_tables_of_paths(file.base))


def _read(paths: Iterable[Path]) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in paths}


def _below(root: Path, name: str) -> Path:
    return root.joinpath(*Path(name).parts[1:])
