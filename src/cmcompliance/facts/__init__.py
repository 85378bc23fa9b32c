"""Facts: what a draft's words and metadata say, as named values with their evidence."""

from cmcompliance.facts.fact import Evidence, Fact, Facts, Value
from cmcompliance.facts.finder import FactFinder

__all__ = ["Evidence", "Fact", "FactFinder", "Facts", "Value"]
