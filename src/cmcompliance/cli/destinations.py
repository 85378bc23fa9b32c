"""Where a report goes, and in which form: standard output, files, or both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cmcompliance.cli.formats import Format

_FITTING: Mapping[str, tuple[Format, ...]] = {
    ".sarif": ("sarif",),
    ".json": ("json", "sarif", "gitlab", "rdjson"),
    ".jsonl": ("jsonl",),
    ".ndjson": ("jsonl",),
    ".xml": ("junit",),
    ".csv": ("csv",),
    ".txt": ("text", "github"),
    ".md": ("markdown",),
    ".html": ("html",),
}
"""What a file so named can hold; the first, where nothing else is said."""


class DestinationError(ValueError):
    """A report cannot go there."""


@dataclass(frozen=True, slots=True)
class Destination:
    """`path` None is standard output."""

    format: Format
    path: Path | None = None


def destinations(
    chosen: Format | None, default: Format, outputs: Sequence[Path], inputs: Sequence[str]
) -> list[Destination]:
    """Return where to write, standard output first.

    A file that fits `chosen`, the form asked for, is written in it; any other in the form of its suffix.
    Standard output has the form asked for unless a file took it; without files, `default`.
    Raises DestinationError.
    """
    _check(outputs, inputs)
    found = [Destination(_format_of(path, chosen), path) for path in outputs]
    if chosen is None:
        return found or [Destination(default)]
    taken = any(destination.format == chosen for destination in found)
    return found if taken else [Destination(chosen), *found]


def _format_of(path: Path, chosen: Format | None) -> Format:
    if path.name.lower().endswith(".sarif.json"):
        return "sarif"
    fitting = _FITTING.get(path.suffix.lower())
    if chosen is not None and (fitting is None or chosen in fitting):
        return chosen
    if fitting is None:
        known = ", ".join(_FITTING)
        raise DestinationError(
            f"in which form is {path} to be written? Say it by --format, or end it in {known}"
        )
    return fitting[0]


def _check(outputs: Sequence[Path], inputs: Sequence[str]) -> None:
    read = {Path(file).resolve() for file in inputs}
    written: set[Path] = set()
    for path in outputs:
        target = path.resolve()
        if target in read:
            raise DestinationError(f"{path} is read as a draft: write the report elsewhere")
        if target in written:
            raise DestinationError(f"two reports cannot both be {path}")
        written.add(target)
