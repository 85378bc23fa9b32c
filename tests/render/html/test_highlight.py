from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cmcompliance.render.html.highlight import Look, Mark, Piece, pieces

LOOKS: list[Look] = ["error", "warning", "info", "waived"]


def mark(start: int, end: int, finding: int, look: Look = "error") -> Mark:
    return Mark(start, end, look, f"m{finding}", finding)


def shown(piece: Piece) -> str:
    return "".join(run.text for run in piece.runs)


def test_a_text_without_marks_is_one_piece() -> None:
    assert [(shown(piece), piece.look) for piece in pieces("Un jeu", [])] == [("Un jeu", None)]


def test_an_empty_text_has_no_piece() -> None:
    assert list(pieces("", [])) == []


def test_overlapping_marks_are_cut_where_they_meet_and_the_gravest_shows() -> None:
    cut = list(pieces("abcdef", [mark(0, 4, 1, "info"), mark(2, 6, 2, "warning")]))
    assert [(shown(piece), piece.look, piece.anchors, piece.findings) for piece in cut] == [
        ("ab", "info", ("m1",), ()),
        ("cd", "warning", ("m2",), (1,)),
        ("ef", "warning", (), (2,)),
    ]


def test_findings_that_point_at_the_same_words_stand_together() -> None:
    cut = list(pieces("a jeu b", [mark(2, 5, 7), mark(2, 5, 3), mark(2, 3, 9, "info")]))
    assert [(shown(piece), piece.findings) for piece in cut] == [
        ("a ", ()),
        ("j", (9,)),
        ("eu", (3, 7)),
        (" b", ()),
    ]


def test_line_ends_are_newlines_and_what_would_act_is_named() -> None:
    text = "a\r\nb\rc\n\x00\u202e"
    (piece,) = pieces(text, [])
    assert shown(piece) == "a\nb\nc\nU+0000U+202E"
    assert [run.text for run in piece.runs if run.is_sign] == ["U+0000", "U+202E"]


@settings(deadline=None)
@given(text=st.text(alphabet="ab🎁é \n", max_size=60), data=st.data())
def test_the_pieces_are_the_whole_text_and_look_as_their_marks(text: str, data: st.DataObject) -> None:
    marks = []
    for number in range(data.draw(st.integers(0, 6)) if text else 0):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        marks.append(mark(start, end, number, data.draw(st.sampled_from(LOOKS))))
    cut = list(pieces(text, marks))
    assert "".join(map(shown, cut)) == text
    assert sorted(anchor for piece in cut for anchor in piece.anchors) == sorted(m.anchor for m in marks)
    assert sorted(number for piece in cut for number in piece.findings) == sorted(m.finding for m in marks)
    at = 0
    for piece in cut:
        covering = [m.look for m in marks if m.start <= at < m.end]
        assert piece.look == min(covering, key=LOOKS.index, default=None)
        at += len(shown(piece))
