"""What an editor and the server agree on: encodings, language, settings that change, what is shown."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pygls.uris import to_fs_path

from language_server.editor import Editor, applied
from language_server.test_drafts import MISSING, POST, marked, of_rule

Run = Callable[[Any], Any]
ABLE = types.ClientCapabilities(
    window=types.WindowClientCapabilities(show_document=types.ShowDocumentClientCapabilities(support=True)),
    workspace=types.WorkspaceClientCapabilities(
        configuration=True,
        workspace_edit=types.WorkspaceEditClientCapabilities(document_changes=True),
        did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True),
    ),
    text_document=types.TextDocumentClientCapabilities(
        code_action=types.CodeActionClientCapabilities(
            resolve_support=types.ClientCodeActionResolveOptions(properties=["edit"])
        )
    ),
)


@pytest.fixture(scope="module")
def able(run: Run, folder: Path) -> Iterator[Editor]:
    """A French editor that counts bytes and can do all that is optional."""
    editor = Editor()
    answer = run(editor.start(folder, locale="fr-FR", encodings=["utf-8", "utf-16"], capabilities=ABLE))
    assert answer.capabilities.position_encoding == types.PositionEncodingKind.Utf8
    yield editor
    run(editor.stop())


def test_columns_count_bytes_where_that_was_agreed_on(able: Editor, run: Run, folder: Path) -> None:
    uri = (folder / "bytes.md").as_uri()
    found = of_rule(run(able.open(uri, POST)))
    assert marked(POST, found, "utf-8") == "@lumidaube"
    assert marked(POST, found, "utf-16") != "@lumidaube"
    offer = next(offer for offer in run(able.actions(uri, found.range)) if offer.edit)
    assert offer.edit.document_changes[0].text_document.version == 1
    mended = applied(POST, offer.edit, "utf-8")
    assert MISSING not in [diagnostic.code for diagnostic in run(able.open(uri, mended))]


def test_the_language_is_that_of_the_editor_then_of_its_configuration(
    able: Editor, run: Run, folder: Path
) -> None:
    uri = (folder / "language.md").as_uri()
    assert "Publicité non signalée" in of_rule(run(able.open(uri, POST))).message
    able.configuration = {"language": "en", "delay": 0}
    changed = types.DidChangeConfigurationParams(settings=None)
    able.client.workspace_did_change_configuration(changed)
    assert "Advertising not disclosed" in of_rule(run(told(able, uri, "not disclosed"))).message
    back = types.DidChangeConfigurationParams(settings={"cmcompliance": {"language": "fr", "delay": 0}})
    able.client.workspace_did_change_configuration(back)
    assert "Publicité non signalée" in of_rule(run(told(able, uri, "non signalée"))).message


def test_an_option_that_does_not_exist_is_complained_of(able: Editor, run: Run, folder: Path) -> None:
    wrong = types.DidChangeConfigurationParams(settings={"cmcompliance": {"language": "de", "delay": -1}})
    able.client.workspace_did_change_configuration(wrong)
    run(able.open((folder / "wrong.md").as_uri(), POST))
    assert any("'de' is neither fr nor en" in message for message in able.messages)
    assert any("`delay`: -1 is no number of milliseconds" in message for message in able.messages)


def test_settings_that_change_count_at_once(able: Editor, run: Run, tmp_path: Path) -> None:
    post, settings = tmp_path / "post.md", tmp_path / "cmcompliance.toml"
    uri = post.as_uri()
    assert of_rule(run(able.open(uri, POST)))
    assert {watcher["globPattern"] for watcher in able.registered[0].register_options["watchers"]} >= {
        "**/*.toml"
    }
    settings.write_text(f'[rules]\noff = ["{MISSING}"]\n', encoding="utf-8")
    file_changed(able, settings)
    run(silent(able, uri))
    settings.write_text('platfrom = "x"\n', encoding="utf-8")
    file_changed(able, settings)
    (trouble,) = run(told(able, uri, "cmcompliance.toml:1:1"))
    assert trouble.severity == types.DiagnosticSeverity.Error
    settings.write_text('exclude = ["post.md"]\n', encoding="utf-8")
    file_changed(able, settings)
    run(silent(able, uri))


def test_what_all_safe_edits_change_is_worked_out_when_they_are_chosen(
    able: Editor, run: Run, folder: Path
) -> None:
    uri = (folder / "resolve.md").as_uri()
    found = of_rule(run(able.open(uri, POST)))
    (offer,) = run(able.actions(uri, found.range, ["source"]))
    assert offer.edit is None
    resolved = run(able.client.code_action_resolve_async(offer))
    mended = applied(POST, resolved.edit, "utf-8")
    assert MISSING not in [diagnostic.code for diagnostic in run(able.open(uri, mended))]


def test_an_explanation_is_shown_as_a_document_that_is_no_draft(able: Editor, run: Run, folder: Path) -> None:
    uri = (folder / "shown.md").as_uri()
    run(able.open(uri, POST))
    call = types.ExecuteCommandParams("cmcompliance.explain", [uri, 0, MISSING])
    text = run(able.client.workspace_execute_command_async(call))
    run(able.hover(uri, 0, 0))
    shown = Path(to_fs_path(able.shown[-1]) or "")
    assert shown.read_text(encoding="utf-8") == text


def test_without_pygls_the_command_says_what_brings_it() -> None:
    code = (
        "import sys; sys.modules['pygls'] = None\n"
        "sys.argv = ['cmcompliance', 'lsp']\n"
        "from cmcompliance.cli import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "cmcompliance: `lsp` needs pygls: pip install 'cmcompliance[lsp]'\n"


def test_it_ends_when_its_input_ends_whatever_came_in() -> None:
    given = b"Content-Length: 5\r\n\r\n{{{{{" + b"Content-Length: x\r\n\r\n" + b"\xff\x00garbage\n" * 10
    command = [sys.executable, "-m", "cmcompliance", "lsp"]
    done = subprocess.run(command, input=given, capture_output=True, timeout=60, check=False)
    assert done.returncode == 0


def test_what_an_editor_shows_of_something_else_is_let_be(able: Editor, run: Run, folder: Path) -> None:
    other = types.TextDocumentItem("git:/post.md?HEAD", "markdown", 1, POST)
    able.client.text_document_did_open(types.DidOpenTextDocumentParams(other))
    run(able.open((folder / "beside.md").as_uri(), POST))
    assert other.uri not in able.published


def file_changed(editor: Editor, file: Path) -> None:
    event = types.FileEvent(file.as_uri(), types.FileChangeType.Changed)
    editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))


async def told(editor: Editor, uri: str, words: str) -> list[types.Diagnostic]:
    """Return what is said of a document once it has these words."""
    return await editor.until(uri, lambda found: any(words in one.message for one in found))


async def silent(editor: Editor, uri: str) -> None:
    """Wait until the rule says nothing more of a document."""
    await editor.until(uri, lambda found: MISSING not in [one.code for one in found])
