"""JSON of any length, one record at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, BinaryIO, Final

import ijson

from cmcompliance.archive.faults import ArchiveFault

LARGEST_RECORD: Final = 1 << 26
"""Bytes that may follow each other without a record coming to its end."""
_CHUNK: Final = 1 << 16


def records(stream: BinaryIO, path: str = "item") -> Iterator[Any]:
    """Yield the values at a path (`item`: those of the outermost list), holding one at a time.

    `path`: as the library ijson writes them. Raises ArchiveFault after the records before the fault.
    """
    watched = _Watched(stream)
    try:
        for record in ijson.items(watched, path, use_float=True, buf_size=_CHUNK):
            watched.left = LARGEST_RECORD
            yield record
    except (ijson.JSONError, ValueError, RecursionError) as error:
        reason = " ".join(str(error).split())[:120] or type(error).__name__
        raise ArchiveFault(f"is no sound JSON from here on: {reason}") from None


def records_at(stream: BinaryIO, paths: Collection[str]) -> Iterator[tuple[str, Any]]:
    """Yield the values at several paths with the path of each, as they come, holding one at a time.

    Raises ArchiveFault after the records before the fault.
    """
    watched = _Watched(stream)
    builder: Any = None
    begun, end = "", ""
    try:
        for path, event, value in ijson.parse(watched, use_float=True, buf_size=_CHUNK):
            if builder is not None:
                builder.event(event, value)
                if event == end and path == begun:
                    yield path, builder.value
                    builder = None
                continue
            watched.left = LARGEST_RECORD
            if path not in paths or event in ("map_key", "end_map", "end_array"):
                continue
            if event in ("start_map", "start_array"):
                builder, begun, end = ijson.ObjectBuilder(), path, event.replace("start", "end")
                builder.event(event, value)
            else:
                yield path, value
    except (ijson.JSONError, ValueError, RecursionError) as error:
        reason = " ".join(str(error).split())[:120] or type(error).__name__
        raise ArchiveFault(f"is no sound JSON from here on: {reason}") from None


class _Watched:
    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.left = LARGEST_RECORD

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.left -= len(data)
        if self.left < 0:
            raise ArchiveFault(f"has a record of more than {LARGEST_RECORD >> 20} MiB")
        return data
