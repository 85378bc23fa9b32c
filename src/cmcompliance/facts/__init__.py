"""Facts: what a draft's words and metadata say, as named values with their evidence."""

from cmcompliance.facts.draft_facts import DraftFacts
from cmcompliance.facts.fact import Evidence, Fact, Facts, Value
from cmcompliance.facts.finder import FactFinder

__all__ = ["DraftFacts", "Evidence", "Fact", "FactFinder", "Facts", "Value"]
