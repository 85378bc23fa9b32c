"""A key's secret: `cmck_`, 43 letters and digits for 256 random bits, 6 more as a check sum.

It is as random as a key of a cipher, so that one SHA-256 keeps it as well as any slow password hash would:
those are for secrets that can be guessed.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import zlib

PREFIX = "cmck_"
PATTERN = re.compile(rf"{PREFIX}[0-9A-Za-z]{{49}}")
"""What finds a secret that leaked; `is_well_formed` then tells it from chance."""
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BYTES, _LENGTH, _SUM_LENGTH = 32, 43, 6


def new_secret() -> str:
    """Return a secret of 256 random bits."""
    random = _base62(int.from_bytes(secrets.token_bytes(_BYTES)), _LENGTH)
    return f"{PREFIX}{random}{_sum(random)}"


def is_well_formed(secret: str) -> bool:
    """Return whether a text looks like a secret and its check sum is right."""
    if not PATTERN.fullmatch(secret):
        return False
    body = secret.removeprefix(PREFIX)
    return _sum(body[:_LENGTH]) == body[_LENGTH:]


def secret_digest(secret: str) -> str:
    """Return what is kept of a secret: its SHA-256, in hexadecimal digits."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _sum(text: str) -> str:
    return _base62(zlib.crc32(text.encode()), _SUM_LENGTH)


def _base62(number: int, length: int) -> str:
    digits = []
    for _ in range(length):
        number, digit = divmod(number, 62)
        digits.append(_DIGITS[digit])
    return "".join(reversed(digits))
