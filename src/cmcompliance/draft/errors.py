"""What can be wrong with a draft that someone hands in."""

from __future__ import annotations

from collections.abc import Sequence

FieldPath = tuple[str | int, ...]
"""Where a field stands: ("media", 0, "kind")."""


class DraftError(ValueError):
    """A draft that does not follow the model.

    `problems` holds one readable line a problem, `paths` the field of each, in the same order; `more`: how
    many others there are.
    """

    def __init__(self, problems: Sequence[str], paths: Sequence[FieldPath] = (), more: int = 0) -> None:
        super().__init__("\n".join(problems))
        self.more = more
        self.problems = list(problems)
        self.paths = list(paths) or [()] * len(self.problems)
