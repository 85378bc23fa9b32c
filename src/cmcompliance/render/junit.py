"""JUnit's XML: a suite for each file and a test for each draft, which fails when it must not be published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from xml.etree import ElementTree as Xml

from cmcompliance.read import ReadError
from cmcompliance.render.location import path_in
from cmcompliance.render.notice import Notice, notices
from cmcompliance.render.outcome import Checked, Outcome
from cmcompliance.render.words import Language
from cmcompliance.report import SCHEMA_VERSION, Report

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BAD = ("failure", "error", "skipped")


def render_junit(
    outcomes: Sequence[Outcome], language: Language | None = None, root: str = "", *, strict: bool = False
) -> str:
    """Return the XML; `strict`: a draft to review fails too; `root`: the folder that paths are relative to.

    A draft that could not be read is an error. One that was not wholly checked is skipped, unless it fails.
    """
    suites = Xml.Element("testsuites", name="cmcompliance")
    for file, members in groupby(outcomes, _file):
        suites.append(_suite(path_in(file, root), list(members), language, strict))
    for name in ("tests", "failures", "errors"):
        suites.set(name, str(sum(int(suite.get(name, "0")) for suite in suites)))
    Xml.indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(suites, encoding="unicode") + "\n"


def _file(outcome: Outcome) -> str:
    return outcome.file if isinstance(outcome, ReadError) else outcome.item.origin.file


def _suite(path: str, outcomes: Sequence[Outcome], language: Language | None, strict: bool) -> Xml.Element:
    cases = [_case(path, outcome, language, strict) for outcome in outcomes]
    counts = {name: sum(case.find(name) is not None for case in cases) for name in _BAD}
    suite = Xml.Element(
        "testsuite",
        name=_sound(path),
        tests=str(len(cases)),
        failures=str(counts["failure"]),
        errors=str(counts["error"]),
        skipped=str(counts["skipped"]),
        time="0",
    )
    suite.append(_properties(outcomes))
    suite.extend(cases)
    return suite


def _properties(outcomes: Iterable[Outcome]) -> Xml.Element:
    report = next((outcome.report for outcome in outcomes if isinstance(outcome, Checked)), None)
    known = {"schema_version": SCHEMA_VERSION} | (_ruleset(report) if report else {})
    properties = Xml.Element("properties")
    for name, value in known.items():
        Xml.SubElement(properties, "property", name=name, value=_sound(value))
    return properties


def _ruleset(report: Report) -> dict[str, str]:
    ruleset = report.ruleset
    return {"ruleset": ruleset.label, "ruleset_digest": ruleset.digest}


def _case(path: str, outcome: Outcome, language: Language | None, strict: bool) -> Xml.Element:
    case = Xml.Element("testcase", classname=_sound(path), name=_sound(_name(path, outcome)), time="0")
    told = list(notices([outcome], language))
    ill = _state(outcome, strict)
    if ill is not None:
        weighty = [notice for notice in told if notice.severity != "info"]
        message = "; ".join(dict.fromkeys(notice.title for notice in weighty))
        node = Xml.SubElement(case, ill, message=_sound(message))
        if ill != "skipped":
            node.set("type", "unreadable" if isinstance(outcome, ReadError) else outcome.report.verdict)
        node.text = _lines(weighty)
        told = [notice for notice in told if notice.severity == "info"]
    if told:
        Xml.SubElement(case, "system-out").text = _lines(told)
    return case


def _state(outcome: Outcome, strict: bool) -> str | None:
    """Return the element that says what is wrong with a draft, None for one that may pass."""
    if isinstance(outcome, ReadError):
        return "error"
    if outcome.report.verdict == "block" or (strict and outcome.report.verdict == "review"):
        return "failure"
    return "skipped" if outcome.report.not_evaluated else None


def _name(path: str, outcome: Outcome) -> str:
    """Return what the draft is called: its id, else its line, else its file."""
    if isinstance(outcome, ReadError):
        given, line, file = outcome.draft_id, outcome.line, outcome.file
    else:
        origin = outcome.item.origin
        given, line, file = outcome.report.draft_id, origin.line, origin.name
    if given is not None and given != file:
        return given
    return path if line is None else f"{path}:{line}"


def _lines(told: Iterable[Notice]) -> str:
    return _sound("\n\n".join(_paragraph(notice) for notice in told))


def _paragraph(notice: Notice) -> str:
    where = f"{notice.line}:{notice.region.column}" if notice.region else str(notice.line)
    return "\n".join([f"{where}: {notice.title} ({notice.code})", *notice.lines])


def _sound(text: str) -> str:
    """Return a text that XML can hold: of some characters it knows no form at all."""
    return _NOT_IN_XML.sub("\ufffd", text)
