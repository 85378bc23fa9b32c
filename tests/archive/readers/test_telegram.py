"""What Telegram Desktop exports, as its own source writes it and public parsers expect; all is invented."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.archive.exports import folder, zipped
from tests.archive.readers.test_linkedin import drafts, read

from cmcompliance.archive import Skipped, Unreadable


def message(number: int, text: Any, **more: Any) -> dict[str, Any]:
    when = {"date": "2026-11-25T11:00:00", "date_unixtime": "1795600800"}
    return {
        "id": number,
        "type": "message",
        **when,
        "from": "Savons",
        "from_id": "channel7",
        "text": text,
        **more,
    }


def chat(kind: str, *messages: Any) -> dict[str, Any]:
    return {"name": "Savonnerie du Pont", "type": kind, "id": 1007, "messages": [*messages]}


PARTS = [
    "Grand ",
    {"type": "bold", "text": "concours"},
    " : ",
    {"type": "text_link", "text": "règlement", "href": "https://a.example/r"},
    "\n",
    {"type": "link", "text": "https://b.example"},
]


@pytest.mark.parametrize("pack", [folder, zipped])
def test_posts_of_a_channel_are_read_with_their_links(tmp_path: Path, pack: Any) -> None:
    exported = chat("public_channel", message(3, PARTS, photo="photos/photo_1.jpg"), message(4, "Merci"))
    items = read(pack(tmp_path / "a", {"ChatExport/result.json": json.dumps(exported, indent=1)}))
    draft = drafts(items)["telegram:1007/3"]
    assert draft.text == "Grand concours : règlement\nhttps://b.example"
    assert draft.links == ["https://a.example/r", "https://b.example"]
    assert draft.published_at == datetime(2026, 11, 25, 10, tzinfo=UTC)
    assert (draft.platform, draft.author.name) == ("telegram", "Savonnerie du Pont")
    assert (draft.media[0].kind, draft.media[0].path) == ("image", "photos/photo_1.jpg")
    assert drafts(items)["telegram:1007/4"].text == "Merci"


def test_of_a_whole_account_only_channels_are_read(tmp_path: Path) -> None:
    exported = {
        "about": "Here is the data you requested from Telegram.",
        "personal_information": {"user_id": 7, "first_name": "Léa"},
        "stories": [{"date": "2026-11-25T11:00:00", "media": "stories/1.mp4"}],
        "chats": {
            "about": "This page lists all chats.",
            "list": [
                chat("personal_chat", message(1, "Secret"), message(2, "Secret")),
                {"type": "saved_messages", "id": 7, "messages": [message(1, "Note")]},
                chat("private_channel", message(5, "Annonce")),
            ],
        },
        "left_chats": {"about": "", "list": [chat("public_channel", message(6, "Ancienne"))]},
    }
    items = read(folder(tmp_path, {"result.json": json.dumps(exported)}))
    assert [draft.text for draft in drafts(items).values()] == ["Annonce", "Ancienne"]
    assert {(item.reason, item.count) for item in items if isinstance(item, Skipped)} == {
        ("a message of a conversation", 3),
        ("a story, of which Telegram hands out no words", 1),
    }


def test_what_is_not_the_channels_own_word_is_left_out(tmp_path: Path) -> None:
    posts = [
        {"id": 1, "type": "service", "action": "create_channel", "text": ""},
        message(2, "Relayé", forwarded_from="Autre"),
        message(3, "", photo="(File not included. Change data exporting settings to download.)"),
        message(4, "", poll={"question": "Quel savon ?", "answers": [{"text": "Rose"}, {"text": "Lavande"}]}),
    ]
    items = read(folder(tmp_path, {"result.json": json.dumps(chat("public_channel", *posts))}))
    assert [draft.text for draft in drafts(items).values()] == ["Quel savon ?\nRose\nLavande"]
    assert sum(item.count for item in items if isinstance(item, Skipped)) == 3


@pytest.mark.parametrize(
    "record",
    [
        None,
        7,
        [],
        {},
        message(1, None),
        message(1, {"a": 1}),
        message(1, [None, 7, {"text": []}]),
        {"type": []},
    ],
)
def test_a_message_that_is_none_harms_no_other(tmp_path: Path, record: Any) -> None:
    exported = chat(
        "public_channel",
        record,
        message(9, "Bonjour", date_unixtime=[], date=7, file=7, media_type="animation"),
    )
    draft = drafts(read(folder(tmp_path, {"result.json": json.dumps(exported)})))["telegram:1007/9"]
    assert (draft.text, draft.published_at) == ("Bonjour", None)


def test_a_file_that_was_cut_off_gives_what_is_before_the_cut(tmp_path: Path) -> None:
    content = json.dumps(chat("public_channel", *(message(number, "Bonjour") for number in range(99))))
    items = read(folder(tmp_path, {"result.json": content[:9000]}))
    assert len(drafts(items)) > 10
    assert any(isinstance(item, Unreadable) for item in items)
