from __future__ import annotations

import io
import json

from cmcompliance.cli.formats import Setup, writer_for
from cmcompliance.cli.output import JsonWriter
from cmcompliance.read import Problem, ReadError

ERROR = ReadError("d.jsonl", (Problem("a", 3), Problem("b", 3)), 3, "p-1")


def test_an_error_alone_is_one_object() -> None:
    stream = io.StringIO()
    writer = JsonWriter(stream)
    writer.write(ERROR)
    writer.close()
    assert json.loads(stream.getvalue())["error"] == "a; b"


def test_several_are_a_list_that_is_written_as_it_grows() -> None:
    stream = io.StringIO()
    writer = JsonWriter(stream)
    writer.write(ERROR)
    assert stream.getvalue() == ""
    writer.write(ERROR)
    assert stream.getvalue().count('"line"') == 2
    writer.write(ERROR)
    writer.close()
    assert len(json.loads(stream.getvalue())) == 3


def test_nothing_at_all_writes_nothing() -> None:
    stream = io.StringIO()
    for name in ("json", "jsonl", "text"):
        writer_for(name, Setup(stream, "fr")).close()
    assert stream.getvalue() == ""
