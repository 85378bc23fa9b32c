from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcompliance import check
from cmcompliance.parse.unpublished import without_comments


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a <!-- b\r\nc --> d", "a " + " " * 6 + "\r\n" + " " * 5 + " d"),
        ("a<!--more-->b", "a" + " " * 11 + "b"),
        ("<!-->a", "     a"),
        ("a {% comment %}b{%- endcomment -%} c", "a" + " " * 34 + "c"),
        ("a <!-- b", "a <!-- b"),
        ("a --> <!-- b --> {% comment %}", "a -->" + " " * 11 + " {% comment %}"),
        ("```\n<!-- a -->\n```\n<!-- b -->", "```\n<!-- a -->\n```\n" + " " * 10),
        ("~~~\n<!-- a -->\n", "~~~\n<!-- a -->\n"),
        ("no comment", "no comment"),
        ("{{< youtube a >}} {% include b %}<!---->", "{{< youtube a >}} {% include b %}" + " " * 7),
    ],
)
def test_comments_are_blanks_and_all_else_stays(text: str, shown: str) -> None:
    assert without_comments(text) == shown


@given(
    st.lists(
        st.sampled_from(["<!--", "-->", "```", "~~~", "\n", "{% comment %}", "{% endcomment %}", "é", " "])
    )
)
def test_every_character_stays_in_its_place(parts: list[str]) -> None:
    text = "".join(parts)
    shown = without_comments(text)
    assert len(shown) == len(text)
    assert all(new in (old, " ") for old, new in zip(text, shown, strict=True))
    assert shown.count("\n") == text.count("\n")


LABEL = "<!-- Publicité – collaboration commerciale avec Lumidaube -->"
TAGS = "{{< youtube id=1 >}} {% include a.html %} {{ site.title }}"
TEXT = f"J'utilise le sérum de Lumidaube {TAGS}\n<!--more-->\nMon code LEA15 : 15 %"
PAID = {"kind": "paid", "brand": "Lumidaube", "platform_label": False}


def found(text: str, platform: str) -> set[str]:
    author, relationship = {"role": "influencer"}, PAID
    report = check(text, platform=platform, jurisdictions=["FR"], author=author, relationship=relationship)
    for finding in report.findings:
        for span in finding.spans:
            if span.field == "text":
                assert text[span.start : span.end] == span.text
    return {finding.obligation for finding in report.findings}


def test_a_label_that_no_reader_of_the_page_sees_labels_nothing() -> None:
    assert "disclosure.missing" in found(f"{LABEL}\n{TEXT}", "blog")
    assert "disclosure.missing" not in found(f"{LABEL[5:-4]}\n{TEXT}", "blog")


def test_where_a_text_appears_as_it_is_written_so_do_its_comments() -> None:
    assert "disclosure.missing" not in found(f"{LABEL}\n{TEXT}", "facebook")


def test_words_on_both_sides_of_a_comment_are_read_and_quoted_as_they_are_written() -> None:
    bare = found("Concours : tague <!-- a --> un ami pour gagner un iPhone", "blog")
    assert bare == found("Concours : tague un ami pour gagner un iPhone", "blog")


def test_tags_of_a_generator_breach_nothing() -> None:
    report = check(f"Bonjour à tous {TAGS}", platform="blog", jurisdictions=["FR"], lang="fr")
    assert report.findings == []
