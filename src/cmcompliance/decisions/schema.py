"""The tables of a log, for both databases, and how older ones become the newest.

A version is a list of statements; a database at version n has run the first n. `{number}` and `{strict}`
stand for what the two write differently.
"""

from __future__ import annotations

from collections.abc import Mapping

APPEND_ONLY = "the decision log is append-only"

_TABLES = [
    """CREATE TABLE decision_settings (
        digest TEXT PRIMARY KEY, body TEXT NOT NULL){strict}""",
    """CREATE TABLE decision_drafts (
        digest TEXT PRIMARY KEY, body TEXT NOT NULL){strict}""",
    """CREATE TABLE decision_entries (
        seq {number} PRIMARY KEY, id TEXT NOT NULL UNIQUE, at TEXT NOT NULL, verdict TEXT NOT NULL,
        command TEXT NOT NULL, key_id TEXT, key_name TEXT, draft_digest TEXT NOT NULL,
        settings_digest TEXT NOT NULL REFERENCES decision_settings (digest),
        keeps_draft {number} NOT NULL,
        body TEXT NOT NULL, hash TEXT NOT NULL){strict}""",
    "CREATE INDEX decision_entries_at ON decision_entries (at)",
    "CREATE INDEX decision_entries_draft ON decision_entries (draft_digest)",
    "CREATE INDEX decision_entries_settings ON decision_entries (settings_digest)",
    """CREATE TABLE decision_prunings (
        number {number} PRIMARY KEY, what TEXT NOT NULL CHECK (what IN ('entries', 'drafts')),
        through {number} NOT NULL, hash TEXT NOT NULL, at TEXT NOT NULL){strict}""",
    """CREATE TABLE decision_head (
        one {number} PRIMARY KEY CHECK (one = 1), seq {number} NOT NULL, hash TEXT NOT NULL){strict}""",
    "INSERT INTO decision_head (one, seq, hash) VALUES (1, 0, '" + "0" * 64 + "')",
]

_UNCHANGED = ("entries", "settings", "drafts", "prunings")
_GONE = "(SELECT COALESCE(MAX(through), 0) FROM decision_prunings WHERE what = 'entries')"
_DRAFT_GONE = "(SELECT COALESCE(MAX(through), 0) FROM decision_prunings)"
_KEPT = {
    "entries": f"OLD.seq > {_GONE}",
    "settings": "EXISTS (SELECT 1 FROM decision_entries WHERE settings_digest = OLD.digest)",
    "drafts": (
        "EXISTS (SELECT 1 FROM decision_entries WHERE draft_digest = OLD.digest AND keeps_draft = 1"
        f" AND seq > {_DRAFT_GONE})"
    ),
    "prunings": "1 = 1",
    "head": "1 = 1",
}
"""When a row may not be deleted: a pruning has to say first that it goes."""

_SQLITE_GUARDS = [
    *(
        f"CREATE TRIGGER decision_{table}_unchanged BEFORE UPDATE ON decision_{table}"
        f" BEGIN SELECT RAISE(ABORT, '{APPEND_ONLY}'); END"
        for table in _UNCHANGED
    ),
    *(
        f"CREATE TRIGGER decision_{table}_kept BEFORE DELETE ON decision_{table} WHEN {kept}"
        f" BEGIN SELECT RAISE(ABORT, '{APPEND_ONLY}'); END"
        for table, kept in _KEPT.items()
    ),
    "CREATE TRIGGER decision_head_grows BEFORE UPDATE ON decision_head WHEN NEW.seq <= OLD.seq"
    f" BEGIN SELECT RAISE(ABORT, '{APPEND_ONLY}'); END",
]

_POSTGRES_GUARDS = [
    f"""CREATE FUNCTION decision_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{APPEND_ONLY}'; END $$""",
    *(
        f"CREATE TRIGGER decision_{table}_unchanged BEFORE UPDATE ON decision_{table}"
        " FOR EACH ROW EXECUTE FUNCTION decision_refuse()"
        for table in _UNCHANGED
    ),
    *(
        statement
        for table, kept in _KEPT.items()
        for statement in (
            f"""CREATE FUNCTION decision_keep_{table}() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN IF {kept} THEN RAISE EXCEPTION '{APPEND_ONLY}'; END IF; RETURN OLD; END $$""",
            f"CREATE TRIGGER decision_{table}_kept BEFORE DELETE ON decision_{table}"
            f" FOR EACH ROW EXECUTE FUNCTION decision_keep_{table}()",
            f"CREATE TRIGGER decision_{table}_whole BEFORE TRUNCATE ON decision_{table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION decision_refuse()",
        )
    ),
    "CREATE TRIGGER decision_head_grows BEFORE UPDATE ON decision_head FOR EACH ROW"
    " WHEN (NEW.seq <= OLD.seq) EXECUTE FUNCTION decision_refuse()",
]


def _with(statements: list[str], words: Mapping[str, str]) -> list[str]:
    for word, meant in words.items():
        statements = [statement.replace(word, meant) for statement in statements]
    return statements


SQLITE: list[list[str]] = [
    [*_with(_TABLES, {"{number}": "INTEGER", "{strict}": " STRICT"}), *_SQLITE_GUARDS],
]
POSTGRES: list[list[str]] = [
    [*_with(_TABLES, {"{number}": "BIGINT", "{strict}": ""}), *_POSTGRES_GUARDS],
]
"""The versions, oldest first: a change is a new one behind them, in both."""
