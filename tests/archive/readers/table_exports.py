"""Exports of networks and tools whose tables and JSON are made by tests: the files of each, whole."""

from __future__ import annotations

import json
from collections.abc import Mapping

from tests.archive.readers import (
    test_linkedin,
    test_pinterest,
    test_telegram,
    test_tiktok,
    test_youtube,
)
from tests.archive.readers.tables import test_parquet, test_reader, test_workbook

Files = Mapping[str, bytes | str]


def whole_linkedin() -> Files:
    return {
        "Shares.csv": test_linkedin.SHARES,
        "Comments.csv": test_linkedin.COMMENTS,
        "Profile.csv": test_linkedin.PROFILE,
    }


def whole_pinterest() -> Files:
    return {
        "pinterest.html": test_pinterest.page(
            *(test_pinterest.pin(123450 + one, "Savon") for one in range(5))
        )
    }


def whole_tables() -> Files:
    return {
        "a.csv": test_reader.FRENCH,
        "c.tsv": test_reader.FRENCH.replace(";", "\t").encode("utf-16"),
        "d.xlsx": test_workbook.by_excel(test_workbook.STRINGS, test_workbook.SHEET),
        "e.parquet": test_parquet.CONTENT,
    }


def whole_telegram() -> Files:
    posts = (test_telegram.message(one, test_telegram.PARTS) for one in range(5))
    return {"result.json": json.dumps(test_telegram.chat("public_channel", *posts))}


def whole_tiktok() -> Files:
    return {
        "user_data_tiktok.json": json.dumps(
            test_tiktok.recent(*(test_tiktok.video("Savon") for _ in range(5)))
        )
    }


def whole_youtube() -> Files:
    return test_youtube.FILES
