"""What a client is told when it gets no answer: problem+json (RFC 9457), in its language."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from cmcompliance.service.http.exchange import Language
from cmcompliance.service.http.problem_words import KINDS, Kind

MEDIA_TYPE = "application/problem+json"
_TYPE = "urn:cmcompliance:problem:"


class Problem(Exception):  # noqa: N818  # the name that RFC 9457 gives it
    """Why a request is refused or could not be answered.

    `values` fill the words of its kind; `problems`: one line for each thing that is wrong with what was sent;
    `retry_after`: seconds; `closes`: the connection is not to be used again.
    """

    def __init__(
        self,
        kind: Kind,
        *,
        problems: Sequence[str] = (),
        retry_after: int | None = None,
        closes: bool = False,
        headers: Mapping[str, str] | None = None,
        **values: object,
    ) -> None:
        super().__init__(kind)
        self.kind = kind
        self.problems = tuple(problems)
        self.closes = closes
        self.headers = dict(headers or {})
        if retry_after is not None:
            self.headers["Retry-After"] = str(retry_after)
        if closes:
            self.headers["Connection"] = "close"
        self._values = values

    @property
    def status(self) -> int:
        """The HTTP status."""
        return KINDS[self.kind].status

    def as_data(self, language: Language, request_id: str) -> dict[str, Any]:
        """Return it as a client reads it."""
        words = KINDS[self.kind]
        title, detail = words.fr if language == "fr" else words.en
        told: dict[str, Any] = {
            "type": f"{_TYPE}{self.kind}",
            "title": title,
            "status": words.status,
            "detail": detail.format_map(self._values),
            "request_id": request_id,
        }
        if self.problems:
            told["problems"] = list(self.problems)
        return told

    def body(self, language: Language, request_id: str) -> bytes:
        """Return it as bytes of JSON, ended by a line end."""
        return as_json(self.as_data(language, request_id)) + b"\n"


def as_json(value: object) -> bytes:
    """Return JSON in one line; what is no Unicode text in it is escaped."""
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":")).encode()


def type_of(kind: Kind) -> str:
    """Return the `type` of problems of a kind."""
    return f"{_TYPE}{kind}"
