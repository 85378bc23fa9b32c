from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from cmcompliance import Checker
from cmcompliance.answering import Answered, Conversation, Terminal
from cmcompliance.draft import Draft, parse_draft
from cmcompliance.draft.validation import path_text

ASKING = {
    "text": "Notre nouvelle gamme est là ! 🎶",
    "platform": "instagram",
    "jurisdictions": ["FR"],
    "published_at": "2026-11-29",
    "author": {"role": "brand", "account_type": "business"},
    "relationship": {"kind": "own_brand"},
    "media": [{"kind": "video", "path": "a.mp4", "music": {"title": "Song"}}],
}
CAROUSEL = {**ASKING, "media": [*ASKING["media"], {"kind": "video", "music": {"title": "Other"}}]}  # type: ignore[misc]


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


class Person:
    """Replies from a list; keeps what is said."""

    def __init__(self, *replies: str) -> None:
        self.replies: Iterator[str] = iter(replies)
        self.told: list[tuple[str, str]] = []

    def hear(self, prompt: str) -> str | None:
        return next(self.replies, None)

    def said(self, sort: str) -> list[str]:
        return [text for kind, text in self.told if kind == sort]

    @property
    def terminal(self) -> Terminal:
        return Terminal(lambda sort, text: self.told.append((sort, text)), self.hear)


Talk = Callable[..., tuple[Answered, Person]]


@pytest.fixture
def talk(checker: Checker) -> Talk:
    def hold(data: dict[str, object], *replies: str, language: str = "fr") -> tuple[Answered, Person]:
        person = Person(*replies)
        draft = parse_draft(data)

        def judge(draft: Draft) -> object:
            return checker.check(draft, lang=language)  # type: ignore[arg-type]

        conversation = Conversation(checker.book, person.terminal, language)
        return conversation.about("post.md", draft, judge(draft), judge), person  # type: ignore[arg-type]

    return hold


def changes(answered: Answered) -> dict[str, object]:
    return {path_text(change.path): change.value for change in answered.changes}


def test_an_answer_goes_into_the_draft_and_changes_the_report(talk: Talk) -> None:
    answered, person = talk(ASKING, "aucune")
    assert changes(answered) == {"media[0].music.licence": "none"}
    assert answered.draft == parse_draft(
        {
            **ASKING,
            "media": [{"kind": "video", "path": "a.mp4", "music": {"title": "Song", "licence": "none"}}],
        }
    )
    assert answered.report.verdict == "block"
    assert answered.report.questions == []
    assert person.said("understood") == ["→ media[0].music.licence = none (aucune)"]
    assert any(line.startswith("  + erreur : Musique") for line in person.said("raised"))


def test_questions_that_fall_away_are_not_asked(talk: Talk) -> None:
    two_open = {**ASKING, "author": {"role": "brand"}}
    _, skipping = talk(two_open, "", "")
    answered, person = talk(two_open, "licence commerciale")
    assert (len(skipping.said("question")), len(person.said("question"))) == (2, 1)
    assert answered.report.questions == []


def test_questions_that_come_up_are_asked(talk: Talk) -> None:
    data = {
        "text": "Merci @hotel.belvedere pour cette invitation au calme, on ne voulait plus repartir 🌄",
        "platform": "instagram",
        "author": {"role": "influencer"},
        "jurisdictions": ["FR"],
    }
    answered, person = talk(data, "cadeau", "non")
    assert changes(answered) == {"relationship.kind": "gifted", "relationship.platform_label": False}
    assert len(person.said("question")) == 2


def test_an_empty_reply_leaves_the_question_open_and_it_is_not_asked_again(talk: Talk) -> None:
    answered, person = talk(ASKING, "", "", "")
    assert answered.changes == ()
    assert not answered.stopped
    assert [question.field for question in answered.report.questions] == ["media.music.licence"]
    assert len(person.said("question")) == 1


@pytest.mark.parametrize("reply", ["q", "Quitter", None])
def test_whoever_stops_keeps_the_answers_given(talk: Talk, reply: str | None) -> None:
    answered, person = talk(CAROUSEL, *["chacun", "4", *([reply] if reply else [])])
    assert answered.stopped
    assert changes(answered) == {"media[0].music.licence": "royalty_free"}
    assert person.said("note")[-1] == "Arrêté : les autres questions restent ouvertes."


def test_a_reply_that_is_none_is_asked_for_again(talk: Talk) -> None:
    answered, person = talk(ASKING, "polka", "4")
    assert changes(answered) == {"media[0].music.licence": "royalty_free"}
    assert len(person.said("wrong")) == 1
    assert len(person.said("question")) == 1


def test_help_says_why_and_what_is_at_stake(talk: Talk) -> None:
    _, person = talk(ASKING, "?", "q")
    stakes = person.said("stake")
    assert any("fr/rights/music-unlicensed" in line for line in stakes)
    assert all(line.startswith("  erreur : ") for line in stakes)


def test_one_answer_is_for_all_media_that_lack_it_which_are_named(talk: Talk) -> None:
    answered, person = talk(CAROUSEL, "4")
    assert person.said("for") == ["Pour : vidéo 1 (a.mp4), vidéo 2"]
    assert set(changes(answered).values()) == {"royalty_free"}
    assert len(answered.changes) == 2


def test_each_medium_may_be_answered_for_alone_and_one_left_open_is_not_asked_again(talk: Talk) -> None:
    answered, person = talk(CAROUSEL, "chacun", "4", "", "q")
    assert changes(answered) == {"media[0].music.licence": "royalty_free"}
    assert not answered.stopped
    assert person.said("for")[1:] == ["Pour : vidéo 1 (a.mp4)", "Pour : vidéo 2"]


def test_nobody_is_no_answer_for_those_who_are_named_and_they_are_asked_about_after(talk: Talk) -> None:
    photos = [
        {"kind": "image", "path": "a.jpg", "source": "own"},
        {"kind": "image", "path": "b.jpg", "source": "own", "people": [{"name": "Léa"}]},
    ]
    answered, person = talk({**ASKING, "media": photos}, "personne", "personne", "oui")
    assert person.said("for")[-1] == "Pour : Léa sur image 2 (b.jpg)"
    assert person.said("wrong") == ["Répondez par oui ou par non."]
    assert changes(answered) == {"media[0].people": [], "media[1].people[0].consent": True}


def test_a_draft_that_leaves_nothing_open_is_not_talked_about(talk: Talk) -> None:
    answered, person = talk({"text": "Bonjour", "jurisdictions": ["FR"], "platform": "x"})
    assert person.told == []
    assert answered.changes == ()


def test_the_conversation_is_in_the_language_of_the_reader(talk: Talk) -> None:
    _, person = talk(ASKING, "?", "q", language="en")
    assert person.said("head") == ["post.md: one open question"]
    assert "5  none" in "".join(person.said("choice"))
