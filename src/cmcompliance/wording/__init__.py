"""The words that belong to a video or a sound, in a file beside it: subtitles, a transcript."""

from cmcompliance.wording.beside import words_beside
from cmcompliance.wording.wording import Cue, Unreadable, Wording

__all__ = ["Cue", "Unreadable", "Wording", "words_beside"]
