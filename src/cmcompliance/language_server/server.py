"""The server: what an editor may ask, and who answers it."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from cmcompliance.language_server.actions import EXPLAIN, FIX_ALL, REPORT, WAIVE
from cmcompliance.language_server.readiness import Chosen
from cmcompliance.language_server.session import Session

_ACTIONS = types.CodeActionOptions(
    code_action_kinds=[types.CodeActionKind.QuickFix, FIX_ALL], resolve_provider=True
)
_COMPLETION = types.CompletionOptions(trigger_characters=[" ", ":", "[", '"', "/", "."])


def serve(chosen: Chosen) -> None:
    """Serve an editor on standard input and output until it says `exit` or closes them."""
    output = sys.stdout.buffer
    sys.stdout = sys.stderr  # what a library prints must not get between the messages
    server, session = server_with(chosen)
    try:
        server.start_io(sys.stdin.buffer, output)
    finally:
        session.stop()


def server_with(chosen: Chosen) -> tuple[LanguageServer, Session]:
    """Return a server, and the session that answers for it."""
    # Texts come whole: pygls takes more characters for line ends than editors do.
    server = LanguageServer(
        "cmcompliance", version("cmcompliance"), text_document_sync_kind=types.TextDocumentSyncKind.Full
    )
    session = Session(server, chosen)
    _on(server, types.INITIALIZE, session.initialize)
    _on(server, types.INITIALIZED, session.initialized)
    _on(server, types.TEXT_DOCUMENT_DID_OPEN, session.did_open)
    _on(server, types.TEXT_DOCUMENT_DID_CHANGE, session.did_change)
    _on(server, types.TEXT_DOCUMENT_DID_SAVE, session.did_save)
    _on(server, types.TEXT_DOCUMENT_DID_CLOSE, session.did_close)
    _on(server, types.WORKSPACE_DID_CHANGE_WATCHED_FILES, session.did_change_watched_files)
    _on(server, types.WORKSPACE_DID_CHANGE_CONFIGURATION, session.did_change_configuration)
    _on(server, types.TEXT_DOCUMENT_HOVER, session.hover)
    _on(server, types.TEXT_DOCUMENT_COMPLETION, session.completion, _COMPLETION)
    _on(server, types.TEXT_DOCUMENT_DEFINITION, session.definition)
    _on(server, types.TEXT_DOCUMENT_CODE_ACTION, session.code_action, _ACTIONS)
    _on(server, types.CODE_ACTION_RESOLVE, session.resolve_code_action)
    _on(server, types.TEXT_DOCUMENT_CODE_LENS, session.code_lens)

    @server.command(EXPLAIN)
    async def explain(uri: str, number: int, rule: str) -> str | None:
        return await session.explain(uri, number, rule)

    @server.command(REPORT)
    async def report(uri: str, number: int) -> str | None:
        return await session.show_report(uri, number)

    @server.command(WAIVE)
    async def waive(uri: str, number: int, rule: str) -> str | None:
        return await session.waive(uri, number, rule)

    return server, session


def _on(server: LanguageServer, feature: str, method: Callable[[Any], Any], options: Any = None) -> None:
    """Have a method answer a request or take a notification: pygls marks functions, methods take no marks."""
    if inspect.iscoroutinefunction(method):

        async def answer(params: Any) -> Any:
            return await method(params)

        server.feature(feature, options)(answer)
    else:

        def take(params: Any) -> Any:
            return method(params)

        server.feature(feature, options)(take)
