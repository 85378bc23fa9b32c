from __future__ import annotations

import gzip
import io
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.archive.readers.site_exports import drafts, read, skipped, unreadable
from tests.archive.readers.warc_exports import PAGE, Crawl, chunked
from warcio.archiveiterator import ArchiveIterator

from cmcompliance.archive.readers.warc_stream import answer_of, warc_records

HOME = "https://savons.example"


@pytest.mark.parametrize("packed", [True, False])
def test_a_page_has_what_it_says_of_itself(tmp_path: Path, packed: bool) -> None:
    crawl = Crawl(packed).add(f"{HOME}/jeu", PAGE).data()
    (draft,) = drafts(read(tmp_path, {"site.warc.gz" if packed else "site.warc": crawl}))
    assert draft.id == "web:https://savons.example/jeu@2026-11-26T08:00:00Z"
    assert (draft.title, draft.text) == ("Jeu & savons", "Jeu\n\nGagnez ici")
    assert (draft.kind, draft.platform, draft.language) == ("article", "website", "fr-FR")
    assert draft.published_at == datetime(2026, 11, 25, 10, tzinfo=UTC)
    assert (draft.author.name, draft.links) == ("Léa Dupont", ["https://savons.example/r"])
    assert [(one.path, one.alt) for one in draft.media] == [("a.jpg", "Savon")]


def test_bodies_are_unpacked_as_a_library_of_crawlers_unpacks_them() -> None:
    body = PAGE.encode() * 40
    raw = zlib.compressobj(wbits=-15)
    crawl = Crawl()
    crawl.add(f"{HOME}/1", chunked(body), Transfer_Encoding="chunked")
    crawl.add(f"{HOME}/2", body, Transfer_Encoding="chunked")
    crawl.add(f"{HOME}/3", gzip.compress(body), Content_Encoding="gzip")
    crawl.add(f"{HOME}/4", zlib.compress(body), Content_Encoding="deflate")
    crawl.add(f"{HOME}/5", raw.compress(body) + raw.flush(), Content_Encoding="deflate")
    crawl.add(f"{HOME}/6", chunked(gzip.compress(body)), Transfer_Encoding="chunked", Content_Encoding="gzip")
    data, most = crawl.data(), 1 << 24
    expected = [
        (one.rec_headers.get_header("WARC-Target-URI"), one.content_stream().read())
        for one in ArchiveIterator(io.BytesIO(data))
        if one.rec_type == "response"
    ]
    found = [
        (one.said("WARC-Target-URI"), answer.body(most))
        for one in warc_records(io.BytesIO(data), data, most)  # type: ignore[arg-type]
        if one.said("WARC-Type") == "response" and (answer := answer_of(one.content))
    ]
    assert found == expected
    assert all(content == body for _, content in found)


def test_what_is_no_page_of_the_site_is_counted(tmp_path: Path) -> None:
    crawl = Crawl()
    crawl.add("https://pub.example/frame", "<p>Achetez</p>")
    crawl.add(f"{HOME}/", "<p>Accueil</p>").add("https://www.savons.example/a", "<p>Un</p>")
    crawl.add("https://blog.savons.example/b", "<p>Deux</p>")
    crawl.add(f"{HOME}/a.css", "p {}", "text/css")
    crawl.add(f"{HOME}/non", "<p>Rien</p>", status="404 Not Found")
    crawl.add(f"{HOME}/", "<p>Accueil</p>")
    items = read(tmp_path, {"site.warc.gz": crawl.data()})
    assert [draft.text for draft in drafts(items)] == ["Accueil", "Un", "Deux"]
    assert skipped(items) == {
        "a page of another site: pub.example": 1,
        "a file that is no page": 1,
        "no page but an answer of status 4xx": 1,
        "a page that had not changed": 1,
    }


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("<p>Été</p>".encode("cp1252"), "text/html; charset=windows-1252"),
        ("<meta charset=iso-8859-1><p>Été</p>".encode("latin-1"), "text/html"),
        ("<p>Été</p>".encode("cp1252"), "text/html; charset=utf-8"),
        ("<p>Été</p>".encode(), "text/html; charset=rot13"),
    ],
)
def test_letters_are_those_that_are_declared(tmp_path: Path, body: bytes, content_type: str) -> None:
    items = read(tmp_path, {"a.warc": Crawl(packed=False).add(HOME, body, content_type).data()})
    assert [draft.text for draft in drafts(items)] == ["Été"]


def test_a_crawl_that_was_cut_off_gives_the_pages_before(tmp_path: Path) -> None:
    for packed in (True, False):
        crawl = Crawl(packed).add(f"{HOME}/1", PAGE).add(f"{HOME}/2", PAGE).data()
        items = read(tmp_path / str(packed), {"a.warc": crawl[:-200]})
        assert len(drafts(items)) == 1
        assert len(unreadable(items)) == 1


def test_bytes_between_records_are_told_and_the_pages_after_them_read(tmp_path: Path) -> None:
    crawl = Crawl(packed=False).add(f"{HOME}/1", PAGE).add(f"{HOME}/2", PAGE).data()
    place = crawl.index(b"WARC/1.", crawl.index(b"/1\r\n") + 10)
    items = read(tmp_path, {"a.warc": crawl[:place] + b"\xff junk\n" * 9 + crawl[place:]})
    assert len(drafts(items)) == 2
    assert "pages may be missing" in unreadable(items)[0]


def test_what_unpacks_to_more_than_a_page_is_not_unpacked(tmp_path: Path) -> None:
    bomb = gzip.compress(b"<p>" + b"a" * 50_000_000)
    items = read(tmp_path, {"a.warc": Crawl(packed=False).add(HOME, bomb, Content_Encoding="gzip").data()})
    assert not drafts(items)
    assert unreadable(items) == ["is a page of more than 4 MiB"]


def test_a_body_packed_in_another_way_is_told(tmp_path: Path) -> None:
    items = read(
        tmp_path, {"a.warc": Crawl(packed=False).add(HOME, b"\x0b\x02", Content_Encoding="br").data()}
    )
    assert "not read here: br" in unreadable(items)[0]


@pytest.mark.parametrize(
    "junk",
    [
        b"WARC/1.0\r\n",
        b"WARC/1.0\r\nContent-Length: -3\r\n\r\n",
        b"WARC/1.0\r\n" + b"a: b\r\n" * 5_000,
        b"x" * 3_000_000,
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 4\r\n\r\nHTTP\r\n\r\n",
    ],
)
def test_odd_records_harm_no_others(tmp_path: Path, junk: bytes) -> None:
    items = read(tmp_path, {"a.warc": Crawl(packed=False).add(f"{HOME}/1", PAGE).data() + junk})
    assert len(drafts(items)) == 1
    assert not any("failed after" in problem for problem in unreadable(items))
