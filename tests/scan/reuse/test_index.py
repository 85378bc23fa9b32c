from __future__ import annotations

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.scan.reuse.index import Index

PARTS = st.dictionaries(st.integers(1, 99), st.lists(st.integers(0, 20), max_size=12), max_size=8)


def digest(number: int) -> str:
    return sha256(str(number).encode()).hexdigest()


@given(PARTS, st.lists(st.integers(0, 25), max_size=9))
def test_every_draft_is_offered_where_it_is_and_no_other(
    parts: dict[int, list[int]], wanted: list[int]
) -> None:
    index = Index((number, [digest(post) for post in posts]) for number, posts in parts.items())
    assert len(index) == sum(map(len, parts.values()))
    digests = [digest(post) for post in wanted]
    for post, one, begin in zip(wanted, digests, index.begins(digests), strict=True):
        there = [(part, row) for part, posts in parts.items() for row, p in enumerate(posts) if p == post]
        assert list(index.places(one, begin)) == there[:16]
