from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from cmcompliance.cli.destinations import Destination, DestinationError, destinations
from cmcompliance.cli.formats import Format


def where(chosen: Format | None, *outputs: str) -> list[tuple[str, str | None]]:
    found = destinations(chosen, "text", [Path(output) for output in outputs], ["post.md"])
    return [(place.format, place.path and str(place.path)) for place in found]


@pytest.mark.parametrize(
    ("chosen", "outputs", "places"),
    [
        (None, [], [("text", None)]),
        ("sarif", [], [("sarif", None)]),
        (None, ["a.sarif"], [("sarif", "a.sarif")]),
        (None, ["a.sarif.json"], [("sarif", "a.sarif.json")]),
        (None, ["A.CSV", "b.xml"], [("csv", "A.CSV"), ("junit", "b.xml")]),
        ("text", ["a.sarif", "b.csv"], [("text", None), ("sarif", "a.sarif"), ("csv", "b.csv")]),
        ("gitlab", ["gl.json"], [("gitlab", "gl.json")]),
        ("gitlab", ["gl.json", "a.xml"], [("gitlab", "gl.json"), ("junit", "a.xml")]),
        ("junit", ["report"], [("junit", "report")]),
    ],
)
def test_a_file_takes_the_form_asked_for_if_it_fits_else_that_of_its_suffix(
    chosen: Format | None, outputs: list[str], places: list[tuple[str, str | None]]
) -> None:
    assert where(chosen, *outputs) == places


def test_every_form_can_be_written_to_a_file_of_some_name() -> None:
    for form in get_args(Format):
        assert Destination(form, Path("report")) in destinations(form, "text", [Path("report")], [])


@pytest.mark.parametrize(
    ("outputs", "message"),
    [
        (["report"], "in which form is report to be written?"),
        (["a.csv", "./a.csv"], "two reports cannot both be a.csv"),
        (["post.md"], "post.md is read as a draft: write the report elsewhere"),
    ],
)
def test_what_would_be_lost_or_is_unclear_is_refused(outputs: list[str], message: str) -> None:
    with pytest.raises(DestinationError, match=message.replace("?", "\\?")):
        where(None, *outputs)
