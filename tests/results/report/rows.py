"""Rows of results, and a folder of them in which there is something of everything the page shows."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.results.made_scans import made_scan, place

Row = dict[str, Any]
FORMULA = (
    "Collab avec @lumidaube 🧡 Mon code LEA{} vous donne -15 % sur tout le site, foncez, lien en bio ! {}"
)
_SEVERITIES = ("error", "warning", "info")


def draft(
    number: int, text: str = "Bonne semaine !", found: tuple[int, int, int] = (0, 0, 0), **other: Any
) -> Row:
    """Return a row of drafts; `found`: how many errors, warnings and pieces of advice it has."""
    errors, warnings, infos = found
    return {
        **place(number),
        "digest": "",
        "verdict": "block" if errors else "review" if warnings else "pass",
        "errors": errors,
        "warnings": warnings,
        "infos": infos,
        "waived": 0,
        "questions": 0,
        "kind": "post",
        "platform": "instagram",
        "language": "fr",
        "jurisdictions": ["FR"],
        "published_on": date(2024, 1, 1) + timedelta(days=number),
        "as_of": date(2024, 1, 1) + timedelta(days=number),
        "handle": "@lea",
        "text": text,
        "links": [],
        "assumed": ["language"],
        "from_settings": [],
        "switched_off": [],
        "not_evaluated": [],
        **other,
    }


def span(field: str, start: int, end: int, text: str) -> Row:
    return {"field": field, "start": start, "end": end, "text": text[start:end]}


def finding(
    number: int, severity: str = "error", obligation: str = "disclosure.missing", **other: Any
) -> Row:
    return {
        **place(number),
        "rule": f"house/{obligation}",
        "obligation": obligation,
        "severity": severity,
        "jurisdiction": "FR",
        "fingerprint": f"{number} {severity} {obligation}",
        "title": "Publicité non signalée",
        "message": "Rien ne dit que c'est une publicité.",
        "spans": [],
        "legal_basis": [{"citation": "Loi, art. 1", "title": "Une loi", "url": "https://law.example/1"}],
        "hint": "Dites-le.",
        **other,
    }


def question(number: int, field: str = "author.role", **other: Any) -> Row:
    return {
        **place(number),
        "field": field,
        "question": f"Que dire de {field} ?",
        "type": "text",
        "choices": [],
        "why": "",
        "rules": ["r"],
        "at_stake": [{"rule": "r", "obligation": "o", "severity": "warning", "title": "Un doute"}],
        **other,
    }


def _word(number: int) -> str:
    return f"mot{number}".translate(str.maketrans("0123456789", "abcdefghij"))


def varied(folder: Path, *, finished: bool = True) -> Path:
    """Make results of 80 posts of three authors on four platforms, with something of everything."""
    drafts: list[Row] = []
    findings: list[Row] = []
    questions: list[Row] = []
    platforms = itertools.cycle(["instagram", "tiktok", "x", None])
    authors = itertools.cycle(["@lea", "@tom", None])
    for number in range(1, 81):
        found = (number % 5 == 0, number % 4 == 0, number % 3 == 0)
        text = f"Mot numéro {number} 🎁 " + " ".join(_word(number * 37 + place) for place in range(12))
        if number % 10 == 0:
            text = FORMULA.format(number, "Bisous")
        asked = number % 8 == 0
        drafts.append(
            draft(
                number,
                text,
                (int(found[0]), int(found[1]), int(found[2])),
                platform=next(platforms),
                handle=next(authors),
                title="Un titre" if number % 6 == 0 else None,
                published_on=None if number == 7 else date(2021, 1, 15) + timedelta(days=20 * number),
                questions=int(asked),
                brand="Lumidaube" if asked and number % 16 == 0 else None,
                waived=int(number == 9),
                switched_off=["fr/x"] if number == 11 else [],
                not_evaluated=[{"rule": "*", "reason": "aucune règle ne lit cette langue"}]
                if number == 13
                else [],
            )
        )
        for severity, is_found in zip(_SEVERITIES, found, strict=True):
            if is_found:
                obligation = {"error": "disclosure.missing", "warning": "contest.rules-missing"}.get(
                    severity, "x.y"
                )
                edit = {
                    "action": "insert",
                    "field": "text",
                    "start": 0,
                    "end": 0,
                    "text": "Publicité\n",
                    "safety": "safe",
                }
                findings.append(
                    finding(
                        number,
                        severity,
                        obligation,
                        spans=[span("text", 0, 3, text), span("text", 12, 16, text)],
                        edit=edit if severity == "error" else None,
                    )
                )
        if asked:
            questions.append(question(number))
    waived = {"by": "Léa", "reason": "accord du client", "until": date(2030, 1, 1), "place": "waivers.toml:1"}
    findings.append(finding(9, "warning", waived=waived))
    errors = [
        {**place(90), "draft_id": None, "kind": "unreadable", "problem": "not JSON", "count": 1},
        {**place(0), "draft_id": None, "kind": "skipped", "problem": "reposts", "count": 12},
    ]
    rows = {"drafts": drafts, "findings": findings, "questions": questions, "errors": errors}
    return made_scan(folder, rows, finished=finished)  # type: ignore[arg-type]
