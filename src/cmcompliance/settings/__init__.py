"""Settings: what a team says once of its drafts and of the rules, in cmcompliance.toml or pyproject.toml."""

from cmcompliance.settings.errors import SettingsError
from cmcompliance.settings.preparation import Preparation, Prepared, settings_for
from cmcompliance.settings.settings import Settings

__all__ = ["Preparation", "Prepared", "Settings", "SettingsError", "settings_for"]
