from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.waivers import Waiver
from cmcompliance.waivers.file import parse_waivers
from cmcompliance.waivers.writing import appended

OLD = '# ours\r\n[[waiver]]  # the first\r\nrule = "fr"\r\nreason = "r"\r\nby = "b"\r\n'
SAID = st.text(st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=20).filter(
    lambda text: bool(text.strip())
)


def waivers_in(text: str) -> tuple[Waiver, ...]:
    return parse_waivers(text.encode(), Path("w.toml"), "w.toml").waivers


@given(
    st.builds(
        Waiver,
        rule=SAID,
        reason=SAID,
        by=SAID,
        until=st.one_of(st.none(), st.dates()),
        words=st.lists(SAID, max_size=2).map(tuple),
        drafts=st.lists(SAID, max_size=2).map(tuple),
        jurisdiction=st.sampled_from([None, "FR"]),
        platform=st.sampled_from([None, "instagram"]),
        paths=st.sampled_from([(), ("/a \\#b.md",)]),
    ),
    st.sampled_from(["", OLD, OLD + "\n\n"]),
)
def test_what_is_written_is_read_again_and_what_was_there_stays(waiver: Waiver, old: str) -> None:
    text = appended(old, waiver)
    assert text.startswith(old.rstrip("\r\n"))
    *before, last = waivers_in(text)
    assert len(before) == (1 if old else 0)
    assert dataclasses.replace(last, place=None, folder=None) == waiver


def test_line_ends_are_those_of_the_file() -> None:
    text = appended(OLD, Waiver("fr", "r", "b", date(2027, 1, 31)))
    assert text.count("\r\n") == text.count("\n")
    assert text.endswith(
        '\r\n\r\n[[waiver]]\r\nrule = "fr"\r\nreason = "r"\r\nby = "b"\r\nuntil = 2027-01-31\r\n'
    )
