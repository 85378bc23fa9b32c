"""The rule book: what `rules/` says, loaded, checked and frozen."""

from cmcompliance.rulebook.book import RuleBook
from cmcompliance.rulebook.errors import Problem, RuleBookError
from cmcompliance.rulebook.folders import shipped_rules
from cmcompliance.rulebook.loader import load_book, load_sound
from cmcompliance.rulebook.packs import PackError, installed_packs, pack_folders

__all__ = [
    "PackError",
    "Problem",
    "RuleBook",
    "RuleBookError",
    "installed_packs",
    "load_book",
    "load_sound",
    "pack_folders",
    "shipped_rules",
]
