"""Turn a rule's edit template into an edit of this draft, in code points of the field it changes."""

from __future__ import annotations

from collections.abc import Sequence

from cmcompliance.draft import Draft
from cmcompliance.facts import Evidence
from cmcompliance.parse import ParsedField, Reading
from cmcompliance.remedy.length import overrun
from cmcompliance.remedy.line_ends import line_end_of, with_line_ends
from cmcompliance.remedy.typography import as_written
from cmcompliance.remedy.variables import fill
from cmcompliance.report import Edit
from cmcompliance.rulebook.book import Clause, EditTemplate, RuleBook, Words

_INSERT_FIELDS = ("text", "contest.rules_text")


def build_edit(
    template: EditTemplate,
    draft: Draft,
    parsed: Sequence[ParsedField],
    evidence: Sequence[Evidence],
    book: RuleBook,
    language: str,
) -> Edit | None:
    """Return the edit, or None when the template needs a place in the text and there is none.

    `evidence`: the finding's places, the first of which is edited; `language`: "fr" or "en".
    """
    edit = _edit(template, draft, parsed, evidence, book, language)
    if edit is None:
        return None
    content = next((field.reading.text for field in parsed if field.field == edit.field), "")
    text = as_written(edit.text, content, content[edit.start : edit.end])
    text = with_line_ends(text, line_end_of(content)) if "\r" in content else text
    over = 0
    if edit.field == "text":
        after = content[: edit.start] + text + content[edit.end :]
        over = overrun(content, after, draft, book.platforms.get(draft.platform or ""))
    return edit.model_copy(update={"safety": template.safety, "text": text, "over_limit": over})


def _edit(
    template: EditTemplate,
    draft: Draft,
    parsed: Sequence[ParsedField],
    evidence: Sequence[Evidence],
    book: RuleBook,
    language: str,
) -> Edit | None:
    readings = {field.field: field.reading for field in parsed}
    document = _document_of(draft)
    if template.clause and document:
        text, missing = clause_text(book.clauses[template.clause], draft, book, language)
        return _append_clause(
            document, readings[document].text if document in readings else "", text, missing
        )
    if template.only_in_documents:
        return None
    text, missing = fill(_in(book.words_of(template), language), draft, book, language)
    place = evidence[0] if evidence else None
    if template.action == "insert":
        return _insert(template.where, text, missing, readings, place)
    if place is None or place.field not in readings:
        return None
    if template.action == "replace":
        return Edit(
            action="replace",
            field=place.field,
            start=place.start,
            end=place.end,
            text=text,
            placeholders=missing,
        )
    start, end = _stretch(readings[place.field], template.target, place)
    return Edit(action="delete", field=place.field, start=start, end=end)


def clause_text(clause: Clause, draft: Draft, book: RuleBook, language: str) -> tuple[str, list[str]]:
    """Return a clause with its heading, its variables filled, and the names of those that are not known."""
    text, missing = fill(_in(clause.text, language), draft, book, language)
    return f"{_in(clause.title, language)}\n{text}", missing


def _in(words: Words, language: str) -> str:
    return words.get(language) or words.get("fr") or words.get("en") or ""


def _document_of(draft: Draft) -> str | None:
    """Return the field that holds contest rules, None when there is none."""
    if draft.kind == "contest_rules":
        return "text"
    return "contest.rules_text" if draft.contest and draft.contest.rules_text else None


def _append_clause(field: str, content: str, text: str, missing: list[str]) -> Edit:
    at = len(content.rstrip())
    text = f"\n\n{text}" if at else text
    return Edit(action="insert", field=field, start=at, end=at, text=text, placeholders=missing)


def _insert(
    where: str, text: str, missing: list[str], readings: dict[str, Reading], place: Evidence | None
) -> Edit | None:
    name = place.field if place and place.field in _INSERT_FIELDS else "text"
    if where in {"line_start", "after"} and (place is None or place.field not in readings):
        where = "start" if where == "line_start" else "end"
    elif place is not None and where in {"line_start", "after"}:
        name = place.field
    reading = readings.get(name)
    content = reading.text if reading is not None else ""
    at, before, after = _insertion_point(where, content, reading, place)
    return Edit(
        action="insert", field=name, start=at, end=at, text=before + text + after, placeholders=missing
    )


def _insertion_point(
    where: str, content: str, reading: Reading | None, place: Evidence | None
) -> tuple[int, str, str]:
    """Return where to insert and what sets the insertion off from its neighbours."""
    if not content.strip():
        return len(content), "", ""
    if where == "start":
        return len(content) - len(content.lstrip()), "", "\n"
    if where == "line_start" and place is not None:
        return content.rfind("\n", 0, place.start) + 1, "", "\n"
    if where == "after" and place is not None:
        return place.end, " ", ""
    block = (
        _closing_hashtags(reading, content) if where == "before_hashtags" and reading is not None else None
    )
    if block is None:
        return len(content.rstrip()), "\n", ""
    own_line = content[block:].lstrip(" \t").startswith(("\n", "\r"))
    return block, "\n" if content[:block].strip() else "", "" if own_line else "\n"


def _closing_hashtags(reading: Reading, content: str) -> int | None:
    """Return where the hashtags that close the text begin, None if it does not end in a block of them."""
    end = len(content.rstrip())
    blocks = (reading.characters(*block) for block in reading.segments.hashtag_blocks)
    closing = [first for first, last in blocks if last >= end]
    return len(content[: min(closing)].rstrip()) if closing else None


def _stretch(reading: Reading, target: str, place: Evidence) -> tuple[int, int]:
    segments = reading.segments
    groups = {"clause": segments.clauses, "sentence": segments.sentences, "line": segments.lines}
    for group in groups.get(target, ()):
        start, end = reading.characters(*group)
        if start <= place.start < end:
            return start, end
    return place.start, place.end
