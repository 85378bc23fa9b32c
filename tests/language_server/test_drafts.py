"""Drafts in an editor: what is underlined, said and offered."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from typer.testing import CliRunner

from cmcompliance.cli.app import app
from cmcompliance.language_server.lines import Lines
from language_server.editor import Editor, applied

Run = Callable[[Any], Any]
MISSING = "eu/disclosure/missing"
FIELDS = {
    "platform": "instagram",
    "jurisdictions": ["FR"],
    "author": {"role": "influencer", "followers": 48000},
    "relationship": {"kind": "paid", "brand": "Lumidaube", "platform_label": False},
}
TEXT = "😭✨ Ma routine 🌅 avec le sérum de @lumidaube, je ne sors plus sans 😭"
POST = f"""---
platform: instagram
jurisdictions: [FR]
author: {{role: influencer, followers: 48000}}
relationship: {{kind: paid, brand: Lumidaube, platform_label: false}}
---

{TEXT}
"""
HUGO = f"""+++
title = "Ma routine"
date = 2026-11-20
tags = ["beauté"]
[cmcompliance]
platform = "instagram"
jurisdictions = ["FR"]
author = {{role = "influencer", followers = 48000}}
relationship = {{kind = "paid", brand = "Lumidaube", platform_label = false}}
+++
{TEXT}
"""


def marked(text: str, diagnostic: types.Diagnostic, encoding: str = "utf-16") -> str:
    lines = Lines(text, encoding)
    return text[lines.offset(diagnostic.range.start) : lines.offset(diagnostic.range.end)]


def of_rule(diagnostics: list[types.Diagnostic], rule: str = MISSING) -> types.Diagnostic:
    return next(diagnostic for diagnostic in diagnostics if diagnostic.code == rule)


@pytest.mark.parametrize("text", [POST, HUGO, POST.replace("\n", "\r\n"), "\ufeff" + POST, POST + "\u2028x"])
def test_the_words_of_a_finding_are_underlined(editor: Editor, run: Run, folder: Path, text: str) -> None:
    uri = (folder / "post.md").as_uri()
    found = of_rule(run(editor.open(uri, text)))
    assert marked(text, found) == "@lumidaube"
    assert found.severity == types.DiagnosticSeverity.Error
    assert found.source == "cmcompliance"
    assert found.code_description is not None
    assert found.code_description.href.startswith("https://www.legifrance.gouv.fr/")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("one.json", json.dumps({**FIELDS, "text": TEXT}, indent=2)),
        ("list.json", json.dumps([{"text": "Bonjour"}, {**FIELDS, "text": TEXT}], ensure_ascii=False)),
        ("all.jsonl", '{"text": "Bonjour"}\n\n' + json.dumps({**FIELDS, "text": TEXT}) + "\n"),
    ],
)
def test_the_words_in_json_are_underlined_whatever_their_escapes(
    editor: Editor, run: Run, folder: Path, name: str, text: str
) -> None:
    found = of_rule(run(editor.open((folder / name).as_uri(), text, "json")))
    assert marked(text, found) == "@lumidaube"
    assert found.data is not None


def test_a_text_that_was_never_saved_is_checked(editor: Editor, run: Run) -> None:
    found = of_rule(run(editor.open("untitled:Untitled-1", POST)))
    assert marked(POST, found) == "@lumidaube"


def test_what_is_no_draft_is_let_be(editor: Editor, run: Run, folder: Path) -> None:
    package = (folder / "package.json").as_uri()
    assert run(editor.open(package, '{"name": "site", "private": true}', "json")) == []


def test_what_cannot_be_read_is_said_on_its_line(editor: Editor, run: Run, folder: Path) -> None:
    uri = (folder / "bad.md").as_uri()
    text = "---\nplatform: instagram\nauthor: {role: king}\nplatfrom: x\n---\nBonjour\n"
    found = run(editor.open(uri, text))
    assert {diagnostic.range.start.line for diagnostic in found} == {2, 3}
    assert "did you mean `platform`" in " ".join(diagnostic.message for diagnostic in found)


def test_an_open_question_is_shown_and_answered_in_the_file(editor: Editor, run: Run, folder: Path) -> None:
    uri = (folder / "question.md").as_uri()
    text = (
        "---\nplatform: instagram\njurisdictions: [FR]\nauthor: {role: influencer}\n---\n"
        "Trop fan de ma nouvelle gourde @hydralou, foncez le lien est en bio 💧\n"
    )
    found = run(editor.open(uri, text))
    question = of_rule(found, "question/relationship.kind")
    assert question.severity == types.DiagnosticSeverity.Information
    offers = run(editor.actions(uri, question.range))
    paid = next(offer for offer in offers if offer.edit and "kind: paid" in applied(text, offer.edit))
    assert "Answer" in paid.title
    run(editor.open(uri, applied(text, paid.edit)))
    later = [diagnostic.code for diagnostic in editor.published[uri].diagnostics]
    assert "question/relationship.kind" not in later


def test_a_safe_edit_is_preferred_and_mends_the_finding(editor: Editor, run: Run, folder: Path) -> None:
    uri = (folder / "mend.md").as_uri()
    found = of_rule(run(editor.open(uri, POST)))
    offer = next(offer for offer in run(editor.actions(uri, found.range)) if offer.edit)
    assert offer.is_preferred
    assert offer.kind == types.CodeActionKind.QuickFix
    assert offer.diagnostics == (found,)
    mended = applied(POST, offer.edit)
    assert mended.startswith(POST.partition(TEXT)[0])
    assert MISSING not in [diagnostic.code for diagnostic in run(editor.open(uri, mended))]


def test_all_safe_edits_of_a_file_are_one_action(editor: Editor, run: Run, folder: Path) -> None:
    uri = (folder / "all.jsonl").as_uri()
    text = "".join(json.dumps({**FIELDS, "text": f"{TEXT} {number}"}) + "\n" for number in range(3))
    run(editor.open(uri, text, "jsonl"))
    whole = types.Range(types.Position(0, 0), types.Position(0, 0))
    (offer,) = run(editor.actions(uri, whole, ["source.fixAll"]))
    assert offer.kind == "source.fixAll.cmcompliance"
    mended = applied(text, offer.edit)
    assert len(mended.splitlines()) == 3
    assert MISSING not in [diagnostic.code for diagnostic in run(editor.open(uri, mended, "jsonl"))]


def test_pointing_at_a_finding_tells_the_law_with_its_dates_and_the_penalty(
    editor: Editor, run: Run, folder: Path
) -> None:
    uri = (folder / "hover.md").as_uri()
    found = of_rule(run(editor.open(uri, POST)))
    said = run(editor.hover(uri, found.range.start.line, found.range.start.character + 1))
    for words in ("Advertising not disclosed", "**Law**", "in force since", "**Penalty**", "**To do**"):
        assert words in said
    assert run(editor.hover(uri, found.range.start.line, 0)) is None


def test_the_verdict_stands_above_the_draft_and_leads_to_the_report(
    editor: Editor, run: Run, folder: Path
) -> None:
    uri = (folder / "verdict.md").as_uri()
    run(editor.open(uri, POST))
    asked = types.CodeLensParams(types.TextDocumentIdentifier(uri))
    (lens,) = run(editor.client.text_document_code_lens_async(asked))
    assert "DO NOT PUBLISH" in lens.command.title
    call = types.ExecuteCommandParams(lens.command.command, list(lens.command.arguments))
    report = run(editor.client.workspace_execute_command_async(call))
    assert "Advertising not disclosed" in report


def test_a_finding_is_explained_and_its_waiver_told(editor: Editor, run: Run, folder: Path) -> None:
    uri = (folder / "explain.md").as_uri()
    run(editor.open(uri, POST))
    for command, words in (("explain", "relationship.kind is paid"), ("waive", "cmcompliance waive ")):
        call = types.ExecuteCommandParams(f"cmcompliance.{command}", [uri, 0, MISSING])
        told = run(editor.client.workspace_execute_command_async(call))
        assert words in told
        assert told in editor.messages


def test_only_the_newest_text_is_spoken_of(editor: Editor, run: Run, folder: Path) -> None:
    uri = (folder / "typing.md").as_uri()
    run(editor.open(uri, POST))
    for version in range(2, 12):
        editor.change(uri, POST + "x" * version, version)
    editor.change(uri, "Bonjour à tous", 12)
    told = run(editor.diagnostics(uri, 12))
    assert MISSING not in [diagnostic.code for diagnostic in told]


def test_a_closed_document_has_nothing_underlined(editor: Editor, run: Run, folder: Path) -> None:
    uri = (folder / "closed.md").as_uri()
    run(editor.open(uri, POST))
    identifier = types.TextDocumentIdentifier(uri)
    editor.client.text_document_did_close(types.DidCloseTextDocumentParams(identifier))
    assert run(editor.until(uri, lambda found: not found)) == []


def test_what_a_baseline_has_is_not_underlined(editor: Editor, run: Run, tmp_path: Path) -> None:
    post = tmp_path / "post.md"
    post.write_text(POST, encoding="utf-8")
    (tmp_path / "cmcompliance.toml").write_text('baseline = "known.json"\n', encoding="utf-8")
    assert of_rule(run(editor.open(post.as_uri(), POST)))
    made = CliRunner().invoke(app, ["baseline", "--output", str(tmp_path / "known.json"), str(post)])
    assert made.exit_code == 0, made.output
    assert run(editor.open(post.as_uri(), POST)) == []


def test_of_many_drafts_each_is_pointed_at_and_mended_for_itself(
    editor: Editor, run: Run, folder: Path
) -> None:
    uri = (folder / "many.jsonl").as_uri()
    texts = [f"{TEXT} {number}" for number in range(30)]
    source = "".join(json.dumps({**FIELDS, "text": text}, ensure_ascii=False) + "\n" for text in texts)
    found = [one for one in run(editor.open(uri, source, "jsonl")) if one.code == MISSING]
    assert [one.range.start.line for one in found] == list(range(30))
    offers = run(editor.actions(uri, found[17].range))
    (offer,) = (offer for offer in offers if offer.edit)
    mended = applied(source, offer.edit).splitlines()
    assert [number for number, line in enumerate(mended) if line != source.splitlines()[number]] == [17]
    assert json.loads(mended[17])["text"].endswith(texts[17])
    start = found[17].range.start
    assert "Advertising not disclosed" in run(editor.hover(uri, start.line, start.character))


@pytest.mark.parametrize(
    "text",
    [
        "---\na: " + "[" * 50_000 + "\n---\nx",
        '{"text": "x", "media": ' + "[" * 100_000,
        "---\na: &a [x]\nb: *a\n---\nx",
        POST + "\ud83d",
        POST + "\0",
        "a" * 2_000_000,
        POST + "@" * 100_000,
        "---\n" + "- " * 50_000 + "\n---\nx",
    ],
)
@pytest.mark.parametrize("name", ["hostile.md", "hostile.json", "hostile.jsonl", "cmcompliance.toml"])
def test_no_text_brings_the_server_down(
    editor: Editor, run: Run, tmp_path: Path, name: str, text: str
) -> None:
    told = run(editor.open((tmp_path / name).as_uri(), text))
    assert all("a fault of cmcompliance" not in one.message for one in told)
    end = run(editor.hover((tmp_path / name).as_uri(), 10_000, 10_000))
    assert end is None or isinstance(end, str)
