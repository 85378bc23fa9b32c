"""An older scan, asked for drafts whose reports could only come out the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from cmcompliance.results.record import RecordedPart, ScanRecord
from cmcompliance.scan.answers import Dataset
from cmcompliance.scan.chunks import Given, given_digest, place_in
from cmcompliance.scan.grounds import Case, Grounds, Occasion, case_in
from cmcompliance.scan.reuse.index import Index
from cmcompliance.scan.reuse.part import DamagedError, OldPart, digests_in, sound_file
from cmcompliance.scan.reuse.piece import WOVEN

_OPEN: Final = 8
Found = tuple[dict[str, Any], OldPart, int]
"""The place of an entry, and the part and the row that it is taken over from."""
_OWN_WAIVERS: Final = b'"waivers":'


class OldScan:
    """Knows where each draft of an older scan is; parts are opened as they are asked for, and few stay open.

    A part that is not what the scan wrote is taken for nothing at all; `damaged` names it.
    """

    def __init__(self, folder: Path, record: ScanRecord) -> None:
        self._folder = folder
        self.pyarrow = str(record.identity.get("pyarrow"))
        self.damaged: dict[str, None] = {}
        self._parts: dict[int, dict[Dataset, RecordedPart]] = {}
        for name in WOVEN:
            for part in record.parts[name]:
                self._parts.setdefault(part.number, {})[name] = part
        self._index = Index(self._digests())
        self._opened = lru_cache(maxsize=_OPEN)(self._open)

    def __len__(self) -> int:
        return len(self._index)

    def find(self, lines: Sequence[bytes], grounds: Grounds, occasion: Occasion) -> Iterator[Found | None]:
        """Yield for each entry its place and where the rows are that its draft would have, None where it must
        be checked.
        """
        digests = [given_digest(line) for line in lines]
        for line, digest, begin in zip(lines, digests, self._index.begins(digests), strict=True):
            place = place_in(line)
            found = next(self._same(line, digest, begin, str(place["source"]), grounds, occasion), None)
            yield found and (place, *found)

    def _same(
        self, line: bytes, digest: str, begin: int, source: str, grounds: Grounds, occasion: Occasion
    ) -> Iterator[tuple[OldPart, int]]:
        for number, row in self._index.places(digest, begin):
            part = self._opened(number)
            if part is not None and part.is_of(row, digest):
                case = _case(line, part.case(row), grounds.names_drafts(source))
                if grounds.checked_by(source, case, occasion) == part.checked_by(row):
                    yield part, row

    def _digests(self) -> Iterator[tuple[int, list[str]]]:
        for number, parts in self._parts.items():
            if "drafts" not in parts:
                continue
            try:
                yield number, digests_in(sound_file(self._folder, "drafts", parts["drafts"]))
            except DamagedError as error:
                self.damaged[error.file] = None

    def _open(self, number: int) -> OldPart | None:
        try:
            files: Mapping[Dataset, bytes] = {
                name: sound_file(self._folder, name, part) for name, part in self._parts[number].items()
            }
        except DamagedError as error:
            self.damaged[error.file] = None
            return None
        return OldPart(number, files)


def _case(line: bytes, case: Case, named: bool) -> Case:
    if not named and _OWN_WAIVERS not in line:
        return case
    return case_in(Given.model_validate_json(line).draft, case.setting)
