"""What the caller of the hook asks for, read without the library that the rest of the command line uses.

That library takes longer to import than a check by the daemon. `cli/hook.py` declares the same options, and
has the last word where a command line is not understood here.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

CHECK_OPTIONS: Final = frozenset(
    {
        "--platform",
        "--jurisdiction",
        "--author-role",
        "--relationship",
        "--as-of",
        "--lang",
        "--format",
        "--rule",
        "--pack",
        "--config",
        "--stdin-filename",
        "--waivers",
        "--baseline",
        "--ledger",
    }
)
"""Those of `check` that are followed by a value."""
CHECK_FLAGS: Final = frozenset(
    {"--quiet", "-q", "--strict", "--no-strict", "--no-config", "--media", "--no-media"}
)
OWN_OPTIONS: Final = frozenset({"--timeout", "--on-error", "--idle"})
OWN_FLAGS: Final = frozenset({"--persistent", "--daemon", "--stop", "--status"})

SECONDS: Final = 30.0
IDLE_SECONDS: Final = 900.0
LONGEST: Final = 86_400.0


class MisunderstoodError(ValueError):
    """A command line that says something else, or nothing that makes sense."""


class Call(NamedTuple):
    """`mode`: `check`, `persistent`, `daemon`, `stop` or `status`; `form`, `lang`, `name`: what `--format`,
    `--lang` and `--stdin-filename` say; `rest`: the options of the check, as they were given.
    """

    mode: str = "check"
    seconds: float = SECONDS
    allows: bool = False
    idle: float = IDLE_SECONDS
    form: str | None = None
    lang: str | None = None
    name: str | None = None
    rest: tuple[str, ...] = ()


def understood(arguments: Sequence[str]) -> Call:
    """Return what the arguments after `hook` ask for. Raises MisunderstoodError."""
    own: dict[str, str] = {}
    said: dict[str, str] = {}
    modes: list[str] = []
    rest: list[str] = []
    for option, value in _pairs(arguments):
        if option in OWN_FLAGS:
            modes.append(option.removeprefix("--"))
        elif option in OWN_OPTIONS:
            own[option] = value or ""
        else:
            said[option] = value or ""
            rest += [option] if value is None else [option, value]
    if len(set(modes)) > 1:
        raise MisunderstoodError("--persistent, --daemon, --stop, --status: one of them, please")
    return Call(
        modes[0] if modes else "check",
        _seconds("--timeout", own.get("--timeout"), SECONDS),
        _allows(own.get("--on-error", "block")),
        _seconds("--idle", own.get("--idle"), IDLE_SECONDS),
        said.get("--format"),
        said.get("--lang"),
        said.get("--stdin-filename"),
        tuple(rest),
    )


def _pairs(arguments: Sequence[str]) -> Iterator[tuple[str, str | None]]:
    """Yield each option with its value, None for a flag."""
    given = iter(arguments)
    for argument in given:
        name, glued, value = argument.partition("=")
        if argument in CHECK_FLAGS | OWN_FLAGS:
            yield argument, None
        elif name in CHECK_OPTIONS | OWN_OPTIONS:
            following = value if glued else next(given, None)
            if following is None:
                raise MisunderstoodError(f"{name} needs a value")
            yield name, following
        else:
            raise MisunderstoodError(
                f"hook does not know {argument!r}; the draft is read from standard input"
            )


def _seconds(option: str, text: str | None, default: float) -> float:
    if text is None:
        return default
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not 0 < seconds <= LONGEST:
        raise MisunderstoodError(f"{option}: {text!r} is no number of seconds above 0, up to {LONGEST:.0f}")
    return seconds


def _allows(text: str) -> bool:
    if text not in {"block", "allow"}:
        raise MisunderstoodError(f"--on-error: {text!r} is neither block nor allow")
    return text == "allow"
