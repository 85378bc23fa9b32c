"""What is otherwise in one scan's results than in an older one's: findings new, fixed, changed, and why."""

from cmcompliance.results.difference.change import Change, Reason, Side, What
from cmcompliance.results.difference.comparison import Comparison, compared

__all__ = ["Change", "Comparison", "Reason", "Side", "What", "compared"]
