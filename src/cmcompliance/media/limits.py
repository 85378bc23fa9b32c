"""How much of a hostile file is looked at, and how much of what it says is kept."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one inspection; a file beyond one gives a record that says so."""

    largest_file: int = 2048 * MIB
    """Bytes; a larger file is not opened."""
    most_pixels: int = 500_000_000
    """A picture that claims more is told of."""
    wall_seconds: float = 20.0
    """After which the process that reads a file is killed; a file of gigabytes has longer, by its size."""
    cpu_seconds: int = 20
    memory: int = 2048 * MIB
    """Address space of the process that reads, its libraries included."""
    files_per_process: int = 5_000
    """After which the process that reads is replaced."""
    most_said: int = 500
    """Things said by one file that are kept."""
    longest_value: int = 2_000
    """Code points of one value that are kept."""


DEFAULT_LIMITS = Limits()
