from __future__ import annotations

from pathlib import Path

import pytest

from cmcompliance.rulebook.book import Place
from cmcompliance.settings.errors import SettingsError
from cmcompliance.settings.toml_file import parse_toml, read_toml


def problem_of(data: bytes) -> str:
    with pytest.raises(SettingsError) as raised:
        parse_toml(data, "a.toml")
    return str(raised.value)


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (b"a = 1\nb =\n", "a.toml:2:4: no valid TOML: "),
        (b"a = 1\r\nb = x\r\n", "a.toml:2:5: no valid TOML: "),
        (b"a = 1\na = 2\n", "a.toml:2:6: no valid TOML: "),
        (b"a = [1,\n", "a.toml:2:1: no valid TOML: "),
        (b'a = "', "a.toml:1:6: no valid TOML: "),
        (b"a = 1\nb = '\xe9'\n", "a.toml:2:6: is not UTF-8"),
        (b"a = " + b"[" * 100_000, "a.toml:1:"),
    ],
)
def test_what_is_no_toml_is_told_with_its_line_and_column(data: bytes, where: str) -> None:
    assert problem_of(data).startswith(where)


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert parse_toml(b"\xef\xbb\xbfa = 1\n", "a.toml").place(("a",)) == Place("a.toml", 1, 1)


def test_a_key_that_is_not_written_stands_where_its_table_does() -> None:
    file = parse_toml(b"\n[rules]\noff = []\n", "a.toml")
    assert file.place(("rules", "only", 3)) == Place("a.toml", 2, 2)
    assert file.place(("author",)) == Place("a.toml", 1, 1)


def test_a_file_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"^a\.toml:1:1: cannot be read: "):
        read_toml(tmp_path, "a.toml")
