"""Lay a new rule into a house's folder: new files, and a line in those that are there already."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from cmcompliance.rulebook import RuleBook, load_sound, shipped_rules
from cmcompliance.rulebook.folders import rule_files
from cmcompliance.scaffold.texts import MEANINGS, both, note, quoted, rule_text, word_files
from cmcompliance.scaffold.wanted import Wanted, WantedError
from cmcompliance.write.create import create_file
from cmcompliance.write.replace import replace_file

_SOURCE_FILE = "sources/house.yaml"


def planned_files(wanted: Wanted, folder: Path, shipped: RuleBook) -> dict[str, str]:
    """Return the files of the new rule, by path in the folder: new ones, and those that get a line more.

    Raises WantedError where the rule, or a file that it needs for itself, is there already.
    """
    own, _ = load_sound(folder) if folder.is_dir() else (None, ())
    policy = next((source.key for source in own.sources.values() if source.house), None) if own else None
    source = policy or f"{_word(wanted.pack)}.policy"
    shown = folder.as_posix()
    used = [
        str(item.draft.get("text")) for rule in (own.rules.values() if own else ()) for item in rule.examples
    ]
    files = {
        f"{wanted.name}.yaml": rule_text(wanted, source, shown, used),
        **{path: text.replace("SOURCE", source) for path, text in word_files(wanted).items()},
    }
    for path in files:
        if (folder / path).exists():
            raise WantedError(f"{shown}/{path} is there already: give the rule another name")
    if not (folder / "book.yaml").exists():
        files["book.yaml"] = f'{note(wanted, "book")}\nname: {quoted(wanted.pack)}\nversion: "1.0"\n'
    if policy is None:
        files[_SOURCE_FILE] = _source(wanted, source, folder)
    known = {*shipped.obligations, *(own.obligations if own else ())}
    if wanted.obligation not in known:
        files["obligations.yaml"] = _obligations(wanted, folder)
    if wanted.kind == "approval" and f"labels.{wanted.label}" not in (own.questions if own else ()):
        files["questions.yaml"] = _questions(wanted, folder)
    return files


def proved(files: Mapping[str, str], folder: Path) -> RuleBook:
    """Return the book with the files in it, made aside. Raises WantedError where they do not load."""
    with tempfile.TemporaryDirectory() as aside:
        copy = Path(aside) / folder.resolve().name
        copy.mkdir()
        for path in rule_files(folder) if folder.is_dir() else ():
            target = copy / path.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
        for name, text in files.items():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            (copy / name).write_text(text, encoding="utf-8")
        book, problems = load_sound(shipped_rules(), copy)
        wrong = [item for item in problems if item.file.removeprefix(f"{copy.as_posix()}/") in files]
        if wrong:
            shown = "\n".join(str(item).replace(copy.as_posix(), folder.as_posix()) for item in wrong)
            raise WantedError(f"nothing was written, for this would not load:\n{shown}")
    return book


def write_files(files: dict[str, str], folder: Path) -> None:
    """Write the files, each as a whole, those that the rule rests on first; raises OSError."""
    for name in reversed(list(files)):
        path, data = folder / name, files[name].encode("utf-8")
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            replace_file(path, data, path.read_bytes())
        else:
            create_file(path, data)


def _source(wanted: Wanted, key: str, folder: Path) -> str:
    entry = f"  {key}:\n    citation: {quoted(wanted.policy)}\n    house: {quoted(wanted.house)}\n"
    return _with_entry(folder / _SOURCE_FILE, "sources", entry, note(wanted, "source"))


def _obligations(wanted: Wanted, folder: Path) -> str:
    entry = f"  {wanted.obligation}: {both(*MEANINGS[wanted.kind])}\n"
    topic = wanted.obligation.split(".", maxsplit=1)[0]
    return _with_entry(folder / "obligations.yaml", topic, entry, note(wanted, "obligations"))


def _questions(wanted: Wanted, folder: Path) -> str:
    words = wanted.label.replace("_", " ")
    named, asked = (
        (
            ("accord du client", "client's approval"),
            ("Le client a-t-il validé ce contenu ?", "Has the client approved this content?"),
        )
        if wanted.label == "client_approved"
        else ((words, words), (f"{words} : est-ce le cas ?", f"{words}: is it so?"))
    )
    entry = (
        f"  labels.{wanted.label}:\n    type: bool\n"
        f"    name: {{fr: {quoted(named[0])}, en: {quoted(named[1])}}}\n"
        f"    fr: {quoted(asked[0])}\n    en: {quoted(asked[1])}\n"
    )
    return _with_entry(folder / "questions.yaml", "questions", entry, note(wanted, "questions"))


def _with_entry(path: Path, key: str, entry: str, comment: str) -> str:
    """Return the file's text with an entry more under `key`; all that stands in it stays as it is."""
    if not path.exists():
        return f"{comment}\n{key}:\n{entry}"
    text = path.read_text(encoding="utf-8")
    head = re.search(rf"^{re.escape(key)}:[ \t]*(#.*)?\n", text, re.MULTILINE)
    if head:
        return text[: head.end()] + entry + text[head.end() :]
    if re.search(rf"^{re.escape(key)}:", text, re.MULTILINE):
        raise WantedError(
            f"{path.as_posix()}: put each entry of `{key}` on a line of its own, then try again"
        )
    return f"{text.rstrip()}\n{key}:\n{entry}" if text.strip() else f"{key}:\n{entry}"


def _word(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "house"
