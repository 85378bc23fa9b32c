"""Runs the service: listens, answers until it is told to end, and lets what runs come to its end."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import os
import signal
import socket
import stat
import threading
from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import Final

from fastapi import FastAPI
from uvicorn import Config, Server

from cmcompliance.service.http.limits import Limits
from cmcompliance.service.http.protocol import Guard, protocol_with

_BACKLOG: Final = 512
_KEEP_ALIVE_SECONDS: Final = 15
_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)


def listen(host: str, port: int) -> list[socket.socket]:
    """Return sockets that are bound to all addresses of a name. Raises OSError."""
    sockets: list[socket.socket] = []
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        for family, kind, protocol, _, address in dict.fromkeys(found):
            sockets.append(_bound(socket.socket(family, kind, protocol), address))
            port = port or sockets[0].getsockname()[1]
    except OSError:
        for one in sockets:
            one.close()
        raise
    return sockets


def listen_at(path: Path, mode: int) -> socket.socket:
    """Return a socket that is bound to a path, in place of one on which nobody answers. Raises OSError."""
    with contextlib.suppress(FileNotFoundError):
        if stat.S_ISSOCK(path.lstat().st_mode):
            if _answers(path):
                raise OSError(errno.EADDRINUSE, os.strerror(errno.EADDRINUSE))
            path.unlink()
    before = os.umask(0o777 & ~mode)
    try:
        return _bound(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM), str(path))
    finally:
        os.umask(before)


@contextlib.contextmanager
def closed_after(sockets: Sequence[socket.socket]) -> Generator[None, None, None]:
    """Close sockets in the end, and remove the files of those at a path unless others took their places."""
    files = [Path(one.getsockname()) for one in sockets if one.family == socket.AF_UNIX]
    inodes = [file.stat().st_ino for file in files]
    try:
        yield
    finally:
        for one in sockets:
            one.close()
        for file, inode in zip(files, inodes, strict=True):
            with contextlib.suppress(OSError):
                if file.stat().st_ino == inode:
                    file.unlink()


async def serve(
    app: FastAPI,
    sockets: Sequence[socket.socket],
    *,
    limits: Limits,
    grace: float,
    on_ready: Callable[[], None],
) -> bool:
    """Answer on sockets until a signal to end; return whether all came to its end.

    After the first signal what runs may end within `grace` seconds; after a second Ctrl-C it may not.
    """
    config = Config(
        app,
        http=protocol_with(Guard(limits, app.state.refused)),
        ws="none",
        loop="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        backlog=_BACKLOG,
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=max(1, round(grace)),
        h11_max_incomplete_event_size=limits.header_bytes,
    )
    server = _Server(config, on_ready)
    await server.serve(list(sockets))
    return not server.force_exit


class _Server(Server):
    def __init__(self, config: Config, on_ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._on_ready()

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Take the signals to end, and do not raise them again once all has ended."""
        if threading.current_thread() is not threading.main_thread():
            yield  # only the main thread gets signals
            return
        loop = asyncio.get_running_loop()
        for number in _SIGNALS:
            loop.add_signal_handler(number, self.handle_exit, number, None)
        try:
            yield
        finally:
            for number in _SIGNALS:
                loop.remove_signal_handler(number)


def _bound(listener: socket.socket, address: object) -> socket.socket:
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if listener.family == socket.AF_INET6:
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        listener.bind(address)  # type: ignore[arg-type]
        listener.setblocking(False)
    except BaseException:
        listener.close()
        raise
    return listener


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            return False
        return True
