"""Rule files, settings and front matter as they are written: mistakes, proposals, meanings, definitions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pygls.uris import to_fs_path

from cmcompliance.language_server.lines import Lines
from cmcompliance.rulebook import shipped_rules
from language_server.editor import Editor

Run = Callable[[Any], Any]
RULE = """obligation: claims.superlative
severity: warning
title: {fr: « Numéro 1 » sans preuve, en: Number one with no proof}
scope: {territories: [FR]}
when: [says.number_one, author.role in brand]
at: [says.number_one]
message: {fr: "Sans preuve.", en: "No proof."}
remediation:
  hint: {fr: "Citez.", en: "Cite."}
sources: [fr.conso.l121-2]
"""
FACT = """facts:
  says.number_one:
    meaning: {fr: le texte se dit premier, en: the text says to be first}
    found: [{concept: draw}]
"""


@pytest.fixture
def pack(folder: Path) -> Path:
    """A pack of a house's own, in the folder that the editor has open."""
    pack = folder / "pack"
    (pack / "inference").mkdir(parents=True, exist_ok=True)
    (pack / "book.yaml").write_text("name: house\nversion: '1'\n", encoding="utf-8")
    (pack / "inference" / "claims.yaml").write_text(FACT, encoding="utf-8")
    return pack


async def asked(editor: Editor, file: Path, text: str, language: str) -> tuple[str, types.Position]:
    """Open a file with a text in which `|` is the cursor."""
    offset = text.index("|")
    text = text[:offset] + text[offset + 1 :]
    await editor.open(file.as_uri(), text, language)
    return file.as_uri(), Lines(text).position(offset)


async def proposed(editor: Editor, file: Path, text: str, language: str) -> dict[str, str]:
    """Return what is proposed at the cursor, each with what is written then."""
    uri, place = await asked(editor, file, text, language)
    params = types.CompletionParams(types.TextDocumentIdentifier(uri), place)
    found = await editor.client.text_document_completion_async(params)
    assert isinstance(found, types.CompletionList)
    return {item.label: item.text_edit.new_text for item in found.items if item.text_edit}


def test_a_sound_rule_of_a_pack_has_no_problems(editor: Editor, run: Run, pack: Path) -> None:
    assert run(editor.open((pack / "fr/claims/one.yaml").as_uri(), RULE, "yaml")) == []


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("severity: warning", "severity: warnign", "did you mean `warning`?"),
        ("claims.superlative", "claims.superlatve", "unknown obligation `claims.superlatve`"),
        ("[says.number_one, a", "[says.number_tow, a", "did you mean `says.number_one`?"),
        ("author.role in brand", "author.role in bnd", "`author.role` is never `bnd`"),
        ("[FR]", "[FX]", "unknown territory `FX`"),
        ("sources:", "source:", "unknown key `source`"),
        ("remediation:", "remediation: [", "this is not YAML"),
    ],
)
def test_a_mistake_in_a_rule_is_underlined_where_it_is(
    editor: Editor, run: Run, pack: Path, right: str, wrong: str, message: str
) -> None:
    text = RULE.replace(right, wrong)
    found = run(editor.open((pack / "fr/claims/one.yaml").as_uri(), text, "yaml"))
    told = next(one for one in found if message in one.message)
    line = text.splitlines()[told.range.start.line]
    assert told.range.end.character <= len(line)
    if "YAML" not in message:
        assert line[told.range.start.character : told.range.end.character].strip("[]") in wrong


def test_a_name_that_another_file_of_the_pack_has_is_told(editor: Editor, run: Run, pack: Path) -> None:
    (told,) = run(editor.open((pack / "inference/other.yaml").as_uri(), FACT, "yaml"))
    assert "the fact `says.number_one` is already defined at" in told.message


def test_a_file_of_the_pack_that_changes_counts_at_once(editor: Editor, run: Run, pack: Path) -> None:
    uri = (pack / "fr/claims/two.yaml").as_uri()
    text = RULE.replace("at: [says.number_one]", "at: [says.number_two]")
    assert run(editor.open(uri, text, "yaml")) != []
    later = FACT + FACT.partition("\n")[2].replace("number_one", "number_two")
    (pack / "inference" / "claims.yaml").write_text(later, encoding="utf-8")
    assert run(editor.open(uri, text, "yaml")) == []


def test_examples_that_come_out_otherwise_are_told_once_the_rule_is_saved(
    editor: Editor, run: Run, pack: Path
) -> None:
    file = pack / "fr/claims/tried.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    text = RULE + (
        "examples:\n"
        "  breaching:\n"
        '    - {text: "Tirage au sort dimanche !", author: {role: brand}}\n'
        '    - {text: "Bonjour à tous", author: {role: brand}}\n'
    )
    assert run(editor.open(file.as_uri(), text, "yaml")) == []
    file.write_text(text, encoding="utf-8")
    run(editor.open(file.as_uri(), text, "yaml"))
    found = run(editor.until(file.as_uri(), lambda told: any("example" in one.message for one in told)))
    told = next(one for one in found if "this breaching example raises no finding" in one.message)
    assert told.severity == types.DiagnosticSeverity.Warning
    assert told.range.start.line == text.splitlines().index(
        next(x for x in text.splitlines() if "Bonjour" in x)
    )
    file.unlink()


def test_other_yaml_is_let_be(editor: Editor, run: Run, tmp_path: Path) -> None:
    assert run(editor.open((tmp_path / "docker.yaml").as_uri(), "services: {web: [", "yaml")) == []


@pytest.mark.parametrize("name", ["eu/disclosure/missing.yaml", "questions.yaml", "obligations.yaml"])
def test_shipped_rules_have_no_problems(editor: Editor, run: Run, name: str) -> None:
    file = shipped_rules() / name
    assert run(editor.open(file.as_uri(), file.read_text(encoding="utf-8"), "yaml")) == []


@pytest.mark.parametrize(
    ("text", "label", "written"),
    [
        ("obligation: claims.superl|", "claims.superlative", "claims.superlative"),
        ("sev|", "severity", "severity: "),
        ("severity: war|", "warning", "warning"),
        ("scope:\n  territories: [F|", "FR", "FR"),
        ("scope:\n  platforms:\n    insta|", "instagram", "instagram: "),
        ("when:\n  - not says.number|", "says.number_one", "says.number_one"),
        ("when:\n  - any:\n    - author.ro|", "author.role", "author.role"),
        ("when: [author.role in infl|", "influencer", "influencer"),
        ("sources: [fr.conso.l121-2|", "fr.conso.l121-2", "fr.conso.l121-2"),
        ("ask: [relationship.k|", "relationship.kind", "relationship.kind"),
        ("remediation: {edit: {wh|", "where", "where: "),
        ("examples:\n  clean:\n    - {text: x, platform: insta|", "instagram", "instagram"),
    ],
)
def test_rules_are_completed_from_their_schema_and_the_names_of_the_book(
    editor: Editor, run: Run, pack: Path, text: str, label: str, written: str
) -> None:
    found = run(proposed(editor, pack / "fr/claims/new.yaml", text, "yaml"))
    assert found[label] == written


@pytest.mark.parametrize(
    ("text", "label", "written"),
    [
        ("pla|", "platform", "platform = "),
        ("platform = |", "instagram", '"instagram"'),
        ('platform = "ins|', "instagram", "instagram"),
        ('[rules]\noff = ["fr/contest/rules-m|', "fr/contest/rules-missing", "fr/contest/rules-missing"),
        (
            "[rules.severity]\nfr/contest/rules-m|",
            "fr/contest/rules-missing",
            '"fr/contest/rules-missing" = ',
        ),
        ('[output]\nformat = "mark|', "markdown", "markdown"),
        ("[output]\nstrict = |", "true", "true"),
        ('[[paths]]\nmatch = ["x"]\nauthor = {role = "|', "influencer", "influencer"),
        ("[ru|", "rules", "rules"),
    ],
)
def test_settings_are_completed(
    editor: Editor, run: Run, tmp_path: Path, text: str, label: str, written: str
) -> None:
    found = run(proposed(editor, tmp_path / "cmcompliance.toml", text, "toml"))
    assert found[label] == written


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("---\nplat|\n---\nBonjour", "platform"),
        ("---\nauthor: {role: inf|}\n---\nBonjour", "influencer"),
        ("---\ntitle: x\ncmcompliance:\n  relationship:\n    ki|\n---\nBonjour", "kind"),
        ("---\ntitle: x\ncmc|\n---\nBonjour", "cmcompliance"),
        ('+++\n[cmcompliance]\nplatform = "inst|\n+++\nBonjour', "instagram"),
        ("---\njurisdictions: [F|\n", "FR"),
    ],
)
def test_front_matter_is_completed(editor: Editor, run: Run, folder: Path, text: str, label: str) -> None:
    assert label in run(proposed(editor, folder / "draft.md", text, "markdown"))


def test_nothing_is_proposed_in_the_text_of_a_draft(editor: Editor, run: Run, folder: Path) -> None:
    uri, place = run(asked(editor, folder / "draft.md", "---\nplatform: x\n---\nplat|", "markdown"))
    params = types.CompletionParams(types.TextDocumentIdentifier(uri), place)
    found = run(editor.client.text_document_completion_async(params))
    assert found is None or not found.items


@pytest.mark.parametrize(
    ("text", "where", "line"),
    [
        (RULE.replace("[says.number_one, a", "[says.num|ber_one, a"), "pack/inference/claims.yaml", 1),
        (RULE.replace("fr.conso", "fr.co|nso"), "sources/", None),
    ],
)
def test_a_name_tells_what_it_means_and_where_it_is_defined(
    editor: Editor, run: Run, pack: Path, text: str, where: str, line: int | None
) -> None:
    uri, place = run(asked(editor, pack / "fr/claims/one.yaml", text, "yaml"))
    said = run(editor.hover(uri, place.line, place.character))
    assert where in said
    params = types.DefinitionParams(types.TextDocumentIdentifier(uri), place)
    found = run(editor.client.text_document_definition_async(params))
    file = to_fs_path(found.uri) or ""
    assert where in file
    assert Path(file).is_file()
    assert line is None or found.range.start.line == line


def test_a_mistake_in_settings_is_underlined_with_the_nearest_word(
    editor: Editor, run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "cmcompliance.toml"
    (told,) = run(editor.open(file.as_uri(), '[rules]\noof = ["x"]\n', "toml"))
    assert "did you mean `rules.off`?" in told.message
    assert told.range.start == types.Position(1, 0)
    text = 'extends = "base.toml"\n[rules]\noff = ["fr/contst"]\n'
    file.write_text(text, encoding="utf-8")
    (tmp_path / "base.toml").write_text('platform = "insta"\n', encoding="utf-8")
    (told,) = run(editor.open(file.as_uri(), text, "toml"))
    assert "base.toml:1:1: `platform`: 'insta' is not a valid value" in told.message
    (tmp_path / "base.toml").write_text("", encoding="utf-8")
    (told,) = run(editor.open(file.as_uri(), text, "toml"))
    assert "did you mean `fr/contest`?" in told.message
    assert told.range.start == types.Position(2, 7)


def test_a_waiver_file_that_settings_name_is_checked(editor: Editor, run: Run, tmp_path: Path) -> None:
    (tmp_path / "cmcompliance.toml").write_text('waivers = "accepted.toml"\n', encoding="utf-8")
    text = '[[waiver]]\nrule = "fr/contst"\nreason = "Client"\nby = "Léa"\n'
    (told,) = run(editor.open((tmp_path / "accepted.toml").as_uri(), text, "toml"))
    assert "did you mean `fr/contest`?" in told.message
    assert run(editor.open((tmp_path / "other.toml").as_uri(), text, "toml")) == []
