"""What can be wrong with a ledger of rights."""

from __future__ import annotations

from collections.abc import Iterable

from cmcompliance.rulebook.errors import Problem


class LedgerError(ValueError):
    """A ledger that cannot be used; `problems` lists all that is wrong, each at its line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))
