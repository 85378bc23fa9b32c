from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.results.made_scans import made_scan
from tests.results.report.rows import draft, question

from cmcompliance.results.opening import opened
from cmcompliance.results.report.axes import lay_axes
from cmcompliance.results.report.campaigns import Campaign, campaigns_of, open_questions
from cmcompliance.results.report.near_duplicates import group_near_duplicates


def asked(number: int, **other: Any) -> dict[str, Any]:
    return draft(
        number, **{"questions": 1, "published_on": date(2024, 1, 1) + timedelta(days=number), **other}
    )


def campaigns(folder: Path, drafts: list[dict[str, Any]]) -> list[Campaign]:
    questions = [question(row["number"]) for row in drafts]
    with opened(made_scan(folder, {"drafts": drafts, "questions": questions})) as base:
        group_near_duplicates(base)
        found, count = campaigns_of(base)
    assert count == len(found)
    return found


def told(found: list[Campaign]) -> list[tuple[str, str, str, int]]:
    return sorted((one.author, one.bond, one.name, one.posts) for one in found)


def test_posts_of_one_author_are_bound_by_brand_then_hashtag_then_site(tmp_path: Path) -> None:
    drafts = [
        asked(1, brand="Lumidaube", text="Un mot #noel"),
        asked(2, brand="lumidaube "),
        asked(3, brand="Lumidaube", handle="@tom"),
        asked(4, text="Chez nous #Noël #fete"),
        asked(5, text="Et encore #noël #fetes"),
        asked(6, text="Voir https://www.shop.example/a?b"),
        asked(7, text="Voir ici", links=["http://SHOP.example:80/c"]),
        asked(8, text="Rien de tout cela, une première fois en ces mots."),
        asked(9, text="Tout autre chose le lendemain, sans lien aucun avec hier."),
    ]
    assert told(campaigns(tmp_path / "out", drafts)) == [
        ("@lea", "author", "", 2),
        ("@lea", "brand", "Lumidaube", 2),
        ("@lea", "hashtag", "#noël", 2),
        ("@lea", "site", "shop.example", 2),
        ("@tom", "brand", "Lumidaube", 1),
    ]


def test_posts_that_share_nothing_else_are_bound_by_what_they_say(tmp_path: Path) -> None:
    text = "Nous cherchons des testeurs pour notre nouvelle gamme, écrivez-nous en message privé {}"
    found = campaigns(
        tmp_path / "out", [asked(number, text=text.format("ab"[number % 2])) for number in (1, 2)]
    )
    assert [(one.bond, one.posts) for one in found] == [("text", 2)]


def test_a_long_silence_ends_a_campaign_and_what_has_no_day_stays_with_the_last(tmp_path: Path) -> None:
    days = [date(2024, 1, 1), date(2024, 3, 1), date(2024, 4, 30), date(2024, 7, 1), None]
    drafts = [asked(number, brand="B", published_on=day) for number, day in enumerate(days, 1)]
    found = campaigns(tmp_path / "out", drafts)
    assert [(one.posts, one.first, one.last) for one in found] == [
        (3, days[0], days[2]),
        (2, days[3], days[3]),
    ]


def test_questions_say_in_how_many_posts_they_are_open_and_what_hangs_on_them(tmp_path: Path) -> None:
    stakes = [
        {"rule": "r", "obligation": "o", "severity": severity, "title": f"Titre {number}"}
        for number, severity in enumerate(["info", "warning", "warning", "info", "error", "info"])
    ]
    drafts = [asked(1, brand="B"), asked(2, brand="B", handle="@tom"), asked(3, brand="B")]
    questions = [question(1, at_stake=stakes), question(2), question(3), question(3, "contest.end")]
    with opened(made_scan(tmp_path / "out", {"drafts": drafts, "questions": questions})) as base:
        lay_axes(base, "2026-03-01")
        group_near_duplicates(base)
        fields, count = open_questions(base)
        found, _ = campaigns_of(base)
    assert [(one.field, one.posts, one.authors) for one in fields] == [
        ("author.role", 3, 2),
        ("contest.end", 1, 1),
    ]
    assert count == 2
    assert [stake.title for stake in fields[0].stakes] == ["Titre 4", "Un doute", "Titre 1", "Titre 2"]
    assert [(one.author, one.posts, [(ask.field, ask.posts) for ask in one.questions]) for one in found] == [
        ("@lea", 2, [("author.role", 2), ("contest.end", 1)]),
        ("@tom", 1, [("author.role", 1)]),
    ]
