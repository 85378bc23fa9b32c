"""/openapi.json: the framework's paths, with the models of what goes in and out."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from cmcompliance.service.http.documented import BATCH_LINE_SCHEMA, HEALTH_SCHEMA, PROBLEM_SCHEMA

_DESCRIPTION = (
    "Checks posts, contests and all that is published against the law, the platforms' terms and the house's "
    "rules before it is published. A verdict of `block` must not be published; an answer that is no report "
    "is no verdict. An automatic check is no legal advice."
)


def document_of(app: FastAPI) -> dict[str, Any]:
    """Return the description of a service, in OpenAPI 3.1."""
    document = get_openapi(
        title="cmcompliance",
        version=_version(),
        description=_DESCRIPTION,
        routes=app.routes,
        servers=[{"url": "/"}],
    )
    components = document.setdefault("components", {})
    components["schemas"] = {
        **_schemas(),
        "Problem": dict(PROBLEM_SCHEMA),
        "BatchLine": dict(BATCH_LINE_SCHEMA),
        "Health": dict(HEALTH_SCHEMA),
    }
    components["securitySchemes"] = {
        "bearer": {"type": "http", "scheme": "bearer", "description": "a key of `cmcompliance keys create`"},
        "header": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
    }
    return document


def _schemas() -> dict[str, Any]:
    from cmcompliance.desk import Explained, RulesFound, RulesTemplate, Vocabulary  # noqa: PLC0415
    from cmcompliance.draft import Draft  # noqa: PLC0415
    from cmcompliance.fixing import Fixed  # noqa: PLC0415
    from cmcompliance.report import Report  # noqa: PLC0415
    from cmcompliance.service.pool import TemplateAsked  # noqa: PLC0415

    reads: list[type[BaseModel]] = [Draft, TemplateAsked]
    writes: list[type[BaseModel]] = [Report, Fixed, Explained, RulesFound, RulesTemplate, Vocabulary]
    models: list[tuple[type[BaseModel], JsonSchemaMode]] = [
        *((model, "validation") for model in reads),
        *((model, "serialization") for model in writes),
    ]
    names, schema = models_json_schema(models, ref_template="#/components/schemas/{model}")
    schemas: dict[str, Any] = schema["$defs"]
    for (model, _), reference in names.items():
        name = reference["$ref"].rpartition("/")[2]
        if model.__name__ not in schemas:
            schemas[model.__name__] = {"$ref": f"#/components/schemas/{name}"}
    return schemas


def _version() -> str:
    try:
        return version("cmcompliance")
    except PackageNotFoundError:
        return "0"
