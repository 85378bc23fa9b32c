"""Parse: a draft's texts → readings: tokens, segments, entities, concepts, scope and language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cmcompliance.parse.parser import DraftParser, ParsedField, Parser
from cmcompliance.parse.reading import Reading
from cmcompliance.parse.text_parser import TextParser

if TYPE_CHECKING:
    from cmcompliance.parse.pipeline import create_pipeline

__all__ = ["DraftParser", "ParsedField", "Parser", "Reading", "TextParser", "create_pipeline"]


def __getattr__(name: str) -> Any:
    # The spaCy pipeline is for those who ask for it: a check does not wait for spaCy.
    if name == "create_pipeline":
        from cmcompliance.parse.pipeline import create_pipeline  # noqa: PLC0415

        return create_pipeline
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
