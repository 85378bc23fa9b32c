"""A receiver on this machine, which answers as it is told and keeps what came."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Came:
    headers: dict[str, str]
    body: bytes
    path: str
    at: float = field(default_factory=time.time)


@dataclass
class Receiver:
    """`answer` gives the status and headers for a message, or waits, or hangs up."""

    answer: Callable[[Came], tuple[int, dict[str, str]]] = lambda came: (204, {})
    came: list[Came] = field(default_factory=list)
    url: str = ""
    drips: int = 0
    _changed: threading.Condition = field(default_factory=threading.Condition)

    def wait_for(self, count: int, seconds: float = 10) -> list[Came]:
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.came) >= count, seconds), len(self.came)
            return list(self.came)

    def take(self, came: Came) -> tuple[int, dict[str, str]]:
        with self._changed:
            self.came.append(came)
            self._changed.notify_all()
        return self.answer(came)


@contextmanager
def receiving(receiver: Receiver) -> Iterator[Receiver]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            status, answered = receiver.take(Came(headers, body, self.path))
            if receiver.drips:
                self._drip()
                return
            self.send_response(status)
            for name, value in answered.items():
                self.send_header(name, value)
            self.send_header("content-length", "0")
            self.end_headers()

        def _drip(self) -> None:
            try:
                self.wfile.write(b"HTTP/1.1 200 ")
                for _ in range(receiver.drips):
                    self.wfile.write(b"x")
                    time.sleep(0.05)
            except OSError:
                pass

        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    receiver.url = f"http://127.0.0.1:{server.server_address[1]}/hook?a=1"
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
