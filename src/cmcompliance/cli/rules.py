"""`cmcompliance rules …`: the rule book, for those who read and write it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from cmcompliance.cli.exit_status import ExitStatus
from cmcompliance.cli.options import PackOption
from cmcompliance.cli.rules_new import new_rule

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cmcompliance.examples import ExampleResult
    from cmcompliance.rulebook import Problem, RuleBook
    from cmcompliance.rulebook.book import Rule

app = typer.Typer(
    help="List, show, lint, test and explain rules, and what they cover.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)

RULES_VERSION = "1.0"
"""Of what these commands write as JSON."""
Format = Annotated[Literal["text", "json"], typer.Option("--format", help="How to print.")]
Lang = Annotated[
    Literal["fr", "en"] | None,
    typer.Option(help="Language of the rules' texts; else the locale's, else English."),
]


@app.callback()
def _prepare() -> None:
    from cmcompliance.cli.terminal import never_fail_to_write

    never_fail_to_write(sys.stdout)
    never_fail_to_write(sys.stderr)


@app.command("list")
def list_rules(
    jurisdiction: Annotated[
        str | None, typer.Option(metavar="CODE", help="Only rules that apply there: FR, BE, GB, US-NY, EU…")
    ] = None,
    platform: Annotated[str | None, typer.Option(metavar="NAME", help="Only rules of that platform.")] = None,
    obligation: Annotated[
        str | None,
        typer.Option(metavar="CODE", help="Only rules of that obligation, or of a topic: contest."),
    ] = None,
    pack: PackOption = None,
    lang: Lang = None,
    output: Format = "text",
) -> None:
    """List the rules, one a line."""
    from cmcompliance.cli.rule_pages import rule_lines, rule_summary
    from cmcompliance.rulebook.rule_selection import SelectionError, select

    book = _sound_book(pack)
    try:
        rules = select(book, jurisdiction, platform, obligation)
    except SelectionError as error:
        raise _bad_input(str(error)) from None
    language = _language(lang)
    if output == "json":
        _write_json({"rules": [rule_summary(rule) for rule in rules]})
        return
    for line in rule_lines(rules, language):
        typer.echo(line)


@app.command("show")
def show_rule(
    name: Annotated[str, typer.Argument(metavar="ID", help="The rule's name: fr/contest/rules-missing.")],
    pack: PackOption = None,
    lang: Lang = None,
    output: Format = "text",
) -> None:
    """Show all of one rule: scope, dates, conditions, sources, examples."""
    from cmcompliance.cli.rule_pages import rule_data, rule_page

    book = _sound_book(pack)
    rule = _rule(book, name)
    if output == "json":
        _write_json(rule_data(rule, book))
        return
    for line in rule_page(rule, book, _language(lang)):
        typer.echo(line)


app.command("new")(new_rule)


@app.command("coverage")
def show_coverage(
    jurisdiction: Annotated[
        str | None, typer.Option(metavar="CODE", help="Only duties of that very territory: FR, EU, US-NY…")
    ] = None,
    platform: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only duties of that platform.")
    ] = None,
    obligation: Annotated[
        str | None, typer.Option(metavar="CODE", help="Only that obligation, or a topic: contest.")
    ] = None,
    each: Annotated[bool, typer.Option("--each", help="Also list every duty with its rules.")] = False,
    pack: PackOption = None,
    lang: Lang = None,
    output: Format = "text",
) -> None:
    """Show which duties of the law and of the platforms have rules, and which are left out and why."""
    from cmcompliance.cli.coverage_table import chosen_duties, coverage_data, coverage_lines
    from cmcompliance.rulebook.rule_selection import SelectionError, check_names

    book = _sound_book(pack)
    try:
        check_names(book, jurisdiction, platform, obligation)
    except SelectionError as error:
        raise _bad_input(str(error)) from None
    duties = chosen_duties(book, jurisdiction, platform, obligation)
    if output == "json":
        _write_json({"duties": coverage_data(duties)})
        return
    for line in coverage_lines(duties, _language(lang), each=each):
        typer.echo(line)


@app.command("catalogue")
def write_catalogue(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where to write; it may exist.")],
    pack: PackOption = None,
    lang: Lang = None,
) -> None:
    """Write the rule book as Markdown pages: one a rule, and lists by obligation, place and legal text.

    Exit status: 0 written, 2 bad input.
    """
    from cmcompliance.catalogue import pages
    from cmcompliance.cli.rule_pages import counted

    book = _sound_book(pack)
    written = 0
    try:
        for page in pages(book, _language(lang)):
            path = folder / page.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(page.text, encoding="utf-8")
            written += 1
    except OSError as error:
        raise _bad_input(f"cannot write the catalogue: {error}") from None
    typer.echo(f"{counted(written, 'page')} in {folder}", err=True)


@app.command("lint")
def lint_rules(
    packs: Annotated[
        list[str] | None,
        typer.Argument(metavar="NAME|FOLDER", help="Rules over the shipped ones: installed packs, folders."),
    ] = None,
    output: Format = "text",
) -> None:
    """Say what is wrong with the rules, and what is weak.

    With packs, only what lies in them.

    Exit status: 0 nothing to say, 1 something to mend, 2 no such pack.
    """
    from cmcompliance.cli.packs import chosen_folders
    from cmcompliance.cli.rule_pages import counted, problem_data
    from cmcompliance.rulebook import load_sound
    from cmcompliance.rulebook.lint import lint

    folders = chosen_folders(packs)
    book, errors = load_sound(*_with_shipped(folders))
    inside = tuple(f"{_shown(folder)}/" for folder in folders) if folders else ("",)
    rules = {name: rule for name, rule in book.rules.items() if rule.place.file.startswith(inside)}
    problems = [*errors, *lint(book, partial=bool(errors), rules=rules)]
    problems = [problem for problem in problems if problem.file.startswith(inside)]
    if output == "json":
        _write_json({"problems": [problem_data(problem, problem in errors) for problem in problems]})
    else:
        for problem in problems:
            typer.echo(str(problem))
        wrong = len(set(problems) & set(errors))
        found = f"{counted(wrong, 'error')}, {counted(len(problems) - wrong, 'warning')}"
        typer.echo(f"{found} in {counted(len(rules), 'rule')}", err=True)
    raise typer.Exit(ExitStatus.FOUND if problems else ExitStatus.OK)


@app.command("test")
def run_rule_examples(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="ID", help="Rules, or the beginning of their names: fr/contest."),
    ] = None,
    pack: PackOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show only the rules that fail.")] = False,
    output: Format = "text",
) -> None:
    """Run the rules' own examples through the checker: those named, else those of the packs, else all.

    Breaching ones must raise a finding with its span, and the finding's edit must mend the draft; asking
    ones a question; clean ones neither.

    Exit status: 0 all do, 1 one does not, 2 no such rule.
    """
    from cmcompliance import Checker
    from cmcompliance.cli.example_table import result_data, result_lines, summary
    from cmcompliance.examples import run_examples
    from cmcompliance.examples.runner import rules_named

    book, problems = _book(pack)
    try:
        rules = rules_named(book, names or []) if names or not pack else list(book.of_packs().values())
    except KeyError as error:
        raise _bad_input(_no_rule(book, str(error.args[0]))) from None
    checker = Checker(book)
    results: list[ExampleResult] = []
    for rule in rules:
        of_rule = list(run_examples(checker, rule))
        results += of_rule
        if output == "text" and not (quiet and all(result.passed for result in of_rule)):
            for line in result_lines(rule, of_rule):
                typer.echo(line)
    if output == "json":
        _write_json({"examples": [result_data(result) for result in results]})
    else:
        typer.echo(summary(rules, results, len(problems)))
    sound = not problems and all(result.passed for result in results)
    raise typer.Exit(ExitStatus.OK if sound else ExitStatus.FOUND)


@app.command("packs")
def list_packs(output: Format = "text") -> None:
    """List the packs that installed Python packages bring, for --pack and the settings.

    Exit status: 0 all can be used, 2 one cannot.
    """
    from dataclasses import asdict

    from cmcompliance.cli.packs import installed
    from cmcompliance.cli.rule_pages import counted, one_line
    from cmcompliance.rulebook import PackError

    try:
        packs = list(installed())
    except PackError as error:
        raise _bad_input(str(error)) from None
    if output == "json":
        _write_json({"packs": [asdict(pack) for pack in packs]})
    for pack in packs:
        if pack.error is not None:
            typer.echo(pack.error, err=True)
        elif output == "text":
            rules = counted(pack.rules, "rule")
            brought = f"{rules}, brought by {pack.package} {pack.release}, in {pack.folder}"
            typer.echo(one_line(f"{pack.name} {pack.version}: {brought}"))
    if not packs:
        typer.echo("no Python package brings a pack", err=True)
    raise typer.Exit(ExitStatus.BAD_INPUT if any(pack.error for pack in packs) else ExitStatus.OK)


@app.command("explain")
def explain_rule(
    name: Annotated[str, typer.Argument(metavar="ID", help="The rule's name: fr/contest/rules-missing.")],
    file: Annotated[str | None, typer.Argument(metavar="[FILE|-]", help="A draft, or several.")] = None,
    pack: PackOption = None,
    lang: Lang = None,
) -> None:
    """Show what a rule asks for; with a draft, what each condition comes to and the words that make it so."""
    from cmcompliance.cli.explanation import rule_explanation

    book = _sound_book(pack)
    rule = _rule(book, name)
    language = _language(lang)
    if file is None:
        for line in rule_explanation(rule, book, language):
            typer.echo(line)
        return
    from cmcompliance import Checker
    from cmcompliance.cli.drafts import named, read_items
    from cmcompliance.cli.terminal import style_for
    from cmcompliance.explaining import explain
    from cmcompliance.read import ReadDraft, ReadError
    from cmcompliance.render.explanation import render_explanation
    from cmcompliance.render.outcome import Checked

    checker, style = Checker(book), style_for(sys.stdout)
    for item in read_items([file]):
        if isinstance(item, ReadError):
            raise _bad_input(item.message)
        examined = checker.examine(named(item), lang=language)
        explanation = explain(examined, book, language, rules=[rule.name])
        source = Checked(ReadDraft(examined.draft, item.origin), examined.report).source
        typer.echo(render_explanation(explanation, source, language, style), nl=False, color=style.colour)


def _book(packs: Sequence[str] | None) -> tuple[RuleBook, tuple[Problem, ...]]:
    """Return the sound part of the book, saying on stderr what is not."""
    from cmcompliance.cli.packs import chosen_folders
    from cmcompliance.rulebook import load_sound

    book, problems = load_sound(*_with_shipped(chosen_folders(packs)))
    for problem in problems:
        typer.echo(str(problem), err=True)
    if problems:
        typer.echo(f"{len(problems)} errors: what rests on them is left out", err=True)
    return book, problems


def _sound_book(packs: Sequence[str] | None) -> RuleBook:
    return _book(packs)[0]


def _with_shipped(packs: Sequence[Path]) -> list[Path]:
    from cmcompliance.rulebook import shipped_rules

    shipped = shipped_rules()
    return [shipped, *(pack for pack in packs if pack.resolve() != shipped)]


def _shown(folder: Path) -> str:
    from cmcompliance.rulebook import shipped_rules

    return "rules" if folder.resolve() == shipped_rules() else folder.as_posix()


def _rule(book: RuleBook, name: str) -> Rule:
    rule = book.rules.get(name.strip("/").removesuffix(".yaml").removeprefix("rules/"))
    if rule is None:
        raise _bad_input(_no_rule(book, name))
    return rule


def _no_rule(book: RuleBook, name: str) -> str:
    from cmcompliance.rulebook.errors import nearest

    return f"no rule is called {name!r}{nearest(name, book.rules, list_up_to=0)}"


def _write_json(data: Mapping[str, object]) -> None:
    from cmcompliance.cli.rule_pages import as_json
    from cmcompliance.cli.terminal import use_utf8

    use_utf8(sys.stdout)
    typer.echo(as_json({"schema_version": RULES_VERSION, **data}))


def _language(chosen: Literal["fr", "en"] | None) -> Literal["fr", "en"]:
    from cmcompliance.cli.terminal import reader_language

    return reader_language(chosen) or "en"


def _bad_input(message: str) -> typer.Exit:
    from cmcompliance.cli.failure import bad_input

    return bad_input(message)
