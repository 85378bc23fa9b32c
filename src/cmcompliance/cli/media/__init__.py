"""`cmcompliance media`: what files say about themselves."""

from cmcompliance.cli.media.run import media

__all__ = ["media"]
