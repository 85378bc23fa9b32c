"""Whom a media file names as the owner of its rights, and whether that is the one who publishes it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from cmcompliance.draft import Draft, Medium
from cmcompliance.draft.evidence import Saying

_RIGHTS = ("copyright", "credit", "owner", "licensor", "supplier")
_OWNING = frozenset({*_RIGHTS, *(f"ingredient_{what}" for what in _RIGHTS), "artwork_copyright"})
_BOILERPLATE = re.compile(
    r"\(c\)|©|℗|\b(?:copyright|copr|tous droits reserves|all rights reserved|droits reserves|rights reserved"
    r"|reproduction interdite|photographs?|photographies?|photos?|credits?|by|par|pour|for|the|inc|ltd|llc"
    r"|sarl|sas|sa|gmbh|(?:19|20)\d{2})\b"
)
_NO_LETTERS = re.compile(r"[\W_]+")
_SHORTEST = 3
_AGENCIES = re.compile(
    r"\b(?:getty ?images|istock(?:photo)?|shutterstock|adobe ?stock|fotolia|alamy|agence france[- ]presse|afp"
    r"|reuters|associated press|ap photo|epa(?:[- ]efe)?|sipa(?: press)?|abaca(?:press)?|bestimage"
    r"|hans ?lucas|magnum photos|depositphotos|dreamstime|123rf|corbis|bridgeman|akg[- ]images"
    r"|roger[- ]viollet|dpa|pa images|zuma press|imago images|picture alliance|maxppp|divergence images"
    r"|agence vu|vu ?pictures)\b"
)
"""Agencies that license pictures to everybody: what is theirs is never one's own."""


def named_owners(draft: Draft, medium: Medium) -> tuple[tuple[Saying, bool], ...]:
    """Return what a file says of who owns it, each with whether that is another than who publishes.

    A name that cannot be told from the author's, the brand's or the account's is theirs. Where nobody is
    known to publish, only an agency is another.
    """
    evidence = medium.evidence
    if evidence is None or evidence.file is None:
        return ()
    selves = [_squeezed(name) for name in _selves(draft)]
    owners = []
    for saying in evidence.file.says:
        if saying.what in _OWNING and (rest := _BOILERPLATE.sub(" ", _folded(saying.value)).strip()):
            another = _is_another(rest, [name for name in selves if name])
            if another is not None:
                owners.append((saying, another))
    return tuple(owners)


def _is_another(owner: str, selves: Iterable[str]) -> bool | None:
    names = list(selves)
    squeezed = _squeezed(owner)
    if len(squeezed) < _SHORTEST:
        return None
    if any(name in squeezed or squeezed in name for name in names):
        return False
    if _AGENCIES.search(owner):
        return True
    return True if names else None


def _selves(draft: Draft) -> Iterable[str]:
    author, tie = draft.author, draft.relationship
    yield from (name for name in (author.name, author.handle) if name)
    if tie.brand and tie.kind in {"own_brand", "employment", None}:
        yield tie.brand
    if author.role == "agency" and tie.brand:
        yield tie.brand


def _squeezed(text: str) -> str:
    squeezed = _NO_LETTERS.sub("", _folded(text))
    return squeezed if len(squeezed) >= _SHORTEST else ""


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))
