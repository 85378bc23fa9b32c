"""The catalogue says of each rule what it is, on which law it rests and how to mend its breach."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path, PurePosixPath

import pytest
from markdown_it import MarkdownIt

from cmcompliance.catalogue import pages
from cmcompliance.catalogue.markdown import block, code, plain
from cmcompliance.catalogue.words import WORDS, Language
from cmcompliance.rulebook import RuleBook, load_book

SAMPLE = Path(__file__).parents[1] / "rulebook" / "sample"
RULE = PurePosixPath("rules/fr/contest/rules-missing.md")
_LINK = re.compile(r"\]\(<([^>]+)>\)")


@pytest.fixture(scope="module")
def book() -> RuleBook:
    return load_book(SAMPLE)


def written(book: RuleBook, language: Language = "fr") -> dict[PurePosixPath, str]:
    return {page.path: page.text for page in pages(book, language)}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_rule_has_a_page_with_all_that_a_reader_asks(book: RuleBook, language: Language) -> None:
    rule = book.rules["fr/contest/rules-missing"]
    text = written(book, language)[RULE]
    for key in ("what", "remedy", "why", "where", "when", "examples", "breaching", "clean", "waive"):
        assert f"# {WORDS[language][key]}" in text
    assert rule.title[language] in text
    assert rule.message[language] in text
    assert WORDS[language]["suggested"] in text
    assert "Code de la consommation, art. L. 122-9" in text
    assert "2016-07-01" in text
    assert "`contest.rules_url`" in text


def test_both_languages_have_the_same_words() -> None:
    assert WORDS["fr"].keys() == WORDS["en"].keys()


def test_a_text_that_nobody_has_read_says_so(book: RuleBook) -> None:
    text = written(book, "en")[RULE]
    assert text.count(WORDS["en"]["unchecked"]) == 1
    assert "2026-11-22, Légifrance" in text


def test_the_front_page_leads_from_obligation_and_territory_to_the_rule(book: RuleBook) -> None:
    lines = written(book)[PurePosixPath("index.md")].splitlines()
    row = next(line for line in lines if "contest.rules" in line)
    assert row.count(f"](<{RULE}>)") == 2


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_link_leads_to_a_page(language: Language) -> None:
    found = written(load_book(), language)
    for path, text in found.items():
        for target in _LINK.findall(text):
            assert target.startswith("http") or PurePosixPath(target) in found, (path, target)


def test_words_of_a_rule_are_no_markup(book: RuleBook) -> None:
    rule = book.rules["fr/contest/rules-missing"]
    odd = "<script>alert(1)</script> | *a* [b](c) `d` # e"
    changed = replace(rule, message={"fr": odd, "en": odd})
    text = written(replace(book, rules={rule.name: changed}))[RULE]
    html = MarkdownIt().render(text)
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; | *a* [b](c) `d` # e" in html


@pytest.mark.parametrize("text", ["a|b", "```", "`", "a\nb", "{x}", "@you #tag", "1 < 2 > 0", "\\"])
def test_any_text_reads_as_it_is(text: str) -> None:
    line = " ".join(text.split())
    assert unescape(MarkdownIt().render(plain(text))) == f"<p>{line}</p>\n"
    assert unescape(MarkdownIt().render(code(text))) == f"<p><code>{line}</code></p>\n"
    assert MarkdownIt().render("\n".join(block(text))).count("<pre>") == 1
