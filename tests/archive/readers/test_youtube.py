"""Google Takeout of a channel: headers, and texts as segments in JSON, as public parsers of it expect.

Channels and videos are invented.
"""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.archive.exports import folder, zipped
from tests.archive.readers.test_linkedin import drafts, read

from cmcompliance.archive import Skipped

VIDEO = [
    "Video ID",
    "Approx Duration (ms)",
    "Video Audio Language",
    "Video Category",
    "Video Description (Original)",
]
VIDEO += ["Channel ID", "Video Title (Original)", "Privacy", "Video State", "Video Create Timestamp"]
VIDEO += ["Video Publish Timestamp"]
COMMENT = ["Comment ID", "Channel ID", "Comment Create Timestamp", "Price", "Parent Comment ID", "Video ID"]
WHEN = "2026-11-25T10:00:00.123+00:00"


def table(*rows: list[str]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerows(rows)
    return stream.getvalue()


def video(number: str, text: str, privacy: str = "Public") -> list[str]:
    return [number, "1000", "fr-FR", "Blogs", text, "UC1", "Mes savons", privacy, "Processed", WHEN, WHEN]


FILES = {
    "Takeout/YouTube and YouTube Music/video metadata/videos.csv": table(
        VIDEO, video("abc", "Code promo LEA10\nMerci"), video("def", ""), video("ghi", "Brouillon", "Private")
    ),
    "Takeout/YouTube and YouTube Music/channels/channel.csv": table(
        ["Channel ID", "Channel Title (Original)"], ["UC1", "Savonnerie du Pont"]
    ),
    "Takeout/YouTube and YouTube Music/comments/comments.csv": table(
        [*COMMENT, "Comment Text"],
        [
            "C1",
            "UC1",
            WHEN,
            "0",
            "",
            "x",
            json.dumps({"takeoutSegments": [{"text": "Bonjour "}, {"text": "à tous"}]}),
        ],
        [
            "C2",
            "UC1",
            WHEN,
            "0",
            "",
            "x",
            '{"text":"Merci "},{"text":"Tom","mention":{"externalChannelId":"UC2"}}',
        ],
        ["C3", "UC1", WHEN, "0", "", "x", "{ sans rien"],
        ["C4", "UC1", "demain", "0", "", "x", ""],
    ),
    "Takeout/YouTube and YouTube Music/posts/posts.csv": table(
        ["Post ID", "Post text", "Image name 1"], ["P1", '{"text":"Concours"}', "P1.png"]
    ),
    "Takeout/YouTube and YouTube Music/subscriptions.csv": table(
        ["Channel Id", "Channel Title"], ["UC9", "Autre"]
    ),
}


@pytest.mark.parametrize("pack", [folder, zipped])
def test_descriptions_posts_and_comments_are_read(tmp_path: Path, pack: Any) -> None:
    items = read(pack(tmp_path / "a", FILES))
    found = drafts(items)
    first = found["youtube:abc"]
    assert (first.text, first.title, first.kind) == ("Code promo LEA10\nMerci", "Mes savons", "video")
    assert (first.platform, first.language, first.author.name) == ("youtube", "fr", "Savonnerie du Pont")
    assert first.published_at == datetime(2026, 11, 25, 10, tzinfo=UTC)
    assert (found["youtube:def"].text, found["youtube:def"].title) == ("Mes savons", None)
    assert [found[f"youtube:C{number}"].text for number in (1, 2, 3)] == [
        "Bonjour à tous",
        "Merci Tom",
        "{ sans rien",
    ]
    assert found["youtube:C1"].kind == "comment"
    assert (found["youtube:P1"].text, found["youtube:P1"].media[0].path) == ("Concours", "P1.png")
    reasons = {item.reason for item in items if isinstance(item, Skipped)}
    assert {"a video that is not public", "a row without a text"} <= reasons


def test_headers_in_other_letters_are_the_same(tmp_path: Path) -> None:
    content = table([name.capitalize() for name in VIDEO], video("abc", "Bonjour"))
    assert drafts(read(folder(tmp_path, {"Videos.csv": content})))["youtube:abc"].text == "Bonjour"


@pytest.mark.parametrize(
    "text", ["{" * 100_000, '{"text": 3}', '{"takeoutSegments": 3}', "{}", '{"text":"a"} b']
)
def test_segments_that_are_none_are_a_text_or_nothing(tmp_path: Path, text: str) -> None:
    content = table(
        [*COMMENT, "Comment Text"], ["C1", "UC1", WHEN, "", "", "", text], ["C2", "", "", "", "", "", "ok"]
    )
    assert drafts(read(folder(tmp_path, {"comments.csv": content})))["youtube:C2"].text == "ok"
