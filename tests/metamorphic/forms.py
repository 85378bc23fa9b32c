"""All transformations by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from metamorphic import layout, letters, styles, writing
from metamorphic.edits import Transformation, unless

_TOGETHER: Final = layout.together(
    "jeu concours",
    "tirage au sort",
    "code promo",
    "prize draw",
    "grand jeu",
    "bon plan",
)

FORMS: Final[Mapping[str, Transformation]] = {
    **{f"style.{style}.all": styles.styled(style) for style in styles.ALPHABETS},
    **{
        f"style.{style}.key": styles.styled(style, 6)
        for style in ("bold_sans", "script", "circled", "small_caps")
    },
    **{
        f"apart.{name}": letters.apart(sign)
        for name, sign in {
            "space": " ",
            "dot": ".",
            "hyphen": "-",
            "low": "_",
            "star": "*",
        }.items()
    },
    "leet.digits": letters.signs_for({"o": "0", "e": "3", "a": "4", "i": "1", "t": "7", "s": "5"}),
    "leet.signs": letters.signs_for({"a": "@", "e": "€", "s": "$"}),
    "alike.cyrillic": letters.cyrillic,
    "alike.greek": letters.greek,
    "hidden.zero_width": letters.hidden("\u200b"),
    "hidden.soft_hyphen": letters.hidden("\u00ad"),
    "hidden.joiner": letters.hidden("\u2060"),
    "hidden.combining": letters.hidden("\u0336"),
    "accents.decomposed": letters.decomposed,
    "accents.missing": letters.without_accents,
    "capitals": letters.in_capitals,
    "capitals.bare": letters.in_bare_capitals,
    "long.vowel": letters.elongated,
    "long.end": letters.elongated_end,
    "typo.swapped": letters.swapped,
    "typo.doubled": letters.doubled,
    "typo.missing": letters.missing,
    "emoji.between": layout.emoji_between(" 🌸 ", 5),
    "emoji.stuck": layout.emoji_between("🌸", 5),
    "emoji.clap": layout.emoji_between(" 👏 ", 2),
    "bullets.dot": layout.bullets("• "),
    "bullets.dash": layout.bullets("- "),
    "bullets.emoji": layout.bullets("🔹 "),
    "quotes.curly_apostrophes": layout.curly_apostrophes,
    "quotes.straight_apostrophes": layout.straight_apostrophes,
    "quotes.french": layout.french_quotes,
    "quotes.curly": layout.curly_quotes,
    "spaces.narrow": layout.narrow_spaces,
    "spaces.trailing": layout.trailing_spaces,
    "lines.windows": layout.windows_lines,
    "marks.direction": layout.directed,
    "script.arabic": layout.ending_with("\n\nشكرا جزيلا"),
    "script.hebrew": layout.ending_with("\n\nתודה רבה"),
    "hashtags.trailing": unless(lambda text: "#" in text, layout.ending_with("\n\n#lundi #ville #carnet")),
    "hashtags.camel": _TOGETHER["camel"],
    "hashtags.small": _TOGETHER["small"],
    "inclusive.dot": writing.inclusive("·"),
    "inclusive.full_stop": writing.inclusive("."),
    "inclusive.brackets": writing.inclusive("()"),
    "inclusive.hyphen": writing.inclusive("-"),
    "short.french": writing.replaced(writing.SHORT_FRENCH),
    "short.english": writing.replaced(writing.SHORT_ENGLISH),
    "misspelt": writing.replaced(writing.MISSPELT),
}

NOT_ON: Final[Mapping[str, frozenset[str]]] = {"hashtags.trailing": frozenset({"threads"})}
"""Where a form is a breach of its own: Threads takes one hashtag a post."""

ADDING: Final = frozenset({"emoji.between", "emoji.stuck", "emoji.clap", "hashtags.trailing"})
"""What adds tokens: of several places that show a thing, another may then be the nearest."""
