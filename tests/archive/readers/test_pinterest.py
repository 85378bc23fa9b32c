"""The pages of a member's data as a public parser of them expects; members and pins are invented."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from tests.archive.exports import folder, zipped
from tests.archive.readers.test_linkedin import drafts, read

from cmcompliance.archive import Skipped, Unreadable


def pin(number: int, details: str, **more: str) -> str:
    address = f"https://www.pinterest.com/pin/{number}/"
    fields = {
        "Title": "No data,",
        "Details": f"{details},",
        "Image": "abcdef,",
        "Board Name": "No data,",
        "Username": "savons,",
        "Alt Text": "Trois savons,",
        "Canonical Link": '<a href="https://a.example/savon">https://a.example/savon</a>,',
        "Created at": "2026/11/25 15:35:01",
        "Alive": "True",
        "Is a repin": "False",
        "Private": "False",
        **more,
    }
    lines = "".join(f"\n<br>{name}: {value}" for name, value in fields.items())
    return f'\n<a href="{address}">{address}</a>{lines}<br><br>'


def page(*pins: str) -> str:
    others = "<h1 id=b2>Boards</h1>\n<br>Title: Rien<br>Details: Rien<br>"
    return f'<div id="contents"><h1 id=a1>Pins</h1>{"".join(pins)}{others}</div>\n'


@pytest.mark.parametrize("pack", [folder, zipped])
def test_own_pins_are_read(tmp_path: Path, pack: Any) -> None:
    content = page(pin(123456, "Savon &amp; miel,<br>à gagner", Title="Concours,"), pin(123457, "Merci"))
    found = drafts(read(pack(tmp_path / "a", {"pinterest.html": content})))
    draft = found["pinterest:123456"]
    assert (draft.text, draft.title) == ("Savon & miel,\nà gagner", "Concours")
    assert (draft.platform, draft.author.handle) == ("pinterest", "savons")
    assert draft.published_at == datetime(2026, 11, 25, 15, 35, 1)
    assert draft.links == ["https://a.example/savon"]
    assert (draft.media[0].kind, draft.media[0].path, draft.media[0].alt) == (
        "image",
        "abcdef",
        "Trois savons",
    )
    assert list(found) == ["pinterest:123456", "pinterest:123457"]


def test_what_is_not_the_members_own_word_is_left_out(tmp_path: Path) -> None:
    content = page(
        pin(111111, "Autre", **{"Is a repin": "True"}),
        pin(222222, "Secret", Private="True"),
        pin(333333, "Parti", Alive="False"),
        pin(444444, "No data"),
        pin(555555, "No data", Title="Le titre,"),
    )
    items = read(folder(tmp_path, {"a.html": content}))
    assert [draft.text for draft in drafts(items).values()] == ["Le titre"]
    assert len([item for item in items if isinstance(item, Skipped)]) == 4


def test_another_page_is_none_of_pinterest(tmp_path: Path) -> None:
    items = read(
        folder(tmp_path, {"a.html": "<h1>Bonjour</h1><a href='https://www.pinterest.com/pin/123456/'>x</a>"})
    )
    assert not drafts(items)


def test_a_line_that_never_ends_ends_the_reading_and_is_told(tmp_path: Path) -> None:
    content = page(pin(123456, "Bonjour"), pin(123457, "a" * 3_000_000), pin(123458, "Merci"))
    items = read(folder(tmp_path, {"a.html": content}))
    assert list(drafts(items)) == ["pinterest:123456"]
    assert [item.problem for item in items if isinstance(item, Unreadable)] == [
        "has a line of more than 1 MiB: the pins after it are not read"
    ]
