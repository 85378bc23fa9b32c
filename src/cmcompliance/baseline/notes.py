"""What a run says of its baseline at the end, in the reader's words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from cmcompliance.baseline.run import BaselineRun
from cmcompliance.report import RulesetInfo

Language = Literal["fr", "en"]

_FR = {
    "gone": "{} constats acceptés n'y sont plus : renouvelez l'état de référence (`cmcompliance baseline`)",
    "one_gone": "un constat accepté n'y est plus : renouvelez l'état de référence (`cmcompliance baseline`)",
    "rules": "fait avec {}, contrôlé avec {} : d'autres règles peuvent parler",
}
_EN = {
    "gone": "{} accepted findings are gone: renew the baseline (`cmcompliance baseline`)",
    "one_gone": "one accepted finding is gone: renew the baseline (`cmcompliance baseline`)",
    "rules": "made with {}, checked with {}: other rules may speak",
}
_MESSAGES: Mapping[Language, Mapping[str, str]] = {"fr": _FR, "en": _EN}


def run_notes(run: BaselineRun, language: Language) -> Iterator[str]:
    """Yield what is to be known of the baseline after a run."""
    say = _MESSAGES[language]
    made_with = run.baseline.ruleset
    if run.rulesets and made_with not in run.rulesets:
        yield say["rules"].format(_named(made_with), _named(run.rulesets[0]))
    if run.gone:
        yield say["one_gone" if run.gone == 1 else "gone"].format(run.gone)


def _named(ruleset: RulesetInfo) -> str:
    return f"{ruleset.name} {ruleset.version}, {ruleset.digest[:12]}"
