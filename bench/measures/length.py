"""How the time grows with the length of what is checked: posts put one after the other, up to a megabyte."""

from __future__ import annotations

from bench.measures.samples import warm
from bench.measures.timing import median_seconds
from bench.posts import invented_posts
from cmcompliance import Checker
from cmcompliance.draft import Draft, parse_draft
from cmcompliance.draft.field_types import LONGEST_TEXT

KILOBYTES = (1, 4, 16, 64, 256, 1000)


def measure() -> list[dict[str, float]]:
    """Return the CPU seconds by size, in thousands of characters."""
    checker = warm(Checker())
    text = _long_text(max(KILOBYTES) * 1000)
    return [
        {"kilobytes": size, "cpu": _seconds(checker, draft_of(text[: size * 1000]), 3 if size < 100 else 1)}
        for size in KILOBYTES
    ]


def draft_of(text: str) -> Draft:
    """Return a draft of this text; what one text of a draft cannot hold stands in transcripts."""
    first, *others = (text[at : at + LONGEST_TEXT] for at in range(0, len(text), LONGEST_TEXT))
    media = [{"kind": "video", "transcript": other} for other in others]
    return parse_draft({"text": first, "media": media, "platform": "blog", "jurisdictions": ["FR", "GB"]})


def _seconds(checker: Checker, draft: Draft, times: int) -> float:
    return median_seconds([lambda: checker.check(draft)] * times)


def _long_text(characters: int) -> str:
    posts: list[str] = []
    so_far = 0
    for post in invented_posts("mixed", characters, seed=5):
        posts.append(post.text)
        so_far += len(post.text) + 2
        if so_far > characters:
            break
    return "\n\n".join(posts)
