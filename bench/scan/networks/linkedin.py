"""LinkedIn: a member's copy of the data, tables with each line break of a post between doubled quotes."""

from __future__ import annotations

import csv
from typing import Final

from bench.scan.account import Account, Piece
from bench.scan.exports import Export

_COMMENTS: Final = 5


def write(account: Account, export: Export) -> None:
    """Write the data of a member."""
    with export.member("Profile.csv") as stream:
        stream.write(f"First Name,Last Name,Maiden Name,Headline,Summary\n{account.name},,,Savonnerie,\n")
    with export.member("Connections.csv") as stream:
        stream.write("First Name,Last Name,URL,Email Address,Company,Position,Connected On\n")
        for number in range(account.posts // 10):
            stream.write(f"Prénom,Nom {number},https://www.linkedin.com/in/{number},,,,25 Nov 2020\n")
    with export.member("Shares.csv") as stream:
        stream.write("Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\n")
        for piece in account:
            if piece.number % _COMMENTS:
                stream.write(_share(piece))
    with export.member("Comments.csv") as stream:
        stream.write("Date,Link,Message\n")
        rows = csv.writer(stream, doublequote=False, escapechar="\\", lineterminator="\n")
        for piece in account:
            if not piece.number % _COMMENTS:
                link = f"https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A{_number(piece)}"
                rows.writerow([f"{piece.when:%Y-%m-%d %H:%M:%S}", link, piece.text])


def _share(piece: Piece) -> str:
    link = f"https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A{_number(piece)}"
    text = piece.text.replace('"', '""').replace("\n", '""\n""')
    shared = f"https://savons.example/{piece.number}" if piece.number % 4 == 0 else ""
    return f'{piece.when:%Y-%m-%d %H:%M:%S},{link},"{text}",{shared},,MEMBER_NETWORK\n'


def _number(piece: Piece) -> int:
    return 6_200_000_000_000_000_000 + piece.second * 100_000_000 + piece.number
