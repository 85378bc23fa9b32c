"""Our spaCy language: a tokenizer of our own, and a vocabulary that can be renewed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import srsly  # type: ignore[import-untyped]
from confection import Config
from spacy.attrs import LANG, LOWER, NORM  # type: ignore[import-not-found]
from spacy.language import BaseDefaults, Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from cmcompliance.parse.fold import Folder
from cmcompliance.parse.marks import register, set_tokens
from cmcompliance.parse.tokens import split_tokens

_REPLACEMENT: Final = "\ufffd"


class PostTokenizer:
    """Makes a Doc of a post. `doc.text` is the text, code point for code point; half a surrogate pair, which
    no Doc can hold, becomes one U+FFFD.
    """

    def __init__(self, vocab: Vocab, folder: Folder) -> None:
        self.vocab = vocab
        self.folder = folder

    def __call__(self, text: str) -> Doc:
        """Return the Doc with `token._.kind` and `token._.folded`."""
        words: list[str] = []
        spaces: list[bool] = []
        kinds: list[str] = []
        folded: list[str] = []
        text = whole(text)
        fold = self.folder.fold
        at = 0
        for start, end, kind in split_tokens(text):
            if start > at:
                _add_space(text[at:start], words, spaces, kinds, folded)
            word = text[start:end]
            words.append(word)
            spaces.append(False)
            kinds.append(kind)
            folded.append(" ".join(fold(word, kind)))
            at = end
        if at < len(text):
            _add_space(text[at:], words, spaces, kinds, folded)
        doc = Doc(self.vocab, words=words, spaces=spaces)
        set_tokens(doc, words, kinds, folded)
        return doc

    def pipe(self, texts: Iterable[str], batch_size: int = 1000) -> Iterator[Doc]:
        """Yield a Doc a text."""
        for text in texts:
            yield self(text)

    def to_bytes(self, **_: Any) -> bytes:
        """Return the folder's words; the rest is code."""
        data: bytes = srsly.msgpack_dumps(
            {"words": sorted(self.folder.words), "stems": list(self.folder.stems)}
        )
        return data

    def from_bytes(self, data: bytes, **_: Any) -> PostTokenizer:
        """Take the words of `to_bytes`."""
        state = srsly.msgpack_loads(data)
        self.folder = Folder(state["words"], state["stems"])
        return self

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Write what `to_bytes` returns."""
        Path(path).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, **_: Any) -> PostTokenizer:
        """Read what `to_disk` wrote."""
        return self.from_bytes(Path(path).read_bytes())


def whole(text: str) -> str:
    """Return `text` with halves of surrogate pairs replaced, each by one character."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join(_REPLACEMENT if "\ud800" <= char <= "\udfff" else char for char in text)
    return text


def new_vocab() -> Vocab:
    """Return an empty vocabulary; spaCy's many lexical attributes cost more than all our tokens."""
    return Vocab(lex_attr_getters={LOWER: str.lower, NORM: str.lower, LANG: lambda _: PostLanguage.lang})


def _add_space(gap: str, words: list[str], spaces: list[bool], kinds: list[str], folded: list[str]) -> None:
    if gap[0] == " " and spaces and not spaces[-1]:
        spaces[-1] = True
        gap = gap[1:]
    if gap:
        words.append(gap)
        spaces.append(False)
        kinds.append("space")
        folded.append("")


@registry.tokenizers("cmcompliance.PostTokenizer.v1")  # type: ignore[untyped-decorator]
def create_post_tokenizer() -> Callable[[Language], PostTokenizer]:
    """Return the maker of our tokenizer, as spaCy's configuration wants it."""
    return lambda nlp: PostTokenizer(nlp.vocab, Folder())


class PostLanguage(Language):  # type: ignore[no-untyped-call]
    """Social-media posts, whatever the language."""

    lang = "cm"

    class Defaults(BaseDefaults):
        """No exceptions, no stop words: they would cost two seconds at start."""

        config = Config({"nlp": {"tokenizer": {"@tokenizers": "cmcompliance.PostTokenizer.v1"}}})


register()
