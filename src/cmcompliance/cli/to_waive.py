"""The findings of a file that a waiver is to be for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from cmcompliance.cli.preparing import Preparing
    from cmcompliance.read import ReadDraft
    from cmcompliance.render import Language
    from cmcompliance.report import Finding
    from cmcompliance.settings import Prepared

_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Found:
    """A draft as it was read, findings in it, and what they were found with."""

    read: ReadDraft
    findings: tuple[Finding, ...]
    prepared: Prepared


def found_in(file: str, preparing: Preparing, language: Language) -> list[Found]:
    """Return what is found in each draft of a file; ends the command where one cannot be read."""
    from cmcompliance.cli.drafts import complain, read_items
    from cmcompliance.cli.failure import BAD_INPUT
    from cmcompliance.read import ReadError

    checked = []
    for read in read_items([file]):
        if isinstance(read, ReadError):
            complain(read, language)
            raise typer.Exit(BAD_INPUT)
        _, prepared = preparing.prepare(read)
        checked.append(Found(read, tuple(prepared.check().findings), prepared))
    return checked


def meant(
    found: list[Found], rule: str, file: str, ids: Sequence[str], say: Mapping[str, str]
) -> list[Found]:
    """Return the drafts with the findings that the selector means and that nobody accepted yet."""
    from cmcompliance.cli.failure import bad_input
    from cmcompliance.rulebook.selector import SelectorError, rules_selected

    among = [one for one in found if not ids or one.read.draft.id in ids]
    unknown = set(ids) - {str(one.read.draft.id) for one in among}
    if unknown:
        raise bad_input(say["no_id"].format(file, ", ".join(sorted(unknown))))
    concerned = []
    for one in among:
        try:
            selected = rules_selected(one.prepared.checker.book, [rule])
        except SelectorError as error:
            raise bad_input(f"--rule: {error}") from None
        wanted = tuple(
            finding for finding in one.findings if finding.rule in selected and finding.waived is None
        )
        if wanted:
            concerned.append(replace(one, findings=wanted))
    if not concerned:
        raise bad_input(say["nothing"].format(file, _why_nothing(among, rule, say)))
    if len(concerned) > 1 and not ids:
        raise bad_input(say["which_draft"].format(file, len(concerned)))
    return concerned


def _why_nothing(checked: list[Found], rule: str, say: Mapping[str, str]) -> str:
    findings = [finding for one in checked for finding in one.findings]
    names = sorted({finding.rule for finding in findings if finding.waived is None})
    if not names:
        waived = next((finding.waived for finding in findings if finding.waived), None)
        return say["nothing_accepted"].format(waived.by, waived.place) if waived else say["nothing_found"]
    more = ", …" if len(names) > _MOST_NAMED else ""
    return say["nothing_of_rule"].format(rule, ", ".join(names[:_MOST_NAMED]) + more)


def ids_of(checked: list[Found], among: list[Found], file: str, say: Mapping[str, str]) -> tuple[str, ...]:
    """Return the ids that a waiver needs to mean these drafts among those of their file."""
    from cmcompliance.cli.failure import bad_input

    if len(among) == 1:
        return ()
    without = next((one for one in checked if one.read.draft.id is None), None)
    if without is not None:
        line = without.read.origin.line
        raise bad_input(say["needs_id"].format(file, line))
    return tuple(str(one.read.draft.id) for one in checked)
