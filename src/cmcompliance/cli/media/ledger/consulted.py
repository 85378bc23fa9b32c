"""The ledgers that `media FILE…` looks into: the one that was named, else the nearest to each file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from cmcompliance.draft.evidence import Grant
    from cmcompliance.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Granted:
    """What a ledger says of a file; `shown`: how messages call the ledger."""

    shown: str
    grants: tuple[Grant, ...]


class Consulted:
    """Looks up files; a ledger that cannot be read is told of once, and `failed` is true from then on."""

    def __init__(self, named: Path | None) -> None:
        """Ends the command where the ledger that was named cannot be read."""
        from cmcompliance.cli.failure import bad_input
        from cmcompliance.elements.ledgers import Ledgers
        from cmcompliance.ledger import LedgerError

        self._ledgers = Ledgers(named)
        self._told: set[str] = set()
        if named is not None:
            try:
                self._ledgers.of(Path())
            except LedgerError as error:
                raise bad_input(str(error)) from None

    @property
    def failed(self) -> bool:
        """Whether a ledger could not be read."""
        return bool(self._told)

    def about(self, path: str, sha256: str | None) -> Granted | None:
        """Return what is said of a file, None where no ledger is near or it cannot be read."""
        try:
            full = Path(path).parent.resolve() / Path(path).name
            ledger = self._of(full.parent)
        except (OSError, RuntimeError, ValueError):  # a path of no file
            return None
        return None if ledger is None else Granted(ledger.shown, tuple(ledger.grants_for(full, sha256)))

    def _of(self, folder: Path) -> Ledger | None:
        from cmcompliance.ledger import LedgerError

        try:
            return self._ledgers.of(folder)
        except LedgerError as error:
            if str(error) not in self._told:
                self._told.add(str(error))
                typer.echo(f"cmcompliance: {error}", err=True)
            return None
