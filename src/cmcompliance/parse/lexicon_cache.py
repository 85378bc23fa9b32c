"""Lexicons kept between runs: to read thousands of phrases takes longer than to check a draft."""

from __future__ import annotations

import contextlib
import hashlib
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from cmcompliance.parse.lexicon import Lexicon, compile_lexicon, from_bytes
from cmcompliance.rulebook.kept_files import write_kept

_CODE: Final = (
    "parse/fold.py",
    "parse/lexicon.py",
    "parse/links.py",
    "parse/no_slips.txt",
    "parse/patterns.py",
    "parse/rows.py",
    "parse/short_forms.txt",
    "parse/spelling.py",
    "parse/tokens.py",
    "parse/view.py",
)
_PHRASE_CODE: Final = "rulebook/phrase.py"
_DIGEST: Final = 32
Labelled = Sequence[tuple[int, str]]


def kept_lexicon(
    name: str, source: str, read: Callable[[], tuple[Labelled, Labelled]], keep_in: Path | None
) -> Lexicon:
    """Return the lexicon of these phrases, from `keep_in` if it is there for these very phrases and this
    very code.

    `name`: of the file. `source`: changes whenever the phrases do. `read`: gives the phrases and
    those aside, when they are needed. None as folder, or one that cannot be read or written: the phrases are
    read anew. Raises PhraseError.
    """
    if keep_in is None:
        return compile_lexicon(*read())
    path = keep_in / f"lexicon-{name}.bin"
    key = _key(source)
    found = _read(path, key)
    if found is None:
        found = compile_lexicon(*read())
        with contextlib.suppress(OSError):
            payload = found.to_bytes()
            write_kept(path, key + hashlib.sha256(payload).digest() + payload)
    return found


def _read(path: Path, key: bytes) -> Lexicon | None:
    try:
        data = path.read_bytes()
        payload = data[2 * _DIGEST :]
        if data[: 2 * _DIGEST] != key + hashlib.sha256(payload).digest():
            return None
        return from_bytes(payload)
    except (OSError, ValueError):
        return None


def _key(source: str) -> bytes:
    digest = hashlib.sha256((sys.version + source).encode("utf-8", "surrogateescape"))
    package = Path(__file__).parents[1]
    for name in (*_CODE, _PHRASE_CODE):
        digest.update((package / name).read_bytes())
    return digest.digest()
