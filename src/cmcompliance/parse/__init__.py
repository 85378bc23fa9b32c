"""Parse: a draft's texts → spaCy Docs with tokens, segments, entities, concepts, scope and language."""

from cmcompliance.parse.parser import ParsedField, Parser
from cmcompliance.parse.pipeline import create_pipeline

__all__ = ["ParsedField", "Parser", "create_pipeline"]
