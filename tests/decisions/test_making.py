from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from books import PLACE
from cmcompliance.checking import Checker
from cmcompliance.checking.policy import NO_POLICY, Policy
from cmcompliance.decisions import entry_of, record_of
from cmcompliance.decisions.canonical import draft_digest
from cmcompliance.decisions.record import Record
from cmcompliance.draft import Draft, parse_draft
from cmcompliance.settings.defaults import with_defaults
from cmcompliance.settings.settings import Given
from cmcompliance.waivers.waiver import Waiver

TODAY = date(2026, 11, 29)
TEXT = "🎁 Concours ! Tague un ami pour gagner."


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


def made(checker: Checker, draft: Draft, policy: Policy = NO_POLICY, *, keep: bool = False) -> Record:
    report = checker.check(draft, policy=policy, today=TODAY)
    return record_of(draft, report, policy, today=TODAY, keep_draft=keep)


def test_a_record_has_what_was_decided_and_no_word_of_the_draft(checker: Checker) -> None:
    draft = parse_draft({"text": TEXT, "platform": "instagram", "jurisdictions": ["FR"]})
    report = checker.check(draft, today=TODAY)
    record = record_of(draft, report, NO_POLICY, today=TODAY, keep_draft=False)
    assert record.verdict == report.verdict
    assert [one.fingerprint for one in record.findings] == [one.fingerprint for one in report.findings]
    assert record.questions == tuple(one.field for one in report.questions)
    assert record.ruleset == report.ruleset
    assert "Tague" not in record.model_dump_json()
    assert Record.model_validate_json(record.model_dump_json()) == record


def test_the_draft_is_in_it_only_when_it_is_to_be_kept(checker: Checker) -> None:
    draft = parse_draft({"text": TEXT, "platform": "instagram"})
    assert made(checker, draft).draft is None
    kept = made(checker, draft, keep=True)
    assert kept.draft is not None
    assert draft_digest(parse_draft(kept.draft)) == kept.draft_digest


def test_waivers_and_severities_of_settings_are_recorded(checker: Checker) -> None:
    waiver = Waiver(rule="fr/contest/rules-missing", reason="in the bio", by="Ana", until=date(2027, 1, 1))
    policy = Policy(
        off=frozenset({"fr/contest/dates-missing"}),
        severity={"platforms/common/engagement-bait": "warning"},
        waivers=(waiver,),
    )
    record = made(checker, parse_draft({"text": TEXT, "platform": "instagram"}), policy)
    waived = {one.rule: one.waived for one in record.findings}["fr/contest/rules-missing"]
    assert waived is not None
    assert (waived.by, waived.until) == ("Ana", date(2027, 1, 1))
    assert record.settings.off == ("fr/contest/dates-missing",)
    assert record.settings_digest != made(checker, parse_draft({"text": TEXT})).settings_digest


@pytest.mark.parametrize(
    "sent",
    [
        {"text": "Bonjour"},
        {"text": "Bonjour", "kind": "story", "author": {"name": "Léa"}},
        {"text": "Bonjour", "author": {"role": "brand"}, "jurisdictions": ["BE"]},
    ],
)
def test_the_digest_is_of_the_draft_as_it_was_sent(checker: Checker, sent: dict[str, object]) -> None:
    draft = parse_draft(sent)
    values = {"platform": "instagram", "kind": "reel", "author.role": "influencer", "jurisdictions": ["FR"]}
    full, filled = with_defaults(draft, {name: Given(value, PLACE) for name, value in values.items()})
    report = checker.check(full, today=TODAY).model_copy(update={"from_settings": list(filled)})
    record = record_of(full, report, NO_POLICY, today=TODAY, keep_draft=True)
    assert record.draft_digest == draft_digest(draft)
    assert record.from_settings == {name: values[name] for name in filled}


@given(st.permutations(["text", "title", "platform", "links"]))
def test_equal_drafts_have_equal_digests(order: list[str]) -> None:
    values = {"text": "é\n\u0000", "title": "t", "platform": "x", "links": ["https://a.example"]}
    written = parse_draft({name: values[name] for name in order} | {"kind": "post", "media": [], "id": None})
    assert draft_digest(written) == draft_digest(parse_draft(values))


def test_drafts_that_differ_have_other_digests() -> None:
    drafts = [{"text": "a"}, {"text": "a "}, {"text": "a", "id": "1"}, {"text": "a", "contest": {}}]
    assert len({draft_digest(parse_draft(one)) for one in drafts}) == len(drafts)


def test_an_entry_says_who_asked_and_is_named_in_order(checker: Checker) -> None:
    record = made(checker, parse_draft({"text": TEXT}))
    entries = [
        entry_of(record.model_dump_json().encode(), request_id="r1", asker=None, command="check")
        for _ in range(20)
    ]
    assert len({entry.id for entry in entries}) == 20
    assert sorted(entry.id[:16] for entry in entries) == [entry.id[:16] for entry in entries]
    assert Record.model_validate(entries[0].model_dump(include=set(Record.model_fields))) == record
