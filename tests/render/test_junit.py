from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
import xmlschema
from hypothesis import given
from junitparser import Error, Failure, JUnitXml, Skipped
from syrupy.assertion import SnapshotAssertion

from any_outcomes import OUTCOMES
from cmcompliance.render.junit import render_junit
from cmcompliance.render.outcome import Outcome

SCHEMA = xmlschema.XMLSchema(str(Path(__file__).with_name("junit.xsd")))


def test_a_suite_for_each_file_and_a_test_for_each_draft(
    a_run: list[Outcome], snapshot: SnapshotAssertion
) -> None:
    assert render_junit(a_run, "fr") == snapshot


def test_readers_of_the_format_see_what_failed_and_what_was_not_checked(a_run: list[Outcome]) -> None:
    parsed = JUnitXml.fromstring(render_junit(a_run, "fr").encode())
    assert (parsed.tests, parsed.failures, parsed.errors) == (4, 1, 1)
    results = [[type(result) for result in case.result] for suite in parsed for case in suite]
    assert results == [[Failure], [Skipped], [Error], []]


@pytest.mark.parametrize(("strict", "kind"), [(True, "failure"), (False, "skipped")])
def test_a_draft_to_review_fails_where_the_run_is_strict(
    a_run: list[Outcome], strict: bool, kind: str
) -> None:
    case = Xml.fromstring(render_junit([a_run[1]], "fr", strict=strict)).find(".//testcase")
    assert case is not None
    assert case[0].tag == kind


@given(OUTCOMES)
def test_whatever_the_text_it_is_xml_that_follows_the_schema(outcomes: Sequence[Outcome]) -> None:
    page = render_junit(outcomes)
    SCHEMA.validate(page)
    assert JUnitXml.fromstring(page.encode()).tests == len(outcomes)
