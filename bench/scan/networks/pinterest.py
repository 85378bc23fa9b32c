"""Pinterest: the pages of a member's data, HTML with a line for each field of a pin."""

from __future__ import annotations

import html
from typing import Final

from bench.scan.account import Account, Piece
from bench.scan.exports import Export

_SAVED: Final = 4


def write(account: Account, export: Export) -> None:
    """Write the pages of a member."""
    with export.member("pinterest.html") as stream:
        stream.write('<div id="contents"><h1 id=a1>Pins</h1>')
        for piece in account:
            stream.write(_pin(account, piece, piece.number, own=True))
            if piece.number % _SAVED == 0:
                stream.write(_pin(account, piece, account.posts + piece.number, own=False))
        stream.write("<h1 id=b2>Boards</h1>\n<br>Title: Savons<br>Details: No data<br></div>\n")


def _pin(account: Account, piece: Piece, number: int, *, own: bool) -> str:
    address = f"https://www.pinterest.com/pin/{100_000_000_000_000_000 + number}/"
    link = f"https://savons.example/{number}"
    text = html.escape(piece.text, quote=False).replace("\n", "<br>\n")
    fields = {
        "Title": "No data,",
        "Details": f"{text},",
        "Image": f"{number:x},",
        "Is Native": "True",
        "Board Id": "7",
        "Board Name": "Savons,",
        "Is Video": "False",
        "Ip Address": "192.0.2.1",
        "Username": f"{account.handle},",
        "Alt Text": "No data,",
        "Canonical Link": f'<a href="{link}">{link}</a>,' if number % 2 else "No data,",
        "Created at": f"{piece.when:%Y/%m/%d %H:%M:%S}",
        "Alive": "True",
        "Is a repin": "False" if own else "True",
        "Private": "False",
    }
    lines = "".join(f"\n<br>{name}: {value}" for name, value in fields.items())
    return f'\n<a href="{address}">{address}</a>{lines}<br><br>'
