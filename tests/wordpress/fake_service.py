"""The service's contract without its rules: answers as told, and remembers what it was asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

BREACH = "perdez 10 kilos"
"""Words for which the service says block, unless a waiver covers them."""
REMARK = "meilleur savon"


def finding(**given: Any) -> dict[str, Any]:
    """Return a finding as a report has it."""
    return {
        "rule": "fr/health/weight",
        "obligation": "health.weight",
        "fingerprint": "0123456789abcdef",
        "severity": "error",
        "title": "Promesse d'amaigrissement",
        "message": "Une telle promesse est interdite",
        "spans": [{"field": "text", "start": 0, "end": len(BREACH), "text": BREACH}],
        "jurisdiction": "FR",
        "platform": None,
        "legal_basis": [
            {"citation": "Code de la santé publique, art. L. 5122-1", "url": "https://law.example/L5122-1"}
        ],
        "remediation": {"hint": "Retirez la promesse", "edit": None},
        "because": [],
        "waived": None,
        **given,
    }


def report(verdict: str, *findings: dict[str, Any], **given: Any) -> dict[str, Any]:
    """Return a report."""
    return {
        "schema_version": "1.0",
        "draft_id": None,
        "verdict": verdict,
        "findings": list(findings),
        "questions": [],
        "language": "fr",
        "jurisdictions": ["FR"],
        "platform": "blog",
        "as_of": "2026-11-29",
        "assumed": [],
        "not_evaluated": [],
        "waiver_notes": [],
        "ruleset": {"name": "cmcompliance", "version": "2026.11", "digest": "0", "packs": []},
        **given,
    }


@dataclass
class Fake:
    """What it answers next, and what it was asked."""

    url: str = ""
    status: int = 200
    body: bytes | None = None
    delay: float = 0.0
    key: str | None = None
    asked: list[dict[str, Any]] = field(default_factory=list)

    def reset(self) -> None:
        self.status, self.body, self.delay, self.key = 200, None, 0.0, None
        self.asked.clear()

    @property
    def drafts(self) -> list[dict[str, Any]]:
        return [asked["draft"] for asked in self.asked]

    def answer(
        self, headers: dict[str, str], query: dict[str, list[str]], draft: dict[str, Any]
    ) -> tuple[int, bytes]:
        self.asked.append({"headers": headers, "query": query, "draft": draft})
        if self.key is not None and headers.get("authorization") != f"Bearer {self.key}":
            return 401, json.dumps({"title": "No valid key", "status": 401}).encode()
        if self.body is not None or self.status != 200:
            return self.status, self.body or b"{}"
        return 200, json.dumps(judged(draft)).encode()


def judged(draft: dict[str, Any]) -> dict[str, Any]:
    """Return the report on a draft."""
    said = f"{draft.get('title', '')}\n{draft['text']}"
    waiver = next((one for one in draft.get("waivers", []) if one["rule"] == "fr/health/weight"), None)
    if BREACH in said and waiver is not None:
        waived = {"by": waiver["by"], "reason": waiver["reason"], "until": waiver["until"], "source": "draft"}
        return report("pass", finding(waived=waived))
    if BREACH in said:
        return report("block", finding())
    if REMARK in said:
        return report("review", finding(rule="eu/claims/superlative", severity="warning", title="Superlatif"))
    return report("pass")


@contextmanager
def running_fake() -> Iterator[Fake]:
    """Run the fake service on a free port."""
    fake = Fake()
    stopped = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            parts = urlsplit(self.path)
            assert parts.path == "/v1/check"
            headers = {name.lower(): value for name, value in self.headers.items()}
            status, answer = fake.answer(headers, parse_qs(parts.query), json.loads(body))
            if fake.delay:
                stopped.wait(fake.delay)
            try:
                self.send_response(status)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)
            except OSError:
                pass

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    fake.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        stopped.set()
        server.shutdown()
        server.server_close()
