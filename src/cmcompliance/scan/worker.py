"""What a worker of a scan does: chunks of drafts in, Parquet files out."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final, NoReturn, get_args

from cmcompliance.draft import Draft
from cmcompliance.draft.model import Platform
from cmcompliance.scan.answers import Dataset
from cmcompliance.scan.chunks import Given, Trouble, entry_line, given_digest, sound
from cmcompliance.scan.grounds import Grounds, Occasion, case_of
from cmcompliance.scan.rows import Row, draft_row, finding_row, place_of, question_row
from cmcompliance.scan.tally import Tally
from cmcompliance.service.pool import Answer, Job, PreparationSpec
from cmcompliance.service.pool.worker import Answering
from cmcompliance.service.pool.zygote import NotReadyError
from cmcompliance.service.pool.zygote import main as be_zygote
from cmcompliance.settings import Preparation

_TEXTS: Final = ("Concours : tague un ami pour gagner un lot ! #ad", "Giveaway: tag a friend to win!")


class Scanner:
    """Checks the drafts of archives, each under the settings above its archive, never those within it."""

    def __init__(self, preparation: Preparation, spec: PreparationSpec, paths: Mapping[str, Path]) -> None:
        """`paths`: the archives by name."""
        self._preparation = preparation
        self._spec = spec
        self._paths = paths
        self._grounds = Grounds(preparation, paths, _version())

    def identity(self) -> dict[str, Any]:
        """Return what results hang on beside the drafts. Raises as `Preparation` does, and NotReadyError."""
        import pyarrow  # noqa: PLC0415

        books: dict[str, None] = {}
        settings: dict[str, str] = {}
        for name, path in self._paths.items():
            found = self._preparation.settings_for(path)
            problems = [str(problem) for problem in self._preparation.problems(found)]
            if problems:
                raise NotReadyError(problems)
            book = self._preparation.checker_for(found).book
            self._preparation.policy_for(found)
            books[f"{book.name} {book.version} {book.digest}"] = None
            waivers = self._spec.waivers or (found.waivers.value if found.waivers else None)
            settings[name] = _digest_of([*found.files, *([waivers] if waivers else [])])
        return {
            "version": _version(),
            "pyarrow": pyarrow.__version__,
            "rule books": list(books),
            "settings": list(settings.values()),
        }

    def answer(self, job: Job) -> Answer:
        """Return the files of a chunk, or who this is."""
        from cmcompliance.scan.answers import packed  # noqa: PLC0415
        from cmcompliance.scan.parts import parts_of  # noqa: PLC0415

        head, _, lines = job.body.partition(b"\n")
        asked = json.loads(head)
        if asked["ask"] == "identity":
            return Answer(True, json.dumps(self.identity()).encode())
        rows: dict[Dataset, list[Row]] = {name: [] for name in get_args(Dataset)}
        tally = Tally()
        for trouble in asked["troubles"]:
            _note(Trouble(**trouble), rows, tally)
        occasion = Occasion(job.lang, job.as_of, date.fromisoformat(asked["today"]))
        for line in lines.split(b"\n") if lines else ():
            given = Given.model_validate_json(line)
            try:
                self._check(given, given_digest(line), occasion, rows, tally)
            except Exception as error:  # one draft that trips a fault of ours must not stop the others
                problem = f"a fault of cmcompliance: {type(error).__name__}: {error}"
                _note(_failed(given, problem), rows, tally)
        return Answer(True, packed(parts_of(rows, tally)))

    def warm_up(self) -> None:
        """Check a little of everything, so that workers need not load it each for itself."""
        name = next(iter(self._paths))
        drafts = [Draft(text=text, platform="instagram") for text in _TEXTS]
        drafts += [Draft(text="Bonne semaine !", platform=platform) for platform in get_args(Platform)]
        lines = [
            entry_line({"draft_id": "", "source": name, "member": "", "number": number}, draft)
            for number, draft in enumerate(drafts)
        ]
        head = json.dumps({"ask": "check", "today": "2026-01-01", "troubles": []}).encode()
        self.answer(Job("scan", b"\n".join([head, *lines])))

    def _check(
        self, given: Given, digest: str, occasion: Occasion, rows: dict[Dataset, list[Row]], tally: Tally
    ) -> None:
        prepared = self._preparation.prepare(given.draft, self._paths[given.source])
        report = prepared.check(lang=occasion.lang, as_of=occasion.as_of, today=occasion.today)
        place = place_of(given)
        case = case_of(prepared.draft, report)
        checked_by = self._grounds.checked_by(given.source, case, occasion)
        row = draft_row(place, prepared.draft, report, digest, checked_by)
        findings = [finding_row(place, finding) for finding in report.findings]
        questions = [question_row(place, question) for question in report.questions]
        rows["drafts"].append(row)
        rows["findings"] += findings
        rows["questions"] += questions
        tally.count_report(report)


def main(paths: str) -> NoReturn:
    """Be the zygote of a scan; `paths`: a JSON object of the archives' paths by name."""
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    be_zygote(partial(ready_scanner, {name: Path(path) for name, path in json.loads(paths).items()}))


def ready_scanner(paths: Mapping[str, Path], spec: PreparationSpec) -> Answering:
    """Return what answers jobs, with all loaded that it needs. Raises NotReadyError."""
    return scanner_for(paths, spec).answer


def scanner_for(paths: Mapping[str, Path], spec: PreparationSpec) -> Scanner:
    """Return a scanner that has checked something. Raises NotReadyError."""
    from cmcompliance.rulebook import RuleBookError  # noqa: PLC0415
    from cmcompliance.rulebook.selector import SelectorError  # noqa: PLC0415
    from cmcompliance.settings import SettingsError  # noqa: PLC0415

    scanner = Scanner(spec.preparation(), spec, paths)
    try:
        scanner.identity()
    except SettingsError as error:
        raise NotReadyError([str(problem) for problem in error.problems]) from None
    except (RuleBookError, SelectorError) as error:
        raise NotReadyError(str(error).splitlines()) from None
    scanner.warm_up()
    return scanner


def _failed(given: Given, problem: str) -> Trouble:
    return Trouble(**place_of(given), kind="failed", problem=sound(problem))


def _note(trouble: Trouble, rows: dict[Dataset, list[Row]], tally: Tally) -> None:
    rows["errors"].append(trouble.model_dump())
    tally.count_trouble(trouble)


def _digest_of(files: list[Path]) -> str:
    made = hashlib.sha256()
    for file in files:
        content = file.read_bytes() if file.is_file() else b""
        made.update(b"%d\n" % len(content) + content)
    return made.hexdigest()


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415

    try:
        return version("cmcompliance")
    except PackageNotFoundError:
        return "0"
