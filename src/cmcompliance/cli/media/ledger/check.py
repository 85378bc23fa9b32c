"""`cmcompliance media ledger check`: what is to be mended in a ledger of rights."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from cmcompliance.cli.options import LangOption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cmcompliance.ledger import Ledger
    from cmcompliance.ledger.auditing import Remark
    from cmcompliance.render import Language


def check(
    where: Annotated[
        Path,
        typer.Argument(metavar="[LEDGER|FOLDER]", help="A ledger, or a folder that has one or is below."),
    ] = Path(),
    as_of: Annotated[
        datetime | None,
        typer.Option("--as-of", formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="Judge by that day."),
    ] = None,
    soon: Annotated[
        int,
        typer.Option("--soon", min=0, max=36_500, metavar="DAYS", help="What ends in so many days is told."),
    ] = 30,
    output: Annotated[
        Literal["text", "json"], typer.Option("--format", "-f", help="For people, or programs.")
    ] = "text",
    lang: LangOption = None,
) -> None:
    """Find what is to be mended in a ledger of rights, beside the media below its folder.

    Entries that have ended or soon will, consents likewise, entries that contradict each other, files that
    are not those whose digest was noted; entries that say nothing or are about no file, files without one.

    Exit status: 0 nothing is wrong today, 1 something has ended, contradicts itself or was replaced, 2 the
    ledger cannot be read or is not there.
    """
    import sys

    from cmcompliance.cli.exit_status import ExitStatus
    from cmcompliance.cli.terminal import never_fail_to_write, use_utf8
    from cmcompliance.cli.words import spoken
    from cmcompliance.ledger.auditing import BLOCKING, audit

    language = spoken(lang)
    ledger = _ledger(where, language)
    remarks = audit(ledger, as_of.date() if as_of else date.today(), soon)
    if output == "json":
        use_utf8(sys.stdout)
        typer.echo(_as_json(ledger, remarks))
    else:
        never_fail_to_write(sys.stdout)
        _write_text(ledger, remarks, language)
    if any(remark.code in BLOCKING for remark in remarks):
        raise typer.Exit(ExitStatus.FOUND)


def _ledger(where: Path, language: Language) -> Ledger:
    from cmcompliance.cli.failure import bad_input
    from cmcompliance.cli.media.ledger.words import words_of
    from cmcompliance.ledger import LedgerError, find_ledger, read_ledger

    try:
        path = find_ledger(where.resolve()) if where.is_dir() else where
        if path is None:
            raise bad_input(words_of(language)["none"].format(where))
        return read_ledger(path)
    except LedgerError as error:
        raise bad_input(str(error)) from None


def _as_json(ledger: Ledger, remarks: Sequence[Remark]) -> str:
    import json

    from cmcompliance.ledger.auditing import BLOCKING

    told = [
        {
            "code": one.code,
            "blocking": one.code in BLOCKING,
            "place": one.place,
            "asset": one.asset,
            "detail": one.detail or None,
            "other": one.other or None,
            "day": one.day and one.day.isoformat(),
        }
        for one in remarks
    ]
    data = {"ledger": ledger.shown, "entries": len(ledger.entries), "remarks": told}
    # The bytes of a name that is no text cannot be written but as escapes.
    plain = all(one.asset.isprintable() for one in remarks)
    return json.dumps(data, ensure_ascii=not plain, indent=2)


def _write_text(ledger: Ledger, remarks: Sequence[Remark], language: Language) -> None:
    import sys

    from cmcompliance.cli.media.ledger.words import remark_of, title_of, words_of
    from cmcompliance.cli.terminal import style_for

    style, words = style_for(sys.stdout), words_of(language)
    codes = dict.fromkeys(one.code for one in remarks)
    for code in codes:
        typer.echo(style.paint(title_of(code, language), "bold"))
        for one in remarks:
            if one.code == code:
                typer.echo("\n".join(style.wrap(remark_of(one, language), "  ", "    ")))
    summary = words["remarks" if remarks else "fine"]
    typer.echo(summary.format(ledger=ledger.shown, entries=len(ledger.entries), remarks=len(remarks)))
