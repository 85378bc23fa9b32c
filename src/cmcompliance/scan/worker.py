"""What a worker of a scan does: chunks of drafts in, Parquet files out."""

from __future__ import annotations

import gc
import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn, get_args

from cmcompliance.draft import Draft
from cmcompliance.draft.model import Platform
from cmcompliance.scan.answers import Dataset, Parts
from cmcompliance.scan.chunks import Given, Trouble, entry_line, given_digest, sound
from cmcompliance.scan.grounds import Grounds, Occasion, case_of
from cmcompliance.scan.reuse.piece import Piece, taken
from cmcompliance.scan.rows import Row, draft_row, finding_row, place_of, question_row
from cmcompliance.scan.tally import Tally
from cmcompliance.service.pool import Answer, Job, PreparationSpec
from cmcompliance.service.pool.worker import Answering
from cmcompliance.service.pool.zygote import NotReadyError
from cmcompliance.service.pool.zygote import main as be_zygote
from cmcompliance.settings import Preparation, Settings

if TYPE_CHECKING:
    from cmcompliance.scan.reuse.old_scan import Found, OldScan

_TEXTS: Final = ("Concours : tague un ami pour gagner un lot ! #ad", "Giveaway: tag a friend to win!")


class Scanner:
    """Checks the drafts of archives, each under the settings above its archive, never those within it."""

    def __init__(
        self,
        preparation: Preparation,
        spec: PreparationSpec,
        paths: Mapping[str, Path],
        old: OldScan | None = None,
    ) -> None:
        """`paths`: the archives by name; `old`: an older scan that may have reports."""
        self._preparation = preparation
        self._spec = spec
        self._paths = paths
        self._grounds = Grounds(preparation, paths, release())
        self._old = old

    @property
    def old(self) -> OldScan | None:
        """The older scan; where it has drafts, there may be nothing to check."""
        return self._old

    def identity(self) -> dict[str, Any]:
        """Return what results hang on beside the drafts. Raises as `Preparation` does, and NotReadyError."""
        import pyarrow  # noqa: PLC0415

        books: dict[str, None] = {}
        settings: dict[str, str] = {}
        for name, path in self._paths.items():
            found = self._preparation.settings_for(path)
            book, digest = rules_and_settings(self._preparation, found, self._spec.waivers)
            books[book] = None
            settings[name] = digest
        return {
            "version": release(),
            "pyarrow": pyarrow.__version__,
            "rule books": list(books),
            "settings": list(settings.values()),
        }

    def answer(self, job: Job) -> Answer:
        """Return the files of a chunk, or who this is."""
        from cmcompliance.scan.answers import packed  # noqa: PLC0415

        head, _, lines = job.body.partition(b"\n")
        asked = json.loads(head)
        if asked["ask"] == "identity":
            return Answer(True, json.dumps(self.identity()).encode())
        if asked["ask"] == "old":
            return Answer(True, json.dumps(list(self._old.damaged) if self._old else []).encode())
        made = _Made()
        for trouble in asked["troubles"]:
            made.note(Trouble(**trouble))
        occasion = Occasion(job.lang, job.as_of, date.fromisoformat(asked["today"]))
        entries = lines.split(b"\n") if lines else []
        for line, found in zip(entries, self._found(entries, occasion), strict=False):
            if found is None:
                self._check_entry(line, occasion, made)
            else:
                made.pieces.append(taken(*found))
        return Answer(True, packed(made.parts(self._old)))

    def warm_up(self) -> None:
        """Check a little of everything, so that workers need not load it each for itself."""
        name = next(iter(self._paths))
        drafts = [Draft(text=text, platform="instagram") for text in _TEXTS]
        drafts += [Draft(text="Bonne semaine !", platform=platform) for platform in get_args(Platform)]
        lines = [
            entry_line({"draft_id": "", "source": name, "member": "", "number": number}, draft)
            for number, draft in enumerate(drafts)
        ]
        occasion, made = Occasion(None, None, date(2026, 1, 1)), _Made()
        for line in lines:
            self._check_entry(line, occasion, made)
        made.parts(None)

    def _found(self, entries: list[bytes], occasion: Occasion) -> Iterable[Found | None]:
        """Yield for each entry what the older scan has of it."""
        return repeat(None) if self._old is None else self._old.find(entries, self._grounds, occasion)

    def _check_entry(self, line: bytes, occasion: Occasion, made: _Made) -> None:
        given = Given.model_validate_json(line)
        try:
            self._check(given, given_digest(line), occasion, made)
        except Exception as error:  # one draft that trips a fault of ours must not stop the others
            problem = f"a fault of cmcompliance: {type(error).__name__}: {error}"
            made.note(_failed(given, problem))

    def _check(self, given: Given, digest: str, occasion: Occasion, made: _Made) -> None:
        prepared = self._preparation.prepare(given.draft, self._paths[given.source])
        report = prepared.check(lang=occasion.lang, as_of=occasion.as_of, today=occasion.today)
        place = place_of(given)
        case = case_of(prepared.draft, report)
        checked_by = self._grounds.checked_by(given.source, case, occasion)
        row = draft_row(place, prepared.draft, report, digest, checked_by)
        findings = [finding_row(place, finding) for finding in report.findings]
        questions = [question_row(place, question) for question in report.questions]
        made.add(place, {"drafts": [row], "findings": findings, "questions": questions})
        made.tally.count_report(report)


class _Made:
    """What is in a chunk: rows made anew, and in which order they stand with those that are taken over."""

    def __init__(self) -> None:
        self.tally = Tally()
        self.pieces: list[Piece] = []
        self._rows: dict[Dataset, list[Row]] = {name: [] for name in get_args(Dataset)}

    def add(self, place: Row, rows: Mapping[Dataset, list[Row]]) -> None:
        """Add the rows of a draft."""
        begins = {name: len(self._rows[name]) for name in rows}
        for name, several in rows.items():
            self._rows[name] += several
        ranges = {name: range(begin, len(self._rows[name])) for name, begin in begins.items()}
        self.pieces.append(Piece(place, None, ranges))

    def note(self, trouble: Trouble) -> None:
        """Add a row of `errors`."""
        self._rows["errors"].append(trouble.model_dump())
        self.tally.count_trouble(trouble)

    def parts(self, old: OldScan | None) -> Parts:
        """Return the files."""
        from cmcompliance.scan.parts import parts_of  # noqa: PLC0415

        if old is None or all(piece.part is None for piece in self.pieces):
            made = parts_of(self._rows, self.tally)
        else:
            from cmcompliance.scan.reuse.weaving import woven  # noqa: PLC0415

            made = woven(self.pieces, self._rows, self.tally, old.pyarrow)
        return replace(made, damaged=tuple(old.damaged)) if old and old.damaged else made


def rules_and_settings(preparation: Preparation, settings: Settings, waivers: Path | None) -> tuple[str, str]:
    """Return which rules hold, and a digest of what settings and waivers say.

    Raises as `Preparation` does, and NotReadyError.
    """
    problems = [str(problem) for problem in preparation.problems(settings)]
    if problems:
        raise NotReadyError(problems)
    book = preparation.checker_for(settings).book
    preparation.policy_for(settings)
    file = waivers or (settings.waivers.value if settings.waivers else None)
    digest = _digest_of([*settings.files, *([file] if file else [])])
    return f"{book.name} {book.version} {book.digest}", digest


def main(told: str) -> NoReturn:
    """Be the zygote of a scan; `told`: what `zygote_told` returned."""
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    gc.set_threshold(10_000, 20, 50)  # what a check leaves behind is hardly ever a cycle
    be_zygote(partial(ready_scanner, *told_zygote(told)))


def told_zygote(told: str) -> tuple[dict[str, Path], Path | None]:
    """Return the archives' paths by name, and the folder of an older scan."""
    data = json.loads(told)
    paths = {name: Path(path) for name, path in data["archives"].items()}
    return paths, Path(data["reuse"]) if data["reuse"] else None


def ready_scanner(paths: Mapping[str, Path], reuse: Path | None, spec: PreparationSpec) -> Answering:
    """Return what answers jobs, with all loaded that it needs. Raises NotReadyError."""
    return scanner_for(paths, spec, reuse).answer


def scanner_for(paths: Mapping[str, Path], spec: PreparationSpec, reuse: Path | None = None) -> Scanner:
    """Return a scanner that is ready to check or, of an older scan, to take over. Raises NotReadyError."""
    from cmcompliance.rulebook import RuleBookError  # noqa: PLC0415
    from cmcompliance.rulebook.selector import SelectorError  # noqa: PLC0415
    from cmcompliance.settings import SettingsError  # noqa: PLC0415

    scanner = Scanner(spec.preparation(), spec, paths, old_scan(reuse))
    try:
        scanner.identity()
    except SettingsError as error:
        raise NotReadyError([str(problem) for problem in error.problems]) from None
    except (RuleBookError, SelectorError) as error:
        raise NotReadyError(str(error).splitlines()) from None
    if not scanner.old:
        scanner.warm_up()
    return scanner


def old_scan(folder: Path | None) -> OldScan | None:
    """Return the older scan in a folder. Raises NotReadyError."""
    if folder is None:
        return None
    from cmcompliance.results.faults import ResultsRefused  # noqa: PLC0415
    from cmcompliance.results.record import read_record  # noqa: PLC0415
    from cmcompliance.scan.reuse.old_scan import OldScan  # noqa: PLC0415

    try:
        return OldScan(folder, read_record(folder))
    except ResultsRefused as error:
        raise NotReadyError([str(error)]) from None


def _failed(given: Given, problem: str) -> Trouble:
    return Trouble(**place_of(given), kind="failed", problem=sound(problem))


def _digest_of(files: list[Path]) -> str:
    made = hashlib.sha256()
    for file in files:
        content = file.read_bytes() if file.is_file() else b""
        made.update(b"%d\n" % len(content) + content)
    return made.hexdigest()


def release() -> str:
    """Return the version of the installed cmcompliance."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415

    try:
        return version("cmcompliance")
    except PackageNotFoundError:
        return "0"
