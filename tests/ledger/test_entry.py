from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.draft.evidence import Grant
from cmcompliance.ledger import Entry, Ledger
from cmcompliance.settings.matching import means_something, patterns_of

FOLDER = Path("/archive")
NAMES = st.text(st.sampled_from("ab/.*?[]! #\\é"), min_size=1, max_size=8).filter(means_something)
PATHS = st.text(st.sampled_from("ab/. é#!"), min_size=1, max_size=8).map(lambda name: name.strip("/") or "a")


@given(st.lists(st.lists(NAMES, min_size=1, max_size=2), max_size=6), st.lists(PATHS, max_size=6))
def test_the_entries_that_name_a_path_are_those_that_one_by_one_name_it(
    named: list[list[str]], paths: list[str]
) -> None:
    entries = tuple(
        Entry(Grant(place=str(line)), line, tuple(names), None, patterns_of(names, FOLDER))
        for line, names in enumerate(named)
    )
    ledger = Ledger(FOLDER / "rights.toml", "rights.toml", entries)
    for path in paths:
        assert ledger.naming(FOLDER / path) == [one for one in entries if one.names(FOLDER / path)]
