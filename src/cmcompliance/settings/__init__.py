"""Settings: what a team says once of its drafts and of the rules, in cmcompliance.toml or pyproject.toml."""
