from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.draft import Draft
from cmcompliance.read import Origin, ReadDraft, ReadError, read_drafts
from cmcompliance.read.text import LARGEST_TEXT_FILE, read_text


def draft_of(content: str) -> Draft:
    item = read_text(content.encode(), "post.md")
    assert isinstance(item, ReadDraft), item
    return item.draft


def error_of(content: str | bytes) -> ReadError:
    data = content.encode() if isinstance(content, str) else content
    item = read_text(data, "post.md")
    assert isinstance(item, ReadError), item
    return item


def test_a_plain_text_is_a_draft() -> None:
    assert draft_of("Salut 👋\n\nÀ demain\n") == Draft(text="Salut 👋\n\nÀ demain")


def test_front_matter_gives_metadata_nested_or_dotted() -> None:
    draft = draft_of(
        "---\n"
        "platform: instagram\n"
        "author.role: brand\n"
        "author:\n  name: Maison Rive\n  followers: 1200\n"
        "relationship: {kind: gifted, platform_label: no}\n"
        "jurisdictions: [FR, NO]\n"
        "published_at: 2026-11-22\n"
        "title: 2026\n"
        "contest.rules_text: |\n  Article 1\n  Article 2\n"
        "media:\n  - kind: image\n    people: [{minor: true}]\n"
        "---\n"
        "Le texte\n"
    )
    assert (draft.platform, draft.text, draft.title) == ("instagram", "Le texte", "2026")
    assert (draft.author.role, draft.author.name, draft.author.followers) == ("brand", "Maison Rive", 1200)
    assert (draft.relationship.kind, draft.relationship.platform_label) == ("gifted", False)
    assert draft.jurisdictions == ["FR", "NO"]
    assert str(draft.published_at) == "2026-11-22"
    assert draft.contest is not None
    assert draft.contest.rules_text == "Article 1\nArticle 2\n"
    assert draft.media[0].people is not None
    assert draft.media[0].people[0].minor is True


def test_an_empty_value_is_unknown_and_a_quoted_one_is_not() -> None:
    assert draft_of("---\nplatform:\ntitle: ~\n---\na").title is None
    assert draft_of("---\ntitle: '~'\n---\na").title == "~"


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("Bonjour", 1),
        ("\n\r\nBonjour", 3),
        ("---\nplatform: x\n---\nBonjour", 4),
        ("---\r\nplatform: x\r\n---\r\n\r\nBonjour\r\n", 5),
        ("---\n---\nBonjour", 3),
        ("---\nplatform: x\n...\n\n\nBonjour", 6),
    ],
)
def test_the_line_on_which_the_text_begins_is_known(content: str, line: int) -> None:
    item = read_text(content.encode(), "post.md")
    assert item == ReadDraft(item.draft, Origin("post.md", None, line, content.index("Bonjour")))  # type: ignore[union-attr]
    assert item.draft.text == "Bonjour"  # type: ignore[union-attr]


def test_line_ends_and_inner_spaces_stay_as_they_are() -> None:
    assert draft_of("a \r\n\r\n  b\r\n").text == "a \r\n\r\n  b"


def test_a_byte_order_mark_is_no_text() -> None:
    item = read_text(b"\xef\xbb\xbf---\nplatform: x\n---\nBonjour", "post.md")
    assert isinstance(item, ReadDraft)
    assert (item.draft.text, item.draft.platform) == ("Bonjour", "x")


def test_a_rule_inside_the_text_is_no_front_matter() -> None:
    assert draft_of("Titre\n---\nauteur: moi\n---\nsuite").text == "Titre\n---\nauteur: moi\n---\nsuite"


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        ("---\nplatform: x\nplatfrom: y\n---\na", 3, "unknown field `platfrom`; did you mean `platform`?"),
        ("---\nauthor:\n  name: A\n  rol: brand\n---\na", 4, "unknown field `author.rol`"),
        ("---\nauthor.rol: brand\n---\na", 2, "unknown field `author.rol`; did you mean `author.role`?"),
        (
            "---\nmedia:\n  - kind: image\n  - kind: imge\n---\na",
            4,
            "`media[1].kind`: 'imge' is not a valid value",
        ),
        ("---\ncontest:\n  closes_at: demain\n---\na", 3, "`contest.closes_at`: expected a date"),
        ("---\nplatform: x\nplatform: y\n---\na", 3, "`platform` stands twice"),
        ("---\nauthor.role: brand\nauthor: {role: media}\n---\na", 3, "`author.role` stands twice"),
        ("---\nauthor: moi\nauthor.role: brand\n---\na", 3, "`author.role`: `author` has a value of its own"),
        ("---\nplatform: [x\n---\na", 3, "front matter: "),
        ("---\n- platform\n---\na", 2, "front matter holds fields with their values"),
        ("---\nBonjour à tous\n---\na", 2, "front matter holds fields with their values"),
        ("---\nplatform: x\nBonjour", 1, "front matter opens here (`---`) and is never closed"),
        ("---\ntext: b\n---\na", 2, "`text` has no place in the front matter"),
        ("---\na: &x [1]\nb: *x\n---\na", 2, "front matter: aliases (`*name`) are not accepted"),
        ("---\nplatform: x\n---\n\n", None, "holds front matter but no text"),
        ("", None, "is empty: no text in it"),
        (" \n\t\n", None, "is empty: no text in it"),
        (b"a\ncaf\xe9", 2, "not UTF-8 text (byte 0xE9); save it as UTF-8"),
        ("été".encode("utf-16"), 1, "this is UTF-16; save it as UTF-8"),
        (b"a\n\nb\0c", 3, "holds zero bytes: not a text"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(
    content: str | bytes, line: int | None, message: str
) -> None:
    error = error_of(content)
    assert error.problems[0].message.startswith(message)
    assert error.problems[0].line == line
    assert error.file == "post.md"


def test_each_problem_has_its_own_line() -> None:
    error = error_of("---\nplatfrom: x\nkind: post\nauthor: {age: old}\n---\na")
    assert sorted((problem.line, problem.message.split("`")[1]) for problem in error.problems) == [
        (2, "platfrom"),
        (4, "author.age"),
    ]


def test_deep_nesting_is_an_error_and_no_crash() -> None:
    error = error_of("---\na: " + "[" * 5000 + "]" * 5000 + "\n---\nb")
    assert len(error.problems) == 1


def test_a_post_may_be_a_picture_alone() -> None:
    assert draft_of("---\nmedia: [{overlay: Soldes}]\n---\n").text == ""


def test_a_huge_file_is_refused() -> None:
    assert error_of(b"a" * (LARGEST_TEXT_FILE + 1)).message.startswith("larger than 1 MiB")


def test_a_text_longer_than_a_draft_may_be_is_refused() -> None:
    assert error_of("a" * 300_000).message == "`text`: 300,000 characters; at most 200,000 are accepted"


@given(st.binary(max_size=300))
def test_any_bytes_give_a_draft_or_an_error(data: bytes) -> None:
    item = read_text(data, "post.md")
    if isinstance(item, ReadError):
        assert item.problems
        assert all(problem.message for problem in item.problems)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=200))
def test_the_text_is_a_stretch_of_the_file_at_the_line_that_is_told(content: str) -> None:
    item = read_text(content.encode(), "post.md")
    if isinstance(item, ReadDraft):
        assert item.draft.text in content
        lines = content.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        first = item.draft.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[0]
        assert item.origin.text_line is not None
        assert lines[item.origin.text_line - 1].removeprefix("\ufeff") == first.removeprefix("\ufeff")


@pytest.mark.parametrize("name", ["post.md", "post.txt", "post.MARKDOWN", "post"])
def test_texts_are_read_whatever_their_suffix(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("Bonjour", encoding="utf-8")
    items = list(read_drafts(path))
    assert items == [ReadDraft(Draft(text="Bonjour"), Origin(str(path), None, 1, 0))]
