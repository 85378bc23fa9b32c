"""What judges rows on a machine of the cluster: settings and rules loaded once, then batch after batch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

import pyarrow as pa

from cmcompliance.archive.items import Place
from cmcompliance.draft import Draft
from cmcompliance.draft.model import Platform
from cmcompliance.scan.chunks import Entry, Given, Trouble, given_digest, kept, sound
from cmcompliance.scan.grounds import Grounds, Occasion, case_of
from cmcompliance.scan.rows import draft_row, finding_row, place_of, question_row
from cmcompliance.scan.worker import release, rules_and_settings
from cmcompliance.service.pool import Answer, Job
from cmcompliance.service.pool.zygote import NotReadyError
from cmcompliance.settings import Preparation
from cmcompliance.spark.columns import CHECKED, PLACE
from cmcompliance.spark.reading import Read, RowReader
from cmcompliance.spark.travelling import Luggage

if TYPE_CHECKING:
    from cmcompliance.settings.preparation import Prepared

_TEXTS: Final = ("Concours : tague un ami pour gagner un lot ! #ad", "Giveaway: tag a friend to win!")
_ANY: Final = "any"
"""All drafts have the same settings."""
NAMES: Final = b"names"
"""What comes before rows of which only the names are asked."""
ROWS: Final = b"rows."


@dataclass(frozen=True, slots=True)
class Orders:
    """All that judging hangs on, as it is sent to each machine; `identity`: what the rules must turn out to
    be; `overrides`: fields that win over a draft's own; `today`: the day that counts as today.
    """

    luggage: Luggage
    reader: RowReader
    today: date
    lang: Literal["fr", "en"] | None = None
    as_of: date | None = None
    overrides: Mapping[str, Any] = field(default_factory=dict)
    identity: Mapping[str, Any] | None = None

    @property
    def key(self) -> str:
        """Return what tells one from another."""
        return f"{self.luggage.digest} {self.reader} {self.today} {self.lang} {self.as_of} {self.overrides}"


class Judge:
    """Answers jobs whose bodies are batches of rows, each by as many rows of `CHECKED`."""

    def __init__(self, orders: Orders) -> None:
        """Load the rules and check a little of everything. Raises NotReadyError."""
        self._orders = orders
        self._occasion = Occasion(orders.lang, orders.as_of, orders.today)
        with orders.luggage.unpacked() as spec:
            self._preparation = spec.preparation()
            self.identity = _loaded(self._preparation, spec.waivers)
            if orders.identity is not None and orders.identity != self.identity:
                raise NotReadyError(_not_the_same(orders.identity, self.identity))
            self._grounds = Grounds(self._preparation, {_ANY: None}, release())
            for draft in _samples():  # a child is not to load, each time, what it can be born with
                self._row(Read(Place(""), "sample", draft))

    def answer(self, job: Job) -> Answer:
        """Return the rows of a batch, checked, or their names alone."""
        asked, batch = job.body[: len(ROWS)], batch_of(job.body[len(ROWS) :])
        made = [self._named(one) if asked == NAMES else self._row(one) for one in self._read(batch)]
        return Answer(True, bytes_of(pa.RecordBatch.from_pylist(made, schema=CHECKED)))

    def _read(self, batch: pa.RecordBatch) -> Sequence[Read]:
        return self._orders.reader.read(batch)

    def _named(self, read: Read) -> dict[str, Any]:
        return {name: getattr(read.place, name, None) for name in PLACE[1:]} | {"draft_id": read.draft_id}

    def _row(self, read: Read) -> dict[str, Any]:
        if read.draft is None:
            return {} if read.trouble is None else row_of(read.trouble)
        entry = kept(read.place, read.draft_id, with_overrides(read.draft, self._orders.overrides))
        if not isinstance(entry, Entry):
            return row_of(entry)
        given = Given.model_validate_json(entry.line)
        try:
            return self._checked(given, given_digest(entry.line), read.trouble)
        except Exception as error:  # one draft that trips a fault of ours must not stop the others
            problem = f"a fault of cmcompliance: {type(error).__name__}: {error}"
            return row_of(Trouble(**place_of(given), kind="failed", problem=sound(problem)))

    def _checked(self, given: Given, digest: str, trouble: Trouble | None) -> dict[str, Any]:
        occasion = self._occasion
        prepared: Prepared = self._preparation.prepare(given.draft)
        report = prepared.check(lang=occasion.lang, as_of=occasion.as_of, today=occasion.today)
        checked_by = self._grounds.checked_by(_ANY, case_of(prepared.draft, report), occasion)
        return {
            **place_of(given),
            "draft": draft_row({}, prepared.draft, report, digest, checked_by),
            "findings": [finding_row({}, finding) for finding in report.findings],
            "questions": [question_row({}, question) for question in report.questions],
            "error": trouble and _error(trouble),
        }


def identity_at_home(luggage: Luggage) -> dict[str, Any]:
    """Return what the rules turn out to be where they come from. Raises NotReadyError."""
    with luggage.unpacked() as spec:
        return _loaded(spec.preparation(), spec.waivers)


def with_overrides(draft: Draft, fields: Mapping[str, Any]) -> Draft:
    """Return a draft with some fields in place of its own; a field that has fields keeps its others."""
    update = {
        name: getattr(draft, name).model_copy(update=dict(value)) if isinstance(value, Mapping) else value
        for name, value in fields.items()
    }
    return draft.model_copy(update=update) if update else draft


def row_of(trouble: Trouble) -> dict[str, Any]:
    """Return the row for what was not checked."""
    place = {name: getattr(trouble, name) for name in PLACE}
    return {**place, "findings": [], "questions": [], "error": _error(trouble)}


def bytes_of(batch: pa.RecordBatch) -> bytes:
    """Return a batch as Arrow's stream."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    data: bytes = sink.getvalue().to_pybytes()
    return data


def batch_of(data: bytes) -> pa.RecordBatch:
    """Return the batch that `bytes_of` was given."""
    return pa.ipc.open_stream(data).read_next_batch()


def _error(trouble: Trouble) -> dict[str, Any]:
    return {"kind": trouble.kind, "problem": trouble.problem, "count": trouble.count}


def _loaded(preparation: Preparation, waivers: Path | None) -> dict[str, Any]:
    from cmcompliance.rulebook import RuleBookError  # noqa: PLC0415
    from cmcompliance.rulebook.selector import SelectorError  # noqa: PLC0415
    from cmcompliance.settings import SettingsError  # noqa: PLC0415

    try:
        book, settings = rules_and_settings(preparation, preparation.settings_for(None), waivers)
    except SettingsError as error:
        raise NotReadyError([str(problem) for problem in error.problems]) from None
    except (RuleBookError, SelectorError) as error:
        raise NotReadyError(str(error).splitlines()) from None
    return {"version": release(), "rule books": [book], "settings": [settings]}


def _not_the_same(wanted: Mapping[str, Any], found: Mapping[str, Any]) -> list[str]:
    from cmcompliance.scan.manifest import differences  # noqa: PLC0415

    return [
        "this machine of the cluster would judge otherwise than the one that asks: install the same "
        "cmcompliance and the same packs on both",
        *differences(wanted, found),
    ]


def _samples() -> list[Draft]:
    drafts = [Draft(text=text, platform="instagram") for text in _TEXTS]
    return drafts + [Draft(text="Bonne semaine !", platform=platform) for platform in get_args(Platform)]
