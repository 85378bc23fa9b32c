import pytest

from cmcompliance.remedy.line_ends import line_end_of, with_line_ends


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", "\n"), ("a", "\n"), ("a\nb", "\n"), ("a\r\nb", "\r\n"), ("a\rb", "\r"), ("a\r\nb\nc\nd", "\n")],
)
def test_a_text_ends_its_lines_as_most_of_them_end(text: str, expected: str) -> None:
    assert line_end_of(text) == expected


def test_between_as_many_the_line_feed_wins() -> None:
    assert line_end_of("a\r\nb\nc") == "\n"


def test_all_lines_end_alike() -> None:
    assert with_line_ends("a\nb\r\nc\rd", "\r\n") == "a\r\nb\r\nc\r\nd"
    assert with_line_ends("a\nb", "\n") == "a\nb"
