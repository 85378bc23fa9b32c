"""What a file says about itself: who made it, whose it is, who is on it, what made it; and what was not read.

Nothing here judges. What a file says is what somebody wrote into it; only a signature that holds is more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["image", "video", "audio", "unknown"]

What = Literal[
    # what it is
    "title",
    "headline",
    "description",
    "keyword",
    "comment",
    # whose it is
    "creator",
    "credit",
    "source",
    "copyright",
    "usage_terms",
    "rights_marked",
    "rights_url",
    "licence_url",
    "licence_from",
    "licence_until",
    "constraint",
    "licensor",
    "licensor_url",
    "supplier",
    "owner",
    "contact",
    "instructions",
    "data_mining",
    # who and what is on it
    "person",
    "model_release",
    "model_release_id",
    "model_age",
    "minor_disclosure",
    "property_release",
    "property_release_id",
    "organisation",
    "product",
    "artwork_title",
    "artwork_creator",
    "artwork_copyright",
    "place",
    "place_name",
    # what made it
    "digital_source_type",
    "ai_system",
    "ai_prompt",
    "ai_prompt_writer",
    "tool",
    "encoder",
    "device",
    "device_serial",
    "taken_at",
    # sound
    "artist",
    "album",
    "album_artist",
    "composer",
    "label",
    "isrc",
    "barcode",
    "genre",
    "year",
    "cover",
    # where it says that its manifest is
    "manifest_url",
]
"""What can be said.

`digital_source_type`, `model_release`, `property_release`, `minor_disclosure` and `data_mining` have the
names of their vocabularies as values (see `vocabularies`), and what these do not know as it stands. `place`
is `LAT,LON` in degrees; `rights_marked` is `true`, or `false` for the public domain; `cover` is the format of
an embedded picture.
"""

ProblemCode = Literal[
    # nothing was read
    "missing",
    "link",
    "not_a_file",
    "forbidden",
    "empty",
    "too_large",
    "changed",
    # not all was read
    "unknown_format",
    "format_not_read",
    "extra_missing",
    "provenance_not_read",
    "damaged",
    "crashed",
    "timed_out",
    "no_reader",
    "cut",
    "refused",
    # all was read, and something is odd
    "mislabelled",
    "too_many_pixels",
]
"""`no_reader`: the process that reads could not be started. `cut`: more was said than is kept. `refused`: XMP
with a document type or entities, or nested too deep."""

UNREAD: frozenset[str] = frozenset(
    {"missing", "link", "not_a_file", "forbidden", "empty", "too_large", "changed"}
)
"""Problems of a file of which nothing was read."""

PARTLY_READ: frozenset[str] = frozenset(
    {
        "unknown_format",
        "format_not_read",
        "extra_missing",
        "provenance_not_read",
        "damaged",
        "crashed",
        "timed_out",
        "no_reader",
        "cut",
        "refused",
    }
)
"""Problems of a file that may say more than is known."""

ProvenanceState = Literal["trusted", "valid", "invalid", "unreadable", "remote"]
"""Of a C2PA manifest. `valid`: signed, and nothing changed since, by a signer whom nobody vouches for here
(no trust list is fetched). `invalid`: the signature or the file is broken. `unreadable`: there is one that
cannot be read. `remote`: the file names the place of a manifest that it does not hold; it is not fetched."""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that a file says, and where: `IPTC 2:116 CopyrightNotice`, `XMP dc:rights`, `ID3 TSRC`."""

    what: What
    value: str
    where: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something of a file is not known, or is odd; `detail` names the place or the number."""

    code: ProblemCode
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that a C2PA manifest says was done: `c2pa.created`, `c2pa.edited`, and by what."""

    name: str
    digital_source_type: str | None = None
    tool: str | None = None
    when: str | None = None


@dataclass(frozen=True, slots=True)
class Ingredient:
    """A work from which this one was made, as its C2PA manifest lists it, with what it says itself."""

    title: str | None
    relationship: str | None
    format: str | None
    said: tuple[Said, ...] = ()
    state: ProvenanceState | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """A C2PA manifest: whether it holds, who signed it, what made the file and out of what."""

    state: ProvenanceState
    signer: str | None = None
    issuer: str | None = None
    signed_at: str | None = None
    claim_generator: str | None = None
    title: str | None = None
    actions: tuple[Action, ...] = ()
    ingredients: tuple[Ingredient, ...] = ()
    failures: tuple[str, ...] = ()
    """The standard's own codes of what failed: `assertion.dataHash.mismatch`."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a file, whatever its name and place."""

    kind: Kind = "unknown"
    format: str | None = None
    width: int | None = None
    height: int | None = None
    seconds: float | None = None
    said: tuple[Said, ...] = ()
    provenance: Provenance | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of one file. `sha256` and `size` are None where it could not be read."""

    path: str
    sha256: str | None
    size: int | None
    kind: Kind
    format: str | None
    width: int | None
    height: int | None
    seconds: float | None
    said: tuple[Said, ...]
    provenance: Provenance | None
    problems: tuple[Problem, ...]

    def values(self, what: What) -> tuple[str, ...]:
        """Return what is said of this, each value once, in the order of the file."""
        return tuple(dict.fromkeys(said.value for said in self.said if said.what == what))

    def has_problem(self, *codes: ProblemCode) -> bool:
        """Tell whether one of these problems was met."""
        return any(problem.code in codes for problem in self.problems)

    @property
    def fully_read(self) -> bool:
        """Whether what is not in `said` is not in the file either, as far as its format is read."""
        if self.provenance is not None and self.provenance.state == "unreadable":
            return False
        return not any(problem.code in UNREAD | PARTLY_READ for problem in self.problems)
