"""Which sheets a client is given, with which columns, and where in the results they come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal[
    "text", "number", "date", "link", "word", "words", "obligation", "obligations", "platform", "reason"
]
SheetName = Literal["posts", "findings", "questions", "not_checked"]


@dataclass(frozen=True, slots=True)
class Column:
    """`sql`: what is in it; `width` in characters; `kind` word: a value that has a name in the reader's
    language, as obligations and platforms have.
    """

    key: str
    sql: str
    width: int = 14
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Sheet:
    """`source`: FROM and what follows; `names`: what a file of it may be called, beside its own name."""

    name: SheetName
    columns: tuple[Column, ...]
    source: str
    names: tuple[str, ...] = ()

    @property
    def sql(self) -> str:
        """The query that gives its rows."""
        columns = ", ".join(f'{column.sql} AS "{column.key}"' for column in self.columns)
        return f"SELECT {columns} {self.source}"


def _joined(values: str) -> str:
    return f"array_to_string({values}, ' | ')"


_WHO: Final = Column("who", "coalesce(d.handle, d.author, '')", 20)
_DAY: Final = Column("published_on", "d.published_on", 12, "date")
_PLATFORM: Final = Column("platform", "d.platform", 12, "platform")
_PLACE: Final = (
    "{0}.source || if({0}.member = '', '', '!' || {0}.member) || if({0}.number = 0, '', '#' || {0}.number)"
)
_ORDER: Final = "ORDER BY d.published_on, d.draft_id"

_POSTS: Final = Sheet(
    "posts",
    (
        Column("draft_id", "d.draft_id", 22, "link"),
        _DAY,
        _PLATFORM,
        _WHO,
        Column("kind", "d.kind", 10),
        Column("verdict", "d.verdict", 18, "word"),
        Column("errors", "d.errors", 9, "number"),
        Column("warnings", "d.warnings", 9, "number"),
        Column("infos", "d.infos", 9, "number"),
        Column("questions", "d.questions", 11, "number"),
        Column("obligations", "f.obligations", 40, "obligations"),
        Column("relationship", "d.relationship", 13, "word"),
        Column("brand", "d.brand", 16),
        Column("platform_label", "d.platform_label::VARCHAR", 14, "word"),
        Column("title", "d.title", 24),
        Column("text", "d.text", 80),
        Column("links", _joined("d.links"), 30),
        Column("place", _PLACE.format("d"), 30),
    ),
    "FROM drafts d LEFT JOIN (SELECT draft_id, list_sort(list_distinct(list(obligation))) AS obligations"
    f" FROM findings WHERE waived IS NULL GROUP BY draft_id) f USING (draft_id) {_ORDER}",
    ("drafts", "publications"),
)
_FINDINGS: Final = Sheet(
    "findings",
    (
        Column("draft_id", "f.draft_id", 22, "link"),
        _DAY,
        _PLATFORM,
        _WHO,
        Column("severity", "f.severity", 11, "word"),
        Column("obligation", "f.obligation", 40, "obligation"),
        Column("title", "f.title", 40),
        Column("message", "f.message", 70),
        Column("words", _joined("list_transform(f.spans, lambda span: span.text)"), 30),
        Column("hint", "f.hint", 60),
        Column("law", _joined("list_transform(f.legal_basis, lambda basis: basis.citation)"), 50),
        Column("law_link", "list_filter(f.legal_basis, lambda basis: basis.url != '')[1].url", 30, "link"),
        Column("jurisdiction", "f.jurisdiction", 11),
        Column("waived_by", "f.waived.by", 16),
        Column("waived_reason", "f.waived.reason", 30),
        Column("waived_until", "f.waived.until", 12, "date"),
        Column("code", "f.obligation", 30),
        Column("rule", "f.rule", 30),
        Column("place", _PLACE.format("f"), 30),
    ),
    f"FROM findings f LEFT JOIN drafts d USING (draft_id) {_ORDER}, f.rule",
    ("constats",),
)
_QUESTIONS: Final = Sheet(
    "questions",
    (
        Column("draft_id", "q.draft_id", 22, "link"),
        _DAY,
        _PLATFORM,
        _WHO,
        Column("question", "q.question", 60),
        Column("why", "q.why", 60),
        Column("choices", _joined("q.choices"), 30),
        Column(
            "at_stake",
            "list_sort(list_distinct(list_transform(q.at_stake, lambda stake: stake.obligation)))",
            50,
            "obligations",
        ),
        Column("field", "q.field", 26),
        Column("place", _PLACE.format("q"), 30),
    ),
    f"FROM questions q LEFT JOIN drafts d USING (draft_id) {_ORDER}, q.field",
)
_NOT_CHECKED: Final = Sheet(
    "not_checked",
    (
        Column("what", "n.kind", 24, "word"),
        Column("problem", "n.problem", 90, "reason"),
        Column("count", "n.count", 9, "number"),
        Column("draft_id", "n.draft_id", 22, "link"),
        Column("place", _PLACE.format("n"), 50),
    ),
    "FROM (SELECT * FROM errors UNION ALL SELECT draft_id, source, member, number, 'not_evaluated',"
    " g.gap.rule || ': ' || g.gap.reason, 1 FROM drafts, unnest(not_evaluated) AS g(gap)) n"
    " ORDER BY n.kind, n.source, n.member, n.number",
    ("errors", "not-checked", "non-controle", "non_controle"),
)
SHEETS: Final[Mapping[SheetName, Sheet]] = {
    sheet.name: sheet for sheet in (_POSTS, _FINDINGS, _QUESTIONS, _NOT_CHECKED)
}


def sheet_named(stem: str) -> Sheet | None:
    """Return the sheet that the name of a file says, if it says one alone."""
    low = stem.lower()
    found = [sheet for sheet in SHEETS.values() if any(name in low for name in (sheet.name, *sheet.names))]
    return found[0] if len(found) == 1 else None
