from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.scan.ids import Ids

NAMES = st.lists(st.sampled_from(["a", "b", "a~2", "a~3", "a~2~2", "é"]) | st.text(max_size=3), max_size=60)


@given(NAMES)
def test_no_name_is_given_out_twice_and_a_first_one_stays_as_it_is(names: list[str]) -> None:
    ids, made = Ids(), list[str]()
    for name in names:
        unique = ids.unique(name)
        assert unique not in made
        assert unique == name or name in made
        assert unique.startswith(name)
        made.append(unique)


def test_names_that_come_again_and_again_are_numbered() -> None:
    ids = Ids()
    assert [ids.unique("x") for _ in range(2000)] == ["x", *(f"x~{number}" for number in range(2, 2001))]


def test_all_of_many_names_are_remembered() -> None:
    ids = Ids()
    for number in range(5000):
        assert ids.unique(str(number)) == str(number)
    assert {ids.unique(str(number)) for number in range(5000)} == {f"{number}~2" for number in range(5000)}


@given(NAMES, st.integers(0, 60))
def test_who_takes_over_what_was_given_out_goes_on_as_if_it_had_been_there(names: list[str], at: int) -> None:
    ids = Ids()
    before = [ids.unique(name) for name in names[:at]]
    first, heir = ids.taken(), Ids()
    assert len(first) == 8 * len(before)
    after = [ids.unique(name) for name in names[at:]]
    heir.take(first)
    assert [heir.unique(name) for name in names[at:]] == after
    assert heir.taken() == ids.taken()
