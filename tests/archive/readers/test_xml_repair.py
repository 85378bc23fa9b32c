from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.archive.readers.xml_repair import AmpersandRepair

PIECES = st.lists(
    st.sampled_from(["&", "&amp;", "&#233;", "a", "<![CDATA[", "]]>", "<!--", "-->", "<", ";", "x" * 50])
)


def whole(text: str) -> str:
    return AmpersandRepair().repaired(text, last=True)


def test_ampersands_alone_are_repaired_and_the_others_left() -> None:
    assert whole("a & b &amp; &#38; &#x26; &mdash; c&d;?e=1&f=2&") == (
        "a &amp; b &amp; &#38; &#x26; &mdash; c&d;?e=1&amp;f=2&amp;"
    )
    assert whole("<![CDATA[a & b]]> & <!-- & --> &") == "<![CDATA[a & b]]> &amp; <!-- & --> &amp;"


@given(PIECES, st.lists(st.integers(0, 400)))
def test_where_a_document_is_cut_into_pieces_changes_nothing(signs: list[str], cuts: list[int]) -> None:
    text = "".join(signs)
    repair, parts, place = AmpersandRepair(), [], 0
    for cut in sorted(cuts):
        parts.append(repair.repaired(text[place : max(place, cut)]))
        place = max(place, cut)
    parts.append(repair.repaired(text[place:], last=True))
    assert "".join(parts) == whole(text)


@given(PIECES)
def test_what_is_repaired_needs_no_repair(signs: list[str]) -> None:
    assert whole(whole("".join(signs))) == whole("".join(signs))
