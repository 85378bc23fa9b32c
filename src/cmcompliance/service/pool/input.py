"""A client's JSON: read strictly, and what is wrong with it in lines that can be shown."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final, NoReturn, TypeVar

from pydantic import BaseModel, ValidationError

from cmcompliance.draft import Draft, parse_draft
from cmcompliance.draft.validation import path_text, wrong_value
from cmcompliance.read.decoding import DecodingError, decode
from cmcompliance.read.json_documents import without_twins

M = TypeVar("M", bound=BaseModel)

_MOST_PROBLEMS: Final = 50
_LONGEST_PROBLEM: Final = 500


class InputError(Exception):
    """What a client sent is no good. `problems`: one line each."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = list(problems)


def draft_in(body: bytes) -> Draft:
    """Return the draft that a body holds. Raises InputError, DraftError."""
    data = _object(body, 'a draft is an object such as {"text": "…"}')
    return parse_draft(data, most_problems=_MOST_PROBLEMS)


def asked_in(body: bytes, model: type[M]) -> M:
    """Return what a body asks for. Raises InputError."""
    data = _object(body, "what is asked for is an object of fields with their values")
    try:
        return model.model_validate(data)
    except ValidationError as error:
        problems = []
        for detail in error.errors(include_url=False):
            where = f"`{path_text(detail['loc'])}`"
            if detail["type"] == "extra_forbidden":
                valid = ", ".join(model.model_fields)
                problems.append(f"unknown field {where}; valid fields are {valid}")
            elif detail["type"] == "missing":
                problems.append(f"missing field {where}")
            else:
                problems.append(f"{where}: {wrong_value(detail, detail['loc'])}")
        raise InputError(problems) from None


def problems_body(problems: Sequence[str], more: int = 0) -> bytes:
    """Return problems as a JSON list of lines, neither more nor longer than can be read; `more`: others."""
    shown = [_line(problem) for problem in problems[:_MOST_PROBLEMS]]
    more += len(problems) - len(shown)
    if more:
        shown.append(f"… and {more} more")
    return json.dumps(shown, ensure_ascii=False).encode()


def _object(body: bytes, wanted: str) -> dict[str, Any]:
    try:
        value = _DECODER.decode(decode(body))
    except DecodingError as error:
        raise InputError([error.message]) from None
    except json.JSONDecodeError as error:
        raise InputError([f"not JSON: {error.msg}, line {error.lineno}, column {error.colno}"]) from None
    except RecursionError:
        raise InputError(["not accepted: nested too deeply"]) from None
    except ValueError as error:
        raise InputError([f"not accepted: {error}"]) from None
    if not isinstance(value, dict):
        raise InputError([wanted])
    return value


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"`{name}` is no number of JSON")


_DECODER = json.JSONDecoder(object_pairs_hook=without_twins, parse_constant=_no_number)


def _line(problem: str) -> str:
    line = " ".join(problem.split()).encode("utf-8", "backslashreplace").decode()
    return line if len(line) <= _LONGEST_PROBLEM else f"{line[: _LONGEST_PROBLEM - 1]}…"
