"""The file of keys as pydantic reads it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

LONGEST_NAME = 64


def check_name(name: str) -> str:
    """Return a name that people can read and logs can hold. Raises ValueError."""
    if not name.strip() or name != name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
        raise PydanticCustomError(
            "name", f"expected 1 to {LONGEST_NAME} printable characters without spaces around them"
        )
    return name


class StoredKey(BaseModel):
    """A key as it is kept: no secret, its SHA-256."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, Field(pattern=r"^key_[0-9a-f]{12}$")]
    name: Annotated[str, AfterValidator(check_name)]
    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    created: datetime
    expires: date | None = Field(default=None, description="the last day on which it holds, in UTC")
    revoked: datetime | None = None
    rate: Annotated[int, Field(ge=1)] | None = Field(default=None, description="requests a minute")

    def holds(self, day: date) -> bool:
        """Return whether it opens anything on a day."""
        return self.revoked is None and (self.expires is None or day <= self.expires)


class KeyFile(BaseModel):
    """All keys, revoked ones too: logs name them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: Literal[1] = 1
    keys: tuple[StoredKey, ...] = ()


def today() -> date:
    """Return the day in UTC, by which keys expire."""
    return datetime.now(UTC).date()
