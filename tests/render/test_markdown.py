"""What GitHub would make of the Markdown: it is rendered here as GitHub does, and read again."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from syrupy.assertion import SnapshotAssertion
from tests.render.hostile import HOSTILE, everywhere
from tests.render.reading import Reading

from cmcompliance.render import Language
from cmcompliance.render.markdown import render_markdown
from cmcompliance.render.markdown_escape import code, fenced, inline, link
from cmcompliance.render.outcome import Checked, Outcome
from cmcompliance.report import Finding, Report

_GITHUB = MarkdownIt("gfm-like", {"html": True})
assert _GITHUB.linkify is not None
_GITHUB.linkify.set({"fuzzy_link": False, "fuzzy_email": True})
_LITERAL = {"pre", "code", "a"}
"""In these GitHub looks for no mention and no reference."""
_ACTS = re.compile(r"@\w|#\d|GH-\d|:\w+:", re.IGNORECASE)


def read(markdown: str) -> Reading:
    return Reading(_GITHUB.render(markdown))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_whole_comment(
    outcomes: Sequence[Outcome], language: Language, snapshot: SnapshotAssertion
) -> None:
    assert render_markdown(outcomes, language) == snapshot


def test_the_comment_is_in_the_language_of_its_first_draft_unless_asked(outcomes: Sequence[Outcome]) -> None:
    assert render_markdown(outcomes) == render_markdown(outcomes, "fr")


def test_only_addresses_of_the_web_are_followed(outcomes: Sequence[Outcome]) -> None:
    links = [attributes["href"] for tag, attributes in read(render_markdown(outcomes)).elements if tag == "a"]
    assert links == ["https://law.example/a?b=1&c=2"]


@pytest.mark.parametrize(
    "text",
    [
        "@octocat regarde #12, GH-7 et owner/repo#3",
        "a@b.example",
        "https://evil.example www.evil.example",
        "**gras** _it_ ~~non~~ `code` $x$ <b>b</b> <!-- c --> &lt; [a](b) ![a](b) [^1]",
        "1. un",
        "- un",
        "# un",
        "> un",
        "=== un",
        ":tada: :+1:",
        "| a | b |",
        "0123456789abcdef0123456789abcdef01234567",
        "[!NOTE]",
        "\\@octocat \\`",
    ],
)
def test_a_text_is_shown_and_does_nothing(text: str) -> None:
    page = read(f"{inline(text)}\n")
    assert [tag for tag, _ in page.elements] == ["p"]
    assert not _ACTS.search(page.text)
    assert page.text.replace("\u200b", "").strip() == text


@settings(deadline=None)
@given(st.text(alphabet="`~ab |<\n", max_size=30))
def test_code_and_fences_cannot_be_left(text: str) -> None:
    block = read(f"{fenced(text)}\n\nafter\n")
    assert [tag for tag, _ in block.elements] == ["pre", "code", "p"]
    if text.strip():
        span = read(f"a {code(text)} b\n")
        assert [tag for tag, _ in span.elements] == ["p", "code"]
        assert " ".join(span.text.split()) == " ".join(f"a {text} b".split())


def test_an_address_cannot_leave_its_link() -> None:
    page = read(link("a](b", 'https://a.example/x>) [c](https://evil.example "t" é\n'))
    assert [tag for tag, _ in page.elements] == ["p", "a"]


@settings(deadline=None)
@given(HOSTILE)
def test_nothing_of_a_draft_becomes_an_element_or_acts(words: str) -> None:
    page = read(render_markdown(everywhere(words), "fr"))
    harmless = read(render_markdown(everywhere("x"), "fr"))
    assert [tag for tag, _ in page.elements] == [tag for tag, _ in harmless.elements]
    assert [attributes for _, attributes in page.elements] == [
        attributes for _, attributes in harmless.elements
    ]
    assert not [text for text, inside in page.texts if not _LITERAL & set(inside) and _ACTS.search(text)]


def test_a_comment_is_never_longer_than_github_takes(
    outcomes: Sequence[Outcome], report: Callable[..., Report], finding: Callable[..., Finding]
) -> None:
    many = [finding(rule=f"fr/{number}", message="🎁 long " * 40) for number in range(300)]
    first = outcomes[0]
    assert isinstance(first, Checked)
    comment = render_markdown([Checked(first.item, report(*many)), *[first] * 500], "en")
    assert 50_000 < len(comment.encode("utf-16-le")) // 2 <= 65_536
    assert re.search(r"> Findings and questions of this draft that had no room here: \d+\.", comment)
    assert re.search(r"> Drafts that had no room here: \d+\.", comment)
    assert re.search(r"\| … and \d+ more \|", render_markdown([first] * 3000, "en"))


@settings(deadline=None)
@given(number=st.integers(0, 40), longest=st.integers(2_000, 20_000), data=st.data())
def test_whatever_is_cut_is_counted(number: int, longest: int, data: Any) -> None:
    each = everywhere("mot " * data.draw(st.integers(1, 30)))[:1]
    comment = render_markdown(each * number, "en", longest)
    assert len(comment) <= longest
    left_out = re.search(r"Drafts that had no room here: (\d+)", comment)
    assert comment.count("<details>") + (int(left_out[1]) if left_out else 0) == number
    assert comment.count("<details>") == comment.count("</details>")


def test_a_run_without_drafts_is_a_heading_and_an_empty_table() -> None:
    assert render_markdown([], "en").startswith("## Compliance check\n")
