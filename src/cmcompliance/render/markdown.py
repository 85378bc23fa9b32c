"""A report for a comment on a pull request: a table, and each draft with findings to unfold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cmcompliance.read import ReadError
from cmcompliance.render.document import (
    Asked,
    Change,
    Item,
    Law,
    Page,
    Unread,
    document_language,
    page_of,
)
from cmcompliance.render.document_words import document_words
from cmcompliance.render.markdown_escape import code, fenced, in_html, inline, link, preformatted
from cmcompliance.render.outcome import Outcome
from cmcompliance.render.source import Source, excerpt, lines_of, position
from cmcompliance.render.text import advice_line
from cmcompliance.render.words import Language

LONGEST_COMMENT = 65_536
"""Characters that GitHub takes in a comment."""
_RANK = {"block": 0, "review": 1, "unread": 2, "pass": 3}
_MOST_PLACES = 3
_MOST_REASONS = 4
_WIDTH = 90
_NOTE = 400
"""Kept free for the lines that say what was left out."""


def render_markdown(
    outcomes: Sequence[Outcome], language: Language | None = None, longest: int = LONGEST_COMMENT
) -> str:
    """Return one comment of at most `longest` characters about all outcomes, the worst first."""
    chosen = document_language(outcomes, language)
    pages = sorted((page_of(outcome, chosen) for outcome in outcomes), key=lambda page: _RANK[page.verdict])
    reports = [outcome.report for outcome in outcomes if not isinstance(outcome, ReadError)]
    words = document_words(chosen)
    end = f"<sub>{inline(advice_line(reports[0], words['advice']))}</sub>\n" if reports else ""
    return _Comment(pages, words, longest - _length(end)).text() + end


class _Comment:
    """The parts of a comment, each taken only while there is room."""

    def __init__(self, pages: Sequence[Page], words: Mapping[str, str], room: int) -> None:
        self.pages = pages
        self.words = words
        self.room = room - _NOTE

    def text(self) -> str:
        parts = [self._take(f"## {self.words['report']}\n\n"), self._table()]
        left_out = 0
        for page in self.pages:
            section = self._section(page)
            left_out += section is None
            parts.append(section or "")
        if left_out:
            parts.append(f"> {self.words['left_out_drafts'].format(left_out)}\n\n")
        return "".join(parts)

    def _take(self, part: str) -> str:
        self.room -= _length(part)
        return part

    def _table(self) -> str:
        names = ("draft", "verdict", "errors", "warnings", "open_questions")
        lines = [f"| {' | '.join(self.words[name] for name in names)} |\n| --- | --- | --: | --: | --: |\n"]
        room = self.room // 2
        for done, page in enumerate(self.pages):
            row = self._row(page)
            room -= _length(row)
            if room < 0:
                lines.append(f"| {self.words['left_out_rows'].format(len(self.pages) - done)} | | | | |\n")
                break
            lines.append(row)
        return self._take("".join(lines) + "\n")

    def _row(self, page: Page) -> str:
        if isinstance(page, Unread):
            return f"| {inline(page.name)} | **{self.words['verdict_unread']}** | | | |\n"
        verdict = page.verdict_words if page.verdict == "pass" else f"**{page.verdict_words}**"
        numbers = (page.counts[name] for name in ("error", "warning", "question"))
        return f"| {inline(page.name)} | {verdict} | {' | '.join(map(str, numbers))} |\n"

    def _section(self, page: Page) -> str | None:
        """Return what is to be unfolded of a draft: empty if nothing is, None if there is no room for it."""
        blocks = list(_blocks(page, self.words))
        if not blocks:
            return ""
        head = f"<details>\n<summary>{_summary(page, self.words)}</summary>\n\n"
        end = "</details>\n\n"
        left = self.room - _length(head) - _length(end) - _NOTE // 2
        kept: list[str] = []
        for block in blocks:
            left -= _length(block)
            if left < 0:
                break
            kept.append(block)
        if not kept:
            return None
        if len(kept) < len(blocks):
            kept.append(f"> {self.words['left_out_findings'].format(len(blocks) - len(kept))}\n\n")
        return self._take(head + "".join(kept) + end)


def _summary(page: Page, words: Mapping[str, str]) -> str:
    if isinstance(page, Unread):
        return f"<b>{in_html(page.name)}</b> — {words['verdict_unread']}"
    counts = f" ({page.counts_words})" if page.counts_words else ""
    return f"<b>{in_html(page.name)}</b> — {page.verdict_words}{counts}"


def _blocks(page: Page, words: Mapping[str, str]) -> Iterator[str]:
    """Yield the findings, the questions and the rest of a draft, each with a blank line after it."""
    if isinstance(page, Unread):
        yield "".join(f"- {inline(problem)}\n" for problem in page.problems) + "\n"
        return
    for item in page.findings:
        yield finding_text(item, page.source, words)
    for asked in page.questions:
        yield question_text(asked, words)
    for rule, reason in page.gaps:
        yield f"- **{words['not_evaluated']}**{words['colon']} {inline(rule)}, {inline(reason)}\n\n"
    for item in page.waived:
        title, said = inline(item.title), inline(item.waived or "")
        yield f"- **{words['waived']}**{words['colon']} {title} ({code(item.rule)}). {said}\n\n"
    for note in page.waiver_notes:
        yield f"- **{words['waiver_notes']}**{words['colon']} {inline(note)}\n\n"
    for remark in page.remarks:
        yield f"{inline(remark)}\n\n"


def finding_text(item: Item, source: Source | None, words: Mapping[str, str]) -> str:
    """Return a finding with its law and remedy and a blank line; with a source, its places too."""
    scopes = f" — {inline(item.scopes)}" if item.scopes else ""
    parts = [f"#### {item.level}{words['colon']} {inline(item.title)}{scopes}\n\n"]
    if source is not None:
        parts.extend(_places(item, source, words))
    parts.append(f"{inline(item.message)}\n\n")
    said = ((words[name], text) for name, text in _facts(item, words) if text)
    parts.extend(f"- **{name}**{words['colon']} {text}\n" for name, text in said)
    if item.change is not None:
        parts.append(_change(item.change, words))
    return "".join(parts).rstrip("\n") + "\n\n"


def _places(item: Item, source: Source, words: Mapping[str, str]) -> Iterator[str]:
    lines = lines_of(source, item.spans)
    for spans in lines[:_MOST_PLACES]:
        line = excerpt(source, spans, _WIDTH)
        pieces = ((preformatted(piece), marked) for piece, marked in line.pieces)
        quoted = "".join(f"<b>{piece}</b>" if marked else piece for piece, marked in pieces)
        yield f"{code(position(source, spans[0]))}\n\n<pre>{quoted}</pre>\n\n"
    if len(lines) > _MOST_PLACES:
        yield f"{words['more_places'].format(len(lines) - _MOST_PLACES)}\n\n"


def _facts(item: Item, words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    said = [inline(reason) for reason in item.reasons[:_MOST_REASONS]]
    if len(item.reasons) > len(said):
        said.append(words["more"].format(len(item.reasons) - len(said)))
    yield "why", words["and_so"].join(said)
    yield "basis", words["and_so"].join(_law(law) for law in item.laws)
    yield "penalty", words["and_so"].join(inline(penalty) for penalty in item.penalties)
    yield "regraded", inline(item.regraded or "")
    yield "rule", f"{code(item.rule)} ({code(item.obligation)})"
    yield "todo", inline(item.hint)


def _law(law: Law) -> str:
    dates = f" ({inline(law.dates)})" if law.dates else ""
    return link(law.citation, law.url) + dates


def _change(change: Change, words: Mapping[str, str]) -> str:
    where = f" {inline(change.where)}" if change.where else ""
    parts = [f"- **{change.label}**{where} ({change.safety}){words['colon']}\n\n"]
    if change.old:
        parts.append(f"{fenced(change.old)}\n\n")
    if change.old and change.new:
        parts.append(f"{words['by']}\n\n")
    if change.new:
        parts.append(f"{fenced(change.new)}\n\n")
    if change.fill_in:
        missing = ", ".join(inline(name) for name in change.fill_in)
        parts.append(f"{words['fill_in_long']}{words['colon']} {missing}\n\n")
    if change.over_limit:
        parts.append(f"{words['too_long']}{words['colon']} {inline(change.over_limit)}\n")
    return "".join(parts)


def question_text(asked: Asked, words: Mapping[str, str]) -> str:
    """Return a question with its answers and what hangs on it, and a blank line after it."""
    answers = (
        f"{inline(label)} ({code(choice)})" if label else code(choice) for choice, label in asked.choices
    )
    choices = f" — {words['and_so'].join(answers)}" if asked.choices else ""
    parts = [
        f"#### {words['question']}{words['colon']} {inline(asked.question)}\n\n",
        f"- **{words['answer_in']}**{words['colon']} {code(asked.field)}{choices}\n",
        f"- **{words['why']}**{words['colon']} {inline(asked.why)}\n",
    ]
    if asked.at_stake:
        stakes = words["and_so"].join(inline(stake) for stake in asked.at_stake)
        parts.append(f"- **{words['at_stake']}**{words['colon']} {stakes}\n")
    return "".join(parts) + "\n"


def _length(text: str) -> int:
    """Return the length as the most sparing of readers counts: in UTF-16, an emoji is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
