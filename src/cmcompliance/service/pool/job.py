"""Jobs and their answers, and the headers that they travel under."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from cmcompliance.report.model import Verdict

Doing = Literal["check", "fix", "explain", "find", "template", "vocabulary", "scan"]
Form = Literal["json", "html", "markdown", "text"]


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be done; `body`: JSON as the client sent it, empty where there is none.

    check, fix, explain: `body` is a draft. find: a `RulesAsked`. template: a `TemplateAsked`. scan: what
    `scan.asking` says to a pool of its own.
    `lang`: of hints and words; None: the draft's own, French where there is no draft. `unsafe`: fix also by
    suggested edits; `rule`: explain that one; `form`: of the report; `record`: a decision record is wanted.
    """

    do: Doing
    body: bytes
    lang: Literal["fr", "en"] | None = None
    as_of: date | None = None
    unsafe: bool = False
    rule: str | None = None
    form: Form = "json"
    record: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a job: `body` goes to the client as it is.

    `ok` False: the input is at fault, and `body` is a JSON list of problems, one line each. `verdict` and
    `record` (JSON): of a checked draft, and of a mended one.
    """

    ok: bool
    body: bytes
    verdict: Verdict | None = None
    record: bytes | None = None


def job_header(job: Job) -> dict[str, Any]:
    """Return all of a job but its body as JSON's own types."""
    return {
        "do": job.do,
        "lang": job.lang,
        "as_of": None if job.as_of is None else job.as_of.isoformat(),
        "unsafe": job.unsafe,
        "rule": job.rule,
        "form": job.form,
        "record": job.record,
    }


def job_of(header: Mapping[str, Any], body: bytes) -> Job:
    """Return the job that travelled under a header."""
    day = header["as_of"]
    return Job(
        do=header["do"],
        body=body,
        lang=header["lang"],
        as_of=None if day is None else date.fromisoformat(day),
        unsafe=header["unsafe"],
        rule=header["rule"],
        form=header["form"],
        record=header["record"],
    )


def answer_header(answer: Answer) -> dict[str, Any]:
    """Return all of an answer but its bytes as JSON's own types; `split`: where the record begins in them."""
    return {
        "ok": answer.ok,
        "verdict": answer.verdict,
        "split": None if answer.record is None else len(answer.body),
    }


def answer_payload(answer: Answer) -> bytes:
    """Return the bytes of an answer."""
    return answer.body if answer.record is None else answer.body + answer.record


def answer_of(header: Mapping[str, Any], payload: bytes) -> Answer:
    """Return the answer that travelled under a header."""
    split = header["split"]
    if split is None:
        return Answer(header["ok"], payload, header["verdict"])
    return Answer(header["ok"], payload[:split], header["verdict"], payload[split:])
