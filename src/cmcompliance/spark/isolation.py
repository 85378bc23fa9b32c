"""Rows that no child survives, found by halves of halves and set apart; all others are judged."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final, Protocol, Self, TypeVar, cast

from cmcompliance.scan.chunks import TroubleKind

WAYS: Final = 16
"""Into how many pieces rows are split that no child survives."""
MOST_IN_A_ROW: Final = 16
"""After how many rows set apart, with nothing judged between them, the rows are not to blame."""


class Rows(Protocol):
    """Something with rows that can be cut."""

    @property
    def num_rows(self) -> int: ...

    def slice(self, begin: int, size: int) -> Self: ...


R_contra = TypeVar("R_contra", bound=Rows, contravariant=True)
Made_co = TypeVar("Made_co", covariant=True)
Some = TypeVar("Some", bound=Rows)
Made = TypeVar("Made")


class Trial(Protocol[R_contra, Made_co]):
    """Has rows judged; `tried` gives how a child ended on them, where one did."""

    def tried(self, rows: R_contra, /) -> Made_co | TroubleKind: ...

    def apart(self, rows: R_contra, kind: TroubleKind, /) -> Made_co: ...


class WorkersEnd(RuntimeError):  # noqa: N818
    """Children end on whatever they are given: it is the machine that is to blame."""


class Isolation:
    """Tries rows together, then fewer of them, then one by one."""

    def __init__(self) -> None:
        self._in_a_row = 0

    def made(self, rows: Some, trial: Trial[Some, Made]) -> Iterator[Made]:
        """Yield what becomes of the rows, in order. Raises WorkersEnd."""
        tried = trial.tried(rows)
        if not isinstance(tried, str):
            self._in_a_row = 0
            yield tried
            return
        if rows.num_rows > 1:
            size = math.ceil(rows.num_rows / WAYS)
            for begin in range(0, rows.num_rows, size):
                yield from self.made(rows.slice(begin, size), trial)
            return
        again = trial.tried(rows)
        if not isinstance(again, str):
            self._in_a_row = 0
            yield again
            return
        self._in_a_row += 1
        if self._in_a_row >= MOST_IN_A_ROW:
            raise WorkersEnd(
                f"children ended on {self._in_a_row} drafts in a row on this machine of the cluster: "
                "look for what ends them (memory? a broken package?)"
            )
        yield trial.apart(rows, cast("TroubleKind", again))
