"""A pack, a draft and a report whose every word wants the page to do something."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

MARKUP = """<img src=x onerror="alert(1)"><script>alert(2)</script>'"><a href="javascript:alert(3)">x</a>"""
WORD = "zzhostile"
TEXT = (
    f"{MARKUP} {WORD} </textarea><svg onload=alert(4)> {{{{7*7}}}} ${{alert(5)}} \u202e javascript:alert(6)"
)


def write_pack(folder: Path) -> Path:
    """Write rules that speak up where a draft says the word, and ask where it is written in capitals."""
    said = json.dumps(MARKUP)
    both = f"{{fr: {said}, en: {said}}}"
    files = {
        "book.yaml": 'name: "house"\nversion: "1.0"\n',
        "obligations.yaml": f"house:\n  house.word: {both}\n  house.asked: {both}\n",
        "lexicon/house.yaml": f'concepts:\n  house_word:\n    meaning: {both}\n    any: ["{WORD}"]\n',
        "inference/house.yaml": (
            f"facts:\n  says.house_word:\n    meaning: {both}\n    found:\n      - {{concept: house_word}}\n"
        ),
        "sources/house.yaml": (
            f"sources:\n  house.policy:\n    citation: {said}\n    title: {said}\n    sanction: {said}\n"
            f"    house: {said}\n    url: 'https://evil.example/\"onmouseover=\"alert(7)'\n"
        ),
        "questions.yaml": (
            "questions:\n  labels.hostile:\n    type: bool\n"
            f"    name: {both}\n    fr: {said}\n    en: {said}\n"
        ),
        "house/word.yaml": _rule("word", "says.house_word", both),
        "house/asked.yaml": _rule(
            "asked", "says.house_word\n  - not labels.hostile\nask: [labels.hostile]", both
        ),
    }
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    return folder


def _rule(name: str, when: str, both: str) -> str:
    edit = f"{{replace: {both}, safety: suggested}}"
    return (
        f"obligation: house.{name}\nseverity: error\ntitle: {both}\nwhen:\n  - {when}\nmessage: {both}\n"
        f"remediation:\n  hint: {both}\n  edit: {edit}\nsources: [house.policy]\n"
    )


def report() -> dict[str, Any]:
    """Return a report as a service would give it that somebody else runs."""
    edit = {
        "action": "replace",
        "field": "text",
        "start": 0,
        "end": 5,
        "text": MARKUP,
        "placeholders": [MARKUP],
    }
    span = {"field": "text", "start": 0, "end": 5, "text": MARKUP}
    because = {"fact": MARKUP, "value": True, "origin": "text", "meaning": MARKUP, "value_meaning": None}
    laws = [
        {"citation": f"{MARKUP} {url}", "title": MARKUP, "url": url, "sanction": MARKUP, "house": MARKUP}
        for url in (
            "javascript:alert(8)",
            " javascript:alert(8)",
            "java\nscript:alert(8)",
            "data:text/html,<script>alert(9)</script>",
            "//evil.example",
            "vbscript:x",
            "blob:x",
        )
    ]
    finding = {
        "rule": MARKUP,
        "obligation": MARKUP,
        "fingerprint": MARKUP,
        "severity": "error",
        "regraded_from": "info",
        "title": MARKUP,
        "message": MARKUP,
        "spans": [span],
        "jurisdiction": MARKUP,
        "platform": MARKUP,
        "legal_basis": laws,
        "remediation": {"hint": MARKUP, "edit": {**edit, "safety": "safe", "over_limit": 3}},
        "because": [{**because, "spans": [span]}],
        "waived": None,
    }
    waived = {"by": MARKUP, "reason": MARKUP, "until": None}
    question = {
        "field": "labels.hostile",
        "question": MARKUP,
        "type": "list",
        "choices": [MARKUP],
        "labels": {MARKUP: MARKUP},
        "why": MARKUP,
        "rules": [MARKUP],
        "at_stake": [{"rule": MARKUP, "obligation": MARKUP, "severity": "error", "title": MARKUP}],
    }
    return {
        "verdict": "block",
        "findings": [finding, {**finding, "waived": waived}],
        "questions": [question],
        "language": MARKUP,
        "jurisdictions": [MARKUP],
        "platform": MARKUP,
        "as_of": MARKUP,
        "assumed": ["language", "jurisdictions", "as_of", MARKUP],
        "from_settings": [MARKUP],
        "not_evaluated": [{"rule": MARKUP, "reason": MARKUP}],
        "switched_off": [MARKUP],
        "baselined": 1,
        "waiver_notes": [{"message": MARKUP}],
        "ruleset": {"name": MARKUP, "version": MARKUP, "digest": MARKUP, "packs": []},
    }
