"""Changes of drafts as an editor makes them: one replacement, as small as it can be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from lsprotocol import types

from cmcompliance.answering.change import Change
from cmcompliance.answering.place import path_of
from cmcompliance.draft import Draft, DraftError
from cmcompliance.language_server.checked import CheckedDraft
from cmcompliance.language_server.document import Document
from cmcompliance.read.reader import format_of
from cmcompliance.remedy import field_text
from cmcompliance.report import Edit
from cmcompliance.write.drafts import DraftChanges, WriteError, with_changes


def changing(document: Document, changes: DraftChanges) -> types.WorkspaceEdit | None:
    """Return what changes in a document; None where it cannot be changed so, or nothing changes."""
    try:
        data = with_changes(document.data, format_of(Path(document.read_name)), changes)
    except (WriteError, DraftError):
        return None
    return replacing(document, data.decode("utf-8", "surrogatepass"))


def replacing(document: Document, new: str) -> types.WorkspaceEdit | None:
    """Return what makes another text of a document's."""
    old = document.text
    if new == old:
        return None
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    start -= start > 0 and old[start - 1] == "\r"
    end -= end > 0 and old[len(old) - end] == "\n"
    edit = types.TextEdit(document.lines.range(start, len(old) - end), new[start : len(new) - end])
    identifier = types.OptionalVersionedTextDocumentIdentifier(document.uri, document.version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(identifier, [edit])])


def without_versions(edit: types.WorkspaceEdit) -> types.WorkspaceEdit:
    """Return a change for editors that know of no versions of documents."""
    changes: dict[str, list[types.TextEdit]] = {}
    for document in edit.document_changes or ():
        if isinstance(document, types.TextDocumentEdit):
            edits = [change for change in document.edits if isinstance(change, types.TextEdit)]
            changes.setdefault(document.text_document.uri, []).extend(edits)
    return types.WorkspaceEdit(changes=changes)


def setting_fields(
    document: Document, draft: CheckedDraft, changes: Sequence[Change]
) -> types.WorkspaceEdit | None:
    """Return what sets fields of one draft."""
    return changing(document, {draft.number: (draft.read.draft, changes)})


def changes_by(edits: Iterable[Edit], mended: Draft) -> tuple[Change, ...]:
    """Return what edits changed in a draft that has them: each field once."""
    fields = dict.fromkeys(edit.field for edit in edits)
    return tuple(Change(path_of(field), field_text(mended, field)) for field in fields)


def _common(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low
