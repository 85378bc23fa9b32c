"""`cmcompliance schema`: JSON Schemas, generated from the models, for editors and other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

if TYPE_CHECKING:
    from pydantic import BaseModel

Subject = Literal[
    "draft", "report", "settings", "rule", "lexicon", "inference", "sources", "statements", "coverage"
]


def schema(
    subject: Annotated[Subject, typer.Argument(metavar="draft|report|settings|rule|…")],
) -> None:
    """Print the JSON Schema of a draft, a report, the settings, or a kind of rule file.

    These are: rule, lexicon, inference, sources, statements, coverage.
    """
    import json

    model = _model(subject)
    mode: Literal["serialization", "validation"] = "serialization" if subject == "report" else "validation"
    text = {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema(mode=mode)}
    if subject == "settings":
        _name_formats(text)
    typer.echo(json.dumps(text, ensure_ascii=False, indent=2))


def _name_formats(schema: dict[str, Any]) -> None:
    """Say which formats there are: the settings carry the name and the command line knows them."""
    from typing import get_args

    from cmcompliance.cli.formats import Format

    schema["$defs"]["OutputTable"]["properties"]["format"]["anyOf"][0]["enum"] = list(get_args(Format))


def _model(subject: Subject) -> type[BaseModel]:
    if subject == "draft":
        from cmcompliance.draft import Draft

        return Draft
    if subject == "report":
        from cmcompliance.report import Report

        return Report
    if subject == "settings":
        from cmcompliance.settings.model import SettingsModel

        return SettingsModel
    from cmcompliance.rulebook import files

    models: dict[str, type[BaseModel]] = {
        "rule": files.RuleFile,
        "lexicon": files.LexiconFile,
        "inference": files.InferenceFile,
        "sources": files.SourcesFile,
        "statements": files.StatementsFile,
        "coverage": files.CoverageFile,
    }
    return models[subject]
