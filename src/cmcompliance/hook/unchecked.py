"""What is said, and in which form, of a draft that could not be checked: never nothing."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final, get_args

from cmcompliance.hook.call import Call

if TYPE_CHECKING:
    from cmcompliance.render import Language

_WORDS: Final = {
    "en": {
        "late": "no verdict within {0} s",
        "no input": "the draft did not end within {0} s on standard input",
        "crash": "the check broke off: {0}",
        "unusable": "what it is checked with cannot be used",
        "block": "NOT CHECKED: {0}. It is held back (--on-error block).",
        "allow": "NOT CHECKED: {0}. It may be published UNCHECKED, since --on-error allow says so.",
    },
    "fr": {
        "late": "pas de verdict en {0} s",
        "no input": "le brouillon ne s'est pas terminé en {0} s sur l'entrée standard",
        "crash": "le contrôle s'est interrompu : {0}",
        "unusable": "ce qui sert à le contrôler est inutilisable",
        "block": "NON CONTRÔLÉ : {0}. Il est retenu (--on-error block).",
        "allow": "NON CONTRÔLÉ : {0}. Il peut être publié SANS CONTRÔLE, puisque --on-error allow le veut.",
    },
}


class UncheckedError(Exception):
    """Nothing was concluded; `why`: a key of the words, `detail`: what they are filled with."""

    def __init__(self, why: str, detail: object = None) -> None:
        super().__init__(why)
        self.why = why
        self.detail = detail


def tell(error: UncheckedError, call: Call) -> int:
    """Say on standard error and in the form asked for what happened and what follows; return the status."""
    from cmcompliance.cli.exit_status import ExitStatus  # noqa: PLC0415
    from cmcompliance.cli.terminal import never_fail_to_write, reader_language  # noqa: PLC0415

    chosen: Any = call.lang if call.lang in _WORDS else None
    language = reader_language(chosen)
    never_fail_to_write(sys.stderr)
    sys.stderr.write(f"cmcompliance: {_sentence(error, call, language or 'en')}\n")
    sys.stderr.flush()
    _record(_sentence(error, call, "en"), call, language)
    return ExitStatus.OK if call.allows else ExitStatus.BAD_INPUT


def _sentence(error: UncheckedError, call: Call, language: Language) -> str:
    words = _WORDS[language]
    detail = error.detail
    if isinstance(detail, float):
        detail = f"{detail:g}".replace(".", "," if language == "fr" else ".")
    return words["allow" if call.allows else "block"].format(words[error.why].format(detail))


def _record(sentence: str, call: Call, language: Language | None) -> None:
    """Write what stands for the report in a form for programs."""
    if call.form is None or call.form == "text":
        return
    try:
        from cmcompliance.cli.drafts import STDIN_NAME  # noqa: PLC0415
        from cmcompliance.cli.formats import Format, Setup, writer_for  # noqa: PLC0415
        from cmcompliance.read.item import failure  # noqa: PLC0415

        form: Any = call.form if call.form in get_args(Format) else "json"
        writer = writer_for(form, Setup(sys.stdout, language))
        writer.write(failure(call.name or STDIN_NAME, sentence))
        writer.close()
    except ImportError:  # an installation that is broken must still not look as if all were well
        import json  # noqa: PLC0415

        sys.stdout.write(json.dumps({"error": sentence}) + "\n")
    sys.stdout.flush()
