"""Invented posts in any number, the same for a seed, each with hashtags, handles and links of its own."""

from __future__ import annotations

import math
import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

from bench.phrasebook import Sections, sections

Language = Literal["fr", "en"]
Kind = Literal["life", "contest", "promotion"]
SetName = Literal["mixed", "busy", "archive"]

_SYLLABLES: Final = re.findall(r"\w+", "ba ce di fo gu la mi no pra re so tu ve zi cha lou mar tin ral bel")
_SLOT: Final = re.compile(r"\{(\w+)\}")
_USUAL_WORDS: Final = 52
_SPREAD: Final = 0.6
_PLATFORMS: Final = [
    "instagram", "instagram", "facebook", "tiktok", "x", "linkedin", "youtube", "threads", "blog",
]  # fmt: skip
_LAWS: Final[dict[Language, list[list[str]]]] = {
    "fr": [["FR"], ["FR"], ["FR"], ["BE"], ["CH"], ["FR", "BE"], ["LU"]],
    "en": [["GB"], ["GB"], ["US"], ["US"], ["IE"], ["CA"], ["GB", "US"]],
}
_ROLES: Final[dict[Kind, list[str | None]]] = {
    "life": ["consumer", "brand", "influencer", "media", "employee", None],
    "contest": ["brand", "brand", "influencer", "agency", None],
    "promotion": ["influencer", "influencer", "brand", None],
}
_OF_AN_ARCHIVE: Final[tuple[list[Kind], list[int]]] = (["life", "promotion", "contest"], [75, 20, 5])
_TIES: Final = ["own_brand", "paid", "gifted", "affiliate", "none", None]


@dataclass(frozen=True, slots=True)
class Post:
    """One invented post: its language, what it is, and the fields of its draft."""

    language: Language
    kind: Kind
    fields: dict[str, Any]

    @property
    def text(self) -> str:
        """What it says."""
        return str(self.fields["text"])


def invented_posts(name: SetName, count: int, seed: int = 7) -> Iterator[Post]:
    """Yield `count` posts. `mixed`: a third contests or promotions, the rest everyday life; `busy`: none;
    `archive`: as of a client's account over years, a twentieth contests and a fifth promotions.
    """
    chance = random.Random(f"{name} {seed}")
    for number in range(count):
        kind: Kind = "life"
        if name == "archive":
            kind = chance.choices(*_OF_AN_ARCHIVE)[0]
        elif name == "busy" or number % 3 == 0:
            kind = chance.choice(("contest", "promotion"))
        yield _post(chance, chance.choice(("fr", "en")), kind, number)


def _post(chance: random.Random, language: Language, kind: Kind, number: int) -> Post:
    brand = _name(chance).capitalize()
    fields: dict[str, Any] = {
        "id": str(number),
        "text": _text(chance, language, kind, brand),
        "platform": chance.choice(_PLATFORMS),
        "jurisdictions": chance.choice(_LAWS[language]),
    }
    if role := chance.choice(_ROLES[kind]):
        fields["author"] = {"role": role}
    if kind != "life" and (tie := chance.choice(_TIES)):
        fields["relationship"] = {"kind": tie, "brand": brand}
    return Post(language, kind, fields)


def _text(chance: random.Random, language: Language, kind: Kind, brand: str) -> str:
    slots = sections(language, "slots")
    wanted = chance.lognormvariate(math.log(_USUAL_WORDS), _SPREAD)
    lines = [
        _SLOT.sub(lambda slot: _filling(chance, slot[1], slots, language, brand), sentence)
        for sentence in _plan(chance, sections(language, kind), kind, wanted)
    ]
    if chance.random() < 0.1:
        lines[0] = lines[0].upper()
    text = lines[0]
    for line in lines[1:]:
        text += ("\n" if line[0] in "✅👉1" else chance.choice((" ", " ", " ", "\n", "\n\n"))) + line
    if chance.random() < 0.75:
        tags = " ".join(f"#{_tag(chance, slots)}" for _ in range(chance.randint(1, 10)))
        text += chance.choice((" ", "\n", "\n\n.\n")) + tags
    return _as_typed(chance, text)


def _plan(chance: random.Random, parts: Sections, kind: Kind, wanted: float) -> list[str]:
    """Return sentences in the order of their sections, until there are about enough words."""
    if kind == "life":
        topics = chance.sample([name for name in parts if name not in {"opening", "closing"}], 3)
        first, more = topics[:1], ["opening", topics[0], topics[0], topics[1], topics[2], "closing"]
        order = ["opening", *topics, "closing"]
    else:
        first = ["opening", "prize", "steps"] if kind == "contest" else ["pitch", "offer"]
        order = list(parts)
        more = [name for name in order for _ in range(len(parts[name]) // 10)]
    taken: dict[str, list[str]] = {name: [] for name in order}
    words = 0
    for name in first:
        words += _take(chance, parts, name, taken)
    while words < wanted:
        words += _take(chance, parts, chance.choice(more), taken) or 1
    return [sentence for name in order for sentence in taken[name]]


def _take(chance: random.Random, parts: Sections, name: str, taken: dict[str, list[str]]) -> int:
    sentence = chance.choice(parts[name])
    single = name in {"opening", "closing"} and taken[name]
    if single or sentence in taken[name]:
        return 0
    taken[name].append(sentence)
    return len(sentence.split())


def _filling(chance: random.Random, slot: str, slots: Sections, language: Language, brand: str) -> str:
    known = slots.get("price" if slot == "price2" else slot)
    if known:
        return chance.choice(known)
    new: dict[str, Callable[[], str]] = {
        "brand": lambda: brand,
        "handle": lambda: _handle(chance, brand),
        "handle2": lambda: _handle(chance, brand),
        "domain": lambda: f"{_name(chance)}.example.com",
        "url": lambda: f"https://{_name(chance)}.example.org/{_name(chance)}{chance.randrange(10**6)}",
        "tag": lambda: _tag(chance, slots),
        "code": lambda: f"{chance.choice(slots['friend']).split()[-1].upper()}{chance.randrange(5, 99)}",
        "digits": lambda: f"{chance.randrange(10, 99)} 04" if language == "fr" else "199",
    }
    return new[slot]()


def _handle(chance: random.Random, brand: str) -> str:
    return chance.choice((brand.lower(), _name(chance))) + chance.choice(("", "_", ".")) + _name(chance)


def _name(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4)))


def _tag(chance: random.Random, slots: Sections) -> str:
    known = chance.choice(slots["topic"])
    if chance.random() < 0.4:
        return known
    new = f"{_name(chance)}{chance.randrange(10**5)}"
    return chance.choice((new, known + new, known.capitalize() + new.capitalize(), f"{known}_{new}"))


def _as_typed(chance: random.Random, text: str) -> str:
    """Return the text as people in a hurry type it, now and then."""
    style = chance.random()
    if style < 0.05:
        return text.lower()
    if style < 0.09:
        return "".join(one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one))
    if style < 0.12:
        return text.replace("!", "!!!").replace(" ?", "??")
    if style < 0.16:
        at = chance.randrange(len(text))
        return text[:at] + text[at + 1 :]
    return text
