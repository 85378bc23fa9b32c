"""`cmcompliance webhooks …`: the secret that messages are signed with, and those that were not delivered."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cmcompliance.cli.service_words import say

if TYPE_CHECKING:
    from cmcompliance.webhooks.spool import Delivery, Spool

app = typer.Typer(
    help="Webhooks of the service: make a secret, list and retry what was not delivered.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
QueueOption = Annotated[
    Path | None,
    typer.Option("--queue", metavar="FILE", help="The queue of the service; else the user's own."),
]


@app.callback()
def _prepare() -> None:
    from cmcompliance.cli.terminal import never_fail_to_write

    never_fail_to_write(sys.stdout)
    never_fail_to_write(sys.stderr)


@app.command("secret")
def secret() -> None:
    """Print a new secret: for the service in a file or in CMCOMPLIANCE_WEBHOOK_SECRET, and for the receivers.

    Exit status: 0.
    """
    from cmcompliance.webhooks.signature import new_secret

    typer.echo(new_secret())


@app.command("list")
def list_messages(queue: QueueOption = None) -> None:
    """List the messages that wait for a receiver or were given up, the oldest first.

    Exit status: 0 listed, 2 the queue cannot be read.
    """
    with _spool(queue) as spool:
        for one in spool.all():
            typer.echo(_line(one))


@app.command("retry")
def retry(
    event: Annotated[str | None, typer.Argument(metavar="[ID]", help="One event; else all.")] = None,
    queue: QueueOption = None,
) -> None:
    """Queue again what was given up; a service that runs sends it within seconds.

    Exit status: 0 queued, 2 there is nothing to queue, or the queue cannot be written.
    """
    from cmcompliance.cli.failure import bad_input

    with _spool(queue) as spool:
        count = spool.retry(event)
    if not count:
        raise bad_input(say("not_dead", event) if event else say("none_dead"))
    typer.echo(say("requeued", count), err=True)


def _line(one: Delivery) -> str:
    from datetime import UTC, datetime

    from cmcompliance.render.style import clean

    state = say("given_up" if one.dead else "waits", one.failures)
    queued = datetime.fromtimestamp(one.queued, UTC)
    host = one.url.partition("://")[2].partition("/")[0]
    why = f"  {one.reason}" if one.reason else ""
    return clean(f"{one.event}  {queued:%Y-%m-%d %H:%M:%S} UTC  {host}  {state}{why}")


@contextmanager
def _spool(queue: Path | None) -> Iterator[Spool]:
    import sqlite3

    from cmcompliance.cli.failure import bad_input
    from cmcompliance.webhooks.spool import Spool, spool_file
    from cmcompliance.webhooks.target import WebhookError

    try:
        path = queue or spool_file()
    except RuntimeError as error:  # a user without a home
        raise bad_input(say("name_queue", error)) from None
    if not path.exists():
        raise bad_input(say("no_queue", path))
    try:
        spool = Spool(path)
    except WebhookError as error:
        raise bad_input(str(error)) from None
    try:
        yield spool
    except sqlite3.Error as error:
        raise bad_input(say("bad_queue", path, error)) from None
    finally:
        spool.close()
