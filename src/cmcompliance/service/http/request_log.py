"""What happened, one line of JSON for each thing, for machines; never a draft's text unless asked for."""

from __future__ import annotations

import json
import logging
import time
from datetime import UTC, datetime
from typing import Any, TextIO

from cmcompliance.service.http.exchange import Exchange

LOGGER = logging.getLogger("cmcompliance.service")
_FIELDS = "fields"


class JsonLines(logging.Formatter):
    """Writes each record as one line of JSON: time, level, message, and the fields that it was given."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, _FIELDS, {}),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=True, default=str)


def log_request(exchange: Exchange, route: str, *, with_drafts: bool) -> None:
    """Log that a request was answered; `with_drafts`: with the bytes of its drafts."""
    level = logging.ERROR if exchange.status >= 500 else logging.INFO
    if not LOGGER.isEnabledFor(level):
        return
    fields: dict[str, Any] = {
        "request_id": exchange.request_id,
        "key": exchange.owner.id if exchange.owner else None,
        "address": exchange.address,
        "method": exchange.method,
        "route": route,
        "status": exchange.status,
        "ms": round((time.perf_counter() - exchange.started) * 1000, 1),
        "bytes_in": exchange.received,
        "bytes_out": exchange.sent,
        "verdict": exchange.verdict,
    }
    if len(exchange.verdicts) > 1 or sum(exchange.verdicts.values()) > 1:
        fields["verdict"] = None
        fields["verdicts"] = dict(exchange.verdicts)
    if with_drafts:
        fields["drafts"] = [draft.decode("utf-8", "backslashreplace") for draft in exchange.drafts]
    LOGGER.log(level, "request", extra={_FIELDS: fields})


def log_fault(exchange: Exchange, message: str, error: BaseException | None = None) -> None:
    """Log a fault of ours, with its trace if there is one."""
    LOGGER.error(message, extra={_FIELDS: {"request_id": exchange.request_id}}, exc_info=error)


def log_to(stream: TextIO) -> None:
    """Let what this process logs go to a stream as lines of JSON: ours, and warnings of others."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("cmcompliance").setLevel(logging.INFO)
    logging.getLogger("uvicorn").setLevel(logging.ERROR)
    logging.captureWarnings(True)
