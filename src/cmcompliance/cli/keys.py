"""`cmcompliance keys …`: who may ask the service."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from cmcompliance.cli.service_words import say

if TYPE_CHECKING:
    from cmcompliance.keys.model import StoredKey

app = typer.Typer(
    help="API keys of the service: create, list, revoke.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
FileOption = Annotated[
    Path | None,
    typer.Option(
        "--file", metavar="FILE", envvar="CMCOMPLIANCE_KEYS", help="The file of keys; else the user's own."
    ),
]


@app.callback()
def _prepare() -> None:
    from cmcompliance.cli.terminal import never_fail_to_write

    never_fail_to_write(sys.stdout)
    never_fail_to_write(sys.stderr)


@app.command("create")
def create(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Who or what will use it.")],
    expires: Annotated[
        datetime | None,
        typer.Option(
            "--expires", formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="Last day on which it holds (UTC)."
        ),
    ] = None,
    rate: Annotated[
        str | None, typer.Option("--rate", metavar="N/min", help="Requests a minute; else the service's own.")
    ] = None,
    file: FileOption = None,
) -> None:
    """Create a key and print its secret, once: only its SHA-256 is kept.

    The secret alone goes to standard output, what is to be said of it to standard error.

    Exit status: 0 created, 2 it could not be.
    """
    from cmcompliance.keys.changing import create_key

    with _refusals():
        path = _file(file)
        made = create_key(path, name, expires=expires.date() if expires else None, rate=_rate(rate))
    typer.echo(say("key_created", made.key.id, name, path), err=True)
    typer.echo(made.secret)


@app.command("list")
def list_keys(
    output: Annotated[Literal["text", "json"], typer.Option("--format", help="How to print.")] = "text",
    file: FileOption = None,
) -> None:
    """List the keys, those that were revoked or have expired too; no secret is kept that could be shown.

    Exit status: 0 listed, 2 the file cannot be read.
    """
    from cmcompliance.keys.file import read_keys

    with _refusals():
        path = _file(file)
        try:
            keys = read_keys(path).keys
        except FileNotFoundError:
            keys = ()
    if output == "json":
        import json

        shown = [
            key.model_dump(mode="json", exclude={"digest"}) | {"state": _state_name(key)} for key in keys
        ]
        typer.echo(json.dumps(shown, ensure_ascii=False, indent=2))
        return
    if not keys:
        typer.echo(say("no_keys", path), err=True)
    width = max((len(key.name) for key in keys), default=0)
    for key in keys:
        rate = f"  {key.rate}/min" if key.rate else ""
        typer.echo(f"{key.id}  {key.name:<{width}}  {say('created', key.created)}  {_state(key)}{rate}")


@app.command("revoke")
def revoke(
    key: Annotated[str, typer.Argument(metavar="ID|NAME", help="The key, as `keys list` shows it.")],
    file: FileOption = None,
) -> None:
    """Revoke a key: a service that runs refuses it from its next request on.

    Exit status: 0 revoked, 2 there is no such key, or the file cannot be written.
    """
    from cmcompliance.keys.changing import revoke_key

    with _refusals():
        gone = revoke_key(_file(file), key)
    typer.echo(say("key_revoked", gone.id, gone.name), err=True)


def _file(given: Path | None) -> Path:
    from cmcompliance.cli.failure import bad_input
    from cmcompliance.keys.file import key_file

    try:
        return key_file() if given is None else given
    except RuntimeError as error:  # a user without a home
        raise bad_input(say("name_file", error)) from None


def _rate(given: str | None) -> int | None:
    from cmcompliance.cli.failure import bad_input

    if given is None:
        return None
    number, _, unit = given.partition("/")
    if not number.isascii() or not number.isdigit() or int(number) < 1 or unit not in ("", "min"):
        raise bad_input(say("rate", given))
    return int(number)


def _state_name(key: StoredKey) -> str:
    from cmcompliance.keys.model import today

    if key.revoked:
        return "revoked"
    return "holds" if key.holds(today()) else "expired"


def _state(key: StoredKey) -> str:
    from cmcompliance.keys.model import today

    if key.revoked:
        return say("revoked", key.revoked)
    if not key.holds(today()):
        return say("expired", key.expires)
    return say("until", key.expires) if key.expires else say("no_end")


@contextmanager
def _refusals() -> Iterator[None]:
    from cmcompliance.cli.failure import bad_input
    from cmcompliance.keys.file import KeyFileError

    try:
        yield
    except KeyFileError as error:
        raise bad_input(str(error)) from None
    except OSError as error:
        raise bad_input(say("keys_not_written", error)) from None
