"""X: `data/tweets.js` and its parts, long posts beside them, reposts among them, and likes."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any, Final

from bench.scan.account import Account, Piece
from bench.scan.exports import Export
from bench.scan.json_writing import write_list

_A_PART: Final = 40_000
_SHORT: Final = 280
_LONG_ONES: Final = 12
"""Each so many posts one may be longer than usual; the others are kept short by who writes them."""
_REPOSTS: Final = 6
_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LINK: Final = re.compile(r"https?://\S+")


def write(account: Account, export: Export) -> None:
    """Write the archive of an account."""
    with export.member("data/account.js") as stream:
        said = {"username": account.handle, "accountId": "7", "accountDisplayName": account.name}
        write_list(stream, [{"account": said}], "window.YTD.account.part0 = ")
    tweets = _tweets(account)
    for part in itertools.count():
        first = next(tweets, None)
        if first is None:
            break
        with export.member(f"data/tweets-part{part}.js" if part else "data/tweets.js") as stream:
            of_part = itertools.chain([first], itertools.islice(tweets, _A_PART - 1))
            write_list(stream, of_part, f"window.YTD.tweets.part{part} = ")
    with export.member("data/note-tweet.js") as stream:
        write_list(stream, _notes(account), "window.YTD.note_tweet.part0 = ")
    with export.member("data/like.js") as stream:
        likes = ({"like": {"tweetId": str(one), "fullText": "bravo"}} for one in range(account.posts // 2))
        write_list(stream, likes, "window.YTD.like.part0 = ")


def _tweets(account: Account) -> Iterator[Any]:
    for piece in account:
        text = _short(piece)
        if _is_long(piece):
            text = piece.text[: _SHORT - 30].rsplit(" ", 1)[0] + "… https://t.co/" + _code(piece, 0)
        yield _tweet(piece, text)
        if piece.number % _REPOSTS == 0:
            yield _tweet(piece, f"RT @quelquun: {piece.text[:100]}", repost=True)


def _notes(account: Account) -> Iterator[Any]:
    for piece in account:
        if _is_long(piece):
            core = {"text": piece.text, "hashtags": [], "urls": [], "mentions": [], "cashtags": []}
            when = f"{piece.when:%Y-%m-%dT%H:%M:%S}.000Z"
            yield {"noteTweet": {"noteTweetId": str(piece.number), "createdAt": when, "core": core}}


def _is_long(piece: Piece) -> bool:
    return piece.number % _LONG_ONES == 0 and len(piece.text) > _SHORT


def _short(piece: Piece) -> str:
    return piece.text if len(piece.text) <= _SHORT else piece.text[:_SHORT].rsplit(None, 1)[0]


def _code(piece: Piece, place: int) -> str:
    return f"{piece.number:07d}{place:03d}"


def _tweet(piece: Piece, text: str, *, repost: bool = False) -> Any:
    urls = []
    for place, link in enumerate(_LINK.findall(text), 1):
        if not link.startswith("https://t.co/"):
            short = f"https://t.co/{_code(piece, place)}"
            text = text.replace(link, short, 1)
            urls.append(
                {"url": short, "expanded_url": link, "display_url": link[8:30], "indices": ["0", "23"]}
            )
    number = f"{piece.second}{'2' if repost else '1'}{piece.number:07d}"
    when = piece.when
    body = {
        "edit_info": {"initial": {"editTweetIds": [number], "editsRemaining": "5", "isEditEligible": True}},
        "retweeted": False,
        "source": '<a href="https://mobile.twitter.com" rel="nofollow">Twitter Web App</a>',
        "entities": {"hashtags": [], "symbols": [], "user_mentions": [], "urls": urls},
        "display_text_range": ["0", str(len(text))],
        "favorite_count": str(piece.number % 300),
        "id_str": number,
        "truncated": False,
        "retweet_count": str(piece.number % 7),
        "id": number,
        "created_at": f"{_DAYS[when.weekday()]} {_MONTHS[when.month - 1]} {when:%d %H:%M:%S +0000 %Y}",
        "favorited": False,
        "full_text": text.replace("&", "&amp;"),
        "lang": piece.language,
    }
    if piece.number % 9 == 0 and not repost:
        body["in_reply_to_status_id_str"] = number
    return {"tweet": body}
