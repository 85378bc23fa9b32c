"""The rule book: what `rules/` says, loaded, checked and frozen."""

from cmcompliance.rulebook.book import RuleBook
from cmcompliance.rulebook.errors import Problem, RuleBookError
from cmcompliance.rulebook.folders import shipped_rules
from cmcompliance.rulebook.loader import load_book, load_sound

__all__ = ["Problem", "RuleBook", "RuleBookError", "load_book", "load_sound", "shipped_rules"]
