"""What one client, one request and all of them together may ask of the service."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds; each has a default that an ordinary team never meets, and 0 in `rate` means no bound."""

    body_bytes: int = 4 * MIB
    """Of a draft, or of a line of a batch."""
    json_depth: int = 32
    batch_drafts: int = 10_000
    batch_bytes: int = 32 * MIB
    """Of a batch as a whole, which is the most of it that is ever held."""
    batches: int = 4
    """At once."""
    header_count: int = 64
    header_bytes: int = 16 * 1024
    receive_seconds: float = 20.0
    """In which the head of a request, its body, or the next part of a batch has to come."""
    send_seconds: float = 30.0
    """In which a client has to take the next part of an answer."""
    rate: int = 6_000
    """Drafts and questions a minute, for each key, or for each address where there are no keys."""
    at_once_each: int = 128
    """Requests in progress of one key or address."""
    at_once: int = 256
    """Requests in progress of all."""
    connections: int = 1_000
