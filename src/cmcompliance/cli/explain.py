"""`cmcompliance explain`: why each finding fired, why a rule did not, and all that is known of a draft."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from cmcompliance.cli.options import (
    AsOfOption,
    AuthorRoleOption,
    ConfigOption,
    JurisdictionOption,
    LangOption,
    LedgerOption,
    MediaOption,
    NoConfigOption,
    PackOption,
    PlatformOption,
    RelationshipOption,
    StdinFilenameOption,
    WaiversOption,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cmcompliance.cli.preparing import Preparing
    from cmcompliance.explaining import Explanation
    from cmcompliance.read import ReadDraft
    from cmcompliance.render import Language, Source


def explain(
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="A draft, or several.")],
    rule: Annotated[
        list[str] | None,
        typer.Option(
            "--rule",
            metavar="SELECTOR",
            help="What became of these, and why they did not fire: a rule (fr/contest/rules-missing), a "
            "folder, an obligation or a topic. Repeatable. Default: what found something.",
        ),
    ] = None,
    facts: Annotated[
        bool, typer.Option("--facts", help="All that is known of the draft, as a table.")
    ] = False,
    full: Annotated[
        bool, typer.Option("--full", help="Every line of the conditions, and facts that are not so.")
    ] = False,
    output: Annotated[Literal["text", "json"], typer.Option("--format", help="How to print.")] = "text",
    platform: PlatformOption = None,
    jurisdiction: JurisdictionOption = None,
    author_role: AuthorRoleOption = None,
    relationship: RelationshipOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
    config: ConfigOption = None,
    no_config: NoConfigOption = False,
    stdin_filename: StdinFilenameOption = None,
    waivers: WaiversOption = None,
    pack: PackOption = None,
    media: MediaOption = True,
    ledger: LedgerOption = None,
) -> None:
    """Explain the report on a draft: each condition with what it comes to, the facts and their words.

    With --rule, why those rules did or did not fire: a condition that is false or unknown, a kind, platform,
    country or day that is not theirs, another rule that says it, or settings that switch them off.

    Exit status: 0 explained, 2 something could not be read or was asked wrongly.
    """
    from cmcompliance.cli.drafts import complain, read_items
    from cmcompliance.cli.failure import BAD_INPUT, bad_input
    from cmcompliance.cli.gathering import Gathering
    from cmcompliance.cli.overrides import Overrides
    from cmcompliance.cli.packs import chosen_folders
    from cmcompliance.cli.preparing import Preparing
    from cmcompliance.cli.terminal import never_fail_to_write, reader_language, use_utf8
    from cmcompliance.draft import DraftError
    from cmcompliance.read import ReadError
    from cmcompliance.rulebook import RuleBookError
    from cmcompliance.rulebook.selector import SelectorError

    overrides = Overrides(platform, tuple(jurisdiction or ()), author_role, relationship)
    unread = False
    try:
        overrides.check()
        preparing = Preparing(
            overrides,
            config,
            no_config=no_config,
            stdin_name=stdin_filename,
            waivers=waivers,
            packs=chosen_folders(pack),
            gathering=Gathering(media, ledger),
        )
        language = reader_language(lang or preparing.settle([file]).lang)
        wanted = _Wanted(rule, facts, language, as_of.date() if as_of else None)
        (use_utf8 if output == "json" else never_fail_to_write)(sys.stdout)
        printer = _Json() if output == "json" else _Text(full)
        for read in read_items([file], stdin_filename):
            if isinstance(read, ReadError):
                complain(read, language)
                unread = True
            else:
                printer.add(_explained(read, preparing, wanted))
    except DraftError as error:
        raise bad_input("; ".join(error.problems)) from None
    except SelectorError as error:
        raise bad_input(f"--rule: {error}") from None
    except RuleBookError as error:
        raise bad_input(str(error)) from None
    printer.close()
    if unread:
        raise typer.Exit(BAD_INPUT)


@dataclass(frozen=True, slots=True)
class _Wanted:
    rules: Sequence[str] | None
    facts: bool
    language: Language | None
    as_of: date | None


@dataclass(frozen=True, slots=True)
class _Explained:
    explanation: Explanation
    source: Source
    language: Language


def _explained(read: ReadDraft, preparing: Preparing, wanted: _Wanted) -> _Explained:
    from cmcompliance.explaining import explain as explanation_of
    from cmcompliance.render.outcome import Checked
    from cmcompliance.rulebook.selector import rules_selected

    item, prepared = preparing.prepare(read)
    checker, language = prepared.checker, wanted.language
    rules = None if wanted.rules is None else rules_selected(checker.book, wanted.rules)
    if rules is None and wanted.facts:
        rules = frozenset()
    examined = checker.examine(item.draft, lang=language, as_of=wanted.as_of, policy=prepared.policy)
    spoken: Language = language or ("fr" if examined.report.language == "fr" else "en")
    explanation = explanation_of(examined, checker.book, spoken, rules=rules, facts=wanted.facts)
    return _Explained(explanation, Checked(item, examined.report).source, spoken)


class _Text:
    def __init__(self, full: bool) -> None:
        self._full = full
        self._head = ""

    def add(self, one: _Explained) -> None:
        from cmcompliance.cli.terminal import style_for
        from cmcompliance.render.explanation import render_explanation

        style = style_for(sys.stdout)
        text = render_explanation(one.explanation, one.source, one.language, style, full=self._full)
        typer.echo(self._head + text, nl=False, color=style.colour)
        self._head = "\n"

    def close(self) -> None:
        pass


class _Json:
    """One object for one draft, a list for several."""

    def __init__(self) -> None:
        self._explained: list[Explanation] = []

    def add(self, one: _Explained) -> None:
        self._explained.append(one.explanation)

    def close(self) -> None:
        from cmcompliance.render.explanation_json import render_explanation_json

        if self._explained:
            typer.echo(render_explanation_json(self._explained))
