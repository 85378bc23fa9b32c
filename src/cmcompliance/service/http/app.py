"""The service as an ASGI application, put together over a pool."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from cmcompliance.service.http.addresses import Network
from cmcompliance.service.http.admission import Admission
from cmcompliance.service.http.asking import Asking
from cmcompliance.service.http.direct import Direct
from cmcompliance.service.http.envelope import Envelope, Surroundings
from cmcompliance.service.http.gate import Gate
from cmcompliance.service.http.limits import Limits
from cmcompliance.service.http.metrics import Metrics
from cmcompliance.service.http.openapi import document_of
from cmcompliance.service.http.operating import Operating
from cmcompliance.service.http.partners import Decisions, Hooks, Keys, Workers
from cmcompliance.service.http.problem import Problem
from cmcompliance.service.http.rates import Rates
from cmcompliance.service.http.recording import Recording
from cmcompliance.service.http.routes import Routes


def app_on(
    pool: Workers,
    *,
    seconds: float,
    limits: Limits | None = None,
    keys: Keys | None = None,
    decisions: Decisions | None = None,
    webhooks: Hooks | None = None,
    hosts: Collection[str] = (),
    trusted: Sequence[Network] = (),
    page: Sequence[BaseRoute] = (),
    log_drafts: bool = False,
    clock: Callable[[], float] = time.monotonic,
) -> FastAPI:
    """Return the service over a pool that is started.

    `seconds`: how long the pool gives a draft; `keys` None: no key is needed; `decisions` None: none is kept;
    `webhooks`: told of them; `hosts`: names by which the service may be called beside addresses and
    `localhost`; `trusted`: proxies whose word on the client counts; `page`: routes of the page;
    `log_drafts`: log lines hold the drafts.
    """
    bounds = limits or Limits()
    admission = Admission(bounds, keys, Rates(clock))
    metrics = Metrics(pool.state, lambda: admission.in_progress, webhooks.state if webhooks else None)
    around = Surroundings(Gate(bounds, hosts), admission, metrics, trusted, log_drafts)

    asking = Asking(pool, Recording(decisions, webhooks, metrics.unrecorded), seconds, log_drafts)
    routes = Routes(asking, bounds, admission)
    app = FastAPI(
        title="cmcompliance",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
        middleware=[Middleware(Envelope, around=around), Middleware(Direct, endpoints=routes.endpoints())],
        exception_handlers={HTTPException: _by_framework},
    )
    app.state.refused = metrics.limited
    app.include_router(Operating(pool.state, metrics, lambda: document_of(app)).router())
    app.include_router(routes.router())
    app.router.routes.extend(page)
    return app


async def _by_framework(request: Request, error: Exception) -> Response:
    """Say in our words what the framework refuses. Raises Problem."""
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        raise Problem("not-found")
    if error.status_code == 405:
        allowed = sorted({*(error.headers or {}).get("Allow", "").split(", "), "OPTIONS"})
        names = ", ".join(allowed if "GET" not in allowed else sorted({*allowed, "HEAD"}))
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": names})
        raise Problem("method-not-allowed", allowed=names, headers={"Allow": names})
    raise error
