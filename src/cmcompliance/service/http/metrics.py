"""Numbers about the service in Prometheus' form; labels have few values, whatever clients send."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram, disable_created_metrics, exposition
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from cmcompliance.service.http.exchange import Exchange
from cmcompliance.service.pool import PoolState
from cmcompliance.webhooks.state import WebhookState

OTHER: Final = "other"
PAGE: Final = "page"
_SECONDS: Final = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "OPTIONS"})


class Metrics:
    """Counts for one service; each has a registry of its own."""

    def __init__(
        self,
        state: Callable[[], PoolState],
        in_progress: Callable[[], int],
        webhooks: Callable[[], WebhookState] | None = None,
    ) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "cmcompliance_requests",
            "Requests that were answered.",
            ("route", "method", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "cmcompliance_request_seconds",
            "Time from the head of a request to the end of its answer.",
            ("route",),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._verdicts = Counter(
            "cmcompliance_verdicts", "Verdicts on drafts.", ("verdict",), registry=self._registry
        )
        self._limited = Counter(
            "cmcompliance_limited",
            "Requests that were turned away by a limit.",
            ("limit",),
            registry=self._registry,
        )
        self._unrecorded = Counter(
            "cmcompliance_unrecorded_decisions",
            "Decisions that were not given since the log could not be written.",
            registry=self._registry,
        )
        self._gone = Counter(
            "cmcompliance_clients_gone", "Clients that left before their answer.", registry=self._registry
        )
        self._registry.register(_PoolNumbers(state, in_progress))
        if webhooks is not None:
            self._registry.register(_WebhookNumbers(webhooks))

    def answered(self, exchange: Exchange, route: str) -> None:
        """Count a request that was answered."""
        method = exchange.method if exchange.method in _METHODS else OTHER
        self._requests.labels(route, method, str(exchange.status)).inc()
        self._seconds.labels(route).observe(time.perf_counter() - exchange.started)
        for verdict, number in exchange.verdicts.items():
            self._verdicts.labels(verdict).inc(number)

    def limited(self, limit: str) -> None:
        """Count a request that a limit turned away; `limit`: the kind of the problem."""
        self._limited.labels(limit).inc()

    def unrecorded(self) -> None:
        """Count a decision that was not given since it could not be recorded."""
        self._unrecorded.inc()

    def gone(self) -> None:
        """Count a client that left before its answer."""
        self._gone.inc()

    def text(self, accepted: str) -> tuple[bytes, str]:
        """Return all numbers, and the type of the form that `accepted` asks for."""
        encode, media_type = exposition.choose_encoder(accepted)
        return encode(self._registry), media_type


class _PoolNumbers(Collector):
    """Looks at the pool when it is asked."""

    def __init__(self, state: Callable[[], PoolState], in_progress: Callable[[], int]) -> None:
        self._state = state
        self._in_progress = in_progress

    def collect(self) -> Iterator[Metric]:
        """Yield the numbers of the pool as they are now."""
        state = self._state()
        gauges = (
            ("cmcompliance_workers", "Workers that there are to be.", state.size),
            ("cmcompliance_workers_ready", "Workers that there are.", state.ready),
            ("cmcompliance_workers_busy", "Workers with a draft.", state.busy),
            ("cmcompliance_queued", "Drafts that wait for a worker.", state.queued),
            ("cmcompliance_requests_in_progress", "Requests in progress.", self._in_progress()),
        )
        for name, meaning, value in gauges:
            yield GaugeMetricFamily(name, meaning, value)
        yield CounterMetricFamily("cmcompliance_worker_crashes", "Workers that crashed.", state.crashes)
        yield CounterMetricFamily(
            "cmcompliance_draft_timeouts", "Drafts whose check was stopped.", state.timeouts
        )


class _WebhookNumbers(Collector):
    """Looks at the webhooks when it is asked."""

    def __init__(self, state: Callable[[], WebhookState]) -> None:
        self._state = state

    def collect(self) -> Iterator[Metric]:
        """Yield the numbers of the webhooks as they were a few seconds ago."""
        state = self._state()
        yield GaugeMetricFamily("cmcompliance_webhooks_waiting", "Messages that wait.", state.waiting)
        yield GaugeMetricFamily("cmcompliance_webhooks_dead", "Messages that were given up.", state.dead)
        yield CounterMetricFamily(
            "cmcompliance_webhooks_delivered", "Messages that were delivered.", state.delivered
        )
        yield CounterMetricFamily("cmcompliance_webhook_failures", "Tries that failed.", state.failed)
        yield CounterMetricFamily("cmcompliance_webhooks_lost", "Messages there was no room for.", state.lost)
