"""The rule book: what `rules/` says, loaded, checked and frozen."""

from cmcompliance.rulebook.book import RuleBook
from cmcompliance.rulebook.errors import Problem, RuleBookError
from cmcompliance.rulebook.folders import shipped_rules
from cmcompliance.rulebook.loader import load_book

__all__ = ["Problem", "RuleBook", "RuleBookError", "load_book", "shipped_rules"]
