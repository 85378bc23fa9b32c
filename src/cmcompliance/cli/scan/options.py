"""Options by which commands take posts out of archives."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import typer

_DAY: dict[str, Any] = {"formats": ["%Y-%m-%d"], "metavar": "YYYY-MM-DD"}
SinceOption = Annotated[
    datetime | None,
    typer.Option("--since", **_DAY, help="Only what was published on that day or later."),
]
UntilOption = Annotated[
    datetime | None,
    typer.Option("--until", **_DAY, help="Only what was published on that day or before."),
]
MapOption = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="FIELD=COLUMN",
        help="A column of tables (CSV, Excel, Parquet), such as text=Message.",
    ),
]
