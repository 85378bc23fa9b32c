"""The file of words that lies beside a medium: `clip.srt`, `clip.fr.vtt`, `clip.transcript.txt`."""

from __future__ import annotations

import codecs
import os
import re
from pathlib import Path

from cmcompliance.draft.field_types import LONGEST_TEXT
from cmcompliance.media.opening import NotOpened, opened
from cmcompliance.wording.subtitles import joined, spoken_in
from cmcompliance.wording.wording import Unreadable, Wording

LARGEST = 1024 * 1024
_SUBTITLES = re.compile(
    r"(?:\.(?P<language>[A-Za-z]{2,3})(?:-[A-Za-z0-9]{1,8})*)?\.(?:srt|vtt)", re.IGNORECASE
)
_TRANSCRIPT = re.compile(r"\.(?:transcript|transcription)\.(?:txt|md)", re.IGNORECASE)
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def words_beside(path: Path, language: str | None = None) -> Wording | Unreadable | None:
    """Return the words beside a medium, None where there are none.

    `language`: that of the draft. Of several files the first by name is taken, subtitles before transcripts;
    those in that language come first, then those of which the language is not said.
    """
    found = _files_beside(path, language)
    return _read(found[0]) if found else None


def _files_beside(path: Path, language: str | None) -> list[Path]:
    try:
        with os.scandir(path.parent) as entries:
            names = [
                entry.name
                for entry in entries
                if entry.name.startswith(path.stem) and entry.name != path.name
            ]
    except OSError:
        return []
    ranked = []
    for name in names:
        ends = [
            name.removeprefix(beginning) for beginning in (path.name, path.stem) if name.startswith(beginning)
        ]
        rank = min((rank for end in ends if (rank := _rank(end, language)) is not None), default=None)
        if rank is not None:
            ranked.append((rank, name))
    return [path.parent / name for _, name in sorted(ranked)]


def _rank(end: str, language: str | None) -> int | None:
    subtitles = _SUBTITLES.fullmatch(end)
    if subtitles is None:
        return 3 if _TRANSCRIPT.fullmatch(end) else None
    said = subtitles["language"]
    if said is None:
        return 1
    return 0 if language is not None and said.lower() == language.lower().partition("-")[0] else 2


def _read(path: Path) -> Wording | Unreadable:
    try:
        with opened(str(path), LARGEST) as file:
            text = _decoded(os.pread(file.descriptor, file.size, 0))
    except NotOpened as error:
        return Unreadable(path.name, error.problem.code)
    except OSError:
        return Unreadable(path.name, "forbidden")
    if _TRANSCRIPT.search(path.name):
        words = "".join(char for char in text if char.isprintable() or char in "\n\t").strip()
        return Wording(words[:LONGEST_TEXT], "transcript", path.name, cut=len(words) > LONGEST_TEXT)
    try:
        words, cues, cut = joined(spoken_in(text), LONGEST_TEXT)
    except ImportError:
        return Unreadable(path.name, "extra_missing")
    except ValueError:
        return Unreadable(path.name, "damaged")
    return Wording(words, "subtitles", path.name, cues, cut)


def _decoded(data: bytes) -> str:
    """Return the text of bytes: as their mark says, else UTF-8, else what Windows writes in the West."""
    encoding = next((name for mark, name in _BOMS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
