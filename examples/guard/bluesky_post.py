"""Post to Bluesky: the guard around `send_post`, around `createRecord`, and in async code.

BLUESKY_HANDLE=… BLUESKY_PASSWORD=… python bluesky_post.py "Bonjour 🌞" --language fr
"""

from __future__ import annotations

import argparse
import os
from typing import Any

from atproto import AsyncClient, Client, models
from atproto.exceptions import AtProtocolError
from atproto_client.utils import TextBuilder

from cmcompliance import Blocked, Draft, Guard

guard = Guard(defaults={"platform": "bluesky", "jurisdictions": ["FR"], "author": {"role": "brand"}})


# `send_post` takes a text or a builder, so a function says what is published; it has the same parameters.
def draft_of_post(
    text: str | TextBuilder,
    profile_identify: str | None = None,
    reply_to: models.AppBskyFeedPost.ReplyRef | None = None,
    embed: Any = None,
    langs: list[str] | None = None,
    facets: Any = None,
) -> Draft:
    """Return the draft that `send_post` is about to publish."""
    card = getattr(embed, "external", None)
    return Draft(
        text=text.build_text() if isinstance(text, TextBuilder) else text,
        kind="comment" if reply_to else "post",
        language=langs[0] if langs and len(langs) == 1 else None,
        media=[{"kind": "image", "alt": image.alt} for image in getattr(embed, "images", ())],
        links=[card.uri] if card else [],
    )


def draft_of_record(data: dict[str, Any]) -> Draft:
    """Return the draft in the body of `com.atproto.repo.createRecord`."""
    record = data["record"]
    languages = record.get("langs") or []
    return Draft(
        text=record["text"],
        kind="comment" if record.get("reply") else "post",
        language=languages[0] if len(languages) == 1 else None,
    )


def post(client: Client, text: str | TextBuilder, langs: list[str] | None = None) -> str:
    """Return the address of the post."""
    send_post = guard.publishes(draft_of_post)(client.send_post)
    return str(send_post(text, langs=langs).uri)


async def post_async(client: AsyncClient, text: str | TextBuilder, langs: list[str] | None = None) -> str:
    """Return the address of the post; the loop goes on during the check."""
    send_post = guard.publishes(draft_of_post)(client.send_post)
    return str((await send_post(text, langs=langs)).uri)


def create_record(client: Client, data: dict[str, Any]) -> str:
    """Return the address of the record."""
    create = guard.publishes(draft_of_record)(client.com.atproto.repo.create_record)
    return str(create(data).uri)


def main() -> int:
    """Post what the command line says; 1 if it was refused or did not arrive."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("text")
    parser.add_argument("--language")
    asked = parser.parse_args()
    client = Client()
    try:
        client.login(os.environ["BLUESKY_HANDLE"], os.environ["BLUESKY_PASSWORD"])
        print(post(client, asked.text, [asked.language] if asked.language else None))
    except (Blocked, AtProtocolError) as refused:
        print(refused)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
