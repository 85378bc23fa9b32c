"""A member's copy of the data: headers, doubled line breaks and escaped quotes as public importers expect.

Members and posts are invented.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.archive.exports import folder, zipped

from cmcompliance.archive import Archived, Item, Skipped, Unreadable, open_source, read_archive
from cmcompliance.archive.registry import shipped_readers

SHARE = "https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A7458194261025673216"
SHARES = (
    "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\n"
    f'2026-05-07 16:41:18,{SHARE},"Grand concours !""\n""""\n""Jouez, avec ""#savon"".",https://a.example/r,,PUBLIC\n'
    "2026-05-06 08:00:00,https://www.linkedin.com/feed/update/urn%3Ali%3AugcPost%3A7458194261025673999,,,,PUBLIC\n"
    '2026-05-05 08:00:00,https://www.linkedin.com/x,"Première ligne\ndeuxième ""ligne""",,https://media.example/i.jpg,PUBLIC\n'
)
COMMENTS = (
    "Date,Link,Message\n"
    '2026-06-30 10:26:45,https://www.linkedin.com/c/1,"Nos \\"savons\\", bravo\nà tous"\n'
    "2026-06-30 10:27:45,https://www.linkedin.com/c/2,Merci\n"
)
PROFILE = "First Name,Last Name,Maiden Name,Headline,Summary\nLéa,Dupont,,Savonnière,\n"


def read(path: Path) -> list[Item]:
    with open_source(path) as source:
        return list(read_archive(source, shipped_readers()))


def drafts(items: list[Item]) -> dict[str | None, Any]:
    return {item.draft.id: item.draft for item in items if isinstance(item, Archived)}


@pytest.mark.parametrize("pack", [folder, zipped])
def test_posts_and_comments_have_their_line_breaks_and_their_quotes(tmp_path: Path, pack: Any) -> None:
    items = read(
        pack(tmp_path / "a", {"Shares.csv": SHARES, "Comments_7.csv": COMMENTS, "Profile.csv": PROFILE})
    )
    found = drafts(items)
    post = found["linkedin:7458194261025673216"]
    assert post.text == 'Grand concours !\n\nJouez, avec "#savon".'
    assert post.published_at == datetime(2026, 5, 7, 16, 41, 18, tzinfo=UTC)
    assert (post.platform, post.author.name, post.links) == (
        "linkedin",
        "Léa Dupont",
        ["https://a.example/r"],
    )
    plain = found["https://www.linkedin.com/x"]
    assert plain.text == 'Première ligne\ndeuxième "ligne"'
    assert plain.media[0].path == "https://media.example/i.jpg"
    comment = found["Comments_7.csv#2"]
    assert (comment.text, comment.kind) == ('Nos "savons", bravo\nà tous', "comment")
    assert found["Comments_7.csv#3"].text == "Merci"
    assert not [item for item in items if isinstance(item, Unreadable)]


def test_a_quote_behind_a_backslash_may_come_late(tmp_path: Path) -> None:
    rows = "".join(
        f'2026-06-30 10:26:45,https://www.linkedin.com/c/{number},"Bravo, et merci"\n'
        for number in range(5_000)
    )
    last = '2026-07-01 09:00:00,https://www.linkedin.com/c/x,"Nos \\"savons\\", en vrac, à Lyon"\n'
    items = read(folder(tmp_path, {"Comments.csv": f"Date,Link,Message\n{rows}{last}"}))
    assert [item for item in items if isinstance(item, Unreadable)] == []
    assert drafts(items)["Comments.csv#5002"].text == 'Nos "savons", en vrac, à Lyon'


def test_what_is_no_post_is_left_out_and_told(tmp_path: Path) -> None:
    items = read(
        folder(
            tmp_path,
            {
                "Shares.csv": SHARES,
                "messages.csv": "CONVERSATION ID,FROM,TO,DATE,CONTENT\n1,Léa,Tom,2026-05-05,Salut\n",
                "Positions.csv": "Company Name,Title,Description\nSavons,Savonnière,Je fais des savons\n",
                "Job Applications.csv": "Application Date,Company Name\n1/2/26,Savons\n",
            },
        )
    )
    assert len(drafts(items)) == 2
    assert {(item.reason, item.count) for item in items if isinstance(item, Skipped)} == {
        ("a post without a text, or somebody else's that was shared", 1),
        ("conversations", 1),
        ("tables of the member's life and work", 2),
    }


def test_a_row_that_is_none_harms_no_other(tmp_path: Path) -> None:
    damaged = SHARES + "demain,,Salut\n2026-05-04 08:00:00,l,a,b,c,d,e,f\n\n\x00,\x00,\x00\n"
    items = read(folder(tmp_path, {"Shares.csv": damaged}))
    assert drafts(items)["Shares.csv#5"].published_at is None
    problems = [item.problem for item in items if isinstance(item, Unreadable)]
    assert [problem.split(":")[0] for problem in problems] == [
        "has 8 cells for 6 columns",
        "holds zero bytes",
    ]
    assert items == read(tmp_path)
