"""What stands between the words: spaces, quotes, bullets, emoji, hashtags, other scripts, line endings."""

from __future__ import annotations

import re
from typing import Final

from metamorphic.edits import Transformation, each_character, made
from metamorphic.rewriting import Change, Rewritten
from metamorphic.words import Stretch, gaps

_TIGHT: Final = re.compile(r"(?<=\w) (?=[:;!?%€»])|(?<=«) (?=\w)|(?<=\d) (?=\d{3})")
_QUOTED: Final = re.compile(r"“([^“”\n]*)”|\"([^\"\n]*)\"")
_REACTION_AFTER: Final = re.compile(r"[A-ZÀ-Ö]|(?:si|s|pour|if|for|matin|midi|soir|morning|evening|night)\b")
_REACTION_BEFORE: Final = re.compile(
    r"\b(?:l[âa]ch|met|balanc|laiss|envo|post|comment|drop|leav|pos|cliqu|tap|écri|send|put)\w*(?:\W+\w+){0,3}$",
    re.IGNORECASE,
)
_LINE: Final = re.compile(r"^(?!(?:si|pour|if|for)\b)(?=[^\W_])", re.MULTILINE | re.IGNORECASE)


def emoji_between(emoji: str, every: int) -> Transformation:
    """Put an emoji into every so-manyth gap between two words.

    Not before a capital, where it would end a sentence, nor inside a day; nor before "si" or "pour" or after
    a verb that asks for an emoji: there it is one to be posted, which is another breach.
    """

    def decorates(gap: Stretch, text: str) -> bool:
        return not (_REACTION_AFTER.match(text, gap[1]) or _REACTION_BEFORE.search(text[: gap[0]]))

    def changed(text: str) -> Rewritten | None:
        return made(
            text,
            [(*gap, emoji) for gap in list(gaps(text))[::every] if decorates(gap, text)],
        )

    return changed


def bullets(bullet: str) -> Transformation:
    """Put a bullet before each line; an emoji before "si" or "pour" asks for a reaction."""

    def changed(text: str) -> Rewritten | None:
        changes: list[Change] = [(match.start(), match.start(), bullet) for match in _LINE.finditer(text)]
        return made(text, changes)

    return changed


curly_apostrophes: Final = each_character(lambda char: "’" if char == "'" else char)
straight_apostrophes: Final = each_character(lambda char: "'" if char in "’ʼ‘" else char)
narrow_spaces: Final[Transformation] = lambda text: made(  # noqa: E731
    text, [(*match.span(), "\u202f") for match in _TIGHT.finditer(text)]
)


def french_quotes(text: str) -> Rewritten | None:
    """Put « » for other quotes."""
    changes: list[Change] = []
    for match in _QUOTED.finditer(text):
        changes += [
            (match.start(), match.start() + 1, "« "),
            (match.end() - 1, match.end(), " »"),
        ]
    return made(text, changes)


def curly_quotes(text: str) -> Rewritten | None:
    """Put “ ” for straight quotes."""
    changes: list[Change] = []
    for match in _QUOTED.finditer(text):
        changes += [
            (match.start(), match.start() + 1, "“"),
            (match.end() - 1, match.end(), "”"),
        ]
    return made(text, changes)


def ending_with(string: str) -> Transformation:
    """Put something after the last line."""
    return lambda text: made(text, [(len(text), len(text), string)])


def beginning_with(string: str) -> Transformation:
    """Put something before the first line."""
    return lambda text: made(text, [(0, 0, string)])


def directed(text: str) -> Rewritten | None:
    """Put a right-to-left mark before each line and a left-to-right mark after it."""
    changes: list[Change] = []
    for match in re.finditer(r"[^\n]+", text):
        changes += [
            (match.start(), match.start(), "\u200f"),
            (match.end(), match.end(), "\u200e"),
        ]
    return made(text, changes)


windows_lines: Final[Transformation] = lambda text: made(  # noqa: E731
    text, [(*match.span(), "\r\n") for match in re.finditer(r"(?<!\r)\n", text)]
)
trailing_spaces: Final[Transformation] = lambda text: made(  # noqa: E731
    text,
    [(match.start(), match.start(), "  ") for match in re.finditer(r"(?<=\S)\n", text)],
)


def together(*terms: str) -> dict[str, Transformation]:
    """Return, by form, transformations that write the first of these terms as one hashtag."""
    wanted = [
        re.compile(r"(?<![\w#@'’-])" + r"[ -]".join(term.split()) + r"(?![\w-])", re.IGNORECASE)
        for term in terms
    ]

    def run_together(camel: bool) -> Transformation:
        def changed(text: str) -> Rewritten | None:
            found = [match for one in wanted if (match := one.search(text))]
            if not found:
                return None
            parts = re.split("[ -]", found[0][0])
            tag = "#" + "".join(part.capitalize() if camel else part.lower() for part in parts)
            return made(text, [(*found[0].span(), tag)])

        return changed

    return {"camel": run_together(True), "small": run_together(False)}
