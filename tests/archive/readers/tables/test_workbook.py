"""Excel files as spreadsheets write them, made by openpyxl."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from tests.archive.exports import folder, zipped
from tests.archive.readers.tables.test_reader import drafts, file, problems, read

from cmcompliance.archive import Skipped
from cmcompliance.archive.readers.tables import workbook as reading

ROWS = [
    ["Calendrier de novembre"],
    [],
    ["Date de publication", "Réseau", "Texte", "ID"],
    [datetime(2026, 11, 25, 18, 30), "Instagram", "Grand concours\nJouez !", 7],
    [date(2026, 11, 26), "LinkedIn", "Nous recrutons", 1e300],
    [None, "x", None, "9"],
    ["03/11/2026", "x", "Bonjour", None],
]


def workbook(**sheets: Sequence[Sequence[Any]]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def rewritten(content: bytes, **parts: bytes) -> bytes:
    """Return a workbook with other bytes in some of its parts."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, parts.get(name.rpartition("/")[2].partition(".")[0], old.read(name)))
    return stream.getvalue()


@pytest.mark.parametrize("pack", [folder, zipped])
def test_all_sheets_with_a_text_are_read_with_their_dates(tmp_path: Path, pack: Any) -> None:
    content = workbook(
        Listes=[["Couleur"], ["rouge"]], Novembre=ROWS, Vide=[], Décembre=[["Légende"], ["Noël"]]
    )
    items = read(pack(tmp_path / "a", {"planning.xlsx": content}))
    first, second, third, fourth = drafts(items)
    assert (first.id, first.text, first.platform) == ("7", "Grand concours\nJouez !", "instagram")
    assert first.published_at == datetime(2026, 11, 25, 18, 30)
    assert second.published_at == datetime(2026, 11, 26)
    assert third.published_at is None  # a text, which could be two days
    assert (fourth.id, fourth.text) == ("planning.xlsx[Décembre]#2", "Noël")
    assert len({(item.place.member, item.place.number) for item in items if item.place.number}) == 5
    assert any(isinstance(item, Skipped) and "'Couleur'" in item.reason for item in items)
    assert "3/11/2026" in problems(items)[0]


def test_a_sheet_that_lies_about_its_size_is_read(tmp_path: Path) -> None:
    content = workbook(A=[["texte"], ["Bonjour"]])
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").replace(b'ref="A1:A2"', b'ref="A1:XFD1048576"')
    assert [
        draft.text for draft in drafts(read(file(tmp_path, rewritten(content, sheet1=sheet), "a.xlsx")))
    ] == ["Bonjour"]


def by_excel(strings: bytes, sheet: bytes) -> bytes:
    """Return a workbook as Excel itself writes one: its texts in a part of their own."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    overrides = "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{kind}.{of}+xml"/>'
        for part, of in (
            ("workbook", "sheet.main"),
            ("worksheets/sheet1", "worksheet"),
            ("sharedStrings", "sharedStrings"),
        )
    )
    link = (
        f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{office}/%s" Target="%s"/></Relationships>'
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("[Content_Types].xml", f'<Types xmlns="{package}/content-types">{overrides}</Types>')
        parts.writestr("_rels/.rels", link % ("officeDocument", "xl/workbook.xml"))
        listed = '<sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets>'
        book = f'<workbook xmlns="{main}" xmlns:r="{office}">{listed}</workbook>'
        parts.writestr("xl/workbook.xml", book)
        parts.writestr("xl/_rels/workbook.xml.rels", link % ("worksheet", "worksheets/sheet1.xml"))
        parts.writestr("xl/sharedStrings.xml", strings.replace(b"<sst", f'<sst xmlns="{main}"'.encode()))
        parts.writestr(
            "xl/worksheets/sheet1.xml",
            f'<worksheet xmlns="{main}"><sheetData>'.encode() + sheet + b"</sheetData></worksheet>",
        )
    return stream.getvalue()


STRINGS = b"<sst><si><t>texte</t></si><si><r><t>Bon</t></r><r><t>jour</t></r></si></sst>"
SHEET = b'<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c></row>'


def test_a_workbook_of_excel_itself_is_read(tmp_path: Path) -> None:
    (draft,) = drafts(read(file(tmp_path, by_excel(STRINGS, SHEET), "a.xlsx")))
    assert draft.text == "Bonjour"


@pytest.mark.parametrize(
    ("strings", "sheet", "problem"),
    [
        (b'<!DOCTYPE a [<!ENTITY a "aaaa">]><sst>&a;</sst>', SHEET, "declarations"),
        (b" " * 5_000_000, SHEET, "4 MiB of texts: save it as CSV"),
        (
            STRINGS,
            SHEET + b'<row r="3"><c t="str"><v>' + b" " * 5_000_000,
            "row of more than 4 MiB",
        ),
        (STRINGS, SHEET + b"<row><c></row>", "no sound Excel file"),
    ],
)
def test_what_would_harm_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, strings: bytes, sheet: bytes, problem: str
) -> None:
    monkeypatch.setattr(reading, "_LARGEST", 1 << 22)
    monkeypatch.setattr(reading, "_LONGEST_ROW", 1 << 22)
    assert problem in problems(read(file(tmp_path, by_excel(strings, sheet), "a.xlsx")))[0]


def test_rows_far_apart_end_where_excel_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_MOST_ROWS", 1 << 12)
    far = SHEET + b'<row r="99999999999"><c t="str"><v>loin</v></c></row>'
    assert [draft.text for draft in drafts(read(file(tmp_path, by_excel(STRINGS, far), "a.xlsx")))] == [
        "Bonjour"
    ]


def test_a_damaged_workbook_is_told_in_one_line(tmp_path: Path) -> None:
    content = workbook(A=ROWS)
    damage = random.Random(7)
    for _ in range(60):
        damaged = bytearray(content)
        for _ in range(damage.randint(1, 9)):
            damaged[damage.randrange(4, len(damaged))] = damage.randrange(256)
        found = problems(read(file(tmp_path, bytes(damaged), "a.xlsx")))
        assert not any("failed after this" in problem or "\n" in problem for problem in found)
    assert "is damaged" in problems(read(file(tmp_path, content[:2000], "a.xlsx")))[0]
