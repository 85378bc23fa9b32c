"""Why a rule fired: from the facts that inference used down to the author's own words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from cmcompliance.facts import Evidence, Fact
from cmcompliance.infer import Inference, Outcome
from cmcompliance.report.model import Because, FactValue, Shown, TextSpan
from cmcompliance.rulebook.book import RuleBook
from cmcompliance.rulebook.field_words import field_name, is_field, value_words


def close(names: Iterable[str], inference: Inference, facts: Mapping[str, Fact]) -> list[str]:
    """Return the facts named and all that they follow from, each once, derived ones before their grounds.

    Of what a derived fact rests on, the exceptions that did not apply are left out.
    """
    seen: dict[str, None] = {}
    queue = list(names)
    while queue:
        name = queue.pop(0)
        if name in seen:
            continue
        seen[name] = None
        outcome = inference.derived.get(name)
        if outcome is not None and outcome.value is not False:
            queue += sorted(ground for ground in outcome.support if _holds(ground, inference, facts))
    return list(seen)


def _holds(name: str, inference: Inference, facts: Mapping[str, Fact]) -> bool:
    if name in inference.derived:
        return inference.derived[name].value is True
    return name in facts and facts[name].value not in {False, None}


def unknown_fields(outcome: Outcome, inference: Inference, facts: Mapping[str, Fact]) -> list[str]:
    """Return the draft's fields that keep an outcome open, through the derived facts in between."""
    seen: dict[str, None] = {}
    queue = sorted(outcome.unknown)
    while queue:
        name = queue.pop(0)
        if name in seen:
            continue
        seen[name] = None
        derived = inference.derived.get(name)
        if derived is not None and derived.value is None:
            queue += sorted(derived.unknown)
    open_facts = [facts[name] for name in seen if name in facts and facts[name].value is None]
    return list(dict.fromkeys(field for fact in open_facts for field in fact.asks or (fact.name,)))


def because(
    names: Sequence[str], inference: Inference, facts: Mapping[str, Fact], book: RuleBook, language: str
) -> list[Because]:
    """Return the facts, with their meaning in the reader's language and their places; absences included."""
    platform = facts["platform"].value if "platform" in facts else None
    return [
        _field(facts[name], book, language, platform)
        if name in facts and is_field(book, name)
        else _reason(name, inference, facts, book, language)
        for name in names
    ]


def _field(fact: Fact, book: RuleBook, language: str, platform: FactValue) -> Because:
    name = field_name(book, fact.name, language)
    return Because(
        fact=fact.name,
        value=fact.value,
        origin=fact.origin,
        meaning=name,
        value_meaning=value_words(book, fact.name, fact.value, language, platform) if name else None,
        spans=spans_of(fact.evidence),
    )


def _reason(
    name: str, inference: Inference, facts: Mapping[str, Fact], book: RuleBook, language: str
) -> Because:
    definition = book.found.get(name) or book.media.get(name) or book.derived.get(name)
    meaning = (definition.meaning.get(language) or definition.meaning.get("en")) if definition else None
    if name in inference.derived:
        return Because(fact=name, value=inference.derived[name].value, origin="derived", meaning=meaning)
    fact = facts.get(name) or Fact(name, False, "text")
    return Because(
        fact=name,
        value=fact.value,
        origin=fact.origin,
        meaning=meaning,
        spans=spans_of(fact.evidence),
        shown=[Shown(**one._asdict()) for one in fact.shown],
    )


def evidence_of(names: Iterable[str], facts: Mapping[str, Fact]) -> list[Evidence]:
    """Return the places of the facts named, each once, in the order of the names."""
    return list(dict.fromkeys(place for name in names if name in facts for place in facts[name].evidence))


def spans_of(evidence: Iterable[Evidence]) -> list[TextSpan]:
    """Return evidence as the report's spans."""
    return [TextSpan(field=item.field, start=item.start, end=item.end, text=item.text) for item in evidence]
