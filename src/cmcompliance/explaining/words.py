"""The sentences of explanations, in French and English."""

from __future__ import annotations

from collections.abc import Mapping

_FR = {
    "breached": "La règle est enfreinte : {}.",
    "waived": "La règle est enfreinte, et acceptée par {} : {}.",
    "said_by_another": "La règle est enfreinte, mais « {} » ({}) le dit déjà : un manquement n'est dit "
    "qu'une fois.",
    "asked": "La règle ne peut pas être tranchée et pose une question : {}.",
    "open": "La règle se tait, faute de certitude : {}.",
    "not_breached": "La règle n'est pas enfreinte : {}.",
    "switched_off": "La règle est désactivée par les réglages ou les options.",
    "not_applicable": "La règle ne s'applique pas : {}.",
    "not_evaluated": "La règle n'a pas pu être évaluée.",
    "would_hold": " Ses conditions seraient réunies.",
    "would_not_hold": " Ses conditions ne seraient pas réunies non plus.",
    "all_hold": "toutes ses conditions sont réunies",
    "kind": "le brouillon est de type « {} », la règle ne vise que : {}",
    "kind_except": "le brouillon est de type « {} », que la règle excepte",
    "platform": "le brouillon est sur {}, la règle vise {}",
    "no_platform": "la plateforme du brouillon n'est pas indiquée, la règle vise {}",
    "territory": "le droit appliqué est celui-ci : {}, la règle vise : {}",
    "excepted": "elle excepte {}",
    "not_yet": "elle vaut à partir du {}{}, le brouillon est jugé au {}",
    "no_longer": "elle valait jusqu'au {}{}, le brouillon est jugé au {}",
    "no_source": "aucun des textes qu'elle cite n'est en vigueur pour {} au {}",
    "missing": "il faudrait ceci : {}",
    "excluded": "ceci l'écarte : {}",
    "unknown": "inconnu : {}",
    "not_given": "{} n'est pas indiqué",
    "field": "elle vise {0} ({1}), et non « {2} »",
    "terms": "{1} est {2}, la règle vise ce qui est {0}",
    "wanted": "{} ({})",
    "none_of": "il faudrait l'un de ceux-ci : {}",
    "and_so": " ; ",
    "or": ", ",
    "more": "… et {} de plus",
    "not": "pas : {}",
    "words": " (« {} »)",
}
_EN = {
    "breached": "The rule is breached: {}.",
    "waived": "The rule is breached, and accepted by {}: {}.",
    "said_by_another": "The rule is breached, but “{}” ({}) says so already: a breach is said once.",
    "asked": "The rule cannot be decided and asks: {}.",
    "open": "The rule keeps silent for want of certainty: {}.",
    "not_breached": "The rule is not breached: {}.",
    "switched_off": "The rule is switched off by the settings or options.",
    "not_applicable": "The rule does not apply: {}.",
    "not_evaluated": "The rule could not be evaluated.",
    "would_hold": " Its conditions would be met.",
    "would_not_hold": " Its conditions would not be met either.",
    "all_hold": "all of its conditions are met",
    "kind": "the draft is of the kind “{}”, the rule is for {} only",
    "kind_except": "the draft is of the kind “{}”, which the rule excepts",
    "platform": "the draft is on {}, the rule is for {}",
    "no_platform": "the draft's platform is not given, the rule is for {}",
    "territory": "the law applied is that of {}, the rule is for {}",
    "excepted": "it excepts {}",
    "not_yet": "it holds from {}{}, the draft is judged on {}",
    "no_longer": "it held until {}{}, the draft is judged on {}",
    "no_source": "none of the texts that it cites is in force for {} on {}",
    "missing": "it would take this: {}",
    "excluded": "this rules it out: {}",
    "unknown": "unknown: {}",
    "not_given": "{} is not given",
    "field": "it is for {0} ({1}), not “{2}”",
    "terms": "{1} is {2}, the rule is for what is {0}",
    "wanted": "{} ({})",
    "none_of": "it would take one of these: {}",
    "and_so": "; ",
    "or": ", ",
    "more": "… and {} more",
    "not": "not: {}",
    "words": " (“{}”)",
}
_WORDS: Mapping[str, Mapping[str, str]] = {"fr": _FR, "en": _EN}


def words_of(language: str) -> Mapping[str, str]:
    """Return the words of a language, by key."""
    return _WORDS[language]
