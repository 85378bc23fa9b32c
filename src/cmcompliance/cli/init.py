"""`cmcompliance init`: a settings file to start from."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from cmcompliance.cli.options import AuthorRoleOption, JurisdictionOption, LangOption

if TYPE_CHECKING:
    from cmcompliance.render import Language
    from cmcompliance.settings.starter import Answers


def init(
    folder: Annotated[Path, typer.Argument(metavar="[FOLDER]", help="Where the drafts are.")] = Path(),
    author_role: AuthorRoleOption = None,
    author_name: Annotated[str | None, typer.Option(metavar="NAME", help="Under which name.")] = None,
    author_handle: Annotated[str | None, typer.Option(metavar="@NAME", help="Under which handle.")] = None,
    jurisdiction: JurisdictionOption = None,
    platform: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Where drafts will appear. Repeatable: then a folder for each."),
    ] = None,
    sector: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="What is shown: alcohol, food… Repeatable.")
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Ask nothing; so it is when standard input is no terminal.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
    lang: LangOption = None,
) -> None:
    """Write a commented cmcompliance.toml, after a few questions on what no option says.

    Exit status: 0 written, 2 there is one already, or something was asked wrongly.
    """
    from cmcompliance.cli.failure import bad_input
    from cmcompliance.cli.words import spoken, words_of
    from cmcompliance.draft.model import Role
    from cmcompliance.rulebook.vocabulary import SECTORS
    from cmcompliance.settings.discovery import FILE_NAME
    from cmcompliance.settings.starter import Answers, starter

    path = folder / FILE_NAME
    language = spoken(lang)
    if path.exists() and not force:
        raise bad_input(words_of(language)["there_already"].format(path))
    answers = Answers(
        author_role,
        author_name,
        author_handle,
        tuple(jurisdiction or ()),
        tuple(dict.fromkeys(platform or ())),
        tuple(sector or ()),
    )
    _check(answers)
    if sys.stdin.isatty() and not yes:
        from cmcompliance.cli.init_questions import ask
        from cmcompliance.rulebook import load_book

        answers = ask(
            answers,
            load_book(),
            language,
            lambda text: typer.prompt(text, default="", show_default=False),
            typer.echo,
        )
        _check(answers)
    _write(path, starter(answers, language, get_args(Role), SECTORS), language)
    typer.echo(str(path))


def _check(answers: Answers) -> None:
    """End the command when an answer is none that a draft can have."""
    from cmcompliance.cli.failure import bad_input
    from cmcompliance.draft import DraftError, parse_draft

    author = {"role": answers.role, "name": answers.name, "handle": answers.handle}
    common = {"text": "", "author": author, "jurisdictions": list(answers.jurisdictions)}
    common["sectors"] = list(answers.sectors)
    problems: dict[str, None] = {}
    for platform in answers.platforms or (None,):
        try:
            parse_draft({**common, "platform": platform})
        except DraftError as error:
            problems.update(dict.fromkeys(error.problems))
    if problems:
        raise bad_input("; ".join(problems))


def _write(path: Path, text: str, language: Language) -> None:
    from cmcompliance.cli.failure import bad_input
    from cmcompliance.cli.words import why, words_of
    from cmcompliance.write.create import create_file
    from cmcompliance.write.replace import replace_file

    data = text.encode("utf-8")
    try:
        if path.exists():
            replace_file(path, data, path.read_bytes())
        else:
            create_file(path, data)
    except OSError as error:
        raise bad_input(words_of(language)["not_written"].format(path, why(error, language))) from None
