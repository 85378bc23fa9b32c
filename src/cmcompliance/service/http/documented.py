"""What /openapi.json says of each route; the shapes of drafts and reports are those of their models."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from cmcompliance.service.http import query
from cmcompliance.service.http.body import JSON, NDJSON
from cmcompliance.service.http.problem import MEDIA_TYPE
from cmcompliance.service.http.query import Parameter

CHECK: Final = (query.LANG, query.AS_OF, query.FORMAT, query.PURPOSE)
BATCH: Final = (query.LANG, query.AS_OF, query.PURPOSE)
FIX: Final = (query.LANG, query.AS_OF, query.UNSAFE, query.PURPOSE)
EXPLAIN: Final = (query.LANG, query.AS_OF, query.RULE)
RULES: Final = (query.WORDS, query.JURISDICTION, query.PLATFORM, query.OBLIGATION, query.LANG)
CONTEST_RULES: Final = (query.LANG,)
VOCABULARY: Final = (query.LANG,)

_DRAFT_EXAMPLE: Final = {
    "text": "🎁 Concours : tague un ami pour gagner notre sérum !",
    "platform": "instagram",
    "jurisdictions": ["FR"],
    "author": {"role": "brand"},
}
_CONTEST_EXAMPLE: Final = {
    "jurisdictions": ["FR"],
    "platform": "instagram",
    "contest": {"organiser": "Maison Rive", "mechanism": "chance"},
}
_BATCH_EXAMPLE: Final = (
    '{"id": "1", "text": "Bonjour !", "jurisdictions": ["FR"]}\n'
    '{"id": "2", "text": "Concours : tague un ami !", "platform": "instagram"}\n'
)
_STATUSES: Final[Mapping[int, str]] = {
    400: "The request is malformed, or a parameter is unknown or wrong",
    401: "No key, or one that is not or no longer known",
    403: "The request comes from a page of another site",
    405: "Method not allowed",
    408: "The body came too slowly",
    413: "The body is too large",
    415: "The body is of another type, or compressed",
    422: "The body cannot be read: `problems` says why, a line each",
    429: "Too many requests, or too many at once",
    431: "The headers are too large",
    500: "A fault of the service: nothing was checked",
    503: "The service is busy, starting or stopping, or the decision could not be recorded",
    504: "The check was stopped, for it took too long",
}
_ALWAYS: Final = (400, 401, 403, 405, 429, 431, 500, 503, 504)
_WITH_BODY: Final = (408, 413, 415)
PROBLEM_SCHEMA: Final[Mapping[str, Any]] = {
    "title": "Problem",
    "description": "Why there is no answer (RFC 9457).",
    "type": "object",
    "required": ["type", "title", "status", "detail", "request_id"],
    "properties": {
        "type": {"type": "string", "description": "the kind of the problem, which stays the same"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "what is wrong and what to do, in French or English"},
        "request_id": {"type": "string"},
        "problems": {
            "type": "array",
            "items": {"type": "string"},
            "description": "what is wrong with what was sent, a line each",
        },
    },
    "additionalProperties": False,
}
BATCH_LINE_SCHEMA: Final[Mapping[str, Any]] = {
    "title": "BatchLine",
    "description": "A line of the answer to a batch.",
    "type": "object",
    "required": ["line"],
    "properties": {
        "line": {"type": "integer", "minimum": 1, "description": "which line of the batch it answers"},
        "report": {"$ref": "#/components/schemas/Report"},
        "decision": {"type": "string", "description": "the id under which the decision is kept"},
        "problem": {"$ref": "#/components/schemas/Problem"},
    },
    "oneOf": [{"required": ["report"]}, {"required": ["problem"]}],
    "additionalProperties": False,
}
HEALTH_SCHEMA: Final[Mapping[str, Any]] = {
    "title": "Health",
    "type": "object",
    "required": ["status"],
    "properties": {
        "status": {"enum": ["ok", "not ready"]},
        "workers": {"type": "integer"},
        "ready": {"type": "integer"},
    },
    "additionalProperties": False,
}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def _json(name: str) -> dict[str, Any]:
    return {JSON: {"schema": _ref(name)}}


def _text(media_type: str) -> dict[str, Any]:
    return {media_type: {"schema": {"type": "string"}}}


def _body(schema: str, example: object) -> dict[str, Any]:
    return {"required": True, "content": {JSON: {"schema": _ref(schema), "example": example}}}


def _operation(
    answer: str,
    content: Mapping[str, Any],
    parameters: Sequence[Parameter],
    *,
    body: Mapping[str, Any] | None = None,
    unreadable: bool = True,
) -> dict[str, Any]:
    statuses = (*_ALWAYS, *(_WITH_BODY if body else ()), *((422,) if unreadable else ()))
    operation: dict[str, Any] = {
        "parameters": [_parameter(parameter) for parameter in parameters],
        "responses": {
            "200": {"description": answer, "content": content, "headers": _REQUEST_ID},
            **{str(status): _problem(status) for status in sorted(statuses)},
        },
        "security": [{}, {"bearer": []}, {"header": []}],
    }
    if body:
        operation["requestBody"] = body
    return operation


def _open_operation(answer: str, content: Mapping[str, Any], *statuses: int) -> dict[str, Any]:
    return {
        "responses": {
            "200": {"description": answer, "content": content, "headers": _REQUEST_ID},
            **{str(status): _problem(status) for status in sorted((400, 403, 405, 431, 500, *statuses))},
        }
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "in": "query",
        "required": False,
        "description": parameter.meaning,
        "schema": dict(parameter.schema),
    }


def _problem(status: int) -> dict[str, Any]:
    described: dict[str, Any] = {
        "description": _STATUSES[status],
        "content": {MEDIA_TYPE: {"schema": _ref("Problem")}},
        "headers": dict(_REQUEST_ID),
    }
    if status in (429, 503):
        described["headers"]["Retry-After"] = {
            "description": "seconds to wait",
            "schema": {"type": "integer"},
        }
    return described


_REQUEST_ID: Final[Mapping[str, Any]] = {
    "X-Request-Id": {
        "description": "the one that was sent, or a new one; it stands in the log, too",
        "schema": {"type": "string"},
    }
}
OPERATIONS: Final[Mapping[str, dict[str, Any]]] = {
    "/v1/check": _operation(
        "The report",
        {**_json("Report"), **_text("text/html"), **_text("text/markdown"), **_text("text/plain")},
        CHECK,
        body=_body("Draft", _DRAFT_EXAMPLE),
    ),
    "/v1/check/batch": _operation(
        "A report or a problem for each line, in order, as they come",
        {NDJSON: {"schema": {"type": "string", "description": "lines, each a BatchLine"}}},
        BATCH,
        body={
            "required": True,
            "description": "A draft a line.",
            "content": {NDJSON: {"schema": {"type": "string"}, "example": _BATCH_EXAMPLE}},
        },
    ),
    "/v1/fix": _operation(
        "The mended draft, what was done and what is left",
        _json("Fixed"),
        FIX,
        body=_body("Draft", _DRAFT_EXAMPLE),
    ),
    "/v1/explain": _operation(
        "What became of the rules", _json("Explained"), EXPLAIN, body=_body("Draft", _DRAFT_EXAMPLE)
    ),
    "/v1/rules": _operation("The rules that fit", _json("RulesFound"), RULES),
    "/v1/contest-rules": _operation(
        "Contest rules with placeholders",
        _json("RulesTemplate"),
        CONTEST_RULES,
        body=_body("TemplateAsked", _CONTEST_EXAMPLE),
    ),
    "/v1/vocabulary": _operation("The words", _json("Vocabulary"), VOCABULARY, unreadable=False),
    "/healthz": _open_operation("The process answers", _json("Health")),
    "/readyz": {
        "responses": {
            **_open_operation("All workers are there", _json("Health"), 401)["responses"],
            "503": {
                "description": "Workers are missing",
                "content": _json("Health"),
                "headers": _REQUEST_ID,
            },
        }
    },
    "/metrics": _open_operation("Numbers for Prometheus", _text("text/plain"), 401),
}
"""By path: what the framework does not know of each operation."""
