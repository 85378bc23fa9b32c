"""Post to Mastodon, with pictures or without: what must not go out never reaches the server.

MASTODON_URL=https://mastodon.example MASTODON_TOKEN=… python mastodon_post.py "Bonjour 🌞" --language fr
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence

from mastodon import Mastodon

from cmcompliance import Blocked, Guard

guard = Guard(
    defaults={"platform": "mastodon", "jurisdictions": ["FR"], "author": {"role": "brand"}},
    on_review="block",
)


# The guard stands before the uploads too: what is refused leaves no picture on the server.
@guard.publishes(text="text", title="warning", language="language", alt="descriptions", reply="reply_to")
def post(
    client: Mastodon,
    text: str,
    *,
    language: str | None = None,
    warning: str | None = None,
    pictures: Sequence[str] = (),
    descriptions: Sequence[str] = (),
    reply_to: str | None = None,
) -> str:
    """Return the address of the status."""
    described = zip(pictures, descriptions, strict=True)
    media = [client.media_post(picture, description=words) for picture, words in described]
    status = client.status_post(
        text, language=language, spoiler_text=warning, media_ids=media or None, in_reply_to_id=reply_to
    )
    return str(status.url)


def main() -> int:
    """Post what the command line says; 1 if it was refused."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("text")
    parser.add_argument("--language")
    asked = parser.parse_args()
    client = Mastodon(access_token=os.environ["MASTODON_TOKEN"], api_base_url=os.environ["MASTODON_URL"])
    try:
        print(post(client, asked.text, language=asked.language))
    except Blocked as blocked:
        print(blocked)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
