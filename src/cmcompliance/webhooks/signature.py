"""The signature of Standard Webhooks (version 1.0 of the specification), made and verified.

Signed is `id.timestamp.body`, by HMAC-SHA256; the headers are `webhook-id`, `webhook-timestamp` (seconds) and
`webhook-signature` (`v1,` and base64, one for each secret, spaces between).
"""

from __future__ import annotations

import base64
import binascii
import hmac
import json
import secrets
import time
from collections.abc import Mapping, Sequence
from typing import Any, Final

ID, TIMESTAMP, SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"
PREFIX: Final = "whsec_"
SHORTEST, LONGEST = 24, 64
"""Bytes of a secret."""
TOLERANCE: Final = 300
"""Seconds that the clocks of both sides and the way may differ by; what is older may be a replay."""


class WrongSignature(Exception):  # noqa: N818 - it says what it is
    """A message is not from who holds the secret, or not from now."""


def new_secret() -> str:
    """Return a secret of 256 random bits, as `whsec_` and base64."""
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def key_of(secret: str) -> bytes:
    """Return the bytes of a secret. Raises ValueError, which does not quote it."""
    if not secret.startswith(PREFIX):
        raise ValueError(f"a secret begins with {PREFIX}")
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except binascii.Error:
        raise ValueError(f"what follows {PREFIX} is no base64") from None
    if not SHORTEST <= len(key) <= LONGEST:
        raise ValueError(f"a secret has {SHORTEST} to {LONGEST} bytes, this one {len(key)}")
    return key


def signed_headers(keys: Sequence[bytes], event_id: str, timestamp: int, body: bytes) -> dict[str, str]:
    """Return the headers for a message; with several keys it can be verified by any of them."""
    signatures = " ".join(f"v1,{_signature(key, event_id, str(timestamp), body)}" for key in keys)
    return {ID: event_id, TIMESTAMP: str(timestamp), SIGNATURE: signatures}


def verify(
    secret: str,
    headers: Mapping[str, str],
    body: bytes | str,
    *,
    tolerance: int = TOLERANCE,
    now: float | None = None,
) -> dict[str, Any]:
    """Return the event that a message holds, once it is sure that it comes from who has the secret.

    `headers`: by name, in any case; `body`: the bytes as they came, before anything parses them; `tolerance`:
    seconds by which the time of sending may differ from `now`. To take no message twice, remember the `id`s
    that came within that time. Raises WrongSignature; ValueError for a secret that is none.
    """
    given = {name.lower(): value for name, value in headers.items()}
    try:
        event_id, timestamp, signatures = given[ID], given[TIMESTAMP], given[SIGNATURE]
    except KeyError as missing:
        raise WrongSignature(f"no {missing.args[0]} header") from None
    data = body.encode() if isinstance(body, str) else body
    key = key_of(secret)
    expected = _signature(key, event_id, timestamp, data)
    fits = False
    for one in signatures.split(" "):
        version, _, value = one.partition(",")
        if version == "v1" and hmac.compare_digest(value.encode(), expected.encode()):
            fits = True
    if not fits:
        raise WrongSignature("no signature fits")
    _check_time(timestamp, tolerance, time.time() if now is None else now)
    event = json.loads(data)
    if not isinstance(event, dict):
        raise WrongSignature("the message is no event")
    return event


def _check_time(timestamp: str, tolerance: int, now: float) -> None:
    if not timestamp.isascii() or not timestamp.isdigit():
        raise WrongSignature("the time of sending is no number")
    if abs(now - int(timestamp)) > tolerance:
        raise WrongSignature(f"it was not sent within {tolerance} seconds of now")


def _signature(key: bytes, event_id: str, timestamp: str, body: bytes) -> str:
    signed = f"{event_id}.{timestamp}.".encode("utf-8", "surrogatepass") + body
    return base64.b64encode(hmac.digest(key, signed, "sha256")).decode()
