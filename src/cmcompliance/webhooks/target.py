"""Where messages go, and with which secrets they are signed."""

from __future__ import annotations

import ipaddress
import logging
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from cmcompliance.webhooks.signature import key_of

SECRET_SETTING = "CMCOMPLIANCE_WEBHOOK_SECRET"
"""Environment variable: the secret, or several with spaces between."""
_LOG = logging.getLogger("cmcompliance.webhooks")


class WebhookError(Exception):
    """A URL or a secret cannot be used; the message quotes no secret."""


@dataclass(frozen=True, slots=True)
class Target:
    """A receiver; `keys`: the secrets that it is signed with, the newest first."""

    url: str
    host: str
    port: int
    path: str
    secure: bool
    keys: tuple[bytes, ...] = field(repr=False)


def target_of(url: str, keys: Sequence[bytes]) -> Target:
    """Return the receiver at a URL: https, or http on this machine. Raises WebhookError."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise WebhookError(f"{_shown(url)}: {error}") from None
    if parts.username is not None or parts.password is not None:
        raise WebhookError(f"{_shown(url)}: no user and no password in a URL: others could read them")
    if (
        parts.scheme not in ("https", "http")
        or not host
        or not url.isascii()
        or not url.isprintable()
        or " " in url
    ):
        raise WebhookError(f"{_shown(url)}: expected a URL such as https://example.org/hook")
    if parts.scheme == "http" and not _is_loopback(host):
        raise WebhookError(f"{_shown(url)}: https is needed anywhere but on this machine")
    if parts.fragment:
        raise WebhookError(f"{_shown(url)}: what follows # is not sent")
    if not keys:
        raise WebhookError(
            f"webhooks are signed: put a secret into {SECRET_SETTING} or a file;"
            " `cmcompliance webhooks secret` makes one"
        )
    secure = parts.scheme == "https"
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(url, host, port or (443 if secure else 80), path, secure, tuple(keys))


@dataclass(frozen=True, slots=True)
class Secrets:
    """The keys for all receivers, and those for one alone, by URL."""

    shared: tuple[bytes, ...] = ()
    own: Mapping[str, tuple[bytes, ...]] = field(default_factory=dict)

    def keys_for(self, url: str) -> tuple[bytes, ...]:
        """Return the keys that messages to a URL are signed with."""
        return self.own.get(url) or self.shared


def secrets_from(file: Path | None, environment: Mapping[str, str] = os.environ) -> Secrets:
    """Return the secrets of a file, else those of the environment. Raises WebhookError.

    A line of the file is a secret, or a URL and the secret for it alone. If there are several, messages are
    signed with all, so that an old one can go once the receivers know the new one. `#` begins a comment.
    """
    if file is None:
        return _read([environment.get(SECRET_SETTING, "")], SECRET_SETTING)
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
        mode = file.stat().st_mode
    except (OSError, UnicodeDecodeError) as error:
        raise WebhookError(f"{file} cannot be read: {error}") from None
    if os.name != "nt" and mode & 0o007:
        _LOG.warning("anybody on this machine may read the webhooks' secret in %s: chmod 600 it", file)
    return _read(lines, str(file))


def _read(lines: Sequence[str], source: str) -> Secrets:
    shared: list[bytes] = []
    own: dict[str, tuple[bytes, ...]] = {}
    for number, line in enumerate(lines, 1):
        words = line.split("#")[0].split()
        url = words.pop(0) if words and "://" in words[0] else None
        try:
            keys = tuple(key_of(word) for word in words)
        except ValueError as error:
            raise WebhookError(f"{source}, line {number}: {error}") from None
        if url is None:
            shared += keys
        else:
            own[url] = own.get(url, ()) + keys
    return Secrets(tuple(shared), own)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _shown(url: str) -> str:
    """Return a URL without a password that it may have."""
    scheme, found, rest = url.partition("://")
    place, slash, path = rest.partition("/")
    return f"{scheme}{found}{place.rpartition('@')[2]}{slash}{path}" if found else url
