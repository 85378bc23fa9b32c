"""One editor: the documents that it has open, and what it is told of them."""

from __future__ import annotations

import asyncio
import logging
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from cmcompliance.language_server.checked import CheckedDraft
from cmcompliance.language_server.completion import completions
from cmcompliance.language_server.definitions import location_of, meaning_of
from cmcompliance.language_server.document import Document, path_of, suffix_of
from cmcompliance.language_server.edits import without_versions
from cmcompliance.language_server.names import Name
from cmcompliance.language_server.newest import Newest
from cmcompliance.language_server.options import Options, options_of
from cmcompliance.language_server.papers import draft_of, explanation, how_to_waive, report
from cmcompliance.language_server.readiness import Chosen, Readiness
from cmcompliance.language_server.reviewed import Reviewed, ReviewedDrafts
from cmcompliance.language_server.reviewer import Reviewer
from cmcompliance.language_server.words import words_of
from cmcompliance.render import Language
from cmcompliance.rulebook import shipped_rules

_LOG = logging.getLogger(__name__)
_AT_ONCE = 0.0
_WATCHED = ("**/*.toml", "**/*.yaml")


@dataclass(frozen=True, slots=True)
class _Told:
    """What is known of a document, and what the editor is told of it."""

    reviewed: Reviewed
    diagnostics: list[types.Diagnostic]


class Session:
    """What happens when the editor says something; each method is one thing that it says."""

    def __init__(self, server: LanguageServer, chosen: Chosen) -> None:
        self._server = server
        self._options = Options()
        self._folder = Path.cwd()
        self._documents: dict[str, Document] = {}
        self._papers: Path | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._readiness = Readiness(chosen)
        self._reviewer = Reviewer(self._readiness, self._speaks)
        self._newest: Newest[Document, _Told] = Newest(self._look, self._publish, self._failed)

    def initialize(self, params: types.InitializeParams) -> None:
        """Take the editor's language and folder."""
        self._configure(params.initialization_options, params.locale)
        folders = [folder.uri for folder in params.workspace_folders or ()]
        root = next(iter(folders), params.root_uri)
        folder = to_fs_path(root) if root else None
        if folder:
            self._folder = Path(folder)

    async def initialized(self, _: types.InitializedParams) -> None:
        """Ask to be told of changed files, and load the rules before the first draft needs them."""
        if self._supports("workspace.did_change_watched_files.dynamic_registration"):
            watchers = [types.FileSystemWatcher(pattern) for pattern in _WATCHED]
            options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
            method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
            registration = types.Registration("watched-files", method, options)
            self._server.client_register_capability(types.RegistrationParams([registration]))
        await self._pull_configuration()
        await self._newest.in_thread(self._readiness.warm)

    def did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """Check a document."""
        opened = params.text_document
        suffix = suffix_of(opened.uri, opened.language_id)
        if suffix is None:
            return
        path = path_of(opened.uri, suffix, self._folder)
        if self._papers is not None and path.is_relative_to(self._papers):
            return
        agreed = self._server.workspace.position_encoding
        encoding = str(getattr(agreed, "value", agreed))
        document = Document(opened.uri, opened.version, opened.text, path, suffix, encoding)
        self._documents[opened.uri] = document
        self._newest.ask(opened.uri, document, _AT_ONCE)

    def did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """Check a document anew once its author pauses."""
        changed = params.text_document
        known = self._documents.get(changed.uri)
        if known is None:
            return
        text = self._server.workspace.get_text_document(changed.uri).source
        document = replace(known, text=text, version=changed.version)
        self._documents[changed.uri] = document
        self._newest.ask(changed.uri, document, self._options.pause)

    def did_save(self, params: types.DidSaveTextDocumentParams) -> None:
        """Check all documents anew where settings or rules were saved, for editors that watch no files."""
        document = self._documents.get(params.text_document.uri)
        if document is not None and document.suffix in {".toml", ".yaml"}:
            self._files_changed([document.path])

    def did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        """Say no more of a document."""
        uri = params.text_document.uri
        if self._documents.pop(uri, None) is not None:
            self._newest.forget(uri)
            self._reviewer.forget(uri)
            self._server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def did_change_watched_files(self, params: types.DidChangeWatchedFilesParams) -> None:
        """Check all documents anew: settings or rules have changed."""
        self._files_changed([Path(to_fs_path(change.uri) or "") for change in params.changes])

    async def did_change_configuration(self, params: types.DidChangeConfigurationParams) -> None:
        """Take what the editor's configuration says, and check all documents anew."""
        if params.settings:
            self._configure(params.settings, None)
        else:
            await self._pull_configuration()
        self._all_anew()

    async def hover(self, params: types.HoverParams) -> types.Hover | None:
        """Return what is said of a place."""
        reviewed = await self._reviewed(params.text_document.uri)
        if reviewed is None:
            return None
        document = reviewed.document
        offset = document.lines.offset(params.position)
        found = await self._newest.in_thread(lambda: reviewed.hover(offset))
        if found is not None:
            return found
        meant = await self._newest.in_thread(lambda: self._meant(document, offset))
        return meant and meaning_of(document, *meant)

    async def completion(self, params: types.CompletionParams) -> types.CompletionList | None:
        """Return what may be written at a place."""
        document = self._documents.get(params.text_document.uri)
        if document is None:
            return None
        offset = document.lines.offset(params.position)
        return await self._newest.in_thread(lambda: self._proposed(document, offset))

    async def definition(self, params: types.DefinitionParams) -> types.Location | None:
        """Return where what a place names is defined."""
        document = self._documents.get(params.text_document.uri)
        if document is None:
            return None
        offset = document.lines.offset(params.position)
        meant = await self._newest.in_thread(lambda: self._meant(document, offset))
        return meant and location_of(meant[0])

    async def code_action(self, params: types.CodeActionParams) -> list[types.CodeAction]:
        """Return what can be done about a stretch."""
        reviewed = await self._reviewed(params.text_document.uri)
        if reviewed is None:
            return []
        lines, asked = reviewed.document.lines, params.range
        start, end = lines.offset(asked.start), lines.offset(asked.end)
        found = await self._newest.in_thread(lambda: reviewed.actions(start, end, params.context.only))
        if self._resolves_edits():
            return [self._plainly(action) for action in found]
        unfinished = [action for action in found if action.data is not None]
        if params.context.only is None and reviewed.is_large:
            return [self._plainly(action) for action in found if action not in unfinished]
        for action in unfinished:
            await self._fill_in(action)
        return [self._plainly(action) for action in found]

    async def resolve_code_action(self, action: types.CodeAction) -> types.CodeAction:
        """Return an offer with what it changes."""
        if action.edit is None and action.command is None:
            await self._fill_in(action)
        return self._plainly(action)

    async def code_lens(self, params: types.CodeLensParams) -> list[types.CodeLens]:
        """Return the verdicts."""
        reviewed = await self._reviewed(params.text_document.uri)
        return [] if reviewed is None else await self._newest.in_thread(reviewed.lenses)

    async def explain(self, uri: str, number: int, rule: str) -> str | None:
        """Show why a rule fired."""
        draft = await self._draft(uri, number)
        if draft is None:
            return None
        text = await self._newest.in_thread(lambda: explanation(draft, rule))
        self._show(text, "explanation.txt")
        return text

    async def show_report(self, uri: str, number: int) -> str | None:
        """Show the report on a draft."""
        draft = await self._draft(uri, number)
        if draft is None:
            return None
        text = await self._newest.in_thread(lambda: report(draft))
        self._show(text, "report.txt")
        return text

    async def waive(self, uri: str, number: int, rule: str) -> str | None:
        """Say how a finding is accepted."""
        reviewed, draft = await self._reviewed(uri), await self._draft(uri, number)
        if draft is None or not isinstance(reviewed, ReviewedDrafts):
            return None
        text = how_to_waive(reviewed.checked, draft, rule)
        self._say(text, types.MessageType.Info)
        return text

    def stop(self) -> None:
        """Begin nothing more, and remove what was written for the editor to show."""
        self._newest.stop()
        if self._papers is not None:
            shutil.rmtree(self._papers, ignore_errors=True)

    async def _draft(self, uri: str, number: int) -> CheckedDraft | None:
        reviewed = await self._reviewed(uri)
        draft = draft_of(reviewed.checked, number) if isinstance(reviewed, ReviewedDrafts) else None
        if draft is None:
            self._say(words_of(self._language)["gone"], types.MessageType.Info)
        return draft

    async def _fill_in(self, action: types.CodeAction) -> None:
        data = action.data if isinstance(action.data, dict) else {}
        reviewed = await self._reviewed(str(data.get("uri")))
        if isinstance(reviewed, ReviewedDrafts) and reviewed.document.version == data.get("version"):
            action.edit = await self._newest.in_thread(reviewed.safe_edits)

    def _proposed(self, document: Document, offset: int) -> types.CompletionList | None:
        grammar = self._reviewer.grammar(document, self._language)
        return None if grammar is None else completions(document, offset, grammar)

    def _meant(self, document: Document, offset: int) -> tuple[Name, int, int] | None:
        grammar = self._reviewer.grammar(document, self._language)
        return None if grammar is None else grammar.meant(document.text, offset)

    @property
    def _language(self) -> Language:
        """The language of what is said of files that are no drafts."""
        return self._options.speaks(None) or "en"

    def _plainly(self, action: types.CodeAction) -> types.CodeAction:
        """Return an offer with what it changes in the form that the editor knows."""
        if action.edit is not None and not self._supports("workspace.workspace_edit.document_changes"):
            action.edit = without_versions(action.edit)
        return action

    def _look(self, document: Document, is_stale: Callable[[], bool]) -> _Told | None:
        """Review a document; in the thread of the checks, with all that takes time."""
        reviewed = self._reviewer.review(document, is_stale)
        return None if reviewed is None else _Told(reviewed, reviewed.diagnostics())

    async def _reviewed(self, uri: str) -> Reviewed | None:
        told = await self._newest.outcome(uri)
        return None if told is None else told.reviewed

    def _publish(self, told: _Told) -> None:
        self._tell(told.reviewed.document, told.diagnostics)
        if told.reviewed.has_more:
            task = asyncio.ensure_future(self._publish_more(told))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _publish_more(self, told: _Told) -> None:
        try:
            more = await self._newest.in_thread(told.reviewed.more)
        except Exception as error:
            self._failed(told.reviewed.document, error)
            return
        document = told.reviewed.document
        if more and self._newest.is_newest(document.uri, told):
            self._tell(document, [*told.diagnostics, *more])

    def _tell(self, document: Document, diagnostics: Sequence[types.Diagnostic]) -> None:
        self._server.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(document.uri, diagnostics, document.version)
        )

    def _failed(self, document: Document, error: Exception) -> None:
        _LOG.error("could not look at %s", document.path.name, exc_info=error)
        message = f"could not be checked, a fault of cmcompliance: {type(error).__name__}: {error}"
        diagnostic = types.Diagnostic(
            document.lines.range(*document.lines.words_of(0)),
            message,
            severity=types.DiagnosticSeverity.Error,
            source="cmcompliance",
        )
        self._tell(document, [diagnostic])

    def _files_changed(self, paths: Sequence[Path]) -> None:
        shipped = shipped_rules()
        if any(path.is_relative_to(shipped) for path in paths):
            self._readiness.forget_rules()
        self._all_anew()

    def _all_anew(self) -> None:
        for uri, document in self._documents.items():
            self._newest.ask(uri, document, self._options.pause)

    def _configure(self, given: Any, locale: str | None) -> None:
        options, wrong = options_of(given, locale)
        self._options = options if locale else replace(options, locale=self._options.locale)
        for problem in wrong:
            self._say(f"cmcompliance: {problem}", types.MessageType.Warning)

    async def _pull_configuration(self) -> None:
        if not self._supports("workspace.configuration"):
            return
        items = [types.ConfigurationItem(section="cmcompliance")]
        given = await self._server.workspace_configuration_async(types.ConfigurationParams(items))
        if given and given[0]:
            self._configure(given[0], None)

    def _show(self, text: str, name: str) -> None:
        if not self._supports("window.show_document.support"):
            self._say(text, types.MessageType.Info)
            return
        if self._papers is None:
            self._papers = Path(tempfile.mkdtemp(prefix="cmcompliance-"))
        paper = self._papers / name
        paper.write_text(text, encoding="utf-8")
        uri = from_fs_path(str(paper))
        if uri:
            self._server.window_show_document(types.ShowDocumentParams(uri, take_focus=True))

    def _speaks(self, of_settings: Language | None) -> Language | None:
        return self._options.speaks(of_settings)

    def _say(self, text: str, kind: types.MessageType) -> None:
        self._server.window_show_message(types.ShowMessageParams(kind, text))

    def _resolves_edits(self) -> bool:
        text = self._server.client_capabilities.text_document
        action = text.code_action if text else None
        support = action.resolve_support if action else None
        return support is not None and "edit" in support.properties

    def _supports(self, capability: str) -> bool:
        found: Any = self._server.client_capabilities
        for part in capability.split("."):
            found = getattr(found, part, None)
        return bool(found)
