from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.wagtail.passages import Passage, weave

TEXTS = st.lists(st.text(alphabet="ab \n", max_size=6), max_size=5)


def passages(texts: list[str]) -> list[Passage]:
    return [Passage(text, (str(number),), str(number)) for number, text in enumerate(texts)]


@given(TEXTS, st.data())
def test_a_stretch_leads_back_to_the_passages_that_it_covers(texts: list[str], data: st.DataObject) -> None:
    woven = weave(passages(texts))
    start = data.draw(st.integers(0, len(woven.text)))
    end = data.draw(st.integers(start, len(woven.text)))
    found = list(woven.touched(start, end))
    covered = woven.text[start:end]
    for one in found:
        assert one.passage.text[one.start : one.end] in covered
    letters = "".join(one.passage.text[one.start : one.end] for one in found)
    assert letters.replace("\n", "") == covered.replace("\n", "")


@given(TEXTS, st.data())
def test_a_spot_leads_back_to_one_passage(texts: list[str], data: st.DataObject) -> None:
    woven = weave(passages(texts))
    spot = data.draw(st.integers(0, len(woven.text)))
    found = list(woven.touched(spot, spot))
    assert len(found) == (1 if woven.text else 0)
    for one in found:
        assert 0 <= one.start == one.end <= len(one.passage.text)


def test_a_passage_of_html_knows_its_place_in_the_source() -> None:
    woven = weave([Passage("été", ("body",), "Body", offsets=(3, 11, 12))])
    (touched,) = woven.touched(1, 3)
    assert touched.in_source == (11, 13)
