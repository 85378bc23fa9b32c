"""`hook --daemon`, `--stop` and `--status`."""

from __future__ import annotations

import json
import sys
from typing import Any

from cmcompliance.hook.call import Call
from cmcompliance.hook.place import RefusedError

_OK, _BAD_INPUT = 0, 2


def manage(call: Call) -> int:
    """Do what the call asks of the daemon and return the exit status."""
    try:
        if call.mode == "daemon":
            return _serve(call)
        from cmcompliance.hook.control import statuses, stop  # noqa: PLC0415  # not on systems without sockets

        _show(statuses() if call.mode == "status" else stop(), call)
    except RefusedError as error:
        return _refused(str(error))
    return _OK


def _serve(call: Call) -> int:
    from cmcompliance.hook.place import place, runtime_folder  # noqa: PLC0415

    sys.stderr.write(f"cmcompliance: listening on {place(runtime_folder()).socket}\n")
    from cmcompliance.hook.server import ChangedError, TakenError, serve  # noqa: PLC0415

    try:
        serve(call.idle)
    except TakenError:
        return _refused("a daemon of this installation runs already; hook --stop ends it")
    except ChangedError:
        return _refused("the package changed while it was loaded: start it again")
    return _OK


def _refused(why: str) -> int:
    sys.stderr.write(f"cmcompliance: {why}\n")
    return _BAD_INPUT


def _show(daemons: list[dict[str, Any]], call: Call) -> None:
    if call.form == "json":
        sys.stdout.write(json.dumps(daemons, indent=2) + "\n")
        return
    ending = "ended" if call.mode == "stop" else "runs"
    for one in daemons:
        calls = f"{one['requests']} calls in {one['seconds']:.0f} s"
        sys.stdout.write(f"{one['socket']}: process {one['pid']} {ending}, {calls}\n")
    if not daemons:
        sys.stdout.write("no daemon runs\n")
