from __future__ import annotations

from pathlib import Path

import pytest
from tests.settings.conftest import Write, values

from cmcompliance import Draft
from cmcompliance.checking.policy import NO_POLICY
from cmcompliance.settings import Preparation, SettingsError, settings_for

CONTEST = "Tirage au sort dimanche : like et abonne-toi !"
RULE = """\
obligation: contest.rules-missing
severity: warning
title: {fr: Maison, en: House}
scope: {territories: [EU]}
when: [says.draw]
message: {fr: Un message., en: A message.}
remediation: {hint: {fr: Un conseil., en: Some advice.}}
sources: [eu.ucpd.annex1-10]
examples:
  breaching: [{text: tirage au sort}]
  clean: [{text: rien}]
"""


def test_a_draft_is_checked_with_what_its_file_s_settings_say(write: Write) -> None:
    write("a/cmcompliance.toml", "jurisdictions = ['FR']\nplatform = 'instagram'\nrules.only = ['contest']\n")
    prepared = Preparation().prepare(Draft(text=CONTEST), Path("a/post.md"))
    report = prepared.check(lang="en")
    assert (report.jurisdictions, report.platform) == (["FR"], "instagram")
    assert report.from_settings == ["platform", "jurisdictions"]
    assert "jurisdictions" not in report.assumed
    assert report.findings
    assert {finding.obligation.split(".")[0] for finding in report.findings} == {"contest"}
    assert report.switched_off


def test_without_a_file_a_draft_is_checked_as_it_is(write: Write) -> None:
    write("other/cmcompliance.toml", "platform = 'x'\n")
    draft = Draft(text=CONTEST)
    prepared = Preparation().prepare(draft, Path("post.md"))
    assert prepared.draft is draft
    assert prepared.policy is NO_POLICY
    assert prepared.check().from_settings == []


def test_no_settings_are_looked_for_when_none_are_wanted_or_one_is_named(write: Write) -> None:
    write("cmcompliance.toml", "platform = 'x'\n")
    named = write("other.toml", "platform = 'tiktok'\n")
    assert Preparation(search=False).settings_for(Path("post.md")).draft == {}
    assert values(Preparation(named).settings_for(Path("post.md")).draft) == {"platform": "tiktok"}
    assert values(settings_for(Path("post.md"), config=named).draft) == {"platform": "tiktok"}
    assert values(settings_for(Path("a/b/post.md")).draft) == {"platform": "x"}
    assert values(Preparation().settings_for(None).draft) == {"platform": "x"}


def test_files_with_the_same_settings_share_them_and_their_checker(write: Write) -> None:
    write("cmcompliance.toml", "rules.off = ['contest']\n[[paths]]\nmatch = ['*.txt']\nplatform = 'x'\n")
    preparation = Preparation()
    first, second, other = (preparation.settings_for(Path(name)) for name in ("a.md", "b/c.md", "a.txt"))
    assert first is second
    assert first is not other
    assert preparation.checker_for(first) is preparation.checker_for(other)
    assert preparation.policy_for(first) is preparation.policy_for(second)


def test_a_settings_file_is_read_once(write: Write) -> None:
    path = write("cmcompliance.toml", "platform = 'x'\n")
    preparation = Preparation()
    preparation.settings_for(Path("a.md"))
    path.write_text("platform = 'y'\n", encoding="utf-8")
    assert values(preparation.settings_for(Path("b.md")).draft) == {"platform": "x"}


def test_rules_of_a_pack_speak_and_can_be_named(write: Write) -> None:
    write("house/eu/house-draw.yaml", RULE)
    write("cmcompliance.toml", "jurisdictions = ['FR']\npacks = ['house/']\nrules.only = ['eu/house-draw']\n")
    report = Preparation().prepare(Draft(text=CONTEST), Path("post.md")).check()
    assert [finding.rule for finding in report.findings] == ["eu/house-draw"]


def test_a_pack_that_is_not_there_is_told_where_it_is_named(write: Write) -> None:
    write("cmcompliance.toml", "packs = [\n  'house/',\n]\n")
    with pytest.raises(SettingsError, match=r"^cmcompliance\.toml:2:3: .*'house/'"):
        Preparation().prepare(Draft(text="a"), Path("post.md"))


def test_a_selector_is_right_when_a_pack_of_some_paths_has_the_rule(write: Write) -> None:
    write("house/eu/house-draw.yaml", RULE)
    write(
        "cmcompliance.toml",
        "packs = ['house/']\nrules.off = ['eu/house-draw']\n[[paths]]\nmatch = ['plain/']\npacks = []\n",
    )
    preparation = Preparation()
    for name in ("post.md", "plain/post.md"):
        assert preparation.problems(preparation.settings_for(Path(name))) == []
    assert preparation.prepare(Draft(text=CONTEST), Path("plain/post.md")).policy.off == frozenset()


def test_wrong_selectors_of_paths_that_are_not_asked_for_are_told_too(write: Write) -> None:
    write(
        "cmcompliance.toml",
        "rules.off = ['contst']\n[[paths]]\nmatch = ['x/']\nrules.severity = {disclosur = 'info'}\n",
    )
    with pytest.raises(SettingsError) as raised:
        Preparation().prepare(Draft(text="a"), Path("post.md"))
    assert str(raised.value).splitlines() == [
        "cmcompliance.toml:1:14: no rule is named by 'contst'; did you mean `contest`?",
        "cmcompliance.toml:4:19: no rule is named by 'disclosur'; did you mean `disclosure`?",
    ]


def test_a_draft_is_prepared_with_the_waivers_that_are_for_its_file(write: Write) -> None:
    waiver = '[[waiver]]\nrule = "contest"\nreason = "accord"\nby = "Léa"\nuntil = 2027-01-31\n'
    write("waivers.toml", waiver + 'paths = "a/"\n')
    write("cmcompliance.toml", f'waivers = "waivers.toml"\n{waiver}paths = "b/"\n')
    preparation = Preparation()

    def places(path: str | None) -> list[str | None]:
        prepared = preparation.prepare(Draft(text="Bonjour"), Path(path) if path else None)
        return [waiver.place for waiver in prepared.policy.waivers]

    assert places("a/post.md") == ["waivers.toml:1"]
    assert places("b/post.md") == ["cmcompliance.toml:2"]
    assert places(None) == []
