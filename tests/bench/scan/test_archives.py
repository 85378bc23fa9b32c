from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
from bench.scan.account import Account
from bench.scan.archives import NETWORKS, write_archives

from cmcompliance.archive import Archived, Item, Unreadable, open_source, read_archive
from cmcompliance.archive.registry import shipped_readers

POSTS = 600


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    made = write_archives(tmp_path_factory.mktemp("archives"), POSTS)
    return dict(zip(NETWORKS, made, strict=True))


@pytest.fixture(scope="module")
def items(archives: Mapping[str, Path]) -> Mapping[str, list[Item]]:
    found: dict[str, list[Item]] = {}
    for name, path in archives.items():
        with open_source(path) as source:
            found[name] = list(read_archive(source, shipped_readers()))
    return found


def whole(text: str) -> str:
    return "".join(text.split())


def test_all_posts_come_back_each_from_its_network(items: Mapping[str, list[Item]]) -> None:
    drafts = [item.draft for one in items.values() for item in one if isinstance(item, Archived)]
    assert Counter(draft.platform for draft in drafts) == {
        name: POSTS * network.share // 100 for name, network in NETWORKS.items()
    }
    assert len({draft.id for draft in drafts}) == POSTS
    assert {draft.kind for draft in drafts} >= {"post", "comment", "reel", "video"}
    days = sorted(draft.published_at for draft in drafts if draft.platform != "pinterest")
    assert (days[0].year, days[-1].year) == (2016, 2026)


def test_nothing_of_them_is_unreadable(items: Mapping[str, list[Item]]) -> None:
    assert [item for one in items.values() for item in one if isinstance(item, Unreadable)] == []


@pytest.mark.parametrize("name", [name for name in NETWORKS if name != "x"])
def test_the_readers_give_back_what_was_written(name: str, items: Mapping[str, list[Item]]) -> None:
    texts = sorted(whole(item.draft.text) for item in items[name] if isinstance(item, Archived))
    written = Account(name, POSTS * NETWORKS[name].share // 100)
    assert texts == sorted(whole(piece.text) for piece in written)


def test_on_x_most_are_short_and_some_are_long(items: Mapping[str, list[Item]]) -> None:
    lengths = [len(item.draft.text) for item in items["x"] if isinstance(item, Archived)]
    assert 0 < sum(length > 400 for length in lengths) < len(lengths) / 10


def test_the_same_number_makes_the_same_bytes(archives: Mapping[str, Path], tmp_path: Path) -> None:
    def digests(root: Path) -> dict[str, str]:
        files = (path for path in sorted(root.rglob("*")) if path.is_file())
        return {str(one.relative_to(root)): hashlib.sha256(one.read_bytes()).hexdigest() for one in files}

    write_archives(tmp_path, POSTS)
    assert digests(tmp_path) == digests(archives["x"].parent)
