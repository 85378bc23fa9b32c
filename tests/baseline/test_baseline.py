from cmcompliance.baseline import Accepted, Baseline, Entry
from cmcompliance.report import RulesetInfo

RULESET = RulesetInfo(name="test", version="1", digest="0")
ONE = Accepted("fr/a", "FR", "", "error", ())
OTHER = Accepted("fr/b", "FR", "", "error", ())


def test_a_draft_is_known_again_when_it_was_edited_and_when_it_was_moved() -> None:
    entry = Entry("a.md", "1", (ONE,))
    baseline = Baseline(RULESET, (entry,))
    assert baseline.of("a.md", "2") == entry
    assert baseline.of("moved/b.md", "1") == entry
    assert baseline.of("b.md", "2") is None


def test_drafts_that_were_renumbered_keep_each_its_own_findings() -> None:
    first, second = Entry("1.md", "1", (ONE,)), Entry("2.md", "2", (OTHER,))
    assert Baseline(RULESET, (first, second)).of("2.md", "1") == first


def test_a_name_that_several_drafts_have_says_nothing_of_another_one() -> None:
    twins = Entry("a.jsonl#1", "1", (ONE,)), Entry("a.jsonl#1", "2", (OTHER,))
    baseline = Baseline(RULESET, twins)
    assert baseline.of("a.jsonl#1", "2") == twins[1]
    assert baseline.of("a.jsonl#1", "3") is None
