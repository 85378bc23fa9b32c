import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.draft import Draft
from cmcompliance.read import ReadDraft
from cmcompliance.read.text import read_text
from cmcompliance.write.body import with_text

MATTER = "---\nplatform: x   # here\n---\n"


@pytest.mark.parametrize(
    ("content", "text", "expected"),
    [
        ("Bonjour\n", "Pub\nBonjour", "Pub\nBonjour\n"),
        ("\n\nBonjour  \n\n", "Pub\nBonjour  ", "\n\nPub\nBonjour  \n\n"),
        (f"{MATTER}\nBonjour", "Salut", f"{MATTER}\nSalut"),
        ("Un\r\nDeux\r\n", "Un\r\nDeux\r\nTrois", "Un\r\nDeux\r\nTrois\r\n"),
    ],
)
def test_only_the_text_changes(content: str, text: str, expected: str) -> None:
    assert with_text(content, text) == expected


def test_a_text_of_one_line_takes_the_line_ends_of_its_file() -> None:
    matter = MATTER.replace("\n", "\r\n")
    assert with_text(f"{matter}Bonjour\r\n", "Pub\nBonjour") == f"{matter}Pub\r\nBonjour\r\n"


def test_a_text_that_was_not_there_follows_the_front_matter() -> None:
    matter = "---\ntitle: Concours\n---"
    assert with_text(matter, "Règlement") == f"{matter}\nRèglement"


@given(
    st.sampled_from(["", MATTER, MATTER.replace("\n", "\r\n")]),
    st.lists(st.sampled_from(["a", "🧡", "\n", "\r\n", "#x", "  "])).map("".join),
    st.lists(st.sampled_from(["b", "🎁", "\n", "\n\n", "é"])).map("".join).map(lambda text: f"x{text}x"),
)
def test_what_was_written_is_read_back(matter: str, old: str, new: str) -> None:
    after = read_text(with_text(matter + old, new).encode(), "post.md")
    assert isinstance(after, ReadDraft)
    assert after.draft.text.replace("\r\n", "\n") == new
    before = read_text((matter + old).encode(), "post.md")
    if isinstance(before, ReadDraft):
        assert with_text(matter + old, before.draft.text) == matter + old
        assert after.draft == before.draft.model_copy(update={"text": after.draft.text})
    assert isinstance(after.draft, Draft)
