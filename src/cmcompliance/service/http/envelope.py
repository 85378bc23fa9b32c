"""What is around every answer: who asked, the guards, the headers that all answers have, the log line."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from cmcompliance.service.http.addresses import Network, address_of
from cmcompliance.service.http.admission import Admission
from cmcompliance.service.http.body import ClientGone, Receive
from cmcompliance.service.http.documented import OPERATIONS
from cmcompliance.service.http.exchange import Exchange, Scope, begin
from cmcompliance.service.http.gate import Gate
from cmcompliance.service.http.metrics import OTHER, PAGE, Metrics
from cmcompliance.service.http.problem import MEDIA_TYPE, Problem
from cmcompliance.service.http.request_log import log_fault, log_request

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
_GONE: Final = 499
_ROUTES: Final = frozenset({*OPERATIONS, "/openapi.json"})
_LIMITS: Final = frozenset(
    {"too-many", "too-many-at-once", "busy", "full", "too-large", "too-slow", "too-deep"}
)
_SAFE: Final = (
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'; sandbox"),
)
"""For what an answer does not say itself."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`trusted`: the proxies whose word on the client counts; `log_drafts`: log lines hold the drafts."""

    gate: Gate
    admission: Admission
    metrics: Metrics
    trusted: Sequence[Network]
    log_drafts: bool


class Envelope:
    """The outermost layer of the application."""

    def __init__(self, app: App, around: Surroundings) -> None:
        self._app = app
        self._around = around

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, whatever goes wrong."""
        if scope["type"] != "http":
            await self._other(scope, receive, send)
            return
        address = address_of(scope.get("client"), scope["headers"], self._around.trusted)
        exchange = begin(scope, address)
        answer = _Answer(exchange, send)
        inner = {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope
        entered = False
        try:
            self._around.gate.check(scope, exchange)
            entered = self._around.admission.enter(scope, exchange)
            await self._app(inner, receive, answer.send)
        except Problem as problem:
            await self._refuse(problem, exchange, answer)
        except ClientGone:
            self._around.metrics.gone()
            exchange.status = _GONE
        except Exception as error:  # whatever it is: no trace of it leaves this process but in the log
            log_fault(exchange, "fault", error)
            await self._refuse(Problem("fault"), exchange, answer)
        finally:
            if entered:
                self._around.admission.leave(exchange)
            route = _route(scope["path"])
            self._around.metrics.answered(exchange, route)
            log_request(exchange, route, with_drafts=self._around.log_drafts)

    async def _refuse(self, problem: Problem, exchange: Exchange, answer: _Answer) -> None:
        if problem.kind in _LIMITS:
            self._around.metrics.limited(problem.kind)
        if answer.begun:
            raise _Broken(problem.kind)
        await send_problem(problem, exchange, answer.send)

    async def _other(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})


class _Broken(Exception):  # noqa: N818
    """An answer broke off after it had begun: the server closes the connection, which the client sees."""


async def send_problem(problem: Problem, exchange: Exchange, send: Send) -> None:
    """Answer with a problem."""
    body = problem.body(exchange.language, exchange.request_id)
    headers = [
        (b"content-type", MEDIA_TYPE.encode()),
        (b"content-length", str(len(body)).encode()),
        (b"content-language", exchange.language.encode()),
        *((name.lower().encode(), value.encode()) for name, value in problem.headers.items()),
    ]
    await send({"type": "http.response.start", "status": problem.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


class _Answer:
    """Adds to an answer what all answers have, and keeps count."""

    def __init__(self, exchange: Exchange, send: Send) -> None:
        self._exchange = exchange
        self._send = send
        self.begun = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            self._exchange.status = message["status"]
            headers = list(message.get("headers", ()))
            names = {name for name, _ in headers}
            headers += [header for header in _SAFE if header[0] not in names]
            headers += self._exchange.headers
            headers.append((b"x-request-id", self._exchange.request_id.encode()))
            message["headers"] = headers
        else:
            self._exchange.sent += len(message.get("body", b""))
        await self._send(message)


def _route(path: str) -> str:
    """Return one of few names for what was asked: never what the client wrote."""
    if path in _ROUTES:
        return path
    return PAGE if path == "/" or path.startswith("/page/") else OTHER
