"""The process that reads hostile files: one after the other, until nobody asks any more."""

from __future__ import annotations

import os
import socket
import sys
from dataclasses import asdict

from cmcompliance.media.inspection.confinement import allow_processor, confine
from cmcompliance.media.inspection.contents import contents_of
from cmcompliance.media.inspection.gathering import Bounds
from cmcompliance.media.inspection.wire import READY, Closed, receive_request, send_reply


def main(memory: int, cpu_seconds: int, bounds: Bounds) -> None:
    """Answer on standard input, a socket, until it closes."""
    channel = socket.socket(fileno=os.dup(0))
    confine(memory)
    send_reply(channel, READY)
    while True:
        try:
            request, descriptors = receive_request(channel)
        except Closed:
            return
        allow_processor(cpu_seconds)
        try:
            found = contents_of(request, descriptors, bounds)
        except MemoryError:
            # What is left of the memory is not to be trusted: another process shall go on.
            sys.exit(1)
        finally:
            for descriptor in descriptors:
                os.close(descriptor)
        send_reply(channel, asdict(found))
