from __future__ import annotations

from pathlib import Path

from tests.archive.exports import folder, zipped

from cmcompliance.archive.registry import all_readers
from cmcompliance.scan import Input, Period
from cmcompliance.scan.intake import all_items
from cmcompliance.scan.meter import Meter

LINE = '{"text": "a"}\n'


def shares(*paths: Path) -> list[float | None]:
    meter = Meter(len(paths))
    inputs = [Input(path.name, path) for path in paths]
    return [meter.share for _ in all_items(inputs, all_readers(), Period(), meter)]


def test_what_is_read_of_the_members_that_a_reader_knows_grows_to_all(tmp_path: Path) -> None:
    files = {"a.jsonl": LINE * 9, "b.jsonl": LINE * 9, "movie.mp4": b"x" * 100_000}
    for source in (folder(tmp_path / "a", files), zipped(tmp_path / "a.zip", files)):
        found = [share for share in shares(source) if share is not None]
        assert found == sorted(found)
        assert 0.4 <= found[0] <= 0.6
        assert found[-1] == 1.0


def test_it_is_not_known_before_the_last_archive_is_open(tmp_path: Path) -> None:
    first = folder(tmp_path / "a", {"a.jsonl": LINE * 5})
    second = folder(tmp_path / "b", {"b.jsonl": LINE * 5})
    found = shares(first, second)
    assert found[:5] == [None] * 5
    assert found[-1] == 1.0
