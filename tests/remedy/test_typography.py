import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.facts.squash import squash
from cmcompliance.remedy.typography import as_written


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("L'été arrive : venez !", "Jusqu'au 3 : l'abus « tue » !"),
        ("L’été arrive", "Jusqu’au 3 : l’abus « tue » !"),
        ("Venez\u00a0!", "Jusqu'au 3\u00a0: l'abus «\u00a0tue\u00a0»\u00a0!"),
        ("Venez\u202f! L’été", "Jusqu’au 3\u202f: l’abus «\u202ftue\u202f»\u202f!"),
        ("Venez\u00a0! Ou pas ?", "Jusqu'au 3 : l'abus « tue » !"),
        ("L’été ou l'hiver", "Jusqu'au 3 : l'abus « tue » !"),
        ("", "Jusqu'au 3 : l'abus « tue » !"),
    ],
    ids=["plain", "curly", "hard", "narrow", "both spaces", "both apostrophes", "nothing"],
)
def test_what_is_inserted_is_written_as_the_author_writes(content: str, expected: str) -> None:
    assert as_written("Jusqu'au 3 : l'abus « tue » !", content) == expected


def test_what_stands_for_words_with_a_capital_has_one() -> None:
    assert as_written("avec un parent", "Sans papa", "Sans papa") == "Avec un parent"
    assert as_written("avec un parent", "Viens sans papa", "sans papa") == "avec un parent"


@given(st.text(alphabet="ab'’ \u00a0\u202f:!«»[]é"), st.text(alphabet="a'’ \u00a0\u202f:!"))
def test_no_letter_changes(text: str, content: str) -> None:
    assert squash(as_written(text, content)) == squash(text)
