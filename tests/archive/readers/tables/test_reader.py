"""Tables as people and scheduling tools write them; accounts and posts are invented.

The header of Meta Business Suite's export of content is what public importers of it expect, its days with the
month first among it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.archive.exports import folder, zipped

from cmcompliance.archive import Archived, ArchiveFault, Item, Skipped, Unreadable, open_source, read_archive
from cmcompliance.archive.readers.tables import TablesReader, parse_mapping
from cmcompliance.archive.registry import shipped_readers
from cmcompliance.draft import Draft

FRENCH = (
    "Publié le;Réseau social;Compte;Légende;Lien;Partenariat;Pays;Langue\n"
    '25/11/2026 18:30;Instagram;@savons;"Grand concours ; jouez !\nRèglement en bio";https://a.example/r;oui;France;français\n'
    "03/11/2026;fb;Savonnerie du Pont;Merci à tous;;non;;\n"
)
META = (
    "Post ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,Permalink,"
    "Post type,Data comment,Date,Views,Reach\n"
    '18011,1784,savons,Savonnerie du Pont,"Bonjour, à tous",44,10/03/2026 08:31,https://www.instagram.com/reel/Abc/,'
    'IG reel,,Lifetime,"12,400",9\n'
)


def read(path: Path, *mapping: str) -> list[Item]:
    with open_source(path) as source:
        return list(read_archive(source, [TablesReader(parse_mapping(mapping))]))


def file(root: Path, content: bytes | str, name: str = "posts.csv") -> Path:
    return folder(root, {name: content}) / name


def drafts(items: list[Item]) -> list[Draft]:
    return [item.draft for item in items if isinstance(item, Archived)]


def problems(items: list[Item]) -> list[str]:
    return [item.problem for item in items if isinstance(item, Unreadable)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_french_columns_are_known_in_any_encoding_and_with_any_delimiter(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    text = FRENCH.replace("concours ;", "concours,").replace(";", delimiter)
    first, second = drafts(read(file(tmp_path, text.encode(encoding))))
    assert first.text == "Grand concours, jouez !\nRèglement en bio"
    assert (first.platform, first.author.handle, first.language) == ("instagram", "savons", "fr")
    assert (first.published_at, first.jurisdictions) == (datetime(2026, 11, 25, 18, 30), ["FR"])
    assert (first.relationship.kind, first.links) == ("paid", ["https://a.example/r"])
    assert (second.platform, second.author.name) == ("facebook", "Savonnerie du Pont")
    assert second.published_at == date(2026, 11, 3)  # the other row says that days come first
    assert second.relationship.kind is None  # nobody said that nothing was given
    assert [first.id, second.id] == ["posts.csv#2", "posts.csv#3"]


@pytest.mark.parametrize("pack", [folder, zipped])
def test_the_export_of_meta_business_suite_is_known_for_what_it_is(tmp_path: Path, pack: Any) -> None:
    (draft,) = drafts(read(pack(tmp_path / "a", {"Oct-01_Oct-31.csv": "\ufeff" + META})))
    assert (draft.id, draft.text, draft.kind, draft.platform) == (
        "18011",
        "Bonjour, à tous",
        "reel",
        "instagram",
    )
    assert draft.published_at == datetime(2026, 10, 3, 8, 31)
    assert (draft.author.name, draft.author.handle, draft.links) == ("Savonnerie du Pont", "savons", [])


@pytest.mark.parametrize(
    ("header", "row", "said"),
    [
        (
            "Identifiant de la publication,ID de la Page,Nom de la page,Titre,Description,"
            "Heure de publication,Permalien,Type de publication,Vues",
            "12,10,Savons,Bonjour,,11/03/2026 10:00,https://www.facebook.com/savons/posts/12,Vidéos,7",
            ("12", "Bonjour", "facebook", "video", "Savons", datetime(2026, 11, 3, 10)),
        ),
        (
            "Post ID,Page ID,Page name,Title,Description,Publish time,Permalink,Post type,Reach",
            "12,10,Savons,Bonjour,,11/03/2026 10:00,https://www.facebook.com/reel/12,Reels,7",
            ("12", "Bonjour", "facebook", "reel", "Savons", datetime(2026, 11, 3, 10)),
        ),
        (
            "Text,Image URL,Tags,Posting Time",
            "Bonjour,https://a.example/b.jpg,savon,2026-11-03 10:00",
            ("posts.csv#2", "Bonjour", None, "post", None, datetime(2026, 11, 3, 10)),
        ),
        (
            "Post id,Date,Post text,Post Link,Impressions,Likes",
            '12,"Tue, Nov 3, 2026",Bonjour,https://x.com/savons/status/12,7,7',
            ("12", "Bonjour", "x", "post", None, date(2026, 11, 3)),
        ),
        (
            "post,platforms,mediaUrls,scheduleDate",
            'Bonjour,"twitter, facebook",,2026-11-03T10:00:00Z',
            ("posts.csv#2", "Bonjour", None, "post", None, datetime(2026, 11, 3, 10, tzinfo=UTC)),
        ),
    ],
)
def test_exports_of_known_tools_are_read(tmp_path: Path, header: str, row: str, said: Any) -> None:
    (draft,) = drafts(read(file(tmp_path, f"{header}\n{row}\n")))
    assert said == (
        *(draft.id, draft.text, draft.platform, draft.kind),
        *(draft.author.name, draft.published_at),
    )


def test_columns_may_be_named_and_then_others_are_still_known(tmp_path: Path) -> None:
    path = file(tmp_path, "Mot du jour,Parution,Réseau\nBonjour,2026-11-25T10:00:00+01:00,x\n")
    (draft,) = drafts(read(path, "text=Mot du jour", "published_at=parution"))
    assert (draft.text, draft.platform) == ("Bonjour", "x")
    assert str(draft.published_at) == "2026-11-25 10:00:00+01:00"


def test_a_table_without_a_header_is_read_by_the_places_of_its_columns(tmp_path: Path) -> None:
    items = read(
        file(tmp_path, "11/25/2026 10:00,Bonjour,https://a.example\n"),
        "published_at=#1",
        "text=#2",
        "links=#3",
    )
    (draft,) = drafts(items)
    assert (draft.text, draft.published_at) == ("Bonjour", datetime(2026, 11, 25, 10))
    assert draft.links == ["https://a.example"]


def test_a_table_without_a_text_says_which_columns_it_has(tmp_path: Path) -> None:
    (problem,) = problems(read(file(tmp_path, "Nom,Prix\nSavon,7\n")))
    assert "its columns: 'Nom', 'Prix'. Name the one with the text: --map text=" in problem
    root = folder(tmp_path / "several", {"a.csv": "Nom,Prix\nSavon,7\n", "b.csv": "text\nBonjour\n"})
    items = read(root)
    assert [draft.text for draft in drafts(items)] == ["Bonjour"]
    assert any(isinstance(item, Skipped) and "'Prix'" in item.reason for item in items)


@pytest.mark.parametrize("pair", ["text", "text=", "txt=Message", "dates=first"])
def test_a_mapping_that_is_none_is_refused(pair: str) -> None:
    with pytest.raises(ArchiveFault, match="mapping"):
        parse_mapping([pair])


def test_a_mapping_reaches_the_reader_through_the_registry(tmp_path: Path) -> None:
    with open_source(file(tmp_path, "Mot\nBonjour\n")) as source:
        items = list(read_archive(source, shipped_readers(mapping={"text": "Mot"})))
    assert [draft.text for draft in drafts(items)] == ["Bonjour"]


def test_dates_that_could_be_two_days_are_left_out_and_told(tmp_path: Path) -> None:
    path = file(tmp_path, "text,date\nun,03/11/2026\ndeux,04/11/2026\ntrois,11/11/2026\n")
    items = read(path)
    assert [draft.published_at for draft in drafts(items)] == [None, None, date(2026, 11, 11)]
    (problem,) = problems(items)
    assert "2 drafts" in problem
    assert "--map dates=day-first" in problem
    assert drafts(read(path, "dates=month-first"))[0].published_at == date(2026, 3, 11)


def test_a_row_with_more_cells_than_columns_is_told_and_a_shorter_one_is_read(tmp_path: Path) -> None:
    items = read(file(tmp_path, "id,text,lang\n1,Bonjour, à tous,fr\n2,Salut\n3,Ciao,it,,\n"))
    assert [draft.id for draft in drafts(items)] == ["2", "3"]
    assert "4 cells for 3 columns" in problems(items)[0]


def test_a_line_of_any_length_costs_its_row_only(tmp_path: Path) -> None:
    path = file(tmp_path, "id,text\n1,un\n2," + "a" * 3_000_000 + "\n3,trois\n")
    items = read(path)
    assert [draft.id for draft in drafts(items)] == ["1", "3"]
    assert "million" in problems(items)[0]


def test_a_quote_that_is_never_closed_is_told(tmp_path: Path) -> None:
    items = read(file(tmp_path, 'id,text\n1,un\n2,"deux\n3,trois\n'))
    assert [draft.id for draft in drafts(items)] == ["1"]
    assert "never closed" in problems(items)[0]
    many = read(file(tmp_path, 'id,text\n1,un\n2,"deux\n' + "3,trois\n" * 17_000))
    assert drafts(many)[-1].text == "trois"
    assert any("lines are left out" in problem for problem in problems(many))


def test_zero_bytes_and_bytes_of_another_encoding_cost_their_rows_only(tmp_path: Path) -> None:
    items = read(file(tmp_path, "id,text\n1,été\n2,a\0b\n".encode() + b"3,caf\xe9\n4,quatre\n"))
    assert [draft.id for draft in drafts(items)] == ["1", "4"]
    assert [problem.split(":")[0] for problem in problems(items)] == [
        "holds zero bytes",
        "holds bytes that are no text in the file's encoding",
    ]


def test_the_header_may_come_after_other_lines(tmp_path: Path) -> None:
    items = read(file(tmp_path, "sep=;\nExport du 25/11/2026\n\nid;texte\n7;Bonjour\n"))
    assert [(draft.id, draft.text) for draft in drafts(items)] == [("7", "Bonjour")]


def test_hashtags_of_a_column_of_their_own_are_part_of_the_text(tmp_path: Path) -> None:
    (draft,) = drafts(read(file(tmp_path, 'caption,hashtags\nMes savons #savon,"savon, #pub"\n')))
    assert draft.text == "Mes savons #savon\n\n#pub"


def test_an_id_whose_digits_a_spreadsheet_lost_is_none(tmp_path: Path) -> None:
    (draft,) = drafts(
        read(file(tmp_path, "post id,text,permalink\n1.22158E+17,Bonjour,https://www.facebook.com/p/1\n"))
    )
    assert (draft.id, draft.platform) == ("https://www.facebook.com/p/1", "facebook")


def test_messages_between_people_are_no_drafts(tmp_path: Path) -> None:
    items = read(file(tmp_path, "FROM,TO,DATE,CONTENT\nLéa,Tom,2026-11-25,Salut\n"))
    assert [type(item) for item in items] == [Skipped]


def test_prose_is_no_table(tmp_path: Path) -> None:
    items = read(file(tmp_path, "Bonjour, texte\nde la vie, au soleil\n", "notes.txt"))
    assert [item.reason for item in items if isinstance(item, Skipped)] == [
        "files that no reader knows: .txt"
    ]
    assert drafts(read(file(tmp_path, "date\ttexte\n2026-11-25\tBonjour\n", "export.txt")))


def test_epochs_and_clocks_of_their_own_column_are_moments(tmp_path: Path) -> None:
    items = read(file(tmp_path, "text,date,heure\nun,1795600800,\ndeux,2026-11-25,18h30\n"))
    assert [draft.published_at for draft in drafts(items)] == [
        datetime(2026, 11, 25, 10, tzinfo=UTC),
        datetime(2026, 11, 25, 18, 30),
    ]


def test_reading_it_again_gives_the_same(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.csv": FRENCH, "b.csv": META, "c.csv": "Nom\nx\n"})
    assert read(path) == read(path)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_damage_is_worse_than_a_row_that_cannot_be_read(tmp_path: Path, data: st.DataObject) -> None:
    content = bytearray((FRENCH + META).encode())
    for _ in range(data.draw(st.integers(1, 12))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    items = read(file(tmp_path, bytes(content)))
    assert not any("failed after this" in problem for problem in problems(items))
