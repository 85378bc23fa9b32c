"""Lexicons kept between runs: to read thousands of phrases takes longer than to check a draft.

What each phrase is made into is kept beside them: when a pack brings a new one, the others are not read
again. Lexicons of several folders cannot be put together into one, as each known word may change how others
are folded; a phrase stands for itself.
"""

from __future__ import annotations

import contextlib
import hashlib
import sys
from collections.abc import Callable, Collection, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from cmcompliance.parse import patterns
from cmcompliance.parse.lexicon import Forms, Lexicon, compile_lexicon, compile_texts, from_bytes
from cmcompliance.rulebook import phrase
from cmcompliance.rulebook.kept_files import write_kept
from cmcompliance.rulebook.kept_parts import dump, load

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
    "rulebook/kept_parts.py",
)
_PHRASE_CODE: Final = "rulebook/phrase.py"
_DIGEST: Final = 32
_FEW: Final = 20
"""One phrase in so many may be missing before all are written anew: a pack is small."""
_PARTS: Final = (patterns, phrase)
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
        found = compile_lexicon(*read(), partial(_compile_kept, keep_in))
        _write(path, key, found.to_bytes())
    return found


def _compile_kept(keep_in: Path, texts: Sequence[str], words: Collection[str]) -> Forms:
    """Make phrases ready, those that are kept excepted."""
    listed = repr(sorted(words))
    path = keep_in / f"phrases-{hashlib.sha256(listed.encode()).hexdigest()[:12]}.bin"
    key = _key(listed)
    kept = _read_forms(path, key)
    missing = [text for text in texts if text not in kept]
    forms = {**kept, **compile_texts(missing, words)}
    if len(missing) * _FEW > len(texts):
        _write(path, key, dump({text: forms[text] for text in texts}, _PARTS))
    return forms


def _read_forms(path: Path, key: bytes) -> Forms:
    payload = _payload(path, key)
    if payload is None:
        return {}
    try:
        found = load(payload, _PARTS)
    except Exception:
        return {}
    return found if isinstance(found, dict) else {}


def _read(path: Path, key: bytes) -> Lexicon | None:
    payload = _payload(path, key)
    try:
        return None if payload is None else from_bytes(payload)
    except ValueError:
        return None


def _payload(path: Path, key: bytes) -> bytes | None:
    """Return what is kept in a file, None if it is not of this key or was spoilt."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    payload = data[2 * _DIGEST :]
    return payload if data[: 2 * _DIGEST] == key + hashlib.sha256(payload).digest() else None


def _write(path: Path, key: bytes, payload: bytes) -> None:
    with contextlib.suppress(OSError):
        write_kept(path, key + hashlib.sha256(payload).digest() + payload)


def _key(source: str) -> bytes:
    digest = hashlib.sha256((sys.version + source).encode("utf-8", "surrogateescape"))
    package = Path(__file__).parents[1]
    for name in (*_CODE, _PHRASE_CODE):
        digest.update((package / name).read_bytes())
    return digest.digest()
