"""What can be wrong with a draft that someone hands in."""


class DraftError(ValueError):
    """A draft that does not follow the model; each problem is one readable line."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems
