"""Post to any JSON API with requests: a schedule tool, a CMS, a chat's webhook.

POSTS_URL=https://api.example/posts POSTS_TOKEN=… python requests_post.py "Bonjour 🌞"
"""

from __future__ import annotations

import os
import sys
from typing import Any

import requests

from cmcompliance import Blocked, Guard

guard = Guard(defaults={"jurisdictions": ["FR"], "author": {"role": "brand"}}, timeout=10)


@guard.publishes(text="message", language="language", links="links", platform="linkedin")
def post(
    session: requests.Session, url: str, message: str, *, language: str = "fr", links: list[str] | None = None
) -> dict[str, Any]:
    """Return what the service answers."""
    body = {"message": message, "language": language, "links": links or []}
    answer = session.post(url, json=body, timeout=30)
    answer.raise_for_status()
    return dict(answer.json())


def main() -> int:
    """Post what the command line says; 1 if it was refused."""
    with requests.Session() as session:
        session.headers["Authorization"] = f"Bearer {os.environ['POSTS_TOKEN']}"
        try:
            print(post(session, os.environ["POSTS_URL"], sys.argv[1]))
        except Blocked as blocked:
            print(blocked)
            return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
