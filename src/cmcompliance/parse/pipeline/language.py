"""Our spaCy language: posts, with a tokenizer of our own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import srsly  # type: ignore[import-untyped]
from confection import Config
from spacy.language import BaseDefaults, Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from cmcompliance.parse.fold import Folder
from cmcompliance.parse.pipeline.docs import LANGUAGE, token_doc
from cmcompliance.parse.tokenise import tokenise


class PostTokenizer:
    """Makes a Doc of a post. `doc.text` is the text, code point for code point; half a surrogate pair, which
    no Doc can hold, becomes one U+FFFD.
    """

    def __init__(self, vocab: Vocab, folder: Folder) -> None:
        self.vocab = vocab
        self.folder = folder

    def __call__(self, text: str) -> Doc:
        """Return the Doc with `token._.kind` and `token._.folded`."""
        return token_doc(tokenise(text, self.folder), self.vocab)

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


@registry.tokenizers("cmcompliance.PostTokenizer.v1")  # type: ignore[untyped-decorator]
def create_post_tokenizer() -> Callable[[Language], PostTokenizer]:
    """Return the maker of our tokenizer, as spaCy's configuration wants it."""
    return lambda nlp: PostTokenizer(nlp.vocab, Folder())


class PostLanguage(Language):  # type: ignore[no-untyped-call]
    """Social-media posts, whatever the language."""

    lang = LANGUAGE

    class Defaults(BaseDefaults):
        """No exceptions, no stop words: they would cost two seconds at start."""

        config = Config({"nlp": {"tokenizer": {"@tokenizers": "cmcompliance.PostTokenizer.v1"}}})
