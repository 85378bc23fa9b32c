"""What the growth measurements check is what they say it is."""

from __future__ import annotations

from bench.measures.length import KILOBYTES, draft_of
from bench.measures.lexicon import invented_phrases, with_phrases
from bench.measures.rules import with_copies
from bench.measures.samples import drafts

from cmcompliance import Checker
from cmcompliance.parse.parser import texts_of
from cmcompliance.rulebook import load_book


def test_a_long_text_is_cut_into_what_a_draft_can_hold() -> None:
    text = "abcdefghi " * (100 * max(KILOBYTES))
    assert "".join(part for _, _, part in texts_of(draft_of(text))) == text


def test_rules_added_change_no_report() -> None:
    book = load_book()
    more = with_copies(book, 50)
    assert len(more.rules) == len(book.rules) + 50
    plain, larger = Checker(book), Checker(more)
    for draft in drafts("busy", 5):
        assert larger.check(draft) == plain.check(draft)


def test_phrases_added_are_as_many_as_asked_for() -> None:
    book = load_book()
    phrases = invented_phrases(drafts("mixed", 20), 300)
    assert len(set(phrases)) == 300
    assert len(with_phrases(book, phrases).concepts) == len(book.concepts) + 1
