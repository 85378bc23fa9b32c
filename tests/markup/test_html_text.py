from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.markup import text_of_html

TAGS = ["<p>", "</p>", "<br>", "<br/>", "<li>", "</li>", "<b>", "</b>", "<h2 class='x'>", "</h2>", "<td>"]
TEXTS = ["é", "🧡", "mot ", "\n", "  ", "&amp;", "&eacute;", "&#8364;", "&lt;p&gt;", "&nbsp;", "<", ">", "&"]
PIECES = st.sampled_from([*TAGS, *TEXTS, "<!-- non -->"])


def test_a_reader_sees_paragraphs_lines_and_characters() -> None:
    html = "<p>Un &eacute;t&eacute;&nbsp;:<br/>gagnez</p>\n<ul><li>un  v&#233;lo<li><b>deux</b> sacs</ul>"
    assert text_of_html(html).text == "Un été\xa0:\ngagnez\n\nun vélo\ndeux sacs"


def test_what_nobody_sees_is_not_read() -> None:
    html = "<style>p {}</style><p>vu</p><script>let caché = 1;</script><!-- caché -->"
    assert text_of_html(html).text == "vu"


def test_addresses_and_texts_of_pictures_are_told_apart() -> None:
    html = (
        '<p><a href="https://a.example/x">ici</a> <a href="mailto:a@b.c">là</a></p>'
        '<embed embedtype="image" alt="Un vélo" id="1"/><embed embedtype="media" url="https://v.example/1"/>'
    )
    read = text_of_html(html)
    assert read.links == ("https://a.example/x", "https://v.example/1")
    assert read.alts == ("Un vélo",)
    assert read.text == "ici là"


@given(st.lists(PIECES).map("".join))
def test_each_character_is_found_again_in_the_source(html: str) -> None:
    read = text_of_html(html)
    assert len(read.text) == len(read.offsets)
    assert list(read.offsets) == sorted(read.offsets)
    for character, offset in zip(read.text, read.offsets, strict=True):
        assert character in "\n " or html[offset] in (character, "&")


@given(st.lists(PIECES).map("".join))
def test_a_text_does_not_begin_or_end_with_blanks(html: str) -> None:
    text = text_of_html(html).text
    assert text == text.rstrip(" \n")
    assert not text.startswith(" ")
