"""`cmcompliance rules-template`: contest rules to start from."""

from __future__ import annotations

import sys
from datetime import date
from typing import Annotated, Literal

import typer


def rules_template(
    jurisdiction: Annotated[
        list[str], typer.Option(metavar="CODE", help="Where the audience is: FR, BE, GB, US-NY… Repeatable.")
    ],
    platform: Annotated[
        str | None, typer.Option(metavar="NAME", help="Where the promotion runs: instagram, facebook…")
    ] = None,
    lang: Annotated[
        Literal["fr", "en"] | None, typer.Option(help="Language of the rules; else that of the country.")
    ] = None,
    mechanism: Annotated[
        Literal["chance", "skill"], typer.Option(help="How winners are chosen: drawn, or judged.")
    ] = "chance",
    upload: Annotated[
        bool, typer.Option("--upload", help="Entrants send in pictures, videos or texts of their own.")
    ] = False,
    organiser: Annotated[str | None, typer.Option(metavar="NAME", help="Who runs the promotion.")] = None,
    opens: Annotated[str | None, typer.Option(metavar="DATE", help="First day: 2026-12-01.")] = None,
    closes: Annotated[str | None, typer.Option(metavar="DATE", help="Last day: 2026-12-24.")] = None,
    rules_url: Annotated[
        str | None, typer.Option(metavar="URL", help="Where the rules will be read.")
    ] = None,
) -> None:
    """Write contest rules to start from, with [placeholders] for what is not given.

    The clauses are those that the rules of this law and platform ask for. The result is a draft with front
    matter: fill in the placeholders, then check it.

    Exit status: 0 written, 2 bad input.
    """
    from cmcompliance.cli.failure import bad_input
    from cmcompliance.cli.terminal import use_utf8
    from cmcompliance.draft import DraftError, parse_draft
    from cmcompliance.reglement import skeleton
    from cmcompliance.reglement.front_matter import with_front_matter
    from cmcompliance.rulebook import load_book
    from cmcompliance.rulebook.rule_selection import SelectionError, check_names

    book = load_book()
    contest = {
        "mechanism": mechanism,
        "organiser": organiser,
        "opens_at": opens,
        "closes_at": closes,
        "rules_url": rules_url,
        "entry_actions": ["upload"] if upload else None,
    }
    try:
        for code in jurisdiction:
            check_names(book, code, platform, None)
        draft = parse_draft(
            {
                "text": "",
                "kind": "contest_rules",
                "platform": platform,
                "jurisdictions": jurisdiction,
                "contest": {key: value for key, value in contest.items() if value is not None},
            }
        )
    except (SelectionError, DraftError) as error:
        raise bad_input(str(error)) from None
    language = lang or ("fr" if set(jurisdiction) & _FRENCH else "en")
    use_utf8(sys.stdout)
    text = skeleton(draft, book, language, date.today())
    typer.echo(with_front_matter(draft, text, language), nl=False)


_FRENCH = {"FR", "BE", "LU", "CH", "MC", "CA-QC", "GP", "MQ", "GF", "RE", "YT"}
