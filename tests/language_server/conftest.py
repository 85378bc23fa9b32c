from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest

from language_server.editor import Editor

Run = Callable[[Coroutine[Any, Any, Any]], Any]


@pytest.fixture(scope="session")
def run() -> Iterator[Run]:
    """Runs what is asynchronous, in one loop for all."""
    loop = asyncio.new_event_loop()
    yield loop.run_until_complete
    loop.close()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the editor has open."""
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="session")
def editor(run: Run, folder: Path) -> Iterator[Editor]:
    """An English editor that counts in UTF-16 and knows nothing that is optional."""
    editor = Editor()
    run(editor.start(folder))
    yield editor
    run(editor.stop())
