from __future__ import annotations

import contextlib
import os
import tempfile
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.scan.reuse.in_process import Interrupted, damage, scan_here, stopped_after
from tests.scan.scans import drafts, fingerprint, jsonl, request, rows

from cmcompliance.checking import Checker
from cmcompliance.rulebook.book import Rule, RuleBook
from cmcompliance.scan import Cut, Ended, ScanRefused, ScanRequest
from cmcompliance.service.pool import PreparationSpec

TODAY, LATER = date(2026, 3, 1), date(2026, 3, 31)
POSTS: list[dict[str, Any] | str] = [*drafts(12)]
POSTS += [
    {"text": "Concours : tague un ami pour gagner un lot !"},
    {"id": "own", "text": "🎁 Concours ! Tague un ami pour gagner.", "platform": "instagram"}
    | {"waivers": [{"rule": "contest", "reason": "so", "by": "Léa", "until": "2026-03-15"}]},
    {"id": "w", "text": "🎁 Concours ! Tague un ami pour gagner.", "platform": "instagram"}
    | {"jurisdictions": ["FR"], "published_at": "2025-06-01"},
    {"text": "Giveaway: tag a friend to win!", "published_at": "2026-03-20T08:00:00+01:00"},
    '{"text": 7}',
]
SETTINGS = (
    "",
    '[author]\nrole = "influencer"\n',
    '[rules]\noff = ["contest.rules-missing"]\n',
    '[rules.severity]\ncontest = "info"\n',
    '[[waiver]]\nrule = "contest"\nreason = "so"\nby = "Léa"\nuntil = 2026-03-15\n',
    '\n[[waiver]]\nrule = "contest"\nreason = "so"\nby = "Léa"\nuntil = 2027-03-15\n',
    '[[waiver]]\nrule = "platform"\nreason = "so"\nby = "Léa"\nuntil = 2027-03-15\ndrafts = ["w"]\n',
)


@dataclass(frozen=True)
class State:
    """An archive and all that its scan hangs on."""

    posts: list[int]
    settings: str = ""
    today: date = TODAY
    book: int = 0
    options: tuple[tuple[str, Any], ...] = ()


STATES = st.builds(
    State,
    st.lists(st.integers(0, len(POSTS) - 1), max_size=8),
    st.sampled_from(SETTINGS),
    st.sampled_from([TODAY, LATER]),
    st.integers(0, 3),
    st.sampled_from([(), (("lang", "en"),), (("as_of", date(2025, 1, 1)),)]),
)


@st.composite
def histories(draw: st.DrawFn) -> tuple[State, State]:
    """Draw what an archive was, and what it is now: in most respects the same."""
    before = draw(STATES)
    posts = list(before.posts)
    for _ in range(draw(st.integers(0, 3))):
        place = draw(st.integers(0, len(posts)))
        posts[place : place + draw(st.integers(0, 2))] = draw(
            st.lists(st.integers(0, len(POSTS) - 1), max_size=2)
        )
    other = draw(STATES)
    changed = draw(st.sets(st.sampled_from(["settings", "today", "book", "options"]), max_size=1))
    return before, replace(before, posts=posts, **{name: getattr(other, name) for name in changed})


@pytest.fixture(scope="module")
def checkers() -> list[Checker]:
    """The shipped rules; with a French rule changed; with one more for the Swiss; with a word more."""
    plain = Checker()
    book = plain.book
    name = _of(book, "FR").name
    hint = replace(book.rules[name], hint={"fr": "Autrement.", "en": "Otherwise."})
    more = {**book.rules, "zz/z": replace(_of(book, "CH"), name="zz/z")}
    word, concept = next(iter(book.concepts.items()))
    concepts = {**book.concepts, word: replace(concept, phrases={"fr": ("belle",)})}
    return [
        plain,
        Checker(replace(book, rules={**book.rules, name: hint})),
        Checker(replace(book, rules=more)),
        Checker(replace(book, concepts=concepts)),
    ]


def _of(book: RuleBook, territory: str) -> Rule:
    rules = book.rules.values()
    return next(rule for rule in rules if [one.key for one in rule.scope.territories] == [territory])


class Archive:
    """A folder with an archive in it, and results beside it."""

    def __init__(self, folder: Path, checkers: list[Checker]) -> None:
        self.folder = folder
        self._checkers = checkers
        (folder / "archive").mkdir()

    def request(self, state: State, out: str, **other: Any) -> ScanRequest:
        lines = [self._line(number, place) for place, number in enumerate(state.posts)]
        (self.folder / "cmcompliance.toml").write_text(state.settings, "utf-8")
        source = jsonl(self.folder / "archive" / "posts.jsonl", lines)
        made = request(self.folder / out, source, spec=PreparationSpec(), cut=Cut(items=4))
        return replace(made, today=state.today, **dict(state.options), **other)

    def scan(self, state: State, out: str, *, options: Any = (), **other: Any) -> Ended:
        checker = self._checkers[state.book]
        return scan_here(self.request(state, out, **other), checker, **dict(options))

    def _line(self, number: int, place: int) -> dict[str, Any] | str:
        post = POSTS[number]
        # A post that is in it twice has no id, or the same.
        return post if isinstance(post, str) or number % 3 else {**post, "links": [f"https://{place % 2}"]}


@pytest.mark.filterwarnings("ignore:coroutine 'Queue.put'")  # of the scan that is broken off
@given(histories(), st.sampled_from([None, 1, 2]), st.sampled_from([None, "drafts", "findings", "questions"]))
@settings(
    max_examples=int(os.environ.get("CMCOMPLIANCE_HISTORIES", "12")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@example((State([*range(len(POSTS))]), State([*range(len(POSTS))])), None, None)
@example((State([*range(len(POSTS))], today=TODAY), State([*range(len(POSTS))], today=LATER)), 2, "findings")
def test_the_results_are_byte_for_byte_those_of_a_scan_without(
    checkers: list[Checker], history: tuple[State, State], stopped: int | None, damaged: str | None
) -> None:
    before, now = history
    with tempfile.TemporaryDirectory() as made:
        archive = Archive(Path(made), checkers)
        with contextlib.suppress(Interrupted):
            stop = {} if stopped is None else {"on_progress": stopped_after(stopped)}
            archive.scan(before, "old", options=stop)
        broken = damaged is not None and damage(archive.folder / "old", damaged, 1)
        plain = archive.scan(now, "plain")
        again = archive.scan(now, "new", reuse=archive.folder / "old")
        assert fingerprint(archive.folder / "new") == fingerprint(archive.folder / "plain")
        assert again.tally == plain.tally
        if now == before and stopped is None and not broken:
            assert again.taken_over == plain.tally.drafts
        assert not again.damaged or broken


def test_what_has_not_changed_is_not_checked_again(tmp_path: Path, checkers: list[Checker]) -> None:
    archive = Archive(tmp_path, checkers)
    every = list(range(12))
    archive.scan(State(every), "old")
    old = tmp_path / "old"
    assert archive.scan(State(every), "same", reuse=old).taken_over == 12
    assert archive.scan(State([13, *every]), "inserted", reuse=old).taken_over >= 8
    assert archive.scan(State(every, today=LATER), "later", reuse=old).taken_over == 12
    assert archive.scan(State(every, book=2), "swiss", reuse=old).taken_over > 6
    assert archive.scan(State(every, book=3), "words", reuse=old).taken_over == 0
    french = archive.scan(State(every, book=1), "french", reuse=old).taken_over
    assert 0 < french < 12
    fresh = {row["number"] for row in rows(tmp_path / "french", "drafts")}
    assert fresh == set(range(1, 13))


def test_a_damaged_part_is_told_and_its_posts_are_checked_anew(
    tmp_path: Path, checkers: list[Checker]
) -> None:
    archive = Archive(tmp_path, checkers)
    state = State([*range(12)])
    archive.scan(state, "old")
    damage(tmp_path / "old", "drafts", 2)
    (tmp_path / "old" / "findings" / "part-000003.parquet").unlink()
    ended = archive.scan(state, "new", reuse=tmp_path / "old")
    assert ended.damaged == ("drafts/part-000002.parquet", "findings/part-000003.parquet")
    assert ended.taken_over == 4


def test_a_stopped_scan_goes_on_with_an_older_one_or_without(tmp_path: Path, checkers: list[Checker]) -> None:
    archive = Archive(tmp_path, checkers)
    state = State([*range(12)])
    archive.scan(state, "old")
    for out, first, then in (("a", None, tmp_path / "old"), ("b", tmp_path / "old", None)):
        with pytest.raises(Interrupted):
            archive.scan(state, out, reuse=first, options={"on_progress": stopped_after(1)})
        archive.scan(state, out, reuse=then, options={"resume": True})
        assert fingerprint(tmp_path / out) == fingerprint(tmp_path / "old")


def test_other_workers_and_chunks_of_another_size_change_nothing(
    tmp_path: Path, checkers: list[Checker]
) -> None:
    archive = Archive(tmp_path, checkers)
    state = State([*range(12)])
    archive.scan(state, "old", cut=Cut(items=5))
    assert archive.scan(state, "new", reuse=tmp_path / "old").taken_over == 12
    archive.scan(state, "plain")
    assert fingerprint(tmp_path / "new") == fingerprint(tmp_path / "plain")


def refused(archive: Archive, reuse: Path, out: str = "new") -> str:
    with pytest.raises(ScanRefused) as caught:
        archive.scan(State([1]), out, reuse=reuse)
    return str(caught.value)


def test_what_is_no_scan_is_refused(tmp_path: Path, checkers: list[Checker]) -> None:
    archive = Archive(tmp_path, checkers)
    (tmp_path / "empty").mkdir()
    assert "no such folder" in refused(archive, tmp_path / "none")
    assert "it has no manifest.sqlite" in refused(archive, tmp_path / "empty")
    assert "--reuse" in refused(archive, tmp_path / "new")
    assert "lies in posts.jsonl" not in refused(archive, tmp_path / "empty")
    assert not (tmp_path / "empty" / "manifest.sqlite").exists()
