from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.markup import HtmlMedium, text_of_html
from cmcompliance.markup.tags import Run, Tag, tags_and_runs

SIGNS = st.lists(st.sampled_from([*"<>/!?-\"'= &;#", "a", "script", "<a ", "-->", "é"])).map("".join)


def tags(html: str) -> list[Tag]:
    return [piece for piece in tags_and_runs(html) if isinstance(piece, Tag)]


@given(SIGNS)
def test_pieces_follow_each_other_in_any_text(html: str) -> None:
    place = 0
    for piece in tags_and_runs(html):
        assert piece.start >= place
        place = piece.end if isinstance(piece, Run) else piece.start + 1
    assert place <= len(html)


def test_attributes_are_read_as_browsers_read_them() -> None:
    (tag,) = tags("""<A HREF='/x?a=1&amp;copy=2' title = "5 > 3" data-x=y hidden href="/z">""")
    assert tag.name == "a"
    expected = {"href": "/x?a=1&copy=2", "title": "5 > 3", "data-x": "y", "hidden": ""}
    assert dict(tag.attributes()) == expected


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("3 < 5 et <3", "3 < 5 et <3"),
        ("vu<!-- <p>caché</p>", "vu"),
        ("vu<!-->là", "vulà"),
        ("vu<script>if (a < b) '</p>'</SCRIPT >là", "vulà"),
        ("<html><head><title>T</title><body>vu", "vu"),
        ("a<b title='> c <i>d</i>", "a c d"),
        ("&nonsense; &amp &euro;", "&nonsense; & €"),
    ],
)
def test_broken_html_is_read_as_browsers_read_it(html: str, text: str) -> None:
    assert text_of_html(html).text == text


@pytest.mark.parametrize(
    "sign", ["<!--", "<a", "<a '", '<a b="', "<![CDATA[", "<?", "</", "<script>", "<p>", "&a"]
)
def test_signs_that_open_and_never_close_take_no_more_time_than_others(sign: str) -> None:
    """A parser that looks for each end anew would not come back from these."""
    text_of_html(sign * (300_000 // len(sign)))


def test_pictures_and_recordings_are_found_with_their_texts() -> None:
    html = (
        '<img src="a.jpg" alt="Un vélo"><img data-src="//i.example/b.jpg" src="data:image/gif;base64,AA">'
        '<video controls><source src="c.mp4"><source src="c.webm"></video><audio src="d.mp3"></audio>'
        '<iframe src="//videos.example/1"></iframe><source src="no.mp4"><img>'
    )
    read = text_of_html(html)
    assert read.media == (
        HtmlMedium("image", "a.jpg", "Un vélo"),
        HtmlMedium("image", "//i.example/b.jpg"),
        HtmlMedium("video", "c.mp4"),
        HtmlMedium("audio", "d.mp3"),
    )
    assert read.links == ("https://videos.example/1",)
