from __future__ import annotations

from cmcompliance.draft import parse_draft
from cmcompliance.render import Source, words_of
from cmcompliance.render.reasons import reasons
from cmcompliance.report import Because, TextSpan

WORDS = words_of("fr")
SOURCE = Source(parse_draft({"text": "a", "relationship": {"brand": "Rive"}}), "p")
SEEN = Because(
    fact="says.draw",
    value=True,
    origin="text",
    meaning="un tirage est annoncé",
    spans=[TextSpan(field="text", start=0, end=6, text="tirage")] * 2,
)
GIVEN = Because(fact="author.role", value="brand", origin="metadata")
ABSENT = Because(fact="says.free", value=False, origin="text", meaning="l'entrée est dite gratuite")
OPEN = Because(fact="media.licence", value=None, origin="metadata")
DERIVED = Because(fact="promotion.running", value=True, origin="derived", meaning="un jeu est en cours")


def test_what_was_seen_comes_first_and_what_is_absent_last() -> None:
    assert reasons([ABSENT, OPEN, GIVEN, SEEN, DERIVED], SOURCE, WORDS) == [
        "un tirage est annoncé (« tirage »)",
        "author.role = brand",
        "n'est pas le cas : l'entrée est dite gratuite",
        "media.licence n'est pas indiqué",
    ]


def test_facts_that_follow_from_others_are_told_when_there_is_nothing_else() -> None:
    assert reasons([DERIVED], SOURCE, WORDS) == ["un jeu est en cours"]


def test_many_facts_are_counted_rather_than_told() -> None:
    many = [Because(fact=f"f.{number}", value=number, origin="metadata") for number in range(7)]
    assert reasons(many, SOURCE, WORDS) == ["f.0 = 0", "f.1 = 1", "f.2 = 2", "f.3 = 3", "et 3 de plus"]


def test_yes_and_no_are_said_in_words() -> None:
    assert reasons([Because(fact="a", value=False, origin="metadata")], SOURCE, WORDS) == ["a = non"]


def test_a_text_that_was_given_is_shown_rather_than_that_it_was() -> None:
    given = Because(fact="relationship.brand", value=True, origin="metadata")
    assert reasons([given], SOURCE, WORDS) == ["relationship.brand = Rive"]


def test_a_field_is_told_by_its_name_and_what_it_holds() -> None:
    fields = [
        Because(fact="contest.closes_at", value=None, origin="metadata", meaning="dernier jour du jeu"),
        Because(
            fact="relationship.platform_label",
            value=False,
            origin="metadata",
            meaning="étiquette de partenariat activée",
            value_meaning="non",
        ),
        Because(
            fact="relationship.brand",
            value=True,
            origin="metadata",
            meaning="nom de la marque",
            value_meaning="indiqué",
        ),
    ]
    assert reasons([ABSENT, *fields, SEEN], SOURCE, WORDS) == [
        "un tirage est annoncé (« tirage »)",
        "étiquette de partenariat activée : non",
        "nom de la marque : Rive",
        "n'est pas le cas : l'entrée est dite gratuite",
        "et 1 de plus",
    ]
    assert reasons(fields[:1], SOURCE, WORDS) == ["inconnu : dernier jour du jeu"]


def test_words_that_repeat_a_part_of_others_are_not_quoted() -> None:
    spans = [
        TextSpan(field="text", start=0, end=len(text), text=text)
        for text in ("mon code", "mon code LEO", "lien")
    ]
    seen = Because(fact="says.code", value=True, origin="text", meaning="un code est donné", spans=spans)
    assert reasons([seen], SOURCE, WORDS) == ["un code est donné (« mon code LEO », « lien »)"]
