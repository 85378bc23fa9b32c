"""The folded text of a post as a row of slots: its words, its emoji, and a stop where a sentence ends."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from typing import Final, NamedTuple

STOP: Final = "\n"
"""What stands in the slot where a sentence ends."""
EMOJI_SIGN: Final = "E"


def emoji_sign(emoji: str) -> str:
    """Return what stands in the slot of a bare emoji; capitals never occur in folded words."""
    return EMOJI_SIGN + "_".join(f"{ord(char):x}" for char in emoji)


class View(NamedTuple):
    """`words[k]`: what stands in slot k; `tokens[k]`: its token. In order, the slots that are stops, that are
    emoji, and those after which only a line break ends a sentence (`soft`).
    """

    words: Sequence[str]
    tokens: Sequence[int]
    stops: Sequence[int]
    soft: Sequence[int]
    emoji: Sequence[int]

    def slots(self, start: int, end: int) -> tuple[int, int]:
        """Return the slots of tokens [start, end), without the stop after them."""
        first = bisect_left(self.tokens, start)
        last = bisect_left(self.tokens, end, first)
        if last > first and self.words[last - 1] == STOP:
            last -= 1
        return first, last


def view_of(
    kinds: Sequence[str], folded: Sequence[str], hard: Collection[int], soft: Collection[int]
) -> View:
    """Return the view of tokens; decoration has no slot.

    `hard`, `soft`: the tokens after which a sentence ends; `soft`: only by a line break.
    """
    words: list[str] = []
    tokens: list[int] = []
    stops: list[int] = []
    breaks: list[int] = []
    emoji: list[int] = []
    pending = False
    for i, text in enumerate(folded):
        if text:
            if pending:
                if words:
                    breaks.append(len(words) - 1)
                pending = False
            if kinds[i] == "emoji":
                emoji.append(len(words))
                words.append(emoji_sign(text))
                tokens.append(i)
            elif " " in text:
                for word in text.split(" "):
                    words.append(word)
                    tokens.append(i)
            else:
                words.append(text)
                tokens.append(i)
        if i in hard:
            stops.append(len(words))
            words.append(STOP)
            tokens.append(i)
            pending = False
        elif i in soft:
            pending = True
    return View(words, tokens, stops, breaks, emoji)


def part_of(view: View, start: int, end: int) -> View:
    """Return slots [start, end) as a view of their own."""
    if start == 0 and end == len(view.words):
        return view
    return View(
        view.words[start:end],
        view.tokens[start:end],
        _moved(view.stops, start, end),
        _moved(view.soft, start, end),
        _moved(view.emoji, start, end),
    )


def _moved(slots: Sequence[int], start: int, end: int) -> list[int]:
    return [slot - start for slot in slots[bisect_left(slots, start) : bisect_left(slots, end)]]


def kept_slots(view: View) -> list[int]:
    """Return the slots that are no emoji."""
    left_out = set(view.emoji)
    return [slot for slot in range(len(view.words)) if slot not in left_out]


def without_emoji(view: View) -> View:
    """Return the view of words and stops alone."""
    if not view.emoji:
        return view
    kept = kept_slots(view)
    # A break after an emoji comes after the word before it too.
    soft = {bisect_right(kept, slot) - 1 for slot in view.soft}
    return View(
        [view.words[slot] for slot in kept],
        [view.tokens[slot] for slot in kept],
        [bisect_left(kept, slot) for slot in view.stops],
        sorted(soft - {-1}),
        (),
    )
