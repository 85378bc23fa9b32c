"""An editor as the server sees it: pygls' own client, which keeps what it is told."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.client import LanguageClient

TIMEOUT = 60


class Editor:
    """Talks to a server that it starts; methods wait for the answer."""

    def __init__(self) -> None:
        self.client = LanguageClient("test", "1")
        self.published: dict[str, types.PublishDiagnosticsParams] = {}
        self.messages: list[str] = []
        self.registered: list[types.Registration] = []
        self.shown: list[str] = []
        self.configuration: Any = None
        self._news = asyncio.Condition()
        self._watch()

    def _watch(self) -> None:
        @self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        async def published(params: types.PublishDiagnosticsParams) -> None:
            async with self._news:
                self.published[params.uri] = params
                self._news.notify_all()

        @self.client.feature(types.WINDOW_SHOW_MESSAGE)
        def message(params: types.ShowMessageParams) -> None:
            self.messages.append(params.message)

        @self.client.feature(types.CLIENT_REGISTER_CAPABILITY)
        def register(params: types.RegistrationParams) -> None:
            self.registered += params.registrations

        @self.client.feature(types.WINDOW_SHOW_DOCUMENT)
        def show(params: types.ShowDocumentParams) -> types.ShowDocumentResult:
            self.shown.append(params.uri)
            return types.ShowDocumentResult(True)

        @self.client.feature(types.WORKSPACE_CONFIGURATION)
        def configuration(params: types.ConfigurationParams) -> list[Any]:
            return [self.configuration for _ in params.items]

    async def start(
        self,
        folder: Path,
        *,
        options: tuple[str, ...] = (),
        locale: str | None = "en",
        encodings: list[str] | None = None,
        capabilities: types.ClientCapabilities | None = None,
        initialization: Any = None,
    ) -> types.InitializeResult:
        """Start the server in a folder."""
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
        await self.client.start_io(
            sys.executable, "-m", "cmcompliance", "lsp", *options, cwd=str(folder), env=environment
        )
        given = capabilities or types.ClientCapabilities()
        if encodings:
            given.general = types.GeneralClientCapabilities(position_encodings=encodings)
        answer = await self.client.initialize_async(
            types.InitializeParams(
                capabilities=given,
                process_id=os.getpid(),
                root_uri=folder.as_uri(),
                locale=locale,
                initialization_options=initialization,
            )
        )
        self.client.initialized(types.InitializedParams())
        return answer

    async def stop(self) -> None:
        """End the server as an editor does."""
        await self.client.shutdown_async(None)
        self.client.exit(None)
        await asyncio.wait_for(self.client.stop(), TIMEOUT)

    async def open(
        self, uri: str, text: str, language: str = "markdown", version: int = 1
    ) -> list[types.Diagnostic]:
        """Open a document and return what is said of it."""
        self.published.pop(uri, None)
        item = types.TextDocumentItem(uri, language, version, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return await self.diagnostics(uri, version)

    def change(self, uri: str, text: str, version: int) -> None:
        """Give a document another text."""
        identifier = types.VersionedTextDocumentIdentifier(version, uri)
        changes = [types.TextDocumentContentChangeWholeDocument(text)]
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(identifier, changes))

    async def diagnostics(self, uri: str, version: int) -> list[types.Diagnostic]:
        """Return what is said of a version of a document."""

        def there() -> bool:
            told = self.published.get(uri)
            return told is not None and told.version == version

        async with self._news:
            await asyncio.wait_for(self._news.wait_for(there), TIMEOUT)
        return list(self.published[uri].diagnostics)

    async def until(self, uri: str, so: Callable[[list[types.Diagnostic]], bool]) -> list[types.Diagnostic]:
        """Return what is said of a document once it is so."""

        def there() -> bool:
            told = self.published.get(uri)
            return told is not None and so(list(told.diagnostics))

        async with self._news:
            await asyncio.wait_for(self._news.wait_for(there), TIMEOUT)
        return list(self.published[uri].diagnostics)

    async def hover(self, uri: str, line: int, character: int) -> str | None:
        """Return what is said of a place."""
        place = types.TextDocumentIdentifier(uri), types.Position(line, character)
        found = await self.client.text_document_hover_async(types.HoverParams(*place))
        if found is None:
            return None
        assert isinstance(found.contents, types.MarkupContent)
        return found.contents.value

    async def actions(
        self, uri: str, stretch: types.Range, only: list[str] | None = None
    ) -> list[types.CodeAction]:
        """Return what is offered."""
        context = types.CodeActionContext([], only=only)
        found = await self.client.text_document_code_action_async(
            types.CodeActionParams(types.TextDocumentIdentifier(uri), stretch, context)
        )
        return [action for action in found or () if isinstance(action, types.CodeAction)]


def applied(text: str, edit: types.WorkspaceEdit, encoding: str = "utf-16") -> str:
    """Return a text with what changes in it, as an editor makes it."""
    from cmcompliance.language_server.lines import Lines

    lines = Lines(text, encoding)
    if edit.document_changes is not None:
        (document,) = edit.document_changes
        assert isinstance(document, types.TextDocumentEdit)
        edits = [change for change in document.edits if isinstance(change, types.TextEdit)]
    else:
        (found,) = (edit.changes or {}).values()
        edits = list(found)
    for change in sorted(edits, key=lambda one: lines.offset(one.range.start), reverse=True):
        start, end = lines.offset(change.range.start), lines.offset(change.range.end)
        text = text[:start] + change.new_text + text[end:]
    return text
