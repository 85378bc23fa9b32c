from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.infer.domain import Domain
from cmcompliance.infer.layout import Layout

from .strategies import questions, values

DOMAINS = st.lists(questions(("fact",)), min_size=1, max_size=3).map(Domain)


@given(st.lists(DOMAINS, max_size=4), st.data())
def test_every_fact_keeps_its_code(domains: list[Domain], data: st.DataObject) -> None:
    named = {f"f{index}": domain for index, domain in enumerate(domains)}
    layout = Layout(named)
    codes = {fact: domain.code(data.draw(values)) for fact, domain in named.items()}
    number = layout.nothing
    for fact, code in codes.items():
        number ^= layout.changes[fact][code]
    assert {fact: layout.code(fact, number) for fact in named} == codes
    for fact, code in codes.items():
        assert number & layout.mask(fact, [code])
        assert number & layout.every([fact]) == number & layout.mask(fact, [code])


def test_no_number_is_zero() -> None:
    assert Layout({}).nothing
