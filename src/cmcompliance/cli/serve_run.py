"""Runs the service that `serve` was asked for, from loading the rules to the last answer."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

from cmcompliance.cli.failure import unusable
from cmcompliance.report.model import RulesetInfo
from cmcompliance.service.http import Limits, app_on
from cmcompliance.service.http.addresses import Network
from cmcompliance.service.http.request_log import log_to
from cmcompliance.service.http.serving import closed_after, serve
from cmcompliance.service.page import page_routes
from cmcompliance.service.pool import Job, Pool, PoolNotStarted, PreparationSpec

if TYPE_CHECKING:
    import socket

    from cmcompliance.decisions import DecisionLog
    from cmcompliance.keys import KeyRing
    from cmcompliance.webhooks import Webhooks

_ENDING_SECONDS = 5.0
"""Beside what a draft may take: how long the last answers may take to be read."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the options say, checked; `place`: the address, `log_place`: where decisions are kept."""

    spec: PreparationSpec
    limits: Limits
    workers: int
    seconds: float
    queue: int
    hosts: Sequence[str]
    trusted: Sequence[Network]
    keys: KeyRing | None
    decisions: DecisionLog | None
    log_place: str
    webhooks: Webhooks | None
    log_drafts: bool
    page: bool
    place: str
    words: Mapping[str, str]


def run(wanted: Wanted, sockets: Sequence[socket.socket]) -> None:
    """Serve until told to stop; ends the command where that is told twice or no worker can be had."""
    typer.echo(wanted.words["starting"])
    log_to(sys.stderr)
    try:
        with closed_after(sockets):
            in_peace = asyncio.run(_served(wanted, sockets))
    except PoolNotStarted as error:
        raise unusable("; ".join(error.problems)) from None
    if not in_peace:
        raise KeyboardInterrupt
    typer.echo(wanted.words["stopped"])


async def _served(wanted: Wanted, sockets: Sequence[socket.socket]) -> bool:
    pool = Pool(wanted.spec, size=wanted.workers, seconds=wanted.seconds, queue=wanted.queue)
    await pool.start()
    in_peace = False
    try:
        rules = await _rules(pool)
        app = app_on(
            pool,
            seconds=wanted.seconds,
            limits=wanted.limits,
            keys=wanted.keys,
            decisions=wanted.decisions,
            webhooks=wanted.webhooks,
            hosts=wanted.hosts,
            trusted=wanted.trusted,
            page=page_routes() if wanted.page else (),
            log_drafts=wanted.log_drafts,
        )
        in_peace = await serve(
            app,
            sockets,
            limits=wanted.limits,
            grace=wanted.seconds + _ENDING_SECONDS,
            on_ready=lambda: typer.echo("\n".join(_greeting(wanted, rules))),
        )
        return in_peace
    finally:
        await (pool.stop() if in_peace else pool.stop(0))
        if wanted.decisions is not None:
            await wanted.decisions.close()
        if wanted.webhooks is not None:
            await asyncio.to_thread(wanted.webhooks.close)


async def _rules(pool: Pool) -> RulesetInfo:
    """Return by which rules the workers judge."""
    answer = await pool.ask(Job("check", b'{"text": ""}', record=False))
    return RulesetInfo.model_validate(json.loads(answer.body)["ruleset"])


def _greeting(wanted: Wanted, rules: RulesetInfo) -> list[str]:
    words = wanted.words
    return [
        words["at"].format(wanted.place),
        words["rules"].format(rules.label, rules.digest[:12]),
        words["workers"].format(wanted.workers, wanted.seconds, wanted.queue),
        words["no_keys"]
        if wanted.keys is None
        else words["keys"].format(wanted.keys.count(), wanted.keys.path),
        words["no_decisions"]
        if wanted.decisions is None
        else words["keep_drafts" if wanted.spec.keep_drafts else "decisions"].format(wanted.log_place),
        *([words["webhooks"].format(", ".join(wanted.webhooks.hosts))] if wanted.webhooks else []),
        words["log_drafts" if wanted.log_drafts else "log"],
        *([words["root"]] if os.geteuid() == 0 else []),
        words["stop"],
    ]
