"""What everyone who serves checks does for those who ask: one set of settings, plain models in and out."""

from cmcompliance.desk.answers import Explained, RulesFound, RulesTemplate, RuleSummary, Vocabulary
from cmcompliance.desk.desk import Desk

__all__ = ["Desk", "Explained", "RuleSummary", "RulesFound", "RulesTemplate", "Vocabulary"]
