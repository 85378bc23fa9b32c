from __future__ import annotations

import pickle
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cmcompliance.rulebook import RuleBook, RuleBookError, cache, compiling, load_book
from cmcompliance.rulebook.cache import BookCache, cache_folder
from cmcompliance.rulebook.folders import RuleFolder, rule_files

Change = Callable[[str, str, str], Path]


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("CMCOMPLIANCE_CACHE", str(folder))
    return folder


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[RuleBook]:
    """The books that were compiled, and not read from the cache."""
    books: list[RuleBook] = []
    compile_book = compiling.compile_book

    def counted(folders: list[RuleFolder], keep_in: Path | None) -> RuleBook:
        books.append(compile_book(folders, keep_in))
        return books[-1]

    monkeypatch.setattr(compiling, "compile_book", counted)
    return books


def test_a_book_is_compiled_once(sample: Path, kept: Path, compiled: list[RuleBook]) -> None:
    first = load_book(sample)
    second = load_book(sample)

    assert second == first
    assert len(compiled) == 1
    assert len(list(kept.iterdir())) == 1


def test_a_changed_file_is_compiled_again(
    sample: Path, change: Change, kept: Path, compiled: list[RuleBook]
) -> None:
    load_book(sample)
    change("fr/contest/rules-missing.yaml", "severity: warning", "severity: info   ")

    assert load_book(sample).rules["fr/contest/rules-missing"].severity == "info"
    assert len(compiled) == 2


def test_a_removed_file_is_not_remembered(sample: Path, kept: Path, compiled: list[RuleBook]) -> None:
    load_book(sample)
    (sample / "fr/contest/rules-missing.yaml").unlink()

    assert not load_book(sample).rules


def test_faults_are_not_hidden_by_the_cache(sample: Path, change: Change, kept: Path) -> None:
    load_book(sample)
    change("fr/contest/rules-missing.yaml", "severity: warning", "severity: eror")

    with pytest.raises(RuleBookError):
        load_book(sample)


def test_two_books_are_kept_apart(sample: Path, change: Change, kept: Path, tmp_path: Path) -> None:
    load_book(sample)
    sample.rename(tmp_path / "other")

    assert (
        load_book(tmp_path / "other").rules["fr/contest/rules-missing"].place.file.startswith(str(tmp_path))
    )
    assert len(list(kept.iterdir())) == 2


@pytest.mark.parametrize("spoil", [lambda data: data[:-9], lambda data: b"", lambda data: data[:-1] + b"\0"])
def test_a_spoilt_cache_is_as_good_as_absent(
    sample: Path, kept: Path, compiled: list[RuleBook], spoil: Callable[[bytes], bytes]
) -> None:
    book = load_book(sample)
    file = next(kept.iterdir())
    file.write_bytes(spoil(file.read_bytes()))

    assert load_book(sample) == book
    assert len(compiled) == 2


def test_a_foreign_cache_runs_no_code(sample: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Evil:
        def __reduce__(self) -> tuple[Callable[[str], None], tuple[str]]:
            return exec, ("import sys; sys.modules['caught'] = sys",)

    monkeypatch.setattr(cache, "dump", lambda *_: pickle.dumps(Evil()))
    book = load_book(sample)

    assert load_book(sample) == book
    assert "caught" not in sys.modules


def test_another_python_does_not_use_it(
    sample: Path, kept: Path, compiled: list[RuleBook], monkeypatch: pytest.MonkeyPatch
) -> None:
    load_book(sample)
    monkeypatch.setattr(sys, "version", "4.0")
    load_book(sample)

    assert len(compiled) == 2


def test_a_home_that_cannot_be_written_is_no_error(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    monkeypatch.setenv("CMCOMPLIANCE_CACHE", str(tmp_path / "file" / "cache"))

    assert load_book(sample).rules


def test_nothing_is_written_when_the_cache_is_off(sample: Path, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    load_book(sample)

    assert sorted(tmp_path.rglob("*")) == before


def test_the_folder_follows_the_user_s_settings() -> None:
    assert cache_folder({"CMCOMPLIANCE_CACHE": "off"}) is None
    assert cache_folder({"CMCOMPLIANCE_CACHE": "/x"}) == Path("/x")
    base = "LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME"
    assert cache_folder({base: "/y"}) == Path("/y/cmcompliance")


def test_a_cached_book_reads_neither_yaml_nor_models(sample: Path, kept: Path) -> None:
    load_book(sample)
    code = (
        "import sys; from pathlib import Path; from cmcompliance.rulebook import load_book;"
        "book = load_book(Path('rules'));"
        "print(len(book.rules), 'yaml' in sys.modules, 'pydantic' in sys.modules)"
    )
    import os
    import subprocess

    source = str(Path(cache.__file__).parents[2])
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": source},
        capture_output=True,
        text=True,
        check=True,
    )

    assert run.stdout.split() == ["1", "False", "False"]


def test_reading_what_was_written_gives_the_same_book(sample: Path, tmp_path: Path) -> None:
    book = load_book(sample)
    stored = BookCache(tmp_path / "cache", [RuleFolder(sample, "rules")], rule_files(sample))

    assert stored.read() is None
    stored.write(book)
    assert stored.read() == book
