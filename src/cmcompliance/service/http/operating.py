"""The routes for whoever runs the service: is it alive, is it ready, what are its numbers, what can it do."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request, Response

from cmcompliance.service.http.body import JSON
from cmcompliance.service.http.documented import OPERATIONS
from cmcompliance.service.http.metrics import Metrics
from cmcompliance.service.http.problem import as_json
from cmcompliance.service.pool import PoolState


class Operating:
    """Answers beside /v1/, and asks no worker."""

    def __init__(
        self, state: Callable[[], PoolState], metrics: Metrics, document: Callable[[], dict[str, Any]]
    ) -> None:
        """`document`: the description of the service."""
        self._state = state
        self._metrics = metrics
        self._document = document
        self._document_body = b""
        self._describing = threading.Lock()

    def router(self) -> APIRouter:
        """Return the routes with their documentation."""
        router = APIRouter()
        for path, endpoint in (
            ("/healthz", self.health),
            ("/readyz", self.ready),
            ("/metrics", self.metrics),
        ):
            router.add_api_route(
                path,
                endpoint,
                methods=["GET"],
                operation_id=path.removeprefix("/"),
                response_class=Response,
                openapi_extra=OPERATIONS[path],
            )
        router.add_api_route(
            "/openapi.json", self.openapi, methods=["GET"], include_in_schema=False, response_class=Response
        )
        return router

    async def health(self) -> Response:
        """Tell that the process answers."""
        return Response(as_json({"status": "ok"}), media_type=JSON)

    async def ready(self) -> Response:
        """Tell whether all workers are there."""
        state = self._state()
        is_ready = state.ready >= state.size
        told = {"status": "ok" if is_ready else "not ready", "workers": state.size, "ready": state.ready}
        return Response(as_json(told), 200 if is_ready else 503, media_type=JSON)

    async def metrics(self, request: Request) -> Response:
        """Give the numbers of the service in Prometheus' form."""
        body, media_type = self._metrics.text(request.headers.get("accept", ""))
        return Response(body, headers={"Content-Type": media_type})

    async def openapi(self) -> Response:
        """Give the description of the service."""
        if not self._document_body:  # it takes so long to make that others would wait
            await asyncio.to_thread(self._describe)
        return Response(self._document_body, media_type=JSON)

    def _describe(self) -> None:
        with self._describing:
            self._document_body = self._document_body or as_json(self._document())
