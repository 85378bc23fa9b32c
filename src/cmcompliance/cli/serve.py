"""`cmcompliance serve`: the checks over HTTP."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cmcompliance.cli.options import ConfigOption, NoConfigOption, PackOption, WaiversOption

if TYPE_CHECKING:
    import socket
    from collections.abc import Mapping, Sequence

    from cmcompliance.service.http import Limits
    from cmcompliance.service.http.addresses import Network
    from cmcompliance.service.pool import Pool, PreparationSpec

_EXTRA = ("fastapi", "uvicorn", "starlette", "prometheus_client", "h11", "anyio")
_SOCKET_MODE = 0o660
_PORT = 8765


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the options say, checked."""

    spec: PreparationSpec
    limits: Limits
    workers: int
    seconds: float
    queue: int
    hosts: Sequence[str]
    trusted: Sequence[Network]
    log_drafts: bool
    place: str
    words: Mapping[str, str]


def serve(
    host: Annotated[
        str | None, typer.Option("--host", metavar="ADDRESS", help="Where to listen; 127.0.0.1 unless said.")
    ] = None,
    port: Annotated[
        int | None, typer.Option("--port", min=0, max=65535, help=f"{_PORT} unless said; 0: a free one.")
    ] = None,
    unix_socket: Annotated[
        Path | None, typer.Option("--unix-socket", metavar="PATH", help="Listen there, in place of a port.")
    ] = None,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, help="Processes that check; one a core unless said.")
    ] = None,
    timeout: Annotated[
        float, typer.Option("--timeout", min=0.1, metavar="SECONDS", help="When a draft's check is stopped.")
    ] = 20.0,
    queue: Annotated[
        int | None, typer.Option("--queue", min=0, help="How many drafts may wait; 64 a worker unless said.")
    ] = None,
    rate: Annotated[
        int | None,
        typer.Option("--rate", min=0, help="Drafts a minute for each key or address; 0: no limit."),
    ] = None,
    max_body: Annotated[
        int | None, typer.Option("--max-body", min=1, metavar="BYTES", help="Size of a draft.")
    ] = None,
    max_drafts: Annotated[int | None, typer.Option("--max-drafts", min=1, help="Drafts a batch.")] = None,
    max_requests: Annotated[
        int | None, typer.Option("--max-requests", min=1, help="Requests in progress, of all together.")
    ] = None,
    max_requests_each: Annotated[
        int | None, typer.Option("--max-requests-each", min=1, help="Those of one key or address.")
    ] = None,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(
            "--allow-host",
            metavar="NAME",
            help="A name that the service is called by, beside addresses and localhost. Repeatable.",
        ),
    ] = None,
    trusted_proxy: Annotated[
        list[str] | None,
        typer.Option(
            "--trusted-proxy",
            metavar="ADDRESS",
            help="A proxy, or a network of them, that says truly who asks. Repeatable.",
        ),
    ] = None,
    log_drafts: Annotated[
        bool, typer.Option("--log-drafts", help="Write the drafts into the log, too.")
    ] = False,
    config: ConfigOption = None,
    no_config: NoConfigOption = False,
    pack: PackOption = None,
    waivers: WaiversOption = None,
) -> None:
    """Serve the checks over HTTP, to programs and as a page for people.

    POST /v1/check with a draft gives its report; /openapi.json tells all that can be asked. It listens on
    this machine alone unless told otherwise, and needs the extra [serve].

    Exit status: 0 it was told to stop, 2 it could not start, 130 it was told to stop at once.
    """
    from cmcompliance.cli.failure import bad_input
    from cmcompliance.cli.packs import chosen_folders
    from cmcompliance.cli.serve_words import serve_words
    from cmcompliance.cli.terminal import never_fail_to_write
    from cmcompliance.cli.words import spoken

    never_fail_to_write(sys.stdout)
    words = serve_words(spoken())
    try:
        from cmcompliance.service.http.limits import Limits
        from cmcompliance.service.http.serving import listen, listen_at
        from cmcompliance.service.pool import PreparationSpec
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _EXTRA:
            raise
        raise bad_input(words["extra"]) from None
    if config is not None and no_config:
        raise bad_input(words["config_or_not"])
    if unix_socket is not None and (host is not None or port is not None):
        raise bad_input(words["host_or_socket"])
    trusted = _trusted(trusted_proxy or [], words)
    defaults = Limits()
    limits = Limits(
        body_bytes=max_body or defaults.body_bytes,
        batch_drafts=max_drafts or defaults.batch_drafts,
        rate=defaults.rate if rate is None else rate,
        at_once=max_requests or defaults.at_once,
        at_once_each=max_requests_each or defaults.at_once_each,
    )
    name, number = host or "127.0.0.1", _PORT if port is None else port
    try:
        sockets = [listen_at(unix_socket, _SOCKET_MODE)] if unix_socket else listen(name, number)
    except OSError as error:
        where = str(unix_socket or f"{name}:{number}")
        raise bad_input(words["busy"].format(where, error.strerror or error)) from None
    if unix_socket is None and not _is_at_home(sockets):
        raise bad_input(words["needs_keys"].format(name))
    size = workers or len(os.sched_getaffinity(0))
    wanted = _Wanted(
        spec=PreparationSpec(config, no_config, tuple(chosen_folders(pack)), waivers),
        limits=limits,
        workers=size,
        seconds=timeout,
        queue=64 * size if queue is None else queue,
        hosts=[*(allow_host or []), *([host] if host else [])],
        trusted=trusted,
        log_drafts=log_drafts,
        place=f"unix:{unix_socket}" if unix_socket else _address(sockets[0]),
        words=words,
    )
    _run(wanted, sockets)


def _run(wanted: _Wanted, sockets: Sequence[socket.socket]) -> None:
    import asyncio

    from cmcompliance.cli.failure import unusable
    from cmcompliance.service.http.request_log import log_to
    from cmcompliance.service.pool import PoolNotStarted

    typer.echo(wanted.words["starting"])
    log_to(sys.stderr)
    try:
        in_peace = asyncio.run(_served(wanted, sockets))
    except PoolNotStarted as error:
        raise unusable("; ".join(error.problems)) from None
    finally:
        for one in sockets:
            one.close()
    typer.echo(wanted.words["stopped"])
    if not in_peace:
        raise KeyboardInterrupt


async def _served(wanted: _Wanted, sockets: Sequence[socket.socket]) -> bool:
    from cmcompliance.service.http import app_on
    from cmcompliance.service.http.serving import serve as serve_on
    from cmcompliance.service.pool import Pool

    pool = Pool(wanted.spec, size=wanted.workers, seconds=wanted.seconds, queue=wanted.queue)
    await pool.start()
    in_peace = False
    try:
        label, digest = await _rules(pool)
        app = app_on(
            pool,
            seconds=wanted.seconds,
            limits=wanted.limits,
            hosts=wanted.hosts,
            trusted=wanted.trusted,
            log_drafts=wanted.log_drafts,
        )

        def greet() -> None:
            typer.echo("\n".join(_greeting(wanted, label, digest)))

        in_peace = await serve_on(
            app, sockets, limits=wanted.limits, grace=wanted.seconds + 5, on_ready=greet
        )
        return in_peace
    finally:
        await (pool.stop() if in_peace else pool.stop(0))


async def _rules(pool: Pool) -> tuple[str, str]:
    """Return by which rules the workers judge: names and versions, and the digest of all."""
    import json

    from cmcompliance.report.model import RulesetInfo
    from cmcompliance.service.pool import Job

    answer = await pool.ask(Job("check", b'{"text": ""}', record=False))
    ruleset = RulesetInfo.model_validate(json.loads(answer.body)["ruleset"])
    return ruleset.label, ruleset.digest


def _greeting(wanted: _Wanted, label: str, digest: str) -> list[str]:
    words = wanted.words
    return [
        words["at"].format(wanted.place),
        words["rules"].format(label, digest[:12]),
        words["workers"].format(wanted.workers, wanted.seconds, wanted.queue),
        words["no_keys"],
        words["log_drafts" if wanted.log_drafts else "log"],
        *([words["root"]] if os.geteuid() == 0 else []),
        words["stop"],
    ]


def _trusted(names: Sequence[str], words: Mapping[str, str]) -> Sequence[Network]:
    from cmcompliance.cli.failure import bad_input
    from cmcompliance.service.http.addresses import networks_of

    trusted: list[Network] = []
    for name in names:
        try:
            trusted += networks_of([name])
        except ValueError:
            raise bad_input(words["proxy"].format(name)) from None
    return trusted


def _is_at_home(sockets: Sequence[socket.socket]) -> bool:
    from cmcompliance.service.http.addresses import is_loopback

    return all(is_loopback(one.getsockname()[0]) for one in sockets)


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
