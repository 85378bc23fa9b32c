from __future__ import annotations

import pickle
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cmcompliance.parse import lexicon_cache
from cmcompliance.parse.lexicon import Lexicon, compile_lexicon, from_bytes
from cmcompliance.parse.lexicon_cache import kept_lexicon
from cmcompliance.parse.patterns import Compiled, PhraseCompiler
from cmcompliance.rulebook.phrase import Phrase, PhraseError

PHRASES = [
    (0, "tirage[s] au sort"),
    (0, "🎲"),
    (1, "#tas"),
    (1, "gagn* {0-3} <money>"),
    (2, "tas {0-2} dimanche"),
]


def kept(name: str, phrases: list[tuple[int, str]], keep_in: Path) -> Lexicon:
    return kept_lexicon(name, repr(phrases), lambda: (phrases, []), keep_in)


def test_a_lexicon_is_the_same_after_bytes() -> None:
    lexicon = compile_lexicon(PHRASES)
    again = from_bytes(lexicon.to_bytes())
    assert again.to_bytes() == lexicon.to_bytes()
    assert again.words == ["dimanche", "tas", "tirage au sort", "tirages au sort"]
    assert again.stems == ["gagn"]
    assert again.others == ["<money>"]
    assert again.signs == ["E1f3b2", "#tas"]
    assert again.firsts == ["tirage", "tirages"]
    assert (again.pairs, list(again.lengths)) == (["tirage au", "tirages au"], [(3,), (3,)])


def test_an_empty_lexicon_is_one() -> None:
    assert from_bytes(compile_lexicon([]).to_bytes()).words == []


def test_a_pattern_waits_for_its_rarest_group_and_needs_the_others() -> None:
    lexicon = compile_lexicon([*PHRASES, (3, "tas de linge")])
    atoms = [*lexicon.words, *lexicon.stems, *lexicon.others]
    called = {atom: lexicon.waiting[number] for number, atom in enumerate(atoms) if lexicon.waiting[number]}
    gain, sunday = (0,), (1,)
    assert called == {"gagn": gain, "dimanche": sunday}
    needed = [[[atoms[atom] for atom in lexicon.groups[group]] for group in row] for row in lexicon.needs]
    assert needed == [[["gagn"], ["<money>"]], [["dimanche"], ["tas"]]]


def test_a_phrase_means_the_letters_it_is_written_with() -> None:
    assert compile_lexicon([(0, "qualité aaa"), (1, "nous vs eux")]).words == ["nous vs eux", "qualite aaa"]


def test_phrases_aside_add_no_known_words() -> None:
    lexicon = compile_lexicon([(0, "tirage")], [(1, "sans obligation"), (1, "gagn* {0-2} lot")])
    assert (lexicon.known, lexicon.beginnings) == (["tirage"], [])
    assert lexicon.words == ["lot", "sans obligation", "tirage"]


def test_a_kept_lexicon_is_used_again(tmp_path: Path) -> None:
    first = kept("test", PHRASES, tmp_path)
    (file,) = tmp_path.glob("lexicon-*.bin")
    written = file.stat().st_mtime_ns
    assert kept("test", PHRASES, tmp_path).to_bytes() == first.to_bytes()
    assert file.stat().st_mtime_ns == written


@pytest.mark.parametrize("damage", [b"", b"x", b"\x00" * 200])
def test_a_damaged_file_is_as_if_it_were_not_there(tmp_path: Path, damage: bytes) -> None:
    expected = kept("test", PHRASES, tmp_path).to_bytes()
    (file,) = tmp_path.glob("lexicon-*.bin")
    file.write_bytes(damage)
    assert kept("test", PHRASES, tmp_path).to_bytes() == expected
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    assert kept("test", PHRASES, tmp_path).to_bytes() == expected


def test_other_phrases_are_read_anew(tmp_path: Path) -> None:
    kept("test", PHRASES, tmp_path)
    assert kept("test", PHRASES[:1], tmp_path).to_bytes() == compile_lexicon(PHRASES[:1]).to_bytes()


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    assert kept("test", PHRASES, blocked / "cache").to_bytes() == compile_lexicon(PHRASES).to_bytes()


def test_a_wrong_phrase_is_told() -> None:
    with pytest.raises(PhraseError):
        compile_lexicon([(0, "(")])


MANY = [(number, f"mot{chr(97 + number)} {{0-2}} (gagn*|lot{chr(97 + number)})") for number in range(26)]


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The phrases that were compiled, and not kept."""
    sources: list[str] = []
    compile_one = PhraseCompiler.compile

    def noted(self: PhraseCompiler, phrase: Phrase) -> tuple[Compiled, ...]:
        sources.append(phrase.source)
        return compile_one(self, phrase)

    monkeypatch.setattr(PhraseCompiler, "compile", noted)
    return sources


def test_a_new_phrase_alone_is_compiled(tmp_path: Path, compiled: list[str]) -> None:
    kept("test", MANY, tmp_path)
    assert len(compiled) == len(MANY)
    compiled.clear()
    more = [(0, "un mot de plus"), *((label + 1, text) for label, text in MANY)]
    found = kept("test", more, tmp_path)
    assert compiled == ["un mot de plus"]
    assert found.to_bytes() == compile_lexicon(more).to_bytes()


def test_a_word_that_changes_how_others_are_read_compiles_all(tmp_path: Path, compiled: list[str]) -> None:
    kept("test", [*MANY, (90, "qualitéééé")], tmp_path)
    compiled.clear()
    more = [*MANY, (90, "qualitéééé"), (91, "motaaa")]
    found = kept("test", more, tmp_path)
    assert len(compiled) == len(more)
    assert found.to_bytes() == compile_lexicon(more).to_bytes()


@pytest.mark.parametrize("damage", [b"", b"x", b"\x00" * 200])
def test_spoilt_phrases_are_compiled_anew(tmp_path: Path, compiled: list[str], damage: bytes) -> None:
    kept("test", MANY, tmp_path)
    (file,) = tmp_path.glob("phrases-*.bin")
    file.write_bytes(damage)
    compiled.clear()
    found = kept("test", [*MANY, (90, "un mot de plus")], tmp_path)
    assert len(compiled) == len(MANY) + 1
    assert found.to_bytes() == compile_lexicon([*MANY, (90, "un mot de plus")]).to_bytes()


def test_foreign_phrases_run_no_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Evil:
        def __reduce__(self) -> tuple[Callable[[str], None], tuple[str]]:
            return exec, ("import sys; sys.modules['caught_in_phrases'] = sys",)

    with monkeypatch.context() as patched:
        patched.setattr(lexicon_cache, "dump", lambda *_: pickle.dumps({MANY[0][1]: Evil()}))
        kept("test", MANY, tmp_path)
    found = kept("other", MANY, tmp_path)
    assert found.to_bytes() == compile_lexicon(MANY).to_bytes()
    assert "caught_in_phrases" not in sys.modules
