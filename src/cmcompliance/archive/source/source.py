"""An archive as readers see it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from typing import Final, Protocol

from cmcompliance.archive.faults import ArchiveFault
from cmcompliance.archive.items import Unreadable
from cmcompliance.archive.source.member import Member, natural

HEAD: Final = 1 << 14
_HEADS_KEPT: Final = 512


class Closing(Protocol):
    """Something that holds a file open."""

    def close(self) -> None: ...


class Source:
    """The members of an archive by name, in natural order; `name`: what messages call it.

    `faults`: members that are not to be had, and why. Not for several threads.
    """

    def __init__(
        self,
        name: str,
        members: Iterable[Member],
        faults: Iterable[Unreadable] = (),
        held: Closing | None = None,
    ) -> None:
        self.name = name
        by_name = {member.name: member for member in members}
        self._members: Mapping[str, Member] = {key: by_name[key] for key in sorted(by_name, key=natural)}
        self.faults = tuple(faults)
        self._heads: OrderedDict[str, bytes] = OrderedDict()
        self._held = held

    @property
    def members(self) -> Mapping[str, Member]:
        """All members by their names."""
        return self._members

    def head(self, name: str, size: int = HEAD) -> bytes:
        """Return the first bytes of a member, at most HEAD; of one that cannot be read, none."""
        if name not in self._heads:
            try:
                with self._members[name].open() as stream:
                    self._heads[name] = stream.read(HEAD)
            except ArchiveFault:
                self._heads[name] = b""
            if len(self._heads) > _HEADS_KEPT:
                self._heads.popitem(last=False)
        return self._heads[name][:size]

    def close(self) -> None:
        """Let go of the archive."""
        if self._held is not None:
            self._held.close()

    def __enter__(self) -> Source:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
