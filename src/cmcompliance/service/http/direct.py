"""The straight way to the routes that take work: the framework costs as much as all else in the front."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from starlette.requests import Request
from starlette.responses import Response

from cmcompliance.service.http.body import Receive
from cmcompliance.service.http.envelope import App, Send
from cmcompliance.service.http.exchange import Scope

Endpoint = Callable[[Request], Awaitable[Response]]


class Direct:
    """Answers what it has an endpoint for, and leaves the rest to the application behind."""

    def __init__(self, app: App, endpoints: Mapping[tuple[str, str], Endpoint]) -> None:
        """`endpoints`: by method and path."""
        self._app = app
        self._endpoints = endpoints

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        endpoint = self._endpoints.get((scope.get("method", ""), scope.get("path", "")))
        if endpoint is None:
            await self._app(scope, receive, send)
            return
        response = await endpoint(Request(scope, receive, send))
        await response(scope, receive, send)
