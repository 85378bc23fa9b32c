"""`cmcompliance serve`: the checks over HTTP."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from cmcompliance.cli.options import ConfigOption, NoConfigOption, PackOption, WaiversOption
from cmcompliance.cli.words import spoken, why

if TYPE_CHECKING:
    import socket
    from collections.abc import Mapping, Sequence

    from cmcompliance.decisions import DecisionLog
    from cmcompliance.keys import KeyRing
    from cmcompliance.service.http.addresses import Network
    from cmcompliance.webhooks import Webhooks
    from cmcompliance.webhooks.webhooks import When

_EXTRA = ("fastapi", "uvicorn", "starlette", "prometheus_client", "h11", "anyio")
_SOCKET_MODE = 0o660
_HOST, _PORT = "127.0.0.1", 8765
_OFF = "off"


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
    page: Annotated[bool, typer.Option("--page/--no-page", help="Show the page for people at /.")] = True,
    keys: Annotated[
        Path | None,
        typer.Option(
            "--keys",
            metavar="FILE",
            envvar="CMCOMPLIANCE_KEYS",
            help="Ask for a key of this file; else, where one is needed, of the user's own.",
        ),
    ] = None,
    need_key: Annotated[
        bool | None,
        typer.Option(
            "--need-key/--no-key",
            help="Ask for a key on this machine, too, or for none; unless said: as soon as there is one.",
        ),
    ] = None,
    log: Annotated[
        str | None,
        typer.Option(
            "--log",
            metavar="FILE|URL|off",
            envvar="CMCOMPLIANCE_DECISIONS",
            help="Where decisions are kept: a file, postgresql://…, or off; else the user's own file.",
        ),
    ] = None,
    retention: Annotated[
        int | None, typer.Option("--retention", min=1, metavar="DAYS", help="Days that decisions are kept.")
    ] = None,
    keep_drafts: Annotated[
        bool, typer.Option("--keep-drafts", help="Keep the drafts with the decisions on them.")
    ] = False,
    webhook: Annotated[
        list[str] | None,
        typer.Option("--webhook", metavar="URL", help="Tell what is decided there, signed. Repeatable."),
    ] = None,
    webhook_on: Annotated[
        Literal["block", "review", "all"],
        typer.Option("--webhook-on", help="Which verdicts: block; review and block; all."),
    ] = "block",
    webhook_secret_file: Annotated[
        Path | None,
        typer.Option(
            "--webhook-secret-file",
            metavar="FILE",
            help="What webhooks are signed with; else CMCOMPLIANCE_WEBHOOK_SECRET.",
        ),
    ] = None,
    webhook_drafts: Annotated[
        bool, typer.Option("--webhook-drafts", help="Send the drafts, too, where they are kept.")
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

    never_fail_to_write(sys.stdout)
    words = serve_words(spoken())
    try:
        from cmcompliance.cli.serve_run import Wanted, run
        from cmcompliance.service.http.limits import Limits
        from cmcompliance.service.pool import PreparationSpec
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _EXTRA:
            raise
        raise bad_input(words["extra"]) from None
    if config is not None and no_config:
        raise bad_input(words["config_or_not"])
    if unix_socket is not None and (host is not None or port is not None):
        raise bad_input(words["host_or_socket"])
    trusted, defaults = _trusted(trusted_proxy or [], words), Limits()
    folders = tuple(chosen_folders(pack))
    sockets = _listening(host or _HOST, _PORT if port is None else port, unix_socket, words)
    at_home = unix_socket is not None or _is_at_home(sockets)
    ring = _ring(keys, words, host or _HOST) if _is_key_needed(need_key, keys, at_home, words) else None
    size = workers or _cores()
    wanted = Wanted(
        spec=PreparationSpec(config, no_config, folders, waivers, keep_drafts),
        limits=Limits(
            body_bytes=max_body or defaults.body_bytes,
            batch_drafts=max_drafts or defaults.batch_drafts,
            rate=defaults.rate if rate is None else rate,
            at_once=max_requests or defaults.at_once,
            at_once_each=max_requests_each or defaults.at_once_each,
        ),
        workers=size,
        seconds=timeout,
        queue=64 * size if queue is None else queue,
        hosts=[*(allow_host or []), *([host] if host else [])],
        trusted=trusted,
        keys=ring,
        decisions=_decisions(log, retention, words),
        log_place=_log_place(log),
        webhooks=_webhooks(webhook or [], webhook_on, webhook_drafts, webhook_secret_file, words),
        log_drafts=log_drafts,
        page=page,
        place=f"unix:{unix_socket}" if unix_socket else _address(sockets[0]),
        words=words,
    )
    run(wanted, sockets)


def _listening(host: str, port: int, path: Path | None, words: Mapping[str, str]) -> Sequence[socket.socket]:
    from cmcompliance.cli.failure import bad_input
    from cmcompliance.service.http.serving import listen, listen_at

    try:
        return [listen_at(path, _SOCKET_MODE)] if path else listen(host, port)
    except OSError as error:
        where = str(path or f"{host}:{port}")
        busy = error.errno == errno.EADDRINUSE
        message = words["busy" if busy and not path else "not_listened"]
        raise bad_input(message.format(where, why(error, spoken()))) from None


def _is_key_needed(said: bool | None, named: Path | None, at_home: bool, words: Mapping[str, str]) -> bool:
    """Return whether who asks has to show a key; who created one means it to be needed."""
    from cmcompliance.cli.failure import bad_input
    from cmcompliance.keys.file import key_file

    if said is False and (named is not None or not at_home):
        raise bad_input(words["key_or_not" if named is not None else "key_needed"])
    return said is not False and (said or named is not None or not at_home or key_file().exists())


def _ring(path: Path | None, words: Mapping[str, str], host: str) -> KeyRing:
    from cmcompliance.cli.failure import bad_input
    from cmcompliance.keys import KeyRing
    from cmcompliance.keys.file import key_file

    ring = KeyRing(path or key_file())
    if not ring.count():
        raise bad_input(
            words["needs_keys"].format(host, ring.problem or words["no_key_holds"].format(ring.path))
        )
    return ring


def _decisions(log: str | None, retention: int | None, words: Mapping[str, str]) -> DecisionLog | None:
    if log == _OFF:
        return None
    from cmcompliance.cli.failure import bad_input
    from cmcompliance.decisions import LogUnavailable, open_log

    try:
        return open_log(_log_url(log), retention=retention)
    except LogUnavailable as error:
        raise bad_input(words["no_log"].format(error)) from None


def _webhooks(
    urls: Sequence[str], on: When, drafts: bool, secret_file: Path | None, words: Mapping[str, str]
) -> Webhooks | None:
    if not urls:
        return None
    from cmcompliance.cli.failure import bad_input
    from cmcompliance.webhooks import WebhookError, webhooks_to

    try:
        return webhooks_to(urls, on=on, with_draft=drafts, secret_file=secret_file)
    except WebhookError as error:
        raise bad_input(words["no_webhook"].format(error)) from None


def _log_place(log: str | None) -> str:
    from cmcompliance.decisions.address import shown_url

    url = _log_url(log)
    return shown_url(url) if "://" in url else url


def _log_url(log: str | None) -> str:
    from cmcompliance.decisions.address import default_log

    return log or default_log()


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


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
