"""`cmcompliance media FILE…`: what pictures, videos and sounds say about themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from cmcompliance.cli.options import LangOption, LedgerOption

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cmcompliance.cli.media.ledger.consulted import Consulted
    from cmcompliance.media import Evidence
    from cmcompliance.render import Language

_EXTRA = {"PIL": "pillow", "tinytag": "tinytag"}


def media(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE", help="Pictures, videos and sounds, or folders of them."),
    ],
    output: Annotated[
        Literal["text", "json"], typer.Option("--format", "-f", help="For people, or programs.")
    ] = ("text"),
    lang: LangOption = None,
    ledger: LedgerOption = None,
) -> None:
    """Show what files say about themselves: rights, people, places, tools, AI, C2PA provenance; and where.

    JPEG, PNG, WebP, HEIC, AVIF, TIFF and GIF; MP4, MOV and WebM; MP3, M4A, WAV, Ogg, Opus and FLAC. A file
    named photo.jpg.xmp or photo.xmp beside a picture is read with it. Nothing is fetched, nothing is written,
    nothing is decoded. What is said is what somebody wrote into the file. It needs the extra [media].
    What a rights.toml or rights.csv near a file says of it is told, too, and what is missing there.

    Exit status: 0 all was read, 2 something could not be read or was asked wrongly.
    """
    import sys

    from cmcompliance.cli.exit_status import ExitStatus
    from cmcompliance.cli.terminal import never_fail_to_write, use_utf8
    from cmcompliance.cli.words import spoken

    need_extra()
    from cmcompliance.cli.media.ledger.consulted import Consulted
    from cmcompliance.media import inspect_many
    from cmcompliance.media.walking import files_in

    language = spoken(lang)
    consulted = Consulted(ledger)
    named = frozenset(files)
    paths = (path for file in files for path in files_in(file))
    # In a folder there are files of other kinds; one that is named is meant.
    found = (
        one
        for one in inspect_many(paths)
        if one.path in named or not one.has_problem("unknown_format", "empty")
    )
    if output == "json":
        use_utf8(sys.stdout)
        fully_read = _write_json(found, consulted)
    else:
        never_fail_to_write(sys.stdout)
        fully_read = _write_text(found, consulted, language)
    if not fully_read or consulted.failed:
        raise typer.Exit(ExitStatus.BAD_INPUT)


def need_extra() -> None:
    """End the command where what reads media is not installed."""
    import sys
    from importlib.util import find_spec

    from cmcompliance.cli.failure import bad_input

    if sys.platform == "win32":
        raise bad_input("`media` needs Linux, macOS or another Unix; on Windows, use WSL")
    missing = [package for module, package in _EXTRA.items() if find_spec(module) is None]
    if missing:
        raise bad_input(f"`media` needs {' and '.join(missing)}: pip install 'cmcompliance[media]'")


def _write_json(found: Iterable[Evidence], consulted: Consulted) -> bool:
    """Write a list, an item at a time."""
    fully_read, before = True, "["
    for one in found:
        fully_read &= one.fully_read
        typer.echo(f"{before}\n{_as_json(one, consulted)}", nl=False)
        before = ","
    typer.echo("[]" if before == "[" else "\n]")
    return fully_read


def _as_json(evidence: Evidence, consulted: Consulted) -> str:
    import json
    from dataclasses import asdict

    from cmcompliance.cli.media.ledger.records import record_of

    granted = consulted.about(evidence.path, evidence.sha256)
    data = asdict(evidence) | ({} if granted is None else {"ledger": record_of(granted)})
    # The bytes of a name that is no text cannot be written but as escapes.
    return json.dumps(data, ensure_ascii=not evidence.path.isprintable())


def _write_text(found: Iterator[Evidence], consulted: Consulted, language: Language) -> bool:
    import sys
    from datetime import date

    from cmcompliance.cli.media.ledger.lines import grant_lines
    from cmcompliance.cli.media.lines import lines_of
    from cmcompliance.cli.media.words import words_of
    from cmcompliance.cli.terminal import style_for

    style, fully_read, count = style_for(sys.stdout), True, 0
    for count, one in enumerate(found, 1):
        fully_read &= one.fully_read
        lines = [*([""] if count > 1 else []), *lines_of(one, language, style)]
        granted = consulted.about(one.path, one.sha256)
        if granted is not None:
            lines += grant_lines(granted.shown, granted.grants, date.today(), language, style)
        typer.echo("\n".join(lines))
    if not count:
        typer.echo(words_of(language)["nothing"], err=True)
    return fully_read
