"""What obligations and platforms are called, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cmcompliance.render.words import Language


@dataclass(frozen=True, slots=True)
class Labels:
    """By key; what has no name is called by its key."""

    obligations: Mapping[str, str] = field(default_factory=dict)
    platforms: Mapping[str, str] = field(default_factory=dict)

    def obligation(self, key: str) -> str:
        """Return what an obligation's breach is, in one line."""
        named = self.obligations.get(key, key)
        return named[:1].upper() + named[1:]

    def platform(self, key: str) -> str:
        """Return the name of a platform, nothing for none."""
        return self.platforms.get(key, key)


def labels_of(packs: Sequence[str], language: Language) -> Labels:
    """Return the names that the rule book gives, with those of the packs of the scan that are still there."""
    from cmcompliance.rulebook import RuleBookError, load_book, shipped_rules  # noqa: PLC0415

    folders = [Path(pack) for pack in packs if Path(pack).is_dir()]
    try:
        book = load_book(shipped_rules(), *folders) if folders else load_book()
    except (RuleBookError, OSError):
        try:
            book = load_book()
        except (RuleBookError, OSError):
            return Labels()
    return Labels(
        {key: words[language] for key, words in book.obligations.items()},
        {key: platform.name for key, platform in book.platforms.items()},
    )
