"""What a scan found, on one screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cmcompliance.render import Language
    from cmcompliance.scan import Ended

_MOST = 10
_WORST = ("unreadable", "crashed", "timed_out", "failed")


def summary(ended: Ended, out: str, words: Mapping[str, str], language: Language) -> str:
    """Return the lines for a person."""
    from cmcompliance.render.style import clean

    return "\n".join(clean(line) for line in _lines(ended, out, words, language))


def _lines(ended: Ended, out: str, words: Mapping[str, str], language: Language) -> Iterator[str]:
    from cmcompliance.scan.reasons import reason_in

    tally = ended.tally
    yield words["title" if ended.finished else "so_far"].format(_number(tally.drafts))
    if ended.passed_over:
        yield words["over"].format(_number(ended.passed_over))
    if ended.taken_over:
        yield words["taken_over"].format(_number(ended.taken_over))
    for verdict in ("block", "review", "pass"):
        yield _row(tally.verdicts[verdict], words[verdict])
    if tally.obligations:
        yield ""
        yield words["findings"]
        yield from _top(tally.obligations)
        if len(tally.obligations) > _MOST:
            yield words["more"].format(len(tally.obligations) - _MOST)
    if tally.questions:
        yield ""
        yield words["questions"].format(_number(tally.questions))
    if tally.skipped:
        yield ""
        yield words["skipped"]
        yield from _top(Counter({reason_in(language, why): count for why, count in tally.skipped.items()}))
    if tally.not_looked_at:
        yield ""
        yield words["troubles"]
        counts = {**{kind: tally.troubles[kind] for kind in _WORST}, "incomplete": tally.incomplete}
        for kind, count in counts.items():
            if count:
                yield _row(count, words[kind])
        yield from (f"    {sample}" for sample in tally.samples)
    yield ""
    yield words["where"].format(out)
    yield words["advice"]


def _top(counts: Counter[str]) -> Iterator[str]:
    for name, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST]:
        yield _row(count, name)


def _row(count: int, name: str) -> str:
    return f"{_number(count):>12}  {name}"


def _number(count: int) -> str:
    return f"{count:,}".replace(",", "\u202f")
