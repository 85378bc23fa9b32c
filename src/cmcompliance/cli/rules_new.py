"""`cmcompliance rules new`: a rule of one's own to start from."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from cmcompliance.rulebook import RuleBook
    from cmcompliance.scaffold import Kind

_ASKED = {
    "fr": {
        "forbidden-word": "Quel mot ne faut-il pas employer ?",
        "required-mention": "Quelle mention faut-il, mot pour mot ?",
        "handle": "Quel est le bon compte (@…) ?",
        "not": "Quel compte ne faut-il pas mentionner (@…) ?",
    },
    "en": {
        "forbidden-word": "Which word must not be used?",
        "required-mention": "Which mention is required, word for word?",
        "handle": "Which account is the right one (@…)?",
        "not": "Which account must not be mentioned (@…)?",
    },
}
_DONE = {
    "fr": "À l'essai : cmcompliance rules test --pack {0}\nEn usage : cmcompliance check --pack {0} X.md",
    "en": "Try it: cmcompliance rules test --pack {0}\nUse it: cmcompliance check --pack {0} X.md",
}


def new_rule(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The rule's name, such as acme/no-cheap.")],
    folder: Annotated[
        Path, typer.Option("--folder", metavar="FOLDER", help="The house's rules; made if it is not there.")
    ] = Path("house"),
    kind: Annotated[
        Literal["forbidden-word", "required-mention", "approval", "handle", "blank"],
        typer.Option("--kind", help="What the rule is about."),
    ] = "blank",
    word: Annotated[
        list[str] | None,
        typer.Option("--word", metavar="TEXT", help="The word, the mention or the right handle. Repeatable."),
    ] = None,
    wrong: Annotated[
        list[str] | None,
        typer.Option("--not", metavar="HANDLE", help="A handle that must not be used. Repeatable."),
    ] = None,
    instead: Annotated[
        str | None, typer.Option("--instead", metavar="TEXT", help="What replaces a forbidden word.")
    ] = None,
    label: Annotated[
        str, typer.Option("--label", metavar="NAME", help="The label that says whether it is approved.")
    ] = "client_approved",
    obligation: Annotated[
        str | None, typer.Option("--obligation", metavar="CODE", help="What the breach is: house.tone.")
    ] = None,
    platform: Annotated[
        list[str] | None, typer.Option("--platform", metavar="NAME", help="Only there. Repeatable.")
    ] = None,
    house: Annotated[
        str | None, typer.Option("--house", metavar="NAME", help="Whose rule it is; else the folder's name.")
    ] = None,
    policy: Annotated[
        str | None, typer.Option("--policy", metavar="TEXT", help='Where it is written: "Charte ACME, § 3".')
    ] = None,
    severity: Annotated[
        Literal["error", "warning", "info"], typer.Option("--severity", help="How grave a breach is.")
    ] = "warning",
    lang: Annotated[
        Literal["fr", "en"] | None,
        typer.Option("--lang", help="Language of the comments; else the locale's."),
    ] = None,
) -> None:
    """Write a rule of one's own, which loads and passes its examples, and what it needs beside it.

    Nothing is overwritten. On a terminal it asks for the word that a kind needs.

    Exit status: 0 written, 2 bad input.
    """
    from cmcompliance.cli.failure import bad_input
    from cmcompliance.cli.terminal import reader_language
    from cmcompliance.rulebook import load_book
    from cmcompliance.rulebook.errors import nearest
    from cmcompliance.scaffold import Wanted, WantedError, planned_files, proved, write_files

    language = reader_language(lang) or "en"
    pack = folder.resolve().name
    shipped = load_book()
    for one in platform or ():
        if one not in shipped.platforms:
            raise bad_input(f"the rule book has no platform {one!r}{nearest(one, shipped.platforms)}")
    words, others = _asked(kind, word or [], wrong or [], language)
    called = house or pack
    wanted = Wanted(
        name=name.strip("/").removesuffix(".yaml") if "/" in name.strip("/") else f"{pack}/{name}",
        kind=kind,
        pack=pack,
        house=called,
        policy=policy or (f"Charte {called}" if language == "fr" else f"{called} policy"),
        severity=severity,
        language=language,
        words=tuple(words),
        wrong=tuple(others),
        instead=instead,
        label=label,
        own_obligation=obligation,
        platforms=tuple(platform or ()),
    )
    try:
        wanted.check()
        files = planned_files(wanted, folder, shipped)
        _prove(wanted.name, proved(files, folder))
        write_files(files, folder)
    except (WantedError, OSError) as error:
        raise bad_input(str(error)) from None
    for path in files:
        typer.echo(f"{folder.as_posix()}/{path}")
    typer.echo(_DONE[language].format(folder.as_posix()), err=True)


def _asked(kind: Kind, words: list[str], wrong: list[str], language: str) -> tuple[list[str], list[str]]:
    if sys.stdin.isatty():
        asked = _ASKED[language]
        if not words and kind in asked:
            words = [typer.prompt(asked[kind], err=True)]
        if not wrong and kind == "handle":
            wrong = [typer.prompt(asked["not"], err=True)]
    return words, wrong


def _prove(name: str, book: RuleBook) -> None:
    """Raise WantedError where an example of the new rule does not come out as it says."""
    from cmcompliance import Checker
    from cmcompliance.examples import run_examples
    from cmcompliance.scaffold import WantedError

    failed = [result for result in run_examples(Checker(book), book.rules[name]) if not result.passed]
    if failed:
        text, why = failed[0].example.draft.get("text"), "; ".join(failed[0].failures)
        raise WantedError(f"nothing was written, for the rule would fail its own example {text!r}: {why}")
