"""What a folder brings that others lie over is kept, so that a change in a pack reads the pack alone."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.rulebook.house import write_pack

from cmcompliance.rulebook import RuleBookError, cache, gather, load_book, load_sound

Change = Callable[[str, str, str], Path]
RULE = "acme/forbidden-words.yaml"


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("CMCOMPLIANCE_CACHE", str(folder))
    return folder


@pytest.fixture
def pack(sample: Path, tmp_path: Path) -> Path:
    return write_pack(tmp_path / "house")


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The files that were read as YAML, as they are shown."""
    files: set[str] = set()
    read_tree = gather.read_tree

    def noted(text: str, file: str) -> Any:
        files.add(file)
        return read_tree(text, file)

    monkeypatch.setattr(gather, "read_tree", noted)
    return files


def touch(pack: Path, old: str = "severity: error", new: str = "severity: info") -> None:
    path = pack / RULE
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def layer(kept: Path) -> Path:
    (file,) = kept.glob("entries-*.bin")
    return file


def test_a_change_in_a_pack_reads_the_pack_alone(
    sample: Path, pack: Path, kept: Path, read: set[str]
) -> None:
    load_book(sample, pack)
    assert any(file.startswith("rules/") for file in read)
    read.clear()
    touch(pack)
    book = load_book(sample, pack)

    assert book.rules["acme/forbidden-words"].severity == "info"
    assert read
    assert all(file.startswith(pack.as_posix()) for file in read)


def test_the_book_is_the_same_with_a_kept_layer_and_without(
    sample: Path, pack: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_book(sample, pack)
    touch(pack)
    layered = load_book(sample, pack)
    monkeypatch.setenv("CMCOMPLIANCE_CACHE", "off")
    whole = load_book(sample, pack)

    assert layered == whole
    assert layered.digest == whole.digest
    assert list(layered.rules) == list(whole.rules)


def test_a_change_below_a_pack_is_seen(sample: Path, pack: Path, change: Change, kept: Path) -> None:
    load_book(sample, pack)
    change("fr/contest/rules-missing.yaml", "severity: warning", "severity: info")

    assert load_book(sample, pack).rules["fr/contest/rules-missing"].severity == "info"


def test_a_book_without_packs_keeps_no_layer(sample: Path, kept: Path) -> None:
    load_book(sample)

    assert not list(kept.glob("entries-*"))


def test_what_a_pack_refers_to_is_looked_up_in_a_kept_layer(sample: Path, pack: Path, kept: Path) -> None:
    load_book(sample, pack)
    touch(pack, "acme.says_cheap", "acme.says_chaep")

    with pytest.raises(RuleBookError, match=r"did you mean `acme\.says_cheap`"):
        load_book(sample, pack)


def test_faults_below_a_pack_are_told_each_time(sample: Path, pack: Path, change: Change, kept: Path) -> None:
    change("fr/contest/rules-missing.yaml", "severity: warning", "severity: eror")
    told = []
    for _ in range(2):
        with pytest.raises(RuleBookError) as error:
            load_book(sample, pack)
        told.append(error.value.problems)

    assert told[0] == told[1]
    assert not list(kept.glob("entries-*"))


def test_a_sound_part_of_a_faulty_pack_uses_the_layer(
    sample: Path, pack: Path, kept: Path, read: set[str]
) -> None:
    load_book(sample, pack)
    touch(pack, "severity: error", "severity: eror")
    read.clear()
    book, problems = load_sound(sample, pack)

    assert len(problems) == 1
    assert "fr/contest/rules-missing" in book.rules
    assert "acme/forbidden-words" not in book.rules
    assert not any(file.startswith("rules/") for file in read)


@pytest.mark.parametrize("spoil", [lambda data: data[:-9], lambda data: b"", lambda data: data[:-1] + b"\0"])
def test_a_spoilt_layer_is_as_good_as_absent(
    sample: Path, pack: Path, kept: Path, read: set[str], spoil: Callable[[bytes], bytes]
) -> None:
    load_book(sample, pack)
    file = layer(kept)
    file.write_bytes(spoil(file.read_bytes()))
    read.clear()
    touch(pack)
    book = load_book(sample, pack)

    assert "fr/contest/rules-missing" in book.rules
    assert any(name.startswith("rules/") for name in read)


def test_a_foreign_layer_runs_no_code(
    sample: Path, pack: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Evil:
        def __reduce__(self) -> tuple[Callable[[str], None], tuple[str]]:
            return exec, ("import sys; sys.modules['caught_in_a_layer'] = sys",)

    with monkeypatch.context() as patched:
        patched.setattr(cache, "dump", lambda *_: pickle.dumps((Evil(),)))
        load_book(sample, pack)
    touch(pack)

    assert load_book(sample, pack).rules["acme/forbidden-words"].severity == "info"
    assert "caught_in_a_layer" not in sys.modules


def test_a_layer_of_something_else_is_none(
    sample: Path, pack: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        dump = cache.dump
        patched.setattr(cache, "dump", lambda _value, modules: dump(("rules", 1), modules))
        load_book(sample, pack)
    touch(pack)

    assert "fr/contest/rules-missing" in load_book(sample, pack).rules
