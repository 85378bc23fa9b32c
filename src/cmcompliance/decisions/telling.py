"""Decisions, and what was seen of a log, told to people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from cmcompliance.decisions.record import Entry, Record
from cmcompliance.decisions.reproducing import Difference, Reproduction
from cmcompliance.decisions.verifying import Fault, Verified

Language = Literal["fr", "en"]
_DIGITS = 12

_WORDS: Mapping[Language, Mapping[str, str]] = {
    "fr": {
        "nobody": "sans clé",
        "decision": "Décision",
        "at": "Le",
        "asked": "Demandée par",
        "request": "Requête",
        "draft": "Brouillon",
        "kept": "brouillon conservé",
        "not_kept": "brouillon non conservé",
        "verdict": "Verdict",
        "findings": "Constats",
        "waived": "accepté par {by}, {reason}",
        "until": "jusqu'au {}",
        "questions": "Questions",
        "gaps": "Non vérifié",
        "law": "Droit appliqué",
        "rules": "Livre de règles",
        "settings": "Réglages",
        "off": "règles désactivées : {}",
        "graded": "gravités changées : {}",
        "waivers": "dérogations : {}",
        "none": "aucun",
        "whole": "{} entrées ; la chaîne est entière",
        "broken": "{} entrées ; la chaîne n'est PAS entière",
        "pruned_entries": "entrées jusqu'à la n° {} retirées le {}",
        "pruned_drafts": "brouillons conservés jusqu'à l'entrée n° {} retirés le {}",
        "head": "fin de la chaîne : {} ; notée ailleurs, elle prouve plus tard que rien n'a été réécrit "
        "(`decisions verify --passes`)",
        "removed": "entrée {} : retirée",
        "changed": "entrée {} : elle, ou celle d'avant, a été modifiée",
        "column": "entrée {} : une colonne a été modifiée",
        "end": "la chaîne ne finit pas comme noté après l'entrée {} : entrées ajoutées ou modifiées",
        "rewritten": "la chaîne ne passe pas par {} : elle a été réécrite",
        "settings_changed": "réglages {} : modifiés",
        "settings_removed": "réglages {} : retirés",
        "drafts_changed": "brouillon {} : modifié",
        "draft_removed": "entrée {} : son brouillon a été retiré",
        "same": "{id}, du {at} : la même décision ({verdict})",
        "differs": "{id}, du {at} : la décision n'est PAS la même",
        "diff_verdict": "verdict : {then} alors, {now} maintenant",
        "diff_new": "constat nouveau : {about} ({now})",
        "diff_gone": "constat disparu : {about} ({then})",
        "diff_severity": "{about} : {then} alors, {now} maintenant",
        "diff_waived": "{about}, accepté : {then} alors, {now} maintenant",
        "diff_questions": "questions : {then} alors, {now} maintenant",
        "diff_not_evaluated": "non vérifié : {then} alors, {now} maintenant",
        "diff_as_of": "jour du droit : {then} alors, {now} maintenant",
        "diff_jurisdictions": "territoires : {then} alors, {now} maintenant",
        "as_then": "{what} : comme alors ({now})",
        "since": "{what} : {then} alors, {now} maintenant",
        "settings_as_then": "Réglages : comme alors",
        "settings_since": "Réglages : ceux d'aujourd'hui sont autres ; ceux d'alors ont servi",
        "nothing": "rien",
    },
    "en": {
        "nobody": "no key",
        "decision": "Decision",
        "at": "At",
        "asked": "Asked by",
        "request": "Request",
        "draft": "Draft",
        "kept": "draft kept",
        "not_kept": "draft not kept",
        "verdict": "Verdict",
        "findings": "Findings",
        "waived": "accepted by {by}, {reason}",
        "until": "until {}",
        "questions": "Questions",
        "gaps": "Not checked",
        "law": "Law applied",
        "rules": "Rule book",
        "settings": "Settings",
        "off": "rules off: {}",
        "graded": "severities changed: {}",
        "waivers": "waivers: {}",
        "none": "none",
        "whole": "{} entries; the chain is whole",
        "broken": "{} entries; the chain is NOT whole",
        "pruned_entries": "entries up to no. {} were pruned on {}",
        "pruned_drafts": "drafts kept up to entry no. {} were pruned on {}",
        "head": "end of the chain: {}; noted elsewhere, it proves later that nothing was rewritten "
        "(`decisions verify --passes`)",
        "removed": "entry {}: removed",
        "changed": "entry {}: it, or the one before it, was changed",
        "column": "entry {}: a column was changed",
        "end": "the chain does not end as was noted after entry {}: entries were added or changed",
        "rewritten": "the chain does not pass through {}: it was rewritten",
        "settings_changed": "settings {}: changed",
        "settings_removed": "settings {}: removed",
        "drafts_changed": "draft {}: changed",
        "draft_removed": "entry {}: its draft was removed",
        "same": "{id}, of {at}: the same decision ({verdict})",
        "differs": "{id}, of {at}: the decision is NOT the same",
        "diff_verdict": "verdict: {then} then, {now} now",
        "diff_new": "new finding: {about} ({now})",
        "diff_gone": "finding gone: {about} ({then})",
        "diff_severity": "{about}: {then} then, {now} now",
        "diff_waived": "{about}, accepted: {then} then, {now} now",
        "diff_questions": "questions: {then} then, {now} now",
        "diff_not_evaluated": "not checked: {then} then, {now} now",
        "diff_as_of": "day of the law: {then} then, {now} now",
        "diff_jurisdictions": "territories: {then} then, {now} now",
        "as_then": "{what}: as then ({now})",
        "since": "{what}: {then} then, {now} now",
        "settings_as_then": "Settings: as then",
        "settings_since": "Settings: today's are others; those of then were used",
        "nothing": "nothing",
    },
}


def entry_line(entry: Entry, lang: Language) -> str:
    """Return a decision in one line."""
    who = entry.key_name or _WORDS[lang]["nobody"]
    found = f"{sum(not one.waived for one in entry.findings)}/{len(entry.findings)}"
    about = entry.draft_id or entry.draft_digest[:_DIGITS]
    return f"{entry.id}  {_moment(entry)}  {entry.verdict:<6}  {found:>5}  {entry.command}  {who}  {about}"


def entry_lines(entry: Entry, lang: Language) -> Iterator[str]:
    """Yield all of a decision."""
    say = _WORDS[lang]
    kept = say["kept" if entry.draft is not None else "not_kept"]
    law = " · ".join([", ".join(entry.jurisdictions), *filter(None, [entry.platform]), str(entry.as_of)])
    rows: list[tuple[str, list[str]]] = [
        ("decision", [f"{entry.id} ({entry.command})"]),
        ("at", [_moment(entry)]),
        ("asked", [f"{entry.key_name} ({entry.key_id})" if entry.key_id else say["nobody"]]),
        ("request", [entry.request_id]),
        ("draft", [*filter(None, [entry.draft_id]), entry.draft_digest, kept]),
        ("verdict", [entry.verdict]),
        ("findings", [*_findings(entry, lang)] or [say["none"]]),
        ("questions", list(entry.questions)),
        ("gaps", list(entry.not_evaluated)),
        ("law", [law]),
        ("rules", [f"{_book(entry)}, cmcompliance {entry.version}"]),
        ("settings", [entry.settings_digest[:_DIGITS], *_settings(entry, lang)]),
    ]
    width = max(len(say[name]) for name, values in rows if values) + 2
    for name, values in rows:
        for place, value in enumerate(values):
            yield f"{say[name] if place == 0 else '':<{width}}{value}"


def verified_lines(seen: Verified, lang: Language) -> Iterator[str]:
    """Yield what was seen of a chain."""
    say = _WORDS[lang]
    yield say["broken" if seen.faults else "whole"].format(seen.entries)
    yield from (f"  {fault_line(fault, lang)}" for fault in seen.faults)
    for pruning in seen.prunings:
        yield f"  {say[f'pruned_{pruning.what}'].format(pruning.through.seq, pruning.at[:10])}"
    yield say["head"].format(f"{seen.head.seq}:{seen.head.hash}")


def fault_line(fault: Fault, lang: Language) -> str:
    """Return a fault of a chain in a line."""
    return _WORDS[lang][fault.kind].format(fault.about)


def reproduction_lines(
    entry: Entry, made: Reproduction, settings_now: str | None, lang: Language
) -> Iterator[str]:
    """Yield whether a decision was the same, and what is no longer as it was.

    `settings_now`: the digest of the settings in force now, None where it is not known.
    """
    say, now = _WORDS[lang], made.now
    told = say["same" if made.is_same else "differs"]
    yield told.format(id=entry.id, at=_moment(entry), verdict=entry.verdict)
    yield from (f"  {_difference(one, lang)}" for one in made.differences)
    for what, before, after in (
        (say["rules"], _book(entry), _book(now)),
        ("cmcompliance", entry.version, now.version),
    ):
        yield say["as_then" if before == after else "since"].format(what=what, then=before, now=after)
    if settings_now is not None:
        yield say["settings_as_then" if settings_now == entry.settings_digest else "settings_since"]


def _difference(one: Difference, lang: Language) -> str:
    say = _WORDS[lang]
    nothing = say["nothing"]
    return say[f"diff_{one.kind}"].format(about=one.about, then=one.then or nothing, now=one.now or nothing)


def _findings(entry: Entry, lang: Language) -> Iterator[str]:
    say = _WORDS[lang]
    for one in entry.findings:
        where = " ".join(filter(None, [one.jurisdiction, one.platform]))
        line = f"{one.severity:<7}  {one.rule} ({where})" if where else f"{one.severity:<7}  {one.rule}"
        if one.waived:
            line += f" — {say['waived'].format(by=one.waived.by, reason=one.waived.reason)}"
            line += f", {say['until'].format(one.waived.until)}" if one.waived.until else ""
        yield line


def _settings(entry: Entry, lang: Language) -> Iterator[str]:
    say, settings = _WORDS[lang], entry.settings
    graded = [f"{rule}={severity}" for rule, severity in sorted(settings.severity.items())]
    for name, values in (
        ("off", list(settings.off)),
        ("graded", graded),
        ("waivers", [f"{one.rule} ({one.by})" for one in settings.waivers]),
    ):
        if values:
            yield say[name].format(", ".join(values))
    if entry.from_settings:
        yield ", ".join(f"{name}={value}" for name, value in entry.from_settings.items())


def _book(record: Record) -> str:
    return f"{record.ruleset.label} {record.ruleset.digest[:_DIGITS]}"


def _moment(entry: Entry) -> str:
    return f"{entry.at:%Y-%m-%d %H:%M:%S} UTC"
