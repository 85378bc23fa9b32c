"""Answers jobs at a desk: bytes in, bytes out."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final, get_args

from pydantic import BaseModel

from cmcompliance.decisions import record_of
from cmcompliance.desk import Desk, Explained
from cmcompliance.draft import Draft, DraftError
from cmcompliance.draft.model import Platform
from cmcompliance.read import Origin, ReadDraft
from cmcompliance.render import Language, Source, render_json, render_text
from cmcompliance.render.html import render_html
from cmcompliance.render.markdown import render_markdown
from cmcompliance.render.outcome import Checked
from cmcompliance.report import Report
from cmcompliance.rulebook import RuleBookError
from cmcompliance.rulebook.rule_selection import SelectionError
from cmcompliance.rulebook.selector import SelectorError
from cmcompliance.service.pool.asked import RulesAsked, TemplateAsked
from cmcompliance.service.pool.input import InputError, asked_in, draft_in, problems_body
from cmcompliance.service.pool.job import Answer, Doing, Form, Job
from cmcompliance.settings import Preparation, Prepared, SettingsError

_NAME: Final = {"fr": "brouillon", "en": "draft"}


class Clerk:
    """Does the jobs that come to one desk, one after the other."""

    def __init__(self, preparation: Preparation, *, keep_drafts: bool = False) -> None:
        self._desk = Desk(preparation)
        self._keep_drafts = keep_drafts
        self._does: Mapping[Doing, Callable[[Job], Answer]] = {
            "check": self._check,
            "fix": self._fix,
            "explain": self._explain,
            "find": self._find,
            "template": self._template,
            "vocabulary": self._vocabulary,
        }

    def answer(self, job: Job) -> Answer:
        """Return the answer to a job; what is wrong with its input is one."""
        try:
            return self._does[job.do](job)
        except DraftError as error:
            return Answer(False, problems_body(error.problems, error.more))
        except InputError as error:
            problems = error.problems
        except SettingsError as error:
            problems = [str(problem) for problem in error.problems]
        except (SelectionError, SelectorError, RuleBookError) as error:
            problems = str(error).splitlines()
        return Answer(False, problems_body(problems))

    def _check(self, job: Job) -> Answer:
        prepared, today = self._desk.prepare(draft_in(job.body)), date.today()
        report = prepared.check(lang=job.lang, as_of=job.as_of, today=today)
        body = _in_form(job.form, prepared.draft, report, job.lang).encode()
        return Answer(True, body, report.verdict, self._record(job, prepared, report, today))

    def _fix(self, job: Job) -> Answer:
        draft, today = draft_in(job.body), date.today()
        fixed = self._desk.fix(draft, job.unsafe, job.lang, job.as_of)
        record = None
        if job.record:
            prepared = replace(self._desk.prepare(draft), draft=fixed.draft)
            record = self._record(job, prepared, prepared.signed(fixed.report), today)
        return Answer(True, _json(fixed), fixed.report.verdict, record)

    def _explain(self, job: Job) -> Answer:
        explanation = self._desk.explain(draft_in(job.body), job.rule, job.lang, job.as_of)
        return Answer(True, _json(Explained(explanation=explanation)))

    def _find(self, job: Job) -> Answer:
        asked = asked_in(job.body or b"{}", RulesAsked)
        found = self._desk.find(
            asked.words, asked.jurisdiction, asked.platform, asked.obligation, job.lang or "fr"
        )
        return Answer(True, _json(found))

    def _template(self, job: Job) -> Answer:
        asked = asked_in(job.body, TemplateAsked)
        written = self._desk.template(asked.jurisdictions, asked.platform, asked.contest, job.lang or "fr")
        return Answer(True, _json(written))

    def _vocabulary(self, job: Job) -> Answer:
        return Answer(True, _json(self._desk.vocabulary(job.lang or "fr")))

    def _record(self, job: Job, prepared: Prepared, report: Report, today: date) -> bytes | None:
        """Return the record of a report on a draft as it was checked."""
        if not job.record:
            return None
        record = record_of(
            prepared.draft,
            report,
            prepared.policy,
            today=today,
            keep_draft=self._keep_drafts,
            as_of=job.as_of,
            lang=job.lang,
        )
        return _json(record)


def _in_form(form: Form, draft: Draft, report: Report, lang: Language | None) -> str:
    if form == "json":
        return render_json(report)
    language: Language = lang or ("fr" if report.language == "fr" else "en")
    name = draft.id or _NAME[language]
    if form == "text":
        return render_text(report, Source(draft, name), language)
    outcome = Checked(ReadDraft(draft, Origin(name)), report)
    return (render_html if form == "html" else render_markdown)([outcome], language)


def _json(model: BaseModel) -> bytes:
    return model.model_dump_json().encode()


def sample_jobs() -> list[Job]:
    """Return jobs of all kinds: who did them once has loaded what the next ones need."""
    french = b'{"text": "Concours : tague un ami pour gagner un lot ! #ad", "platform": "instagram"}'
    english = b'{"text": "Giveaway: tag a friend to win!", "platform": "x", "jurisdictions": ["GB", "FR"]}'
    forms = [Job("check", body, form=form) for body in (french, english) for form in get_args(Form)]
    everywhere = [
        Job("check", json.dumps({"text": "Bonne semaine !", "platform": platform}).encode())
        for platform in (None, *get_args(Platform))
    ]
    return [
        *forms,
        *everywhere,
        Job("fix", french, unsafe=True),
        Job("explain", english),
        Job("find", b'{"words": "concours", "jurisdiction": "FR"}'),
        Job("template", b'{"jurisdictions": ["FR"], "platform": "instagram"}'),
        Job("vocabulary", b""),
        Job("check", b'{"txt": 1}'),
    ]
