"""Lines, sentences and clauses of a post, as ranges of tokens."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from cmcompliance.parse.reading import Range, Segments, Tokens

_ENDINGS: Final = frozenset("!?‼⁇⁈⁉")
_CLOSERS: Final = frozenset("\"'»”’)]}")
_BULLETS: Final = frozenset("-–—•·‣◦*▪▫►▸➤➜→✔✓+>")
_ABBREVIATIONS: Final = frozenset(
    {
        "m", "mm", "mme", "mlle", "mr", "mrs", "ms", "dr", "pr", "st", "ste", "me", "cf", "ex", "art",
        "env", "max", "min", "tel", "no", "nb", "vs", "av", "bd", "ed", "vol", "p", "pp", "resp",
        "approx", "inc", "ltd", "co", "jr", "sr", "etc", "janv", "fevr", "avr", "juil", "sept", "oct",
        "nov", "dec", "jan", "feb", "apr", "aug", "lun", "mer", "jeu", "ven",
    }
)  # fmt: skip
_JOINING: Final = frozenset(
    {
        "et", "ou", "mais", "de", "du", "des", "la", "le", "les", "un", "une", "a", "au", "aux", "en",
        "pour", "par", "avec", "sur", "d", "l", "and", "or", "but", "of", "the", "to", "for", "with",
        "by", "in", "on", "at", "an",
    }
)  # fmt: skip
_CONJUNCTIONS: Final = frozenset(
    {
        "mais", "car", "donc", "puis", "ensuite", "alors", "sinon", "cependant", "pourtant", "parce",
        "puisque", "lorsque", "quand", "but", "because", "so", "then", "although", "though", "while",
        "when", "unless", "however", "yet",
    }
)  # fmt: skip
_ADDITIONS: Final = frozenset({"et", "ou", "and", "or"})
_COMMAS: Final = frozenset(",;:—–|()[]/•")
_IN_CLOSING: Final = frozenset({"hashtag", "space", "punct", "emoji", "url", "mention"})
_LONG_ENOUGH: Final = 3


def segment(tokens: Tokens) -> Segments:
    """Split a post."""
    _, _, texts, kinds, folded, spaced = tokens
    hard: set[int] = set()
    soft: set[int] = set()
    lines: list[Range] = []
    start, i, count = 0, 0, len(texts)
    while i < count:
        text, kind = texts[i], kinds[i]
        if kind == "space":
            breaks = _breaks(text)
            if breaks:
                if start < i:
                    lines.append((start, i))
                start = i + 1
                _break_line(i, breaks, texts, kinds, folded, hard, soft)
        elif kind == "punct":
            if text[0] in _ENDINGS or (text[0] in ".…" and _full_stop(i, texts, kinds, folded, spaced)):
                i = _closing(i, texts, kinds, spaced)
                hard.add(i)
        elif kind == "emoji":
            last = _emoji_run(i, kinds)
            if _opens_sentence(i, last, texts, kinds):
                hard.add(i - 1)
            i = last
        i += 1
    if start < count:
        lines.append((start, count))
    sentences = _between(kinds, hard | soft, count)
    clauses = tuple(
        clause for sentence in sentences for clause in _clauses(sentence, texts, kinds, folded, spaced)
    )
    return Segments(
        tuple(lines), sentences, clauses, hashtag_blocks(kinds), frozenset(hard), frozenset(soft - hard)
    )


def _breaks(space: str) -> int:
    return sum(map(space.count, "\n\r\u2028\u2029")) - space.count("\r\n")


def _break_line(
    i: int,
    breaks: int,
    texts: Sequence[str],
    kinds: Sequence[str],
    folded: Sequence[str],
    hard: set[int],
    soft: set[int],
) -> None:
    if i == 0 or i + 1 >= len(texts):
        return
    following = texts[i + 1]
    if breaks > 1 or _bullet(i + 1, texts, kinds):
        hard.add(i)
        return
    unfinished = texts[i - 1] == "," or (kinds[i - 1] == "word" and folded[i - 1] in _JOINING)
    if not unfinished and not (kinds[i + 1] == "word" and following[:1].islower()):
        soft.add(i)


def _bullet(i: int, texts: Sequence[str], kinds: Sequence[str]) -> bool:
    text = texts[i]
    if text[0] in _BULLETS or "\u20e3" in text:
        return True
    if kinds[i] != "number" or not text.isdigit() or len(text) > 2 or i + 1 >= len(texts):
        return False
    return texts[i + 1] in {")", ".", "/", "-", "°", "°)"}


def _full_stop(
    i: int, texts: Sequence[str], kinds: Sequence[str], folded: Sequence[str], spaced: Sequence[bool]
) -> bool:
    following = texts[i + 1] if i + 1 < len(texts) else ""
    if not following or (kinds[i + 1] == "space" and "\n" in following):
        return True
    glued = not spaced[i] and kinds[i + 1] != "space"
    upper = following[0].isupper()
    if len(texts[i]) > 1 or texts[i] == "…":
        return upper or kinds[i + 1] == "emoji"
    if i == 0:
        return True
    before = folded[i - 1]
    if glued and kinds[i + 1] in {"word", "number"}:
        # "gratuit.Tirage" are two sentences, "p.ex." and "n.1" are not.
        return upper and len(before) > 2
    if before in _ABBREVIATIONS and not (spaced[i - 1] or kinds[i - 1] == "number"):
        return before == "etc" and upper
    return len(before) != 1 or kinds[i - 1] != "word"


def _closing(i: int, texts: Sequence[str], kinds: Sequence[str], spaced: Sequence[bool]) -> int:
    """Return the last token of a sentence that ends at i: quotes, more signs, emoji that nothing follows."""
    last = i
    while last + 1 < len(texts):
        following = last + 1
        quote = texts[following] in _CLOSERS and (not spaced[last] or texts[following] in "»”")
        if quote or (kinds[following] == "punct" and texts[following][0] in "!?.…"):
            last = following
        elif kinds[following] == "emoji":
            end = _emoji_run(following, kinds)
            if spaced[last] and _on_the_same_line(end, texts, kinds):
                break
            last = end
        else:
            break
    return last


def _emoji_run(i: int, kinds: Sequence[str]) -> int:
    while i + 1 < len(kinds) and kinds[i + 1] == "emoji":
        i += 1
    return i


def _on_the_same_line(i: int, texts: Sequence[str], kinds: Sequence[str]) -> bool:
    """Tell whether something is said after token i before the line ends."""
    return i + 1 < len(texts) and not (kinds[i + 1] == "space" and _breaks(texts[i + 1]))


def _opens_sentence(first: int, last: int, texts: Sequence[str], kinds: Sequence[str]) -> bool:
    """Tell whether a run of emoji inside a line opens a sentence: a capitalised word follows it."""
    if first == 0 or kinds[first - 1] == "space" or last + 1 >= len(texts):
        return False
    following = texts[last + 1]
    return (
        kinds[last + 1] == "word"
        and following[0].isupper()
        and len(following) > 1
        and not following.isupper()
    )


def _between(kinds: Sequence[str], ends: set[int], count: int) -> tuple[Range, ...]:
    ranges: list[Range] = []
    start = 0
    for end in [*sorted(ends), count - 1]:
        last = end + 1
        while start < last and kinds[start] == "space":
            start += 1
        while last > start and kinds[last - 1] == "space":
            last -= 1
        if last > start:
            ranges.append((start, last))
        start = max(start, end + 1)
    return tuple(ranges)


def _clauses(
    sentence: Range, texts: Sequence[str], kinds: Sequence[str], folded: Sequence[str], spaced: Sequence[bool]
) -> list[Range]:
    start, end = sentence
    cuts = [start]
    for i in range(start, end):
        if kinds[i] == "punct" and (texts[i][0] in _COMMAS or _dash(i, texts, spaced)):
            cuts.append(i + 1)
        elif (folded[i] in _CONJUNCTIONS and i > cuts[-1]) or (
            folded[i] in _ADDITIONS and _parts_long_enough(i, cuts[-1], end, kinds)
        ):
            cuts.append(i)
    cuts.append(end)
    ranges = [
        (a, b) for a, b in pairwise(cuts) if any(kinds[i] not in {"punct", "space"} for i in range(a, b))
    ]
    return ranges or [sentence]


def _dash(i: int, texts: Sequence[str], spaced: Sequence[bool]) -> bool:
    return texts[i] == "-" and i > 0 and spaced[i - 1] and spaced[i]


def _parts_long_enough(i: int, start: int, end: int, kinds: Sequence[str]) -> bool:
    def words(first: int, last: int) -> int:
        return sum(
            kinds[k] in {"word", "number", "mention", "hashtag"} for k in range(first, min(last, first + 8))
        )

    return words(max(start, i - 8), i) >= _LONG_ENOUGH and words(i + 1, end) >= _LONG_ENOUGH


def hashtag_blocks(kinds: Sequence[str]) -> list[Range]:
    """Return the runs of three hashtags or more, and the run of two that closes the text, as ranges
    of tokens.
    """
    blocks: list[Range] = []
    prose_end = max((k for k, kind in enumerate(kinds) if kind not in _IN_CLOSING), default=-1)
    i, count = 0, len(kinds)
    while i < count:
        if kinds[i] != "hashtag":
            i += 1
            continue
        last, number, k = i, 1, i + 1
        while k < count and kinds[k] in {"hashtag", "space", "punct", "emoji"}:
            if kinds[k] == "hashtag":
                last, number = k, number + 1
            k += 1
        if number >= 3 or (number > 1 and k > prose_end):
            blocks.append((i, last + 1))
        i = k
    return blocks
