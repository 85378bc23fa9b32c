"""The routes that take work: what each reads of a request, and the job that it makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from fastapi import APIRouter, Request, Response

from cmcompliance.service.http import documented
from cmcompliance.service.http.admission import Admission
from cmcompliance.service.http.asking import Asking
from cmcompliance.service.http.batch import BatchAnswer, BatchLimits
from cmcompliance.service.http.body import JSON, NDJSON, check_type, json_body
from cmcompliance.service.http.direct import Endpoint
from cmcompliance.service.http.exchange import exchange_of
from cmcompliance.service.http.limits import Limits
from cmcompliance.service.http.problem import Problem, as_json
from cmcompliance.service.http.query import Query
from cmcompliance.service.pool import Job

_TYPES: Final = {
    "json": JSON,
    "html": "text/html; charset=utf-8",
    "markdown": "text/markdown; charset=utf-8",
    "text": "text/plain; charset=utf-8",
}
_PAGE_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
"""For a report as a page: it has a style sheet and nothing that acts."""


class Routes:
    """Answers what can be asked under /v1/."""

    def __init__(self, asking: Asking, limits: Limits, admission: Admission) -> None:
        self._asking = asking
        self._limits = limits
        self._admission = admission
        self._batches = 0

    def endpoints(self) -> Mapping[tuple[str, str], Endpoint]:
        """Return what answers, by method and path."""
        return {
            ("POST", "/v1/check"): self.check,
            ("POST", "/v1/check/batch"): self.batch,
            ("POST", "/v1/fix"): self.fix,
            ("POST", "/v1/explain"): self.explain,
            ("GET", "/v1/rules"): self.rules,
            ("POST", "/v1/contest-rules"): self.contest_rules,
            ("GET", "/v1/vocabulary"): self.vocabulary,
        }

    def router(self) -> APIRouter:
        """Return the routes with their documentation."""
        router = APIRouter()
        for (method, path), endpoint in self.endpoints().items():
            router.add_api_route(
                path,
                endpoint,
                methods=[method],
                operation_id=path.removeprefix("/v1/").replace("/", "_").replace("-", "_"),
                response_class=Response,
                openapi_extra=documented.OPERATIONS[path],
            )
        return router

    async def check(self, request: Request) -> Response:
        """Check a draft before it is published."""
        given = Query(request.url.query.encode(), documented.CHECK)
        job = Job(
            "check",
            await self._body(request),
            lang=given.lang,
            as_of=given.as_of,
            form=given.form,
            record=self._is_recorded(given),
        )
        return await self._answer(job, request)

    async def batch(self, request: Request) -> Response:
        """Check many drafts, one a line."""
        given = Query(request.url.query.encode(), documented.BATCH)
        check_type(request.scope, NDJSON)
        job = Job("check", b"", lang=given.lang, as_of=given.as_of, record=self._is_recorded(given))
        pay = partial(self._admission.pay_for_draft, exchange_of(request.scope))
        width = max(1, self._asking.workers.state().size)
        return _Batch(self, BatchAnswer(self._asking, job, BatchLimits(self._limits, pay, width)))

    async def fix(self, request: Request) -> Response:
        """Mend a draft by the edits of its findings."""
        given = Query(request.url.query.encode(), documented.FIX)
        job = Job(
            "fix",
            await self._body(request),
            lang=given.lang,
            as_of=given.as_of,
            unsafe=given.unsafe,
            record=self._is_recorded(given),
        )
        return await self._answer(job, request)

    async def explain(self, request: Request) -> Response:
        """Explain why a rule fired on a draft, or why not."""
        given = Query(request.url.query.encode(), documented.EXPLAIN)
        job = Job(
            "explain",
            await self._body(request),
            lang=given.lang,
            as_of=given.as_of,
            rule=given.words("rule"),
            record=False,
        )
        return await self._answer(job, request)

    async def rules(self, request: Request) -> Response:
        """Find the rules on a subject."""
        given = Query(request.url.query.encode(), documented.RULES)
        names = ("words", "jurisdiction", "platform", "obligation")
        asked = {name: value for name in names if (value := given.words(name)) is not None}
        return await self._answer(Job("find", as_json(asked), lang=given.lang, record=False), request)

    async def contest_rules(self, request: Request) -> Response:
        """Write contest rules to start from."""
        given = Query(request.url.query.encode(), documented.CONTEST_RULES)
        job = Job("template", await self._body(request), lang=given.lang, record=False)
        return await self._answer(job, request)

    async def vocabulary(self, request: Request) -> Response:
        """Return the words for the fields of a draft and their choices."""
        given = Query(request.url.query.encode(), documented.VOCABULARY)
        return await self._answer(Job("vocabulary", b"", lang=given.lang, record=False), request)

    async def _body(self, request: Request) -> bytes:
        return await json_body(request.scope, request.receive, self._limits)

    async def _answer(self, job: Job, request: Request) -> Response:
        given = await self._asking.answer(job, exchange_of(request.scope), request.receive)
        headers = {"Content-Security-Policy": _PAGE_POLICY} if job.form == "html" else {}
        if given.decision is not None:
            headers["X-Decision-Id"] = given.decision
        return Response(given.answer.body, media_type=_TYPES[job.form], headers=headers)

    def _is_recorded(self, given: Query) -> bool:
        return given.purpose == "decision" and self._asking.recording.wanted

    async def run_batch(self, answer: BatchAnswer, *channel: Any) -> None:
        """Answer a batch, which counts as one until it ends. Raises Problem when there are too many."""
        if self._batches >= self._limits.batches:
            raise Problem("busy", retry_after=1)
        self._batches += 1
        try:
            await answer(*channel)
        finally:
            self._batches -= 1


class _Batch(Response):
    def __init__(self, routes: Routes, answer: BatchAnswer) -> None:
        super().__init__()
        self._routes = routes
        self._batch = answer

    async def __call__(self, *channel: Any) -> None:
        await self._routes.run_batch(self._batch, *channel)
