"""Which parts of which documents follow which schema."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from cmcompliance.cli.formats import Format
from cmcompliance.draft import Draft
from cmcompliance.language_server.cursor import KeyPath
from cmcompliance.language_server.document import Document
from cmcompliance.language_server.grammar import Form, Grammar
from cmcompliance.language_server.names import Names, names_of_book, names_of_rules
from cmcompliance.language_server.rule_folders import Merged, RuleFile
from cmcompliance.language_server.schema_tree import SchemaTree
from cmcompliance.language_server.settings_files import is_settings
from cmcompliance.read.site_fields import TABLE
from cmcompliance.render import Language
from cmcompliance.rulebook import RuleBook
from cmcompliance.rulebook.book import FieldText, QuestionText
from cmcompliance.rulebook.gather import kind_of
from cmcompliance.settings.discovery import KEY_IN_PYPROJECT, PYPROJECT
from cmcompliance.settings.model import SettingsModel
from cmcompliance.waivers.model import WaiverDocument

_OPENING = re.compile(r"(?P<fence>---(?:ya?ml|toml)?|\+\+\+)[ \t]*\r?\n")
_OUR_TABLE = re.compile(rf"^(?:{TABLE}[ \t]*:|\[{TABLE}\b)", re.MULTILINE)
_SITES: Mapping[Language, str] = {
    "fr": "ce que l'en-tête d'un site dit du brouillon",
    "en": "what a site's front matter says of the draft",
}
_TEXT = frozenset(("text",))


def of_rules(document: Document, file: RuleFile, merged: Merged, language: Language) -> Grammar | None:
    """Return the grammar of a rule file, None for one that is no file of a rule book."""
    kind = kind_of(file.relative)
    if kind is None:
        return None
    names = names_of_rules(kind.category, merged, language)
    return Grammar("yaml", _schema(kind.model), names, document.mark, len(document.text))


def of_settings(document: Document, book: RuleBook | None, language: Language) -> Grammar:
    """Return the grammar of settings, or of a waiver file."""
    settings = is_settings(document.path)
    grammar = Grammar(
        "toml",
        _settings_schema() if settings else _schema(WaiverDocument),
        names_of_book("settings", book, language) if book else Names("settings", {}),
        document.mark,
        len(document.text),
        roots=(KEY_IN_PYPROJECT if document.path.name == PYPROJECT else (),),
    )
    return _with_words(grammar, book, language)


def of_draft(document: Document, book: RuleBook | None, language: Language) -> Grammar | None:
    """Return the grammar of a text's front matter, None for a document without."""
    text = document.text
    opening = _OPENING.match(text, document.mark)
    if opening is None:
        return None
    fence = opening["fence"]
    form: Form = "toml" if fence in {"+++", "---toml"} else "yaml"
    start = opening.end()
    closing = re.compile(r"^\+\+\+" if fence == "+++" else r"^(?:---|\.\.\.)", re.MULTILINE).search(
        text, start
    )
    end = closing.start() if closing else len(text)
    ours = _OUR_TABLE.search(text, start, end) is not None
    names = names_of_book("draft", book, language) if book else Names("draft", {})
    return _with_words(
        Grammar(
            form,
            _schema(Draft),
            names,
            start,
            end,
            roots=((TABLE,),) if ours else ((), (TABLE,)),
            hidden=_TEXT,
            extra_keys={} if ours else {TABLE: _SITES[language]},
        ),
        book,
        language,
    )


def _with_words(grammar: Grammar, book: RuleBook | None, language: Language) -> Grammar:
    """Return a grammar of a draft's fields with what the rule book calls them and their values."""
    if book is None:
        return grammar
    told: dict[str, QuestionText | FieldText] = {**book.fields, **book.questions}

    def of_key(path: KeyPath, key: str) -> str:
        said = told.get(_field((*path, key)))
        return said.name.get(language, "") if said else ""

    def of_value(path: KeyPath, value: str) -> str:
        said = told.get(_field(path))
        return said.labels.get(value, {}).get(language, "") if said else ""

    return replace(grammar, key_meaning=of_key, value_meaning=of_value)


def _field(path: KeyPath) -> str:
    """Return the field of a draft that a place is about, also where settings say it of some paths."""
    names = [step for step in path if isinstance(step, str)]
    return ".".join(names[1:] if names[:1] == ["paths"] else names)


@cache
def _schema(model: type[BaseModel]) -> SchemaTree:
    return SchemaTree(model.model_json_schema())


@cache
def _settings_schema() -> SchemaTree:
    """The settings carry the name of a form of report; the command line knows them."""
    schema: dict[str, Any] = SettingsModel.model_json_schema()
    schema["$defs"]["OutputTable"]["properties"]["format"]["enum"] = list(get_args(Format))
    return SchemaTree(schema)
