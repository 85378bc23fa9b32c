"""`cmcompliance eval`: measure the checker on labelled cases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from cmcompliance.evaluate import Case, Measurement, Scope
    from cmcompliance.rulebook import RuleBook

EVAL_VERSION = "1.0"
"""Of the scores as JSON."""


def evaluate_cases(
    files: Annotated[list[Path], typer.Argument(metavar="CASES.jsonl", help="Labelled cases, one a line.")],
    count_all: Annotated[
        bool,
        typer.Option(
            "--all/--covered",
            help="Count all obligations, or only those for which the rule book has a rule.",
        ),
    ] = False,
    obligation: Annotated[
        list[str] | None, typer.Option(help="Count only this obligation. Repeatable.")
    ] = None,
    family: Annotated[list[str] | None, typer.Option(help="Count only this family. Repeatable.")] = None,
    output: Annotated[
        Literal["text", "json"], typer.Option("--format", help="How to print the scores.")
    ] = "text",
) -> None:
    """Measure recall, precision and clean rate on labelled cases.

    A breach in `must` is met by a finding of any severity. An error or a warning in neither `must` nor `may`
    is a false alarm, counted once a case and obligation. `may` counts neither way. A case without labels
    expects nothing.

    Exit status: 0 measured, 2 bad input.
    """
    from cmcompliance import Checker
    from cmcompliance.cli.failure import bad_input
    from cmcompliance.evaluate import CaseError, Judged, evaluate, render_measurement
    from cmcompliance.rulebook import RuleBookError

    try:
        checker = Checker(_sound_book())
        scope, counted = _scope(checker.book, count_all, obligation or [], family or [])
        judged = (Judged(case, checker.check(case.draft)) for case in _cases(files))
        measurement = evaluate(judged, scope)
    except (CaseError, RuleBookError, OSError) as error:
        raise bad_input(str(error)) from None
    if output == "json":
        typer.echo(_as_json(measurement, counted))
    else:
        typer.echo(render_measurement(measurement, counted), nl=False)


def _sound_book() -> RuleBook:
    """Return the shipped rules; while one is being written, the others can be measured."""
    from cmcompliance.rulebook import load_sound

    book, problems = load_sound()
    if problems:
        typer.echo(
            f"cmcompliance: measured without the faulty parts of the rule book ({len(problems)}):", err=True
        )
        for problem in problems:
            typer.echo(f"  {problem}", err=True)
    return book


def _cases(files: list[Path]) -> Iterator[Case]:
    from cmcompliance.evaluate import read_cases

    for file in files:
        yield from read_cases(file)


def _scope(book: RuleBook, count_all: bool, obligations: list[str], families: list[str]) -> tuple[Scope, str]:
    from cmcompliance.cli.failure import bad_input
    from cmcompliance.evaluate import Scope
    from cmcompliance.evaluate.scoring import family_of
    from cmcompliance.rulebook.errors import nearest

    rules = {name: rule.obligation for name, rule in book.rules.items()}
    covered = frozenset(book.obligations if count_all else rules.values())
    for known, wanted in (
        (set(book.obligations), obligations),
        (set(map(family_of, book.obligations)), families),
    ):
        for word in wanted:
            if word not in known:
                raise bad_input(f"{word!r} is not in the rule book{nearest(word, known)}")

    def counts(code: str) -> bool:
        chosen = code in obligations or family_of(code) in families
        return code in covered and (chosen or not (obligations or families))

    text = "all" if count_all else "the obligations for which the rule book has a rule"
    number = sum(map(counts, book.obligations))
    only = f", only {', '.join([*obligations, *families])}" if obligations or families else ""
    return Scope(counts, rules), f"{text}{only} ({number} of {len(book.obligations)})"


def _as_json(measurement: Measurement, counted: str) -> str:
    import json

    data = {
        "schema_version": EVAL_VERSION,
        "counted": counted,
        "overall": measurement.overall.model_dump(),
        "languages": {
            language: group.model_dump(exclude={"misses", "alarms"})
            for language, group in measurement.languages.items()
        },
    }
    return json.dumps(data, ensure_ascii=False, indent=2)
