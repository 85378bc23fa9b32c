from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.books import book

from cmcompliance.draft import Draft, parse_draft
from cmcompliance.facts import Evidence
from cmcompliance.parse import Parser
from cmcompliance.remedy import apply_edit, build_edit
from cmcompliance.report import Edit
from cmcompliance.rulebook.book import EditTemplate

BOOK = book()
PARSER = Parser(BOOK)


def mended(draft: Draft, template: EditTemplate, word: str | None = None) -> str:
    start = draft.text.find(word) if word else -1
    places = [Evidence("text", start, start + len(word), word)] if word else []
    edit = build_edit(template, draft, PARSER.parse(draft), places, BOOK, "fr")
    assert edit is not None
    return apply_edit(draft, edit).text


def insert(where: Any, text: str = "Règlement : lien en bio.") -> EditTemplate:
    return EditTemplate("insert", {"fr": text}, where)


@pytest.mark.parametrize(
    ("where", "text", "expected"),
    [
        ("start", "Bonjour à tous", "Publicité\nBonjour à tous"),
        ("end", "Bonjour à tous\n", "Bonjour à tous\nPublicité\n"),
        (
            "before_hashtags",
            "Bonjour à tous\n#mer #plage #soleil",
            "Bonjour à tous\nPublicité\n#mer #plage #soleil",
        ),
        (
            "before_hashtags",
            "Bonjour à tous 🧡\n\n\n#mer #plage #soleil\n",
            "Bonjour à tous 🧡\nPublicité\n\n\n#mer #plage #soleil\n",
        ),
        (
            "before_hashtags",
            "Bonjour à tous #mer #plage #soleil",
            "Bonjour à tous\nPublicité\n #mer #plage #soleil",
        ),
        ("before_hashtags", "#mer #plage #soleil", "Publicité\n#mer #plage #soleil"),
        ("before_hashtags", "Bonjour à tous", "Bonjour à tous\nPublicité"),
        ("end", "", "Publicité"),
    ],
)
def test_insertions_are_set_off_from_the_text(where: str, text: str, expected: str) -> None:
    assert mended(Draft(text=text), insert(where, "Publicité")) == expected


def test_an_insertion_can_follow_the_words_it_belongs_to() -> None:
    assert (
        mended(Draft(text="On joue ! À demain"), insert("after", "(gratuit)"), "joue")
        == "On joue (gratuit) ! À demain"
    )
    assert mended(Draft(text="Un\nOn joue"), insert("line_start", "Pub"), "joue") == "Un\nPub\nOn joue"


def test_replacing_changes_the_words_only() -> None:
    template = EditTemplate("replace", {"fr": "publicité"})
    assert mended(Draft(text="Une #sp avec vous"), template, "#sp") == "Une publicité avec vous"


def test_deleting_can_take_the_whole_sentence() -> None:
    template = EditTemplate("delete", {}, target="sentence")
    assert mended(Draft(text="Bravo à toi ! Tague trois amis. À demain."), template, "Tague").split() == (
        ["Bravo", "à", "toi", "!", "À", "demain."]
    )


def test_variables_come_from_the_draft_and_the_rest_is_a_visible_placeholder() -> None:
    draft = parse_draft({"text": "Bonjour", "author": {"role": "brand", "name": "Atelier Nord"}})
    edit = build_edit(
        insert("end", "Organisé par {organiser} jusqu'au {closes_at}."),
        draft,
        PARSER.parse(draft),
        [],
        BOOK,
        "fr",
    )
    assert edit is not None
    assert edit.text.strip() == "Organisé par Atelier Nord jusqu'au [date]."
    assert edit.placeholders == ["closes_at"]


@pytest.mark.parametrize(
    ("role", "expected"),
    [("brand", "Nord / Nord"), ("media", "[brand] / Nord"), ("agency", "[brand] / [organiser]")],
)
def test_only_those_who_speak_for_themselves_are_named(role: str, expected: str) -> None:
    draft = parse_draft({"text": "", "author": {"role": role, "name": "Nord"}})
    assert mended(draft, insert("end", "{brand} / {organiser}")) == expected


def test_dates_are_written_out() -> None:
    draft = parse_draft({"text": "Bonjour", "contest": {"closes_at": "2026-12-01"}})
    edit = build_edit(insert("end", "Fin le {closes_at}."), draft, PARSER.parse(draft), [], BOOK, "fr")
    assert edit is not None
    assert "Fin le 1er décembre 2026." in edit.text


def test_rules_of_the_contest_are_mended_in_their_own_field() -> None:
    draft = parse_draft({"text": "Jouez !", "contest": {"rules_text": "Art. 1. Le jeu."}})
    place = Evidence("contest.rules_text", 0, 6, "Art. 1")
    edit = build_edit(insert("end"), draft, PARSER.parse(draft), [place], BOOK, "fr")
    assert edit is not None
    after = apply_edit(draft, edit)
    assert after.text == "Jouez !"
    assert after.contest is not None
    assert after.contest.rules_text == "Art. 1. Le jeu.\nRèglement : lien en bio."


def test_an_edit_of_a_field_that_is_not_there_is_refused() -> None:
    edit = Edit(action="insert", field="text", start=99, end=99, text="x")
    with pytest.raises(ValueError, match="does not fit"):
        apply_edit(Draft(text="court"), edit)


@given(st.text(), st.sampled_from(["start", "end", "before_hashtags"]))
def test_an_insertion_keeps_every_character_of_the_author(text: str, where: str) -> None:
    after = mended(Draft(text=text), insert(where, "§§"))
    before, _, rest = after.partition("§§")
    assert without_line_ends(before + rest) == without_line_ends(text)


def without_line_ends(text: str) -> str:
    return text.replace("\n", "").replace("\r", "")


def test_an_insertion_ends_its_lines_as_the_text_does() -> None:
    text = "Bonjour\r\nà tous\r\n\r\n#mer #plage #soleil"
    after = mended(Draft(text=text), insert("before_hashtags", "Pub"))
    assert after == "Bonjour\r\nà tous\r\nPub\r\n\r\n#mer #plage #soleil"
