from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.decisions.chain import Link

Bodies = st.lists(st.text("ab\n", max_size=3), max_size=6)


def _end(bodies: list[str]) -> Link:
    link = Link()
    for body in bodies:
        link = link.after(body)
    return link


@given(Bodies, Bodies)
def test_two_histories_have_the_same_end_only_if_they_are_the_same(one: list[str], other: list[str]) -> None:
    assert (_end(one) == _end(other)) == (one == other)


@given(Bodies)
def test_a_chain_counts_its_entries(bodies: list[str]) -> None:
    assert _end(bodies).seq == len(bodies)
