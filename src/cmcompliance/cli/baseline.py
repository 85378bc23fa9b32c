"""`cmcompliance baseline`: take in what is found today, so that `check --baseline` reports what is new."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cmcompliance.cli.options import (
    AsOfOption,
    AuthorRoleOption,
    ConfigOption,
    FilesArgument,
    JurisdictionOption,
    LangOption,
    LedgerOption,
    MediaOption,
    NoConfigOption,
    PackOption,
    PlatformOption,
    RelationshipOption,
    WaiversOption,
)

if TYPE_CHECKING:
    from datetime import date

    from cmcompliance.baseline import Baseline
    from cmcompliance.baseline.run import Renewal
    from cmcompliance.cli.preparing import Preparing
    from cmcompliance.render import Language
    from cmcompliance.report import RulesetInfo

_DEFAULT = Path("baseline.json")


def baseline(
    files: FilesArgument,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="The baseline to make or to renew.")
    ] = _DEFAULT,
    prune: Annotated[
        bool, typer.Option("--prune", help="Forget the drafts of an old baseline that are not in FILES.")
    ] = False,
    platform: PlatformOption = None,
    jurisdiction: JurisdictionOption = None,
    author_role: AuthorRoleOption = None,
    relationship: RelationshipOption = None,
    as_of: AsOfOption = None,
    waivers: WaiversOption = None,
    config: ConfigOption = None,
    no_config: NoConfigOption = False,
    pack: PackOption = None,
    lang: LangOption = None,
    media: MediaOption = True,
    ledger: LedgerOption = None,
) -> None:
    """Take in what is found in an archive today; `check --baseline FILE` then reports what is new.

    Give the options that you check with. What is waived is not taken in, nor are errors that nobody may
    accept. The file holds no text and no date.

    Exit status: 0 written; 2 something could not be read or was asked wrongly.
    """
    from cmcompliance.baseline.run import Renewal
    from cmcompliance.cli.failure import BAD_INPUT
    from cmcompliance.cli.gathering import Gathering
    from cmcompliance.cli.overrides import Overrides
    from cmcompliance.cli.packs import chosen_folders
    from cmcompliance.cli.preparing import Preparing
    from cmcompliance.cli.words import spoken
    from cmcompliance.settings.discovery import absolute

    overrides = Overrides(platform, tuple(jurisdiction or ()), author_role, relationship)
    preparing = Preparing(
        overrides,
        config,
        no_config=no_config,
        packs=chosen_folders(pack),
        waivers=waivers,
        gathering=Gathering(media, ledger),
    )
    files = preparing.files_of(files, but=output)
    language = spoken(lang or preparing.settle(files).lang)
    old_bytes, old = _old(output, language)
    renewal = Renewal(old, absolute(output).parent)
    ruleset, all_read = _taken_in(files, preparing, renewal, as_of.date() if as_of else None, language)
    if ruleset is not None:
        new = renewal.baseline(ruleset, prune=prune)
        _write(output, new, old_bytes, language)
        typer.echo(_summary(output, new, renewal, language), err=True)
    if not all_read:
        raise typer.Exit(BAD_INPUT)


def _taken_in(
    files: Sequence[str], preparing: Preparing, renewal: Renewal, as_of: date | None, language: Language
) -> tuple[RulesetInfo | None, bool]:
    """Check all drafts; return which rules judged, None without a draft, and whether all could be read."""
    from cmcompliance.cli.drafts import complain, fault, read_items
    from cmcompliance.cli.terminal import Progress
    from cmcompliance.read import ReadError

    ruleset, all_read, progress = None, True, Progress(wanted=True)
    for read in read_items(files):
        progress.advance()
        if isinstance(read, ReadError):
            complain(read, language)
            all_read = False
            continue
        item, prepared = preparing.prepare(read)
        try:
            report = prepared.check(as_of=as_of)
        except Exception as error:
            complain(fault(item, error), language)
            all_read = False
            continue
        ruleset = ruleset or report.ruleset
        renewal.add(report, read.draft, read.origin, prepared.checker.book)
    progress.close()
    return ruleset, all_read


def _old(path: Path, language: Language) -> tuple[bytes | None, Baseline | None]:
    from cmcompliance.baseline.file import BaselineError, read_baseline
    from cmcompliance.cli.failure import bad_input
    from cmcompliance.cli.words import words_of

    if not path.exists():
        return None, None
    try:
        return path.read_bytes(), read_baseline(path, str(path))
    except (BaselineError, OSError) as error:
        raise bad_input(words_of(language)["kept"].format(error)) from None


def _write(path: Path, new: Baseline, old: bytes | None, language: Language) -> None:
    from cmcompliance.baseline.file import baseline_text
    from cmcompliance.cli.failure import bad_input
    from cmcompliance.cli.words import why, words_of
    from cmcompliance.write.create import create_file
    from cmcompliance.write.replace import replace_file

    data = baseline_text(new).encode()
    try:
        if old is None:
            create_file(path, data)
        else:
            replace_file(path, data, old)
    except OSError as error:
        raise bad_input(words_of(language)["not_written"].format(path, why(error, language))) from None


def _summary(path: Path, new: Baseline, renewal: Renewal, language: Language) -> str:
    from cmcompliance.cli.words import counted, words_of

    say = words_of(language)
    told = say["baseline"].format(
        file=path,
        findings=counted("finding", sum(len(entry.findings) for entry in new.entries), language),
        drafts=counted("draft", len(new.entries), language),
        new=renewal.new,
        gone=renewal.gone,
    )
    return told + (say["barred"].format(", ".join(sorted(renewal.barred))) if renewal.barred else "")
