"""Keys created and revoked."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from pydantic import ValidationError

from cmcompliance.keys.file import KeyFileError, change_keys
from cmcompliance.keys.model import KeyFile, StoredKey, today
from cmcompliance.keys.secret import new_secret, secret_digest


@dataclass(frozen=True, slots=True)
class Created:
    """A new key and its secret, which is nowhere else."""

    key: StoredKey
    secret: str


def create_key(path: Path, name: str, *, expires: date | None = None, rate: int | None = None) -> Created:
    """Add a key to the file, which is made where it is missing. Raises KeyFileError, OSError."""
    if expires is not None and expires < today():
        raise KeyFileError(f"a key that ended on {expires} would open nothing")
    secret = new_secret()
    try:
        key = StoredKey(
            id=f"key_{secrets.token_hex(6)}",
            name=name,
            digest=secret_digest(secret),
            created=_now(),
            expires=expires,
            rate=rate,
        )
    except ValidationError as error:
        raise KeyFileError(f"{name!r}: {error.errors(include_url=False)[0]['msg']}") from None

    def with_key(old: KeyFile) -> KeyFile:
        for one in old.keys:
            if one.name == name and one.revoked is None:
                raise KeyFileError(f"there is a key {name!r} already ({one.id}): revoke it first")
        return KeyFile(keys=(*old.keys, key))

    change_keys(path, with_key)
    return Created(key, secret)


def revoke_key(path: Path, wanted: str) -> StoredKey:
    """Revoke the key with this id or name. Raises KeyFileError, OSError."""
    revoked: list[StoredKey] = []

    def without_key(old: KeyFile) -> KeyFile:
        found = [key for key in old.keys if wanted in (key.id, key.name)]
        holding = [key for key in found if key.revoked is None]
        if not found:
            raise KeyFileError(
                f"no key has the id or the name {wanted!r}: `cmcompliance keys list` shows all"
            )
        if not holding:
            raise KeyFileError(f"{wanted} is revoked already, since {found[-1].revoked:%Y-%m-%d %H:%M} UTC")
        if len(holding) > 1:
            raise KeyFileError(f"{wanted!r} is the id of one key and the name of another: revoke by id")
        gone = holding[0].model_copy(update={"revoked": _now()})
        revoked.append(gone)
        return KeyFile(keys=tuple(gone if key.id == gone.id else key for key in old.keys))

    change_keys(path, without_key)
    return revoked[0]


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
