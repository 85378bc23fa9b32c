from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.results.report.rows import draft, finding, span

from cmcompliance.render.html.highlight import Piece
from cmcompliance.results.report.choice import Chosen
from cmcompliance.results.report.labels import Labels
from cmcompliance.results.report.posts import PostReader, ShownPost
from cmcompliance.results.report.words import report_words

CHOSEN = Chosen("post-1", True, None, 1, (0, 0, 0), ((0, 0),))
NONE = {"title": None, "author": None, "published_at": None}
ABSENT = {"regraded_from": None, "platform": None, "edit": None, "waived": None}
TEXTS = st.text(st.sampled_from("aé🎁👨‍👩‍👧 \n\r\u202e\u0301<&"), min_size=1, max_size=60)


def shown(row: dict[str, Any], *findings: dict[str, Any]) -> ShownPost:
    reader = PostReader("fr", report_words("fr"), Labels())
    return reader.shown("p1", CHOSEN, {**NONE, **row}, [{**ABSENT, **one} for one in findings])


def said(pieces: tuple[Piece, ...]) -> str:
    return "".join(run.text for piece in pieces for run in piece.runs)


@given(TEXTS, st.data())
@settings(max_examples=150)
def test_what_is_marked_is_what_the_spans_say_in_code_points(text: str, data: st.DataObject) -> None:
    ends = data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=8))
    spans = [span("text", *sorted(pair), text) for pair in zip(ends[::2], ends[1::2], strict=False)]
    [field] = shown(draft(1, text), finding(1, spans=spans)).section.fields
    expected = [False] * len(text)
    for one in spans:
        if one["text"].strip():
            expected[one["start"] : one["end"]] = [True] * (one["end"] - one["start"])
    marked: list[bool] = []
    for piece in field.pieces:
        size = sum(1 if run.is_sign else len(run.text) for run in piece.runs)
        marked += [piece.look is not None] * size
    # A carriage return before a newline is shown as nothing.
    kept = [place for place in range(len(text)) if text[place : place + 2] != "\r\n"]
    assert marked == [expected[place] for place in kept]


def test_a_long_text_is_cut_where_nothing_was_found() -> None:
    text = "début " + "mot " * 2000 + "PUBLICITÉ" + " fin" * 2000
    start = text.index("PUBLICITÉ")
    [field] = shown(draft(1, text), finding(1, spans=[span("text", start, start + 9, text)])).section.fields
    whole = said(field.pieces)
    assert whole.startswith("début mot ")
    assert whole.endswith(" fin fin")
    assert whole.count("[…]") == 2
    assert len(whole) < 1000
    assert [said((piece,)) for piece in field.pieces if piece.look] == ["PUBLICITÉ"]


def test_very_many_places_are_shown_up_to_a_length_and_each_anchor_stays() -> None:
    text = "abc def ghi " * 5000
    spans = [span("text", 12 * number, 12 * number + 3, text) for number in range(5000)]
    post = shown(draft(1, text), *(finding(1, rule=f"r{number}", spans=spans) for number in range(30)))
    [field] = post.section.fields
    assert len(said(field.pieces)) < 4000
    assert len(post.section.page.findings) == 8  # type: ignore[union-attr]
    assert post.more == 22
    places = {anchor for piece in field.pieces for anchor in piece.anchors}
    assert {quote.anchor for quotes in post.section.quotes.values() for quote in quotes} <= places


def test_one_rule_at_one_place_is_shown_once_with_all_its_countries() -> None:
    post = shown(draft(1), finding(1), finding(1, jurisdiction="BE"), finding(1, "info", "x.y"))
    page = post.section.page
    assert [(item.severity, item.scopes) for item in page.findings] == [("error", "BE, FR"), ("info", "FR")]  # type: ignore[union-attr]


def test_words_of_a_field_that_results_do_not_hold_are_quoted_without_a_place_in_it() -> None:
    overlay = {"field": "media[0].overlay", "start": 3, "end": 6, "text": "mot"}
    post = shown(draft(1), finding(1, spans=[overlay]))
    [quote] = post.section.quotes[1]
    assert (quote.words, quote.place, quote.anchor) == ("mot", "Texte à l'image, média 1", None)
