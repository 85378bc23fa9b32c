"""The scores as a text for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cmcompliance.evaluate.scoring import Alarm, Evaluation, Measurement, Miss, Rates


def render_measurement(measurement: Measurement, counted: str) -> str:
    """Return the scores as plain text; `counted` says in words which obligations were counted."""
    overall = measurement.overall
    groups = {"all": overall, **measurement.languages}
    lines = [
        f"{overall.cases} cases. Counted: {counted}.",
        "",
        *_table("language", {name: group.total for name, group in groups.items()}),
        "",
        *(line for name, group in groups.items() for line in _summary(name, group)),
        "",
        *_table("family", overall.families),
        "",
        *_table("obligation", overall.obligations),
        "",
        *_misses(overall.misses),
        "",
        *_alarms(overall.alarms),
    ]
    return "\n".join(lines) + "\n"


def _table(heading: str, rows: Mapping[str, Rates]) -> Iterator[str]:
    width = max([len(heading), *map(len, rows)])
    yield f"{heading:<{width}}  recall        precision     false alarms"
    for name, rates in rows.items():
        met_of = f"{rates.met}/{rates.met + rates.missed}"
        yield (
            f"{name:<{width}}  {_percent(rates.recall)} {met_of:<7} "
            f"{_percent(rates.precision)}        {rates.alarms:>4}"
        )


def _summary(name: str, group: Evaluation) -> Iterator[str]:
    yield (
        f"{name}: clean cases without error or warning {_percent(group.clean_rate).strip()} "
        f"({group.clean_silent}/{group.clean_cases}); cases with a question {group.cases_with_question}; "
        f"not fully evaluated {group.not_evaluated}"
    )
    for severity, calibration in group.severities.items():
        yield (
            f"  {severity:<8} right {calibration.right}, neutral {calibration.neutral}, "
            f"false {calibration.false}: right {_percent(calibration.right_share).strip()}"
        )


def _misses(misses: list[Miss]) -> Iterator[str]:
    yield f"Misses: {len(misses)}"
    for miss in sorted(misses, key=lambda miss: (miss.obligation, miss.case)):
        yield f"  {miss.obligation}  {miss.case}{'  (asked)' if miss.asked else ''}"


def _alarms(alarms: list[Alarm]) -> Iterator[str]:
    named = sum(alarm.named for alarm in alarms)
    yield f"False alarms: {len(alarms)}, of which named in must_not: {named}"
    for alarm in sorted(alarms, key=lambda alarm: (alarm.obligation, alarm.case)):
        mark = "  must_not" if alarm.named else ""
        words = " ".join(alarm.words.split())
        yield f"  {alarm.obligation}  {alarm.case}  {alarm.severity}  {alarm.rule}{mark}  “{words:.80}”"


def _percent(share: float | None) -> str:
    return "     –" if share is None else f"{share:>6.1%}"
