"""What the readers of one file find, kept within bounds."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from cmcompliance.media.evidence import Contents, Kind, Problem, ProblemCode, Provenance, Said, What
from cmcompliance.media.vocabularies import named

MOST_BLOCK_BYTES = 32 * 1024 * 1024
"""Metadata of one file that are taken into memory."""

MANIFEST_STORE = b"c2pa\x00\x11\x00\x10\x80\x00\x00\xaa\x00\x38\x9b\x71"
"""What a C2PA manifest begins with, wherever it stands."""


class Damaged(Exception):  # noqa: N818 (no error of the program: what a file is like)
    """A file that is not built as its format wants it, or that ends too early; the words say where."""


class Refused(Exception):  # noqa: N818 (likewise)
    """Something that no honest file has; the words say what."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much of what a file says is kept."""

    most_said: int
    longest_value: int
    most_pixels: int


@dataclass(slots=True)
class Gathering:
    """What is known of a file so far."""

    bounds: Bounds
    kind: Kind
    format: str | None
    width: int | None = None
    height: int | None = None
    seconds: float | None = None
    provenance: Provenance | None = None
    has_manifest: bool = False
    """Whether a C2PA manifest is in the file, as far as its container tells."""
    exif_blocks: list[bytes] = field(default_factory=list)
    iptc_blocks: list[bytes] = field(default_factory=list)
    photoshop_blocks: list[bytes] = field(default_factory=list)
    xmp_blocks: list[bytes] = field(default_factory=list)
    _said: dict[Said, None] = field(default_factory=dict)
    _problems: dict[Problem, None] = field(default_factory=dict)
    _block_bytes: int = 0

    def say(self, what: What, value: str, where: str) -> None:
        """Keep what is said, if anything: white space put right, codes of vocabularies by their names."""
        text = _put_right(value)
        if not text:
            return
        if len(text) > self.bounds.longest_value:
            text = text[: self.bounds.longest_value]
            self.trouble("cut", where)
        said = Said(what, named(what, text), where)
        if len(self._said) < self.bounds.most_said:
            self._said[said] = None
        elif said not in self._said:
            self.trouble("cut", str(self.bounds.most_said))

    def says(self, what: What) -> bool:
        """Tell whether anything is said of this."""
        return any(said.what == what for said in self._said)

    @property
    def damaged(self) -> bool:
        """Whether the file is not built as it should be."""
        return any(problem.code == "damaged" for problem in self._problems)

    def trouble(self, code: ProblemCode, detail: str = "") -> None:
        """Keep a problem, once."""
        if len(self._problems) < self.bounds.most_said:
            self._problems[Problem(code, _put_right(detail[:200]))] = None

    def take(self, length: int) -> None:
        """Account for so many bytes of metadata that are about to be read; raise Damaged for too many."""
        self._block_bytes += length
        if self._block_bytes > MOST_BLOCK_BYTES:
            raise Damaged("metadata > 32 MiB")

    def sized(self, width: int, height: int) -> None:
        """Keep the size of the picture that a file says it has."""
        self.width, self.height = width, height
        if width * height > self.bounds.most_pixels:
            self.trouble("too_many_pixels", f"{width}x{height}")

    def contents(self) -> Contents:
        """Return all that was found."""
        return Contents(
            kind=self.kind,
            format=self.format,
            width=self.width,
            height=self.height,
            seconds=self.seconds,
            said=tuple(self._said),
            provenance=self.provenance,
            problems=tuple(self._problems),
        )


def _put_right(value: str) -> str:
    """Return the words of a value: no control characters, no lone surrogates, no space at its ends."""
    if value.isascii() and value.isprintable():
        return value.strip()
    return "".join(
        " " if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") else char for char in value
    ).strip()
