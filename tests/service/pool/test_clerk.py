from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from cmcompliance import Checker
from cmcompliance.decisions import Record
from cmcompliance.draft import parse_draft
from cmcompliance.fixing import Fixed
from cmcompliance.report import Report
from cmcompliance.service.pool import Job, PreparationSpec
from cmcompliance.service.pool.clerk import Clerk

DRAFT = {
    "text": "Concours : tague un ami pour gagner un lot ! Réponds en story 😀",
    "platform": "instagram",
    "id": "a<b>&",
}


@pytest.fixture(scope="module")
def clerk() -> Clerk:
    return Clerk(PreparationSpec(no_config=True).preparation())


def body(**fields: object) -> bytes:
    return json.dumps(DRAFT | fields, ensure_ascii=False).encode()


def test_a_check_gives_the_report_that_the_library_gives(clerk: Clerk) -> None:
    answer = clerk.answer(Job("check", body(), lang="en", as_of=date(2026, 11, 1)))
    report = Report.model_validate_json(answer.body)
    assert report == Checker().check(parse_draft(DRAFT), lang="en", as_of=date(2026, 11, 1))
    assert (answer.ok, answer.verdict) == (True, report.verdict)


@pytest.mark.parametrize(
    ("form", "shown"),
    [("html", "<!DOCTYPE html>"), ("markdown", r"a\<b\>&amp;"), ("text", "a<b>& — ")],
)
def test_a_report_can_be_had_in_forms_for_people(clerk: Clerk, form: str, shown: str) -> None:
    answer = clerk.answer(Job("check", body(), form=form))  # type: ignore[arg-type]
    assert shown.casefold() in answer.body.decode().casefold()
    assert answer.verdict == clerk.answer(Job("check", body())).verdict


def test_a_record_is_made_where_it_is_wanted(clerk: Clerk) -> None:
    job = Job("check", body(), lang="en", as_of=date(2026, 11, 1))
    answer = clerk.answer(job)
    assert answer.record is not None
    record = Record.model_validate_json(answer.record)
    assert (record.verdict, record.draft_id, record.draft) == (answer.verdict, DRAFT["id"], None)
    assert (record.as_of_asked, record.lang) == (date(2026, 11, 1), "en")
    assert clerk.answer(Job("check", body(), record=False)).record is None


def test_the_record_of_a_mended_draft_is_of_what_it_became() -> None:
    keeping = Clerk(PreparationSpec(no_config=True).preparation(), keep_drafts=True)
    text = "J'adore cette crème de @marque ! #ad"
    sent = {"text": text, "author": {"role": "influencer"}, "relationship": {"kind": "paid"}}
    answer = keeping.answer(Job("fix", json.dumps(sent).encode(), unsafe=True))
    fixed = Fixed.model_validate_json(answer.body)
    assert fixed.changed
    assert answer.record is not None
    record = Record.model_validate_json(answer.record)
    assert record.verdict == answer.verdict == fixed.report.verdict
    assert record.draft == fixed.draft.model_dump(mode="json", exclude_defaults=True)


@pytest.mark.parametrize(
    ("job", "problem"),
    [
        (Job("check", b""), "not JSON: Expecting value, line 1, column 1"),
        (Job("check", b'{"text": "a"} x'), "not JSON: Extra data, line 1, column 15"),
        (Job("check", b'{"text": "a", "text": "b"}'), "`text` stands twice in one object"),
        (Job("check", b'{"text": "a", "contest": {"min_age": NaN}}'), "`NaN` is no number of JSON"),
        (Job("check", b'{"text": "a", "contest": {"min_age": 1e999}}'), "`contest.min_age`: "),
        (Job("check", b'{"a":' * 100_000), "nested too deeply"),
        (Job("check", b"[]"), "a draft is an object"),
        (Job("check", b"\xff"), "not UTF-8 text (byte 0xFF)"),
        (Job("check", b'{"text": "\\ud800"}'), "half a character"),
        (Job("check", b'{"\\ud800": 1}'), "half a character"),
        (Job("check", b'{"text": "a", "platfrom": "x"}'), "did you mean `platform`?"),
        (Job("check", b'{"text": "' + b"a" * 300_000 + b'"}'), "at most 200,000 are accepted"),
        (Job("explain", b'{"text": "a"}', rule="nope"), "no rule is named by 'nope'"),
        (Job("find", b'{"jurisdiction": "ZZ"}'), "no territory 'ZZ'"),
        (Job("find", b'{"word": "a"}'), "unknown field `word`; valid fields are words, jurisdiction"),
        (Job("find", b'{"words": 7}'), "`words`: "),
        (Job("template", b"{}"), "missing field `jurisdictions`"),
        (Job("template", b'{"jurisdictions": []}'), "`jurisdictions`: "),
        (Job("template", b'{"jurisdictions": ["FR"], "contest": {"mechanism": "luck"}}'), "'luck' is not"),
    ],
)
def test_what_is_wrong_with_the_input_is_said_in_a_line(clerk: Clerk, job: Job, problem: str) -> None:
    answer = clerk.answer(job)
    assert (answer.ok, answer.verdict, answer.record) == (False, None, None)
    (line,) = json.loads(answer.body)
    assert problem in line
    assert "\n" not in line
    assert len(line) <= 500


def test_of_very_many_problems_the_first_are_told(clerk: Clerk) -> None:
    answer = clerk.answer(Job("check", json.dumps({"links": list(range(500)), "text": "a"}).encode()))
    lines = json.loads(answer.body)
    assert len(lines) == 51
    assert lines[-1] == "… and 450 more"


def test_rules_and_templates_are_found_for_what_is_asked(clerk: Clerk) -> None:
    found = json.loads(clerk.answer(Job("find", b'{"words": "reglement", "jurisdiction": "FR"}')).body)
    assert found["rules"]
    asked = {"jurisdictions": ["FR"], "contest": {"organiser": "Maison Ozanne SAS"}}
    template = json.loads(clerk.answer(Job("template", json.dumps(asked).encode(), lang="fr")).body)
    assert "Maison Ozanne SAS" in template["text"]


def test_settings_that_are_no_good_are_told(tmp_path: Path) -> None:
    config = tmp_path / "cmcompliance.toml"
    config.write_text("platfrom = 'x'\n")
    answer = Clerk(PreparationSpec(config=config).preparation()).answer(Job("check", body()))
    assert not answer.ok
    assert "platfrom" in json.loads(answer.body)[0]
