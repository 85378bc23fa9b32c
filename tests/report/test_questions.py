from dataclasses import replace

from tests.books import PLACE, book, rule

from cmcompliance.report.questions import OpenRule, ask
from cmcompliance.rulebook.book import QuestionText

ONE = replace(rule("fr/contest/one"), title={"fr": "Règle une", "en": "Rule one"})
TWO = replace(rule("fr/contest/two"), title={"fr": "Règle deux", "en": "Rule two"})


def test_each_field_is_asked_once_with_all_the_rules_that_hang_on_it() -> None:
    questions = ask(
        [
            OpenRule(ONE, ("author.role",), "warning"),
            OpenRule(TWO, ("author.role", "media.licence"), "warning"),
        ],
        book(),
        "fr",
    )
    assert [(item.field, item.rules) for item in questions] == [
        ("author.role", ["fr/contest/one", "fr/contest/two"]),
        ("media.licence", ["fr/contest/two"]),
    ]
    assert questions[0].why == "La réponse décide si ces règles sont enfreintes : Règle une ; Règle deux."


def test_the_answers_that_a_field_takes_are_given() -> None:
    (role,) = ask([OpenRule(ONE, ("author.role",), "warning")], book(), "en")
    assert role.type == "choice"
    assert {"brand", "influencer", "consumer"} <= set(role.choices)
    (closing,) = ask([OpenRule(ONE, ("contest.closes_at",), "warning")], book(), "en")
    assert (closing.type, closing.choices) == ("date", [])


def test_the_wording_of_the_book_is_used_in_the_readers_language() -> None:
    wording = QuestionText("author.role", "choice", {"fr": "Qui parle ?", "en": "Who speaks?"}, {}, PLACE, {})
    a_book = replace(book(), questions={"author.role": wording})
    assert ask([OpenRule(ONE, ("author.role",), "warning")], a_book, "fr")[0].question == "Qui parle ?"
    assert ask([OpenRule(ONE, ("author.role",), "warning")], a_book, "en")[0].question == "Who speaks?"


def test_a_question_names_the_findings_that_hang_on_it_the_gravest_first() -> None:
    (role,) = ask(
        [
            OpenRule(ONE, ("author.role",), "info"),
            OpenRule(TWO, ("author.role",), "warning"),
            OpenRule(TWO, ("author.role",), "error"),
        ],
        book(),
        "en",
    )
    assert [(stake.severity, stake.rule, stake.title) for stake in role.at_stake] == [
        ("error", "fr/contest/two", "Rule two"),
        ("info", "fr/contest/one", "Rule one"),
    ]


def test_the_choices_are_told_in_the_readers_words() -> None:
    words = {"brand": {"fr": "une marque", "en": "a brand"}}
    text = {"fr": "Qui parle ?", "en": "Who speaks?"}
    wording = QuestionText("author.role", "choice", text, words, PLACE, {})
    a_book = replace(book(), questions={"author.role": wording})
    (role,) = ask([OpenRule(ONE, ("author.role",), "warning")], a_book, "fr")
    assert role.labels == {"brand": "une marque"}
