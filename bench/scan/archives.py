"""The archives of a client: ten years of posts on ten networks, each laid out as its network does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.scan.account import Account
from bench.scan.exports import Export, export_at
from bench.scan.networks import (
    facebook,
    instagram,
    linkedin,
    mastodon,
    pinterest,
    telegram,
    threads,
    tiktok,
    x,
    youtube,
)


@dataclass(frozen=True, slots=True)
class Network:
    """`share`: how many of a hundred posts are there; `file`: the name of its export, a zip or a folder."""

    share: int
    file: str
    write: Callable[[Account, Export], None]


NETWORKS: Final[Mapping[str, Network]] = {
    "instagram": Network(22, "instagram", instagram.write),
    "x": Network(20, "x.zip", x.write),
    "facebook": Network(18, "facebook.zip", facebook.write),
    "linkedin": Network(8, "linkedin.zip", linkedin.write),
    "tiktok": Network(8, "tiktok.zip", tiktok.write),
    "youtube": Network(5, "takeout", youtube.write),
    "threads": Network(5, "threads.zip", threads.write),
    "pinterest": Network(5, "pinterest", pinterest.write),
    "mastodon": Network(5, "mastodon.zip", mastodon.write),
    "telegram": Network(4, "telegram", telegram.write),
}


def write_archives(folder: Path, posts: int) -> list[Path]:
    """Write exports with that many posts in all; return where they are."""
    made: list[Path] = []
    left = posts
    for name, network in reversed(NETWORKS.items()):
        count = posts * network.share // 100 if len(made) + 1 < len(NETWORKS) else left
        left -= count
        path = folder / network.file
        with export_at(path) as export:
            network.write(Account(name, count), export)
        made.append(path)
    return made[::-1]
