"""`cmcompliance schema`: JSON Schemas, generated from the models, for editors and other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

import typer

if TYPE_CHECKING:
    from pydantic import BaseModel

Subject = Literal[
    "draft",
    "report",
    "explanation",
    "error",
    "fixed",
    "settings",
    "rule",
    "lexicon",
    "inference",
    "sources",
    "statements",
    "coverage",
    "decision",
]
_SUBJECTS = ", ".join(get_args(Subject))
_WRITTEN = {"report", "error", "fixed", "decision"}


def schema(
    subject: Annotated[
        Subject | None, typer.Argument(metavar="[NAME]", help=f"One of {_SUBJECTS}.", show_default=False)
    ] = None,
) -> None:
    """Print the JSON Schema of a draft, a report, an explanation, an error, the settings or a rule file.

    Without a name, list all that has a version: the schemas, and what the other forms and commands write.

    Exit status: 0.
    """
    if subject is None:
        for name, number in versions().items():
            typer.echo(f"{name:<12}{number}  {_MEANINGS[name]}")
        return
    import json

    text = {"$schema": "https://json-schema.org/draft/2020-12/schema", **_schema(subject)}
    if subject == "settings":
        _name_formats(text)
    typer.echo(json.dumps(text, ensure_ascii=False, indent=2))


def _schema(subject: Subject) -> dict[str, Any]:
    if subject == "explanation":
        from cmcompliance.render.explanation_json import explanation_schema

        return explanation_schema()
    mode: Literal["serialization", "validation"] = "serialization" if subject in _WRITTEN else "validation"
    return _model(subject).model_json_schema(mode=mode)


_MEANINGS = {
    "draft": "what is checked: schema draft",
    "report": "check --format json, jsonl; in sarif and junit as a property: schema report",
    "error": "in json and jsonl, what stands for a draft that could not be read: schema error",
    "explanation": "explain --format json: schema explanation",
    "fixed": "fix --format json, jsonl: schema fixed",
    "statistics": "check --statistics --format json",
    "csv": "check --format csv, in its last column",
    "rules": "rules list, show, coverage, lint, test and packs --format json",
    "eval": "eval --format json",
    "config": "config show --format json",
    "version": "version --format json",
    "settings": "cmcompliance.toml: schema settings",
    "rule-files": "rules, lexicon, facts, sources, statements, coverage: schema rule …",
    "decision": "decisions show, export: schema decision",
    "event": "what webhooks send: docs/webhooks.md",
    "sarif": "check --format sarif, by OASIS",
}


def versions() -> dict[str, str]:
    """Return the version of everything that programs read or write, by name."""
    from cmcompliance.cli.config import CONFIG_VERSION
    from cmcompliance.cli.evaluate import EVAL_VERSION
    from cmcompliance.cli.rules import RULES_VERSION
    from cmcompliance.decisions.record import SCHEMA_VERSION as DECISION_VERSION
    from cmcompliance.explaining.model import SCHEMA_VERSION as EXPLANATION_VERSION
    from cmcompliance.fixing.model import SCHEMA_VERSION as FIXED_VERSION
    from cmcompliance.render.csv_table import CSV_VERSION
    from cmcompliance.render.statistics import SCHEMA_VERSION as STATISTICS_VERSION
    from cmcompliance.report import SCHEMA_VERSION
    from cmcompliance.webhooks.event import SCHEMA_VERSION as EVENT_VERSION

    return {
        "draft": "1.0",
        "report": SCHEMA_VERSION,
        "error": SCHEMA_VERSION,
        "explanation": EXPLANATION_VERSION,
        "fixed": FIXED_VERSION,
        "statistics": STATISTICS_VERSION,
        "csv": CSV_VERSION,
        "rules": RULES_VERSION,
        "eval": EVAL_VERSION,
        "config": CONFIG_VERSION,
        "version": "1.0",
        "settings": "1.0",
        "rule-files": "1.0",
        "decision": DECISION_VERSION,
        "event": EVENT_VERSION,
        "sarif": "2.1.0",
    }


def _name_formats(schema: dict[str, Any]) -> None:
    """Say which formats there are: the settings carry the name and the command line knows them."""
    from cmcompliance.cli.formats import Format

    schema["$defs"]["OutputTable"]["properties"]["format"]["anyOf"][0]["enum"] = list(get_args(Format))


_MODELS = {
    "draft": "cmcompliance.draft:Draft",
    "report": "cmcompliance.report:Report",
    "fixed": "cmcompliance.fixing:Fixed",
    "settings": "cmcompliance.settings.model:SettingsModel",
    "error": "cmcompliance.render.json_report:ErrorRecord",
    "decision": "cmcompliance.decisions:Entry",
    "rule": "cmcompliance.rulebook.files:RuleFile",
    "lexicon": "cmcompliance.rulebook.files:LexiconFile",
    "inference": "cmcompliance.rulebook.files:InferenceFile",
    "sources": "cmcompliance.rulebook.files:SourcesFile",
    "statements": "cmcompliance.rulebook.files:StatementsFile",
    "coverage": "cmcompliance.rulebook.files:CoverageFile",
}


def _model(subject: Subject) -> type[BaseModel]:
    from importlib import import_module

    module, _, name = _MODELS[subject].partition(":")
    model: type[BaseModel] = getattr(import_module(module), name)
    return model
